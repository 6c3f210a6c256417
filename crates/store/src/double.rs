//! Doubles over the compartments the actor reads: pairs of files that may be about one person, and what people said of
//! them. Whom the actor does not read is no candidate. Nothing is merged.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::register::{Known, Somebody};
use domain::compartment::Role;
use domain::double::{Fact as Judged, Judgement, VERDICTS};
use domain::entry::{Fact, Stamp};
use domain::id::{CompartmentId, FileId, MemberId, SubjectId};
use linkage::edtf::Edtf;
use linkage::likeness::{Facets, Reason, likeness};
use linkage::name::tokens;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their file.
    pub file: FileId,
    /// Who.
    pub subject: SubjectId,
    /// Code.
    pub code: String,
    /// "Surname Given".
    pub name: String,
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth (EDTF).
    pub birth: String,
    /// `f`, `m`, `x`, `?`.
    pub sex: char,
    /// Place of birth.
    pub birth_place: String,
    /// Where they are.
    pub place: String,
}

/// What somebody said of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Same, not the same, unsure.
    pub verdict: String,
    /// Why.
    pub why: String,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub stamp: Stamp,
    /// Whether both files still say what it rested on.
    pub stands: bool,
}

/// Two files that may be about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct DoublePair {
    /// The one whose subject is lower.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// 0 to 1; 0 where they look no longer alike and somebody judged them once.
    pub score: f64,
    /// Why: the one's words are what was asked, the other's what was found.
    pub reasons: Vec<Reason>,
    /// The hash of what both files say of name, birth and sex.
    pub rests_on: String,
    /// What was said, if anything.
    pub said: Option<Said>,
}

/// Where a pair may stand: it waits for a person, or somebody judged it.
pub const VIEWS: [&str; 4] = ["open", "unsure", "same", "not-same"];

impl DoublePair {
    /// Of [`VIEWS`]: open unless somebody judged it and both files still say what that rested on.
    pub fn view(&self) -> &str {
        self.said.as_ref().filter(|said| said.stands).map_or(VIEWS[0], |said| said.verdict.as_str())
    }
}

/// The person of one file, where it lives here.
pub(crate) fn side_of(r: &mut crate::read::Reading<'_>, file: &FileId) -> Result<Option<Side>, Problem> {
    let here = r.compartment();
    let rows = r.query(
        "select file, subject, code, given, surname, birth, sex, place_name, birth_place from person
         where compartment = $1 and file = $2 and volet = 'administrative' and live = 1",
        &[r.here(), file.bytes().into()],
    )?;
    Ok(rows.first().and_then(|row| side(here, row)))
}

fn side(compartment: CompartmentId, row: &crate::database::Row) -> Option<Side> {
    Some(Side {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        subject: SubjectId::from_slice(row.blob(1))?,
        code: row.text(2).to_string(),
        name: format!("{} {}", row.text(4), row.text(3)).trim().to_string(),
        given: row.text(3).to_string(),
        surname: row.text(4).to_string(),
        birth: row.text(5).to_string(),
        sex: row.text(6).chars().next().unwrap_or('?'),
        place: row.text(7).to_string(),
        birth_place: row.text(8).to_string(),
    })
}

/// What a person's file says of another.
struct Row {
    rests_on: String,
    said: Said,
}

impl Store {
    /// Every pair the actor may look at: likely ones first, then those that were judged and look no longer alike.
    pub fn doubles(&self, actor: &Actor) -> Result<Vec<DoublePair>, Problem> {
        let sides = self.sides(actor)?;
        let by_file: HashMap<FileId, usize> = sides.iter().enumerate().map(|(i, s)| (s.file, i)).collect();
        let by_subject: HashMap<SubjectId, usize> =
            sides.iter().enumerate().map(|(i, s)| (s.subject, i)).collect();
        let mut pairs = alike(&sides, &by_file);
        let rows = self.judged(actor)?;
        for (subject, other) in rows.keys().filter(|(subject, other)| subject < other) {
            let (Some(a), Some(b)) = (by_subject.get(subject), by_subject.get(other)) else { continue };
            pairs.entry((*a.min(b), *a.max(b))).or_insert((0.0, Vec::new()));
        }
        let mut all: Vec<DoublePair> = pairs
            .into_iter()
            .map(|((a, b), (score, reasons))| pair(&sides[a], &sides[b], score, reasons, &rows))
            .collect();
        all.sort_by(|x, y| {
            y.score.total_cmp(&x.score).then_with(|| (x.a.file, x.b.file).cmp(&(y.a.file, y.b.file)))
        });
        Ok(all)
    }

    /// Everybody the actor reads, once each, by subject.
    pub(crate) fn sides(&self, actor: &Actor) -> Result<Vec<Side>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let rows = r.query(
                "select file, subject, code, given, surname, birth, sex, place_name, birth_place from person
                 where compartment = $1 and volet = 'administrative' and live = 1",
                &[r.here()],
            )?;
            Ok(rows.iter().filter_map(|row| side(compartment, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<Side> = found.into_iter().flatten().collect();
        all.sort_by_key(|s| s.subject);
        all.dedup_by_key(|s| s.subject);
        Ok(all)
    }

    fn judged(&self, actor: &Actor) -> Result<BTreeMap<(SubjectId, SubjectId), Row>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select subject, other, verdict, rests_on, why, by, stamp from double
                 where compartment = $1 and live = 1",
                &[r.here()],
            )?;
            let read = |row: &crate::database::Row| {
                let said = Said {
                    verdict: row.text(2).to_string(),
                    why: row.text(4).to_string(),
                    by: MemberId::from_slice(row.blob(5))?,
                    stamp: Stamp(row.int(6) as u64),
                    stands: false,
                };
                let pair = (SubjectId::from_slice(row.blob(0))?, SubjectId::from_slice(row.blob(1))?);
                Some((pair, Row { rests_on: row.text(3).to_string(), said }))
            };
            Ok(rows.iter().filter_map(read).collect::<Vec<_>>())
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// For everybody whom people said to be the same as others, the one who stands for all of them: the lowest. Only what
    /// was written before `before` counts, where that is given, and only what both files say.
    pub(crate) fn stands_for(
        &self,
        actor: &Actor,
        before: Option<Stamp>,
    ) -> Result<HashMap<SubjectId, SubjectId>, Problem> {
        let rows = self.judged(actor)?;
        let same = |row: &Row| row.said.verdict == VERDICTS[0] && before.is_none_or(|b| row.said.stamp < b);
        let mut first: HashMap<SubjectId, SubjectId> = HashMap::new();
        let find = |first: &HashMap<SubjectId, SubjectId>, mut one: SubjectId| {
            while let Some(lower) = first.get(&one) {
                one = *lower;
            }
            one
        };
        for ((a, b), row) in rows.iter().filter(|((a, b), _)| a < b) {
            if same(row) && rows.get(&(*b, *a)).is_some_and(same) {
                let (x, y) = (find(&first, *a), find(&first, *b));
                if x != y {
                    first.insert(x.max(y), x.min(y));
                }
            }
        }
        let everybody: Vec<SubjectId> = first.keys().copied().collect();
        Ok(everybody.into_iter().map(|one| (one, find(&first, one))).collect())
    }

    /// Writes what somebody says of a pair, in both files.
    ///
    /// # Errors
    /// Not allowed to the role in one of the two compartments; a file that the actor does not read.
    pub fn judge(&self, actor: &Actor, files: [FileId; 2], judgement: &Judgement) -> Result<(), Problem> {
        let lines = self.lines_of(actor, &files)?;
        let find = |file: FileId| lines.iter().find(|l| l.file == file).ok_or(Problem::Unknown("file"));
        let (a, b) = (find(files[0])?, find(files[1])?);
        if a.subject == b.subject {
            return Err(Problem::Unknown("file"));
        }
        for line in [a, b] {
            if !self.read(actor, &line.compartment, |r| Ok(r.role.writes()))? {
                return Err(Problem::NotAllowed("say who is the same"));
            }
        }
        for (here, other) in [(a, b.subject), (b, a.subject)] {
            let (file, judgement) = (here.file, judgement.clone());
            self.write(actor, &here.compartment, move |w| {
                w.append(&file, vec![Fact::Double(Judged::Judged { other, judgement })]).map(drop)
            })?;
        }
        Ok(())
    }
}

type Alike = BTreeMap<(usize, usize), (f64, Vec<Reason>)>;

/// Who looks like whom.
fn alike(sides: &[Side], by_file: &HashMap<FileId, usize>) -> Alike {
    let mut known = Known::default();
    let sex = |side: &Side| Some(side.sex).filter(|c| *c != '?');
    for side in sides {
        known.add(Somebody {
            file: side.file,
            code: side.code.clone(),
            name: side.name.clone(),
            birth: side.birth.parse().ok(),
            sex: sex(side),
        });
    }
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (i, side) in sides.iter().enumerate() {
        let birth = side.birth.parse().ok();
        for double in known.like(0, &side.name, birth.as_ref(), sex(side)) {
            let other = by_file.get(&double.file).copied().filter(|other| *other != i);
            met.extend(other.map(|other| (i.min(other), i.max(other))));
        }
    }
    let like = |(a, b): &(usize, usize)| {
        let [a, b] =
            [&sides[*a], &sides[*b]].map(|s| (tokens(&s.name), s.birth.parse::<Edtf>().ok(), sex(s)));
        let [asked, found] =
            [&a, &b].map(|(names, birth, sex)| Facets { names, birth: birth.as_ref(), sex: *sex });
        likeness(&asked, &found).map(|l| (l.score, l.reasons))
    };
    met.into_iter().filter_map(|pair| Some((pair, like(&pair)?))).collect()
}

fn pair(
    a: &Side,
    b: &Side,
    score: f64,
    reasons: Vec<Reason>,
    rows: &BTreeMap<(SubjectId, SubjectId), Row>,
) -> DoublePair {
    let rests_on = rests_on(a, b);
    // A judgement is one where both files say the same.
    let both = rows.get(&(a.subject, b.subject)).zip(rows.get(&(b.subject, a.subject)));
    let said = both
        .filter(|(x, y)| x.said.verdict == y.said.verdict && !x.said.verdict.is_empty())
        .map(|(x, _)| Said { stands: x.rests_on == rests_on, ..x.said.clone() });
    DoublePair { a: a.clone(), b: b.clone(), score, reasons, rests_on, said }
}

/// The hash of what both say of name, birth and sex; `a` is the one whose subject is lower.
fn rests_on(a: &Side, b: &Side) -> String {
    let sexes = [a, b].map(|side| side.sex.to_string());
    let parts = [a, b].into_iter().zip(&sexes).flat_map(|(side, sex)| {
        [side.subject.bytes(), side.name.as_bytes(), side.birth.as_bytes(), sex.as_bytes()]
    });
    hash_of("relais 2026 what a judgement of doubles rests on", parts)
}

/// The hash of parts, each with its length, so that no two lists of parts read alike.
pub(crate) fn hash_of<'a>(context: &str, parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for part in parts {
        hasher.update(&(part.len() as u64).to_be_bytes()).update(part);
    }
    hasher.finalize().to_hex().to_string()
}
