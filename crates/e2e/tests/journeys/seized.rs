//! A laptop is taken. Words are typed into every kind of field, by pages and by command; the node is locked; then its memory
//! is read, its power is cut, and every block of its disk is searched, deleted ones and the browser's own files too.
//! The same search finds the words in memory before the lock, and on a disk where a file in clear was deleted.

use crate::e2e::{self, Browser, Page, Served};
use aho_corasick::AhoCorasick;
use base64::Engine as _;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use testkit::Disk;
use testkit::memory::{PIECE, SHARED};

/// Size of the disk, MiB: a node, and a browser's profile.
const DISK_MIB: u64 = 512;
/// After the lock nothing may be in memory any more.
const FORGETS: Duration = Duration::from_secs(5);
/// How what gzip packs begins.
const GZIP: &[u8] = b"\x1f\x8b\x08";
/// Bytes of a key that are looked for together: more than anything else shares with them.
const KEY_PIECE: usize = 16;
/// Of what was packed, so much is unpacked and looked through, bytes.
const UNPACKED: u64 = 4 << 20;

const PASSPHRASE: &str = "tovimbelu grasodine";
const SURNAME: &str = "Quazubrenko";
const GIVEN: &str = "Jixolande";
const CAME_FROM: &str = "Wolgrevaux";
const NOTE: &str = "hypnovarque";
const SOUGHT: &str = "Brizquendal";
const BY_COMMAND: &str = "Fjordumaxel";
const FILE_NAME: &str = "zwartokkipu";
/// Every word that somebody typed.
const WORDS: [&str; 8] = [PASSPHRASE, SURNAME, GIVEN, CAME_FROM, NOTE, SOUGHT, BY_COMMAND, FILE_NAME];

/// Looks for words in clear, as UTF-16, in base64 at every offset, and within what gzip packed.
struct Search {
    as_typed: AhoCorasick,
    coded: AhoCorasick,
    packed: AhoCorasick,
    names: Vec<String>,
    code_names: Vec<String>,
}

impl Search {
    fn of(words: &[&str]) -> Search {
        let utf16 = |word: &str| word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let raw = words.iter().map(|w| (format!("{w} in clear"), w.as_bytes().to_vec()));
        let wide = words.iter().map(|w| (format!("{w} as UTF-16"), utf16(w)));
        let (names, typed): (Vec<_>, Vec<_>) = raw.chain(wide).unzip();
        let (code_names, codes): (Vec<_>, Vec<_>) = words
            .iter()
            .flat_map(|w| (0..3).map(move |offset| (format!("{w} in base64"), base64_at(w, offset))))
            .unzip();
        let as_typed = AhoCorasick::builder().ascii_case_insensitive(true).build(typed).unwrap();
        let packed = AhoCorasick::new([GZIP]).unwrap();
        Search { as_typed, coded: AhoCorasick::new(codes).unwrap(), packed, names, code_names }
    }

    /// Looks for what a passphrase takes out of the keyslots, in pieces: as bytes, and as SQL has a key, in hexadecimal.
    fn of_keys(secrets: &[u8]) -> Search {
        let pieces: Vec<&[u8]> = secrets.chunks_exact(KEY_PIECE).collect();
        let hex = |piece: &&[u8]| piece.iter().map(|b| format!("{b:02x}")).collect::<String>().into_bytes();
        let names = |how: &str| -> Vec<String> {
            (0..pieces.len()).map(|n| format!("piece {n} of the keys {how}")).collect()
        };
        Search {
            as_typed: AhoCorasick::new(&pieces).unwrap(),
            coded: AhoCorasick::builder().ascii_case_insensitive(true).build(pieces.iter().map(hex)).unwrap(),
            packed: AhoCorasick::new([GZIP]).unwrap(),
            names: names("as bytes"),
            code_names: names("in hexadecimal"),
        }
    }

    /// What stands in a piece, each thing once.
    fn found_in(&self, piece: &[u8], found: &mut Vec<String>) {
        let mut tell = |name: &str| {
            if !found.iter().any(|f| f == name) {
                found.push(name.to_owned());
            }
        };
        self.as_typed.find_iter(piece).for_each(|m| tell(&self.names[m.pattern().as_usize()]));
        self.coded.find_iter(piece).for_each(|m| tell(&self.code_names[m.pattern().as_usize()]));
        for at in self.packed.find_iter(piece) {
            let mut text = Vec::new();
            let _ = flate2::read::GzDecoder::new(&piece[at.start()..]).take(UNPACKED).read_to_end(&mut text);
            self.as_typed
                .find_iter(&text)
                .for_each(|m| tell(&format!("{} and packed", self.names[m.pattern().as_usize()])));
        }
    }

    /// What stands in the memory of a process.
    fn in_memory(&self, process: u32) -> Vec<String> {
        let mut found = Vec::new();
        testkit::memory::pieces(process, |piece| self.found_in(piece, &mut found));
        found
    }

    /// Which files under a folder hold a word.
    fn in_files(&self, folder: &Path) -> Vec<(String, Vec<String>)> {
        let mut holding = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                holding.extend(self.in_files(&entry.path()));
                continue;
            }
            let mut found = Vec::new();
            self.found_in(&fs::read(entry.path()).unwrap_or_default(), &mut found);
            if !found.is_empty() {
                holding.push((entry.path().display().to_string(), found));
            }
        }
        holding
    }

    /// What stands in any block of a disk.
    fn in_blocks(&self, disk: &Path) -> Vec<String> {
        let mut file = fs::File::open(disk).unwrap();
        let (mut found, mut at) = (Vec::new(), 0);
        loop {
            let mut piece = Vec::new();
            file.seek(SeekFrom::Start(at)).unwrap();
            let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).unwrap();
            self.found_in(&piece, &mut found);
            if read < PIECE {
                return found;
            }
            at += (PIECE - SHARED) as u64;
        }
    }
}

/// What a word is in base64 wherever it stands: without the characters that its neighbours have a part in.
fn base64_at(word: &str, offset: usize) -> Vec<u8> {
    let padded = [&vec![b'.'; offset], word.as_bytes()].concat();
    let code = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&padded);
    code.as_bytes()[(offset * 8).div_ceil(6)..padded.len() * 8 / 6].to_vec()
}

fn relais(node: &Path, args: &[&str]) {
    let mut command = Command::new(e2e::program().unwrap());
    let done = command.args(args).arg("--data").arg(node).env("RELAIS_PASSPHRASE", PASSPHRASE).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Signs in and types: a registration, a note, a search; and somebody by command, beside the pages.
fn typed(page: &Page, served: &Served, node: &Path) {
    page.goto(&served.url("/sign-in?lang=en")).unwrap();
    page.fill("#member", "keeper").unwrap();
    page.fill("#passphrase", PASSPHRASE).unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#lock-form").unwrap();
    page.goto(&served.url("/people/new")).unwrap();
    page.fill("#surname", SURNAME).unwrap();
    page.fill("#given", GIVEN).unwrap();
    page.fill("#birth", "12.5.1934").unwrap();
    page.fill("#came_from", CAME_FROM).unwrap();
    page.fill("#from", "2026-11-02").unwrap();
    super::record(page);
    page.wait_for(".headstrip").unwrap();
    page.press("n").unwrap();
    page.wait_for("#text").unwrap();
    page.fill("#text", &format!("She tells of {NOTE} at home.")).unwrap();
    super::record(page);
    page.wait_for_text("main", NOTE).unwrap();
    page.fill("#find", SOUGHT).unwrap();
    page.press("Enter").unwrap();
    page.settle().unwrap();
    relais(node, &["person", "add", "--given", "Ida", "--surname", BY_COMMAND, "--new", "--as", "keeper"]);
    // Elsewhere: the list itself is somebody's own file.
    let elsewhere = tempfile::tempdir().unwrap();
    let list = elsewhere.path().join(format!("{FILE_NAME}.csv"));
    fs::write(&list, "Nom,Prénom\nBauer,Ida\n").unwrap();
    relais(node, &["register", "import", list.to_str().unwrap(), "--place", "Gurs", "--as", "keeper"]);
}

fn file_in_clear(search: &Search) -> Vec<String> {
    let mut disk = Disk::new(16);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(NOTE.as_bytes()).unwrap();
    let base64 = base64::engine::general_purpose::STANDARD.encode(format!("a {NOTE}"));
    let codings = [
        NOTE.as_bytes().to_vec(),
        NOTE.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        base64.into_bytes(),
        packed.finish().unwrap(),
    ];
    for (n, bytes) in codings.iter().enumerate() {
        let path = disk.path().join(format!("{n}"));
        fs::write(&path, bytes).unwrap();
        fs::File::open(&path).unwrap().sync_all().unwrap();
        fs::remove_file(&path).unwrap();
    }
    fs::File::open(disk.path()).unwrap().sync_all().unwrap();
    disk.cut();
    search.in_blocks(&disk.blocks())
}

#[test]
fn c1_c2_c10_a_seized_laptop_keeps_no_word_in_memory_on_disk_or_in_a_log_and_seen_red() {
    let search = Search::of(&WORDS);
    assert_eq!(file_in_clear(&search).len(), 4, "a deleted file is found in each coding: {NOTE}");
    let mut disk = Disk::new(DISK_MIB);
    let folder = tempfile::TempDir::new_in(disk.path()).unwrap();
    let node = folder.path().to_owned();
    relais(&node, &["init", "--name", "keeper", "--founding", "House A", "--cost", "demonstration"]);
    relais(&node, &["place", "add", "Gurs", "--kind", "camp", "--as", "keeper"]);
    let temporary = disk.path().display().to_string();
    let chatty = [("RELAIS_LOG", "trace"), ("TMPDIR", temporary.as_str())];
    let served = Served::start(folder, "serve", &[], &chatty).unwrap_or_else(|p| panic!("{p}"));
    let browser = Browser::launch_in(&disk.path()).unwrap();
    let page = browser.page_of_the_profile().unwrap();
    typed(&page, &served, &node);

    let keys = Search::of_keys(&testkit::house::secrets_of(&node, "keeper", PASSPHRASE));
    assert!(!keys.in_memory(served.id()).is_empty(), "an open node has its keys");
    let open = search.in_memory(served.id());
    assert!(open.iter().any(|f| f.starts_with(SURNAME)), "an open node knows its people: {open:?}");
    page.click("#lock-form button").unwrap();
    page.wait_for("#passphrase").unwrap();
    let locked = Instant::now();
    let looks = || [search.in_memory(served.id()), keys.in_memory(served.id())].concat();
    let mut left = looks();
    while !left.is_empty() && locked.elapsed() < FORGETS {
        std::thread::sleep(Duration::from_millis(200));
        left = looks();
    }
    println!("memory forgot after {:?}; before the lock it held {open:?}", locked.elapsed());
    assert_eq!(left, [""; 0], "in memory after the lock");
    let limits = fs::read_to_string(format!("/proc/{}/limits", served.id())).unwrap();
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "no core file: {core}");

    let log = format!("{}{}", served.stdout(), served.stderr());
    let mut said = Vec::new();
    search.found_in(log.as_bytes(), &mut said);
    assert_eq!(said, [""; 0], "in the log");
    // Everything the system still held back is written out, so that nothing is missing from the disk by luck.
    drop(page);
    assert!(Command::new("sync").arg("-f").arg(disk.path()).status().unwrap().success());
    let files = search.in_files(&disk.path());
    drop(browser);
    assert!(Command::new("sync").arg("-f").arg(disk.path()).status().unwrap().success());
    let dead = served.cut().unwrap();
    assert!(Command::new("sync").arg("-f").arg(disk.path()).status().unwrap().success());
    disk.cut();
    let left = [search.in_blocks(&disk.blocks()), keys.in_blocks(&disk.blocks())].concat();
    assert_eq!(left, [""; 0], "on the disk; files that held them: {files:#?}");
    drop(dead);
}
