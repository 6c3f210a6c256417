//! Search before create, and the search box: people already known, over the compartments the actor reads.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use crate::tracing::Candidate;
use domain::Edtf;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::tracing::Sought;
use linkage::likeness::{Facets, Reason, index_tokens, likeness};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Candidates looked at per compartment and token: enough for the commonest name of a camp.
const CANDIDATES: i64 = 400;
/// Candidates looked at that answer to some of the words typed only.
const PARTLY: usize = 80;
/// Pairs of words that are looked for together where many answer to either.
const PAIRS: usize = 6;
/// Files whose tokens are read in one statement.
const AT_ONCE: usize = 25;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Seek {
    /// Whatever was typed: name parts in any order and script, or a code.
    pub text: String,
    /// Birth, where given.
    pub birth: Option<Edtf>,
    /// `f`, `m` or `x`, where given.
    pub sex: Option<char>,
    /// How many to return.
    pub limit: usize,
}

/// Somebody already known.
#[derive(Clone, Debug)]
pub struct Found {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their file.
    pub file: FileId,
    /// Who.
    pub subject: SubjectId,
    /// Their code.
    pub code: String,
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth as written (EDTF), empty when not known.
    pub birth: String,
    /// `f`, `m`, `x` or `?`.
    pub sex: char,
    /// Where they are.
    pub place: String,
    /// 0 to 1.
    pub score: f64,
    /// Why they are proposed, where they answer to the words typed.
    pub reasons: Vec<Reason>,
    /// Why, where the index proposes them: what each field said.
    pub evidence: Vec<linkage::link::Reason>,
    /// The words of all their names, as the reasons count them.
    pub names: Vec<String>,
}

impl Store {
    /// People like `seek`, best first, each once. What the actor may not see is no candidate.
    pub fn search(&self, actor: &Actor, seek: &Seek) -> Result<Vec<Found>, Problem> {
        let code = domain::code::parse(&seek.text);
        let mut found: Vec<Found> = self
            .read_each(actor, Role::reads, |r| match &code {
                Some(code) => by_code(r, code),
                None => by_name(r, seek),
            })?
            .into_iter()
            .flatten()
            .collect();
        found.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| (&a.surname, &a.given, a.file).cmp(&(&b.surname, &b.given, b.file)))
        });
        let mut seen = BTreeSet::new();
        found.retain(|f| seen.insert(f.subject));
        found.truncate(seek.limit.max(1));
        Ok(found)
    }
}

impl Store {
    /// Search before create: people like somebody who is about to be registered, best first, each once. Those who answer to
    /// the words typed, as the search box finds them, and those whom the index holds for likelier the same than not; a
    /// brother or a parent is not the same.
    pub fn like(&self, actor: &Actor, sought: &Sought, limit: usize) -> Result<Vec<Found>, Problem> {
        let text = format!("{} {}", sought.given.trim(), sought.surname.trim()).trim().to_string();
        let sex = sought.sex.chars().next();
        let mut found =
            self.search(actor, &Seek { text, birth: sought.birth.clone(), sex, limit: limit.max(1) })?;
        for candidate in self.known_like(actor, sought)? {
            if candidate.log_odds <= 0.0 || candidate.rather.is_some() {
                continue;
            }
            let score = 1.0 / (1.0 + (-candidate.log_odds).exp());
            match found.iter_mut().find(|f| f.subject == candidate.side.subject) {
                Some(known) => known.score = known.score.max(score),
                None => found.push(of_index(candidate, score)),
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.file.cmp(&b.file)));
        found.truncate(limit.max(1));
        Ok(found)
    }
}

fn of_index(candidate: Candidate, score: f64) -> Found {
    let (side, evidence) = (candidate.side, candidate.reasons);
    Found {
        compartment: side.compartment,
        file: side.file,
        subject: side.subject,
        code: side.code,
        given: side.given,
        surname: side.surname,
        birth: side.birth,
        sex: side.sex,
        place: side.place,
        score,
        reasons: Vec::new(),
        evidence,
        names: Vec::new(),
    }
}

const COLUMNS: &str = "p.file, p.subject, p.code, p.given, p.surname, p.birth, p.sex, p.place_name, p.live";

fn by_code(r: &mut Reading<'_>, code: &str) -> Result<Vec<Found>, Problem> {
    // tidy: columns only
    let sql = format!(
        "select {COLUMNS} from person p where p.compartment = $1 and p.code = $2 and p.volet = 'administrative'"
    );
    let here = r.compartment();
    let rows = r.query(&sql, &[r.here(), code.into()])?;
    Ok(rows.iter().filter_map(|row| found(here, row, 1.0, Vec::new())).collect())
}

fn by_name(r: &mut Reading<'_>, seek: &Seek) -> Result<Vec<Found>, Problem> {
    let query = linkage::name::tokens(&seek.text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let candidates = candidates(r, &query)?;
    let here = r.compartment();
    let facets = Facets { names: &query, birth: seek.birth.as_ref(), sex: seek.sex };
    let mut best = Vec::new();
    // tidy: columns only
    let sql = format!("select {COLUMNS} from person p where p.compartment = $1 and p.file = $2");
    for (file, names) in candidates {
        // Names alone first: most candidates fall away before their row is read.
        let names: Vec<String> = names.into_iter().collect();
        let Some(rough) = likeness(&facets, &Facets { names: &names, birth: None, sex: None }) else {
            continue;
        };
        best.push((rough.score, file, names));
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    // A birth tells apart those of one name: then every candidate's row is read.
    if seek.birth.is_none() {
        best.truncate(seek.limit.max(1) * 4);
    }
    let mut out = Vec::new();
    for (_, file, names) in best {
        let Some(row) = r.query(&sql, &[r.here(), file.into()])?.pop() else { continue };
        let birth = row.text(5).parse::<Edtf>().ok();
        let candidate = Facets {
            names: &names,
            birth: birth.as_ref(),
            sex: row.text(6).chars().next().filter(|c| *c != '?'),
        };
        if let Some(like) = likeness(&facets, &candidate) {
            out.extend(found(here, &row, like.score, like.reasons).map(|f| Found { names, ..f }));
        }
    }
    Ok(out)
}

/// A file and all its name tokens.
type Named = (Vec<u8>, BTreeSet<String>);

/// What answers to one word that was typed: files, each with how far its nearest token is from the word.
#[derive(Default)]
struct Answers {
    files: HashMap<Vec<u8>, usize>,
    /// Whether more answer than were read.
    cut: bool,
}

/// Distance of a token that only sounds alike.
const BY_SOUND: usize = 100;

/// The end of the range of tokens that begin with `word`.
fn beyond(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

/// Files with a token that is the word, begins with it, or sounds like it.
fn answers(r: &mut Reading<'_>, word: &str) -> Result<Answers, Problem> {
    let mut found = Answers::default();
    let mut take = |rows: Vec<Row>, far: &dyn Fn(&str) -> usize| {
        found.cut |= rows.len() as i64 == CANDIDATES;
        for row in rows {
            let nearest = found.files.entry(row.blob(0).to_vec()).or_insert(usize::MAX);
            *nearest = far(row.text(1)).min(*nearest);
        }
    };
    let begins =
        "select file, token from token where compartment = $1 and token >= $2 and token < $3 limit $4";
    let values = [r.here(), word.into(), beyond(word).into(), CANDIDATES.into()];
    take(r.query(begins, &values)?, &|token| token.len().saturating_sub(word.len()));
    let sounds = "select file, token from token where compartment = $1 and token = $2 limit $3";
    for key in index_tokens(word).into_iter().filter(|key| key.starts_with('~')) {
        take(r.query(sounds, &[r.here(), key.into(), CANDIDATES.into()])?, &|_| BY_SOUND);
    }
    Ok(found)
}

/// Files that answer to both words, however many answer to either.
fn both(r: &mut Reading<'_>, one: &str, other: &str) -> Result<Vec<Vec<u8>>, Problem> {
    let rows = r.query(
        "select distinct a.file from token a where a.compartment = $1 and a.token >= $2 and a.token < $3
         and exists (select 1 from token b where b.compartment = a.compartment and b.file = a.file
                     and b.token >= $4 and b.token < $5) limit $6",
        &[r.here(), one.into(), beyond(one).into(), other.into(), beyond(other).into(), CANDIDATES.into()],
    )?;
    Ok(rows.iter().map(|row| row.blob(0).to_vec()).collect())
}

/// Adds the files that two words share and that were cut off the answers of either.
fn add_common(r: &mut Reading<'_>, words: &mut [(&String, Answers)]) -> Result<(), Problem> {
    let told = |words: &[(&String, Answers)], i: usize| !words[i].1.files.is_empty();
    let pairs = (0..words.len()).flat_map(|j| (0..j).map(move |i| (i, j)));
    let pairs: Vec<(usize, usize)> =
        pairs.filter(|(i, j)| words[*j].1.cut && told(words, *i)).take(PAIRS).collect();
    for (i, j) in pairs {
        for file in both(r, words[i].0, words[j].0)? {
            words[i].1.files.entry(file.clone()).or_default();
            words[j].1.files.entry(file).or_default();
        }
    }
    Ok(())
}

/// Files that share a token with the query (a word counts as a prefix: it may not be typed to its end), with all their
/// tokens. Who answers to every word comes first, and of those the nearest.
fn candidates(r: &mut Reading<'_>, query: &[String]) -> Result<Vec<Named>, Problem> {
    let mut words: Vec<(&String, Answers)> = Vec::with_capacity(query.len());
    for word in query {
        words.push((word, answers(r, word)?));
    }
    words.sort_by_key(|(_, answers)| (answers.cut, answers.files.len()));
    add_common(r, &mut words)?;
    let mut hits: BTreeMap<Vec<u8>, (usize, usize)> = BTreeMap::new();
    for (_, answers) in words {
        for (file, far) in answers.files {
            let hit = hits.entry(file).or_default();
            *hit = (hit.0 + 1, hit.1 + far);
        }
    }
    let mut hits: Vec<(Vec<u8>, (usize, usize))> = hits.into_iter().collect();
    hits.sort_by_key(|(_, (n, far))| (std::cmp::Reverse(*n), *far));
    // Of those who answer to some of the words a few, in case a word was mistyped; of one word the nearest.
    let whole = hits.iter().take_while(|(_, (n, _))| *n == query.len()).count();
    let kept = if query.len() == 1 { PARTLY } else { whole.max(PARTLY).min(CANDIDATES as usize) };
    hits.truncate(kept);
    let files: Vec<Vec<u8>> = hits.into_iter().map(|(file, _)| file).collect();
    let mut tokens = names_of(r, &files)?;
    Ok(files
        .into_iter()
        .map(|file| {
            let t = tokens.remove(&file).unwrap_or_default();
            (file, t)
        })
        .collect())
}

/// The name tokens of files, a handful a statement.
fn names_of(r: &mut Reading<'_>, files: &[Vec<u8>]) -> Result<HashMap<Vec<u8>, BTreeSet<String>>, Problem> {
    let marks: Vec<String> = (2..AT_ONCE + 2).map(|n| format!("${n}")).collect();
    // tidy: columns only (names of parameters)
    let sql =
        format!("select file, token from token where compartment = $1 and file in ({})", marks.join(", "));
    let mut tokens: HashMap<Vec<u8>, BTreeSet<String>> = HashMap::with_capacity(files.len());
    for some in files.chunks(AT_ONCE) {
        let mut values = vec![r.here()];
        // The last handful repeats its last file, so that one prepared statement serves them all.
        values.extend((0..AT_ONCE).map(|i| some[i.min(some.len() - 1)].clone().into()));
        for row in r.query(&sql, &values)?.iter().filter(|row| !row.text(1).starts_with('~')) {
            tokens.entry(row.blob(0).to_vec()).or_default().insert(row.text(1).to_string());
        }
    }
    Ok(tokens)
}

fn found(compartment: CompartmentId, row: &Row, score: f64, reasons: Vec<Reason>) -> Option<Found> {
    // A copy left behind yields to the one that lives: the list shows each person once.
    let score = if row.int(8) == 1 { score } else { score * 0.999 };
    Some(Found {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        subject: SubjectId::from_slice(row.blob(1))?,
        code: row.text(2).to_string(),
        given: row.text(3).to_string(),
        surname: row.text(4).to_string(),
        birth: row.text(5).to_string(),
        sex: row.text(6).chars().next().unwrap_or('?'),
        place: row.text(7).to_string(),
        score,
        reasons,
        evidence: Vec::new(),
        names: Vec::new(),
    })
}
