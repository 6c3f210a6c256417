//! A small site for the client's own test: one thread, one answer a connection, no program of ours behind it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// The site; its thread ends with the test process.
pub struct Site {
    port: u16,
}

impl Site {
    pub fn start() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || answer(stream));
            }
        });
        Site { port }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

const FORM: &str = r#"<!doctype html><html lang="en"><title>Intake</title><h1>Intake</h1>
<p id="script">off</p><p id="strokes">0</p>
<form method="post" action="/sent"><input id="name" name="name"><textarea id="note" name="note"></textarea>
<select id="home" name="home"><option value="">-</option><option value="tilleuls">Maison des Tilleuls</option></select>
<input id="born" name="born" type="date"><input id="fed" name="fed" type="checkbox">
<div style="height: 3000px"></div><button>Send</button></form>
<script>
document.querySelector('#script').textContent = 'on';
let strokes = 0;
document.querySelector('#name').addEventListener('keydown', e => {
    if (e.key.length === 1) document.querySelector('#strokes').textContent = ++strokes;
    if (e.key === 'Escape') e.target.blur();
});
document.addEventListener('keydown', e => {
    if (e.key === '/' && e.target === document.body) { e.preventDefault(); document.querySelector('#name').focus(); }
});
</script>"#;
const COVER: &str = r#"<!doctype html><html lang="en"><title>Cover</title><ul><li>12&#8239;000</li><li>b
   c</li></ul><button id="under">Under</button><button id="none" hidden>None</button>
<input id="fixed" readonly><div id="over" style="position: fixed; inset: 0"></div>"#;
const POLICY: &str = r#"<!doctype html><html lang="en"><title>Policy</title><main>Text</main>
<script>document.title = 'never'</script><script src="/bad.js"></script>
<script src="http://outside.invalid/script.js"></script>"#;
const WIDE: &str =
    r#"<!doctype html><html lang="he" dir="rtl"><title>Wide</title><div style="width: 700px">x</div>"#;
const FILE: &str = r#"<!doctype html><html lang="en"><title>File</title>
<form method="post" action="/sent" enctype="multipart/form-data"><input type="file" name="f"><button>Send</button></form>"#;
const STRICT: &str = r#"<!doctype html><html lang="en"><title>Strict</title><link rel="stylesheet" href="/faint.css">
<main><h1>Page</h1><img id="bare" src="/p.svg"><p class="faint">Faint words on white</p></main>"#;
const GOOD: &str = r#"<!doctype html><html lang="en"><title>Good</title>
<main><h1>Page</h1><p>Words</p><label>Name <input name="n"></label></main>"#;
const PICTURE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
/// Allows the foreign address, so that the request is made and seen, and forbids inline scripts.
const LAX: &str = "default-src 'none'; script-src 'self' http://outside.invalid";
const TIGHT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

fn answer(mut stream: TcpStream) {
    let Some((line, body)) = request(&mut stream) else { return };
    let path = line.split(' ').nth(1).unwrap_or_default();
    let html = "text/html; charset=utf-8";
    let sent = || format!("<!doctype html><html lang=en><title>Sent</title><h1>Sent</h1><pre>{body}</pre>");
    let (status, kind, policy, text) = match path {
        "/" => ("200 OK", html, "", FORM.to_owned()),
        "/sent" => ("422 Unprocessable Content", html, "", sent()),
        "/cover" => ("200 OK", html, "", COVER.to_owned()),
        "/policy" => ("200 OK", html, LAX, POLICY.to_owned()),
        "/bad.js" => ("200 OK", "text/javascript", "", BAD.to_owned()),
        "/wide" => ("200 OK", html, "", WIDE.to_owned()),
        "/file" => ("200 OK", html, "", FILE.to_owned()),
        "/strict" => ("200 OK", html, TIGHT, STRICT.to_owned()),
        "/good" => ("200 OK", html, TIGHT, GOOD.to_owned()),
        "/faint.css" => ("200 OK", "text/css", "", ".faint { color: #ccc; background: #fff }".to_owned()),
        "/p.svg" => ("200 OK", "image/svg+xml", "", PICTURE.to_owned()),
        "/favicon.ico" => ("204 No Content", html, "", String::new()),
        _ => ("404 Not Found", html, "", "no such page".to_owned()),
    };
    let policy =
        if policy.is_empty() { String::new() } else { format!("Content-Security-Policy: {policy}\r\n") };
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{policy}Content-Length: {}\r\n", text.len());
    let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n{text}").as_bytes());
}

const BAD: &str = "console.error('said on purpose', 7); throw new Error('thrown on purpose');";

/// Request line and body; `None` when the browser opened a connection and sent nothing.
fn request(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut held = Vec::new();
    let mut block = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&held).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some((head.lines().next().unwrap_or_default().to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut block) {
            Ok(read @ 1..) => held.extend_from_slice(&block[..read]),
            _ => return None,
        }
    }
}
