//! How often two spellings of a name share a key, per script, and how often two unrelated names do:
//! `cargo run --release -p relais-linkage --example name_keys -- FOLDER SLICE [misses]`
//! (folder with `russian_16.tsv` and so on; slice 16 or 64).

use relais_linkage::name::{SoundKey, sound_keys};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "../shared/names".into());
    let slice = args.next().unwrap_or_else(|| "64".into());
    let misses: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    println!(
        "| script | pairs | a key shared | the first keys equal | unrelated names sharing one | keys a name |"
    );
    println!("|---|---|---|---|---|---|");
    for script in ["russian", "hebrew", "arabic"] {
        let text = std::fs::read_to_string(format!("{folder}/{script}_{slice}.tsv"))?;
        let pairs: Vec<(String, String)> = text
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('\t');
                Some((cells.next()?.to_owned(), cells.next()?.replace(' ', "")))
            })
            .collect();
        let keys: Vec<(Vec<SoundKey>, Vec<SoundKey>)> =
            pairs.iter().map(|(a, b)| (sound_keys(a), sound_keys(b))).collect();
        let share = |a: &[SoundKey], b: &[SoundKey]| a.iter().any(|key| b.contains(key));
        let all = keys.len() as f64;
        let shared = keys.iter().filter(|(a, b)| share(a, b)).count() as f64 / all;
        let first = keys.iter().filter(|(a, b)| a.first() == b.first()).count() as f64 / all;
        let by_chance =
            (0..keys.len()).filter(|i| share(&keys[*i].0, &keys[(i * 7919 + 13) % keys.len()].1)).count();
        let each = keys.iter().map(|(a, b)| a.len() + b.len()).sum::<usize>() as f64 / all / 2.0;
        println!(
            "| {script} | {} | {shared:.3} | {first:.3} | {:.4} | {each:.2} |",
            pairs.len(),
            by_chance as f64 / all
        );
        for ((a, b), (x, y)) in pairs.iter().zip(&keys).filter(|(_, (a, b))| !share(a, b)).take(misses) {
            let show = |keys: &[SoundKey]| keys.iter().map(|k| k.to_string()).collect::<Vec<_>>().join(" ");
            println!("{a} {b}: {} / {}", show(x), show(y));
        }
    }
    Ok(())
}
