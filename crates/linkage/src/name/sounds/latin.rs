//! How Latin letters may be heard: English, French, German, Polish, Hungarian, Italian, Spanish and Czech habits
//! side by side, since a register seldom says which one held.

use super::{At, Rule, rule};
use At::{Any, BeforeVowel, End, Inside, Start};

const VOWEL: &[Rule] = &[rule("", Any, &[])];

const A: &[Rule] = &[rule("a", Any, &["a"])];
const E: &[Rule] = &[rule("e", Any, &["a"])];
const I: &[Rule] = &[rule("ij", Any, &["a", "as"]), rule("i", Any, &["a"])];
const O: &[Rule] = &[rule("ow", End, &["ap", "a"]), rule("o", Any, &["a"])];
const U: &[Rule] = &[
    rule("ua", Any, &["a", "p"]),
    rule("ue", Any, &["a", "p"]),
    rule("ui", Any, &["a", "p"]),
    rule("uo", Any, &["a", "p"]),
    rule("u", Any, &["a"]),
];
const Y: &[Rule] = &[rule("y", Any, &["a"])];

const B: &[Rule] = &[rule("b", Any, &["p"])];
const C: &[Rule] = &[
    rule("chr", Any, &["kr"]),
    rule("chl", Any, &["kl", "sl"]),
    rule("chm", Any, &["km", "sm"]),
    rule("chn", Any, &["kn", "sn"]),
    rule("cch", Any, &["k", "s"]),
    rule("chs", Any, &["ks", "s"]),
    rule("ch", End, &["k", "s"]),
    rule("chi", Any, &["s", "k", "t"]),
    rule("ch", Any, &["s", "k"]),
    rule("ck", Any, &["k", "sk"]),
    rule("cz", Any, &["s"]),
    rule("cs", Any, &["s", "ks"]),
    rule("cce", Any, &["s", "ks"]),
    rule("cci", Any, &["s", "ks"]),
    rule("ce", Any, &["s", "k"]),
    rule("ci", Any, &["s", "k"]),
    rule("cy", Any, &["s", "k"]),
    rule("cq", Any, &["k"]),
    rule("c", Any, &["k", "s"]),
];
const D: &[Rule] = &[
    rule("dzh", Any, &["s"]),
    rule("dsh", Any, &["s"]),
    rule("dz", Any, &["s", "t"]),
    rule("dj", Any, &["s", "ta"]),
    rule("dge", Any, &["s", "tk"]),
    rule("ds", Any, &["s", "ts"]),
    rule("dt", Any, &["t"]),
    rule("d", End, &["t", ""]),
    rule("d", Any, &["t"]),
];
const F: &[Rule] = &[rule("f", Any, &["p"])];
const G: &[Rule] = &[
    rule("ght", Any, &["t", "kt"]),
    rule("gh", End, &["k", "", "p"]),
    rule("gh", Any, &["k", ""]),
    rule("gn", Any, &["n", "kn"]),
    rule("gg", Any, &["k", "s"]),
    rule("ge", Any, &["k", "s"]),
    rule("gi", Any, &["k", "s"]),
    rule("gy", Any, &["t", "k", "s"]),
    rule("g", Any, &["k"]),
];
const H: &[Rule] =
    &[rule("h", Start, &["k", "a"]), rule("h", BeforeVowel, &["k", ""]), rule("h", Any, &["", "k"])];
const J: &[Rule] = &[rule("j", Start, &["a", "s", "k"]), rule("j", Any, &["s", "", "k"])];
const K: &[Rule] = &[rule("kn", Start, &["kn", "n"]), rule("k", Any, &["k"])];
const L: &[Rule] = &[rule("l", Any, &["l"])];
const M: &[Rule] = &[rule("m", Any, &["m"])];
const N: &[Rule] = &[rule("ng", Any, &["nk", "n"]), rule("n", Any, &["n"])];
const P: &[Rule] = &[rule("p", Any, &["p"])];
const Q: &[Rule] = &[rule("qu", Any, &["k", "kp"]), rule("q", Any, &["k"])];
const R: &[Rule] = &[rule("r", End, &["r", ""]), rule("rz", Any, &["s", "rs"]), rule("r", Any, &["r"])];
const S: &[Rule] = &[
    rule("sch", Any, &["s", "sk"]),
    rule("sce", Any, &["s", "sk"]),
    rule("sci", Any, &["s", "sk"]),
    rule("s", End, &["s", ""]),
    rule("s", Any, &["s"]),
];
const T: &[Rule] = &[
    rule("tsch", Any, &["s"]),
    rule("tch", Any, &["s", "tk"]),
    rule("tsh", Any, &["s", "ts"]),
    rule("th", Any, &["t", "s"]),
    rule("tz", Any, &["s", "ts"]),
    rule("ts", Any, &["s", "ts"]),
    rule("tio", Any, &["t", "s"]),
    rule("tia", Any, &["t", "s"]),
    rule("tj", Any, &["t", "s"]),
    rule("t", End, &["t", ""]),
    rule("t", Any, &["t"]),
];
const V: &[Rule] = &[rule("v", Any, &["p"])];
const W: &[Rule] = &[
    rule("wr", Start, &["r", "pr"]),
    rule("wh", Start, &["a", "k", "p"]),
    rule("w", Start, &["p", "a"]),
    rule("w", End, &["p", ""]),
    rule("w", Inside, &["p", ""]),
    rule("w", Any, &["p"]),
];
const X: &[Rule] = &[
    rule("x", Start, &["s", "ks", "k"]),
    rule("x", End, &["ks", "", "s"]),
    rule("x", Any, &["ks", "s", "k"]),
];
const Z: &[Rule] = &[rule("zh", Any, &["s"]), rule("zz", Any, &["s", "ts"]), rule("z", Any, &["s", "ts"])];

/// The rules of sounds that begin with this letter, the longer before the shorter.
pub(super) fn rules(letter: char) -> &'static [Rule] {
    const ALL: [&[Rule]; 26] = [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z];
    let place = u32::from(letter).wrapping_sub(u32::from('a')) as usize;
    ALL.get(place).copied().unwrap_or(VOWEL)
}
