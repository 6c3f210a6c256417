//! The memory of another process of this user, piece by piece, as whoever takes a laptop that is open reads it.
//! It stops nothing: what changes meanwhile may be missed.

use std::fs::File;
use std::os::unix::fs::FileExt as _;

/// Memory is read in pieces of so many bytes ..
pub const PIECE: usize = 16 << 20;
/// .. each of which begins with so many of the one before it, so that nothing is cut in two.
pub const SHARED: usize = 4_096;

/// Shows every readable piece of the memory of `process`.
///
/// # Panics
/// When there is no such process, or it is not ours to read.
pub fn pieces(process: u32, mut look: impl FnMut(&[u8])) {
    let memory = File::open(format!("/proc/{process}/mem")).expect("the memory of a process");
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).expect("where its memory lies");
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (Some(range), Some(rights)) = (parts.next(), parts.next()) else { continue };
        if !rights.starts_with('r') || line.ends_with("[vvar]") || line.ends_with("[vsyscall]") {
            continue;
        }
        let ends = range.split_once('-').map(|(from, to)| [from, to].map(|end| u64::from_str_radix(end, 16)));
        let Some([Ok(mut at), Ok(to)]) = ends else { continue };
        while at < to {
            let mut piece = vec![0; PIECE.min((to - at) as usize)];
            let Ok(read) = memory.read_at(&mut piece, at) else { break };
            look(&piece[..read]);
            at += if read == PIECE { (PIECE - SHARED) as u64 } else { read.max(1) as u64 };
        }
    }
}

/// Which of these stand anywhere in the memory of `process`, in the order given.
///
/// # Panics
/// As [`pieces`].
pub fn holds<'a>(process: u32, sought: &[(&'a str, Vec<u8>)]) -> Vec<&'a str> {
    let mut found = vec![false; sought.len()];
    pieces(process, |piece| {
        for ((_, bytes), found) in sought.iter().zip(&mut found) {
            *found = *found || piece.windows(bytes.len()).any(|window| window == bytes.as_slice());
        }
    });
    sought.iter().zip(found).filter_map(|((name, _), found)| found.then_some(*name)).collect()
}
