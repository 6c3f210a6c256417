//! Who is at the other end of a connection that begins on this very machine: only the user who serves the pages reaches
//! them. Where pages answer to names of a network a proxy of another user may stand in front, and nobody is asked.
//!
//! It knows users of the system only where Linux tells of them, and says nothing of connections from elsewhere.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::LazyLock;
use tokio::net::{TcpListener, TcpStream};

/// Where Linux lists connections with the users they belong to.
const LISTS: [&str; 2] = ["/proc/net/tcp", "/proc/net/tcp6"];

/// A listener that lets nobody in but the user who serves.
pub(crate) struct Own(pub TcpListener);

impl axum::serve::Listener for Own {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let (stream, from) = axum::serve::Listener::accept(&mut self.0).await;
            match stream.local_addr() {
                Ok(here) if is_anothers(here, from) => {
                    tracing::warn!("another user of this machine was turned away");
                }
                _ => return (stream, from),
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Whether this system lists connections at all; asked once, so that a list which cannot be read later lets nobody in.
static LISTED: LazyLock<bool> = LazyLock::new(|| LISTS.iter().any(|list| std::fs::read(list).is_ok()));

/// Whether the connection comes from another user of this machine. Where the system lists no connections nobody is known.
fn is_anothers(here: SocketAddr, from: SocketAddr) -> bool {
    if !*LISTED {
        return false;
    }
    let lists: Vec<String> = LISTS.iter().filter_map(|list| std::fs::read_to_string(list).ok()).collect();
    let rows: Vec<Row> = lists.iter().flat_map(|text| text.lines().skip(1)).filter_map(row).collect();
    turned_away(&rows, canonical(here), canonical(from))
}

/// One end of a connection: its own address, the other's, the user.
#[derive(Debug, PartialEq, Eq)]
struct Row(SocketAddr, SocketAddr, u32);

/// Ours is the row from here to there, theirs the one back; a connection from elsewhere has no row of its own here.
fn turned_away(rows: &[Row], here: SocketAddr, from: SocketAddr) -> bool {
    let user = |end, other| rows.iter().find(|row| (row.0, row.1) == (end, other)).map(|row| row.2);
    match (user(here, from), user(from, here)) {
        (Some(ours), Some(theirs)) => ours != theirs,
        // What came from this machine and is gone already has nobody who could read an answer.
        _ => from.ip().is_loopback() || here.ip().is_loopback(),
    }
}

/// A line of a list: `0: 0100007F:1F90 0100007F:D2C4 01 .. .. .. 1000 ..`.
fn row(line: &str) -> Option<Row> {
    let mut words = line.split_ascii_whitespace().skip(1);
    let (own, other) = (address(words.next()?)?, address(words.next()?)?);
    Some(Row(own, other, words.nth(4)?.parse().ok()?))
}

/// Words of 32 bits in the order in which the machine keeps them, the port in plain hexadecimal.
fn address(text: &str) -> Option<SocketAddr> {
    let (ip, port) = text.split_once(':')?;
    let words: Option<Vec<u8>> = (0..ip.len() / 8)
        .map(|i| u32::from_str_radix(ip.get(i * 8..i * 8 + 8)?, 16).ok().map(u32::to_ne_bytes))
        .collect::<Option<Vec<_>>>()
        .map(|words| words.concat());
    let words = words?;
    let ip = match <[u8; 4]>::try_from(words.as_slice()) {
        Ok(four) => IpAddr::from(four),
        Err(_) => IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from(words.as_slice()).ok()?)),
    };
    Some(canonical(SocketAddr::new(ip, u16::from_str_radix(port, 16).ok()?)))
}

/// An IPv4 address that stands in the form of IPv6 is the IPv4 address.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LIST: &str = "\
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:D2C4 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1
   2: 0100007F:1F90 0100007F:D2C4 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
   3: 0100007F:D2C6 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4 1 0 20 4 30 10 -1
   4: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:D2C6 01 0:0 00:0 0  1000 0 5 1 0 20
   5: 0A00000A:1F90 0B00000A:D2C8 01 00000000:00000000 00:00000000 00000000  1000        0 6 1 0 20 4 30 10 -1";

    #[test]
    fn a14_only_the_user_who_serves_is_let_in() {
        let rows: Vec<Row> = LIST.lines().filter_map(row).collect();
        assert_eq!(rows.len(), 6);
        let table = [
            ("127.0.0.1:8080", "127.0.0.1:53956", true, "another user"),
            ("127.0.0.1:8080", "127.0.0.1:53958", false, "the same user, on a socket of both families"),
            ("127.0.0.1:8080", "127.0.0.1:53960", true, "gone already"),
            ("10.0.0.10:8080", "10.0.0.11:53960", false, "from elsewhere"),
        ];
        for (here, from, away, why) in table {
            assert_eq!(turned_away(&rows, here.parse().unwrap(), from.parse().unwrap()), away, "{why}");
        }
    }

    #[test]
    fn f1_any_line_of_a_list_is_survived() {
        for line in [
            "",
            "0:",
            "0: zz:1 0:0",
            "0: 0100007F 0100007F:1 01",
            "0: é00007F:1F90 0:0 1 2 3 4 5",
            "0: 0100007F:1F90 :",
        ] {
            assert_eq!(row(line), None, "{line}");
        }
    }
}
