//! Who waits in a relay house and could leave, and the homes with who sleeps there: what proposals are made of.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::place::PlaceLine;
use crate::problem::Problem;
use crate::relay_house::Card;
use crate::stay::closed_on;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use domain::person::Person;
use domain::place::Kind;
use domain::placement::{Home, Resident, Waiting};
use domain::relay_house::{checks, reviews};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const RESIDENTS: &str =
    "select s.stay, s.place, s.live, s.until_day, f.whereabouts, f.stamp, s.file, s.birth, s.sex,
    p.family, p.languages, s.subject
    from stay s join person p on p.compartment = s.compartment and p.file = s.file
    join file f on f.compartment = s.compartment and f.file = s.file
    where s.compartment = $1 and s.kind in ('home', 'foster-family') and s.from_day <= $2
    and (s.until_day is null or s.until_day > $2)";

/// Decided for a home and still expected there: their beds are not free. Whoever was expected and has not come within sixty
/// days is expected no more.
const COMING: &str =
    "select l.stay, l.towards, s.live, s.until_day, '', 0, s.file, s.birth, s.sex, p.family, p.languages,
    s.subject, f.road_to
    from leaving l join stay s on s.compartment = l.compartment and s.file = l.file and s.stay = l.stay
    join person p on p.compartment = l.compartment and p.file = l.file
    join file f on f.compartment = l.compartment and f.file = l.file
    where l.compartment = $1 and l.bed_kept = 1 and l.on_day > $2 - 60 and s.from_day <= $2 and f.whereabouts <> 'left'
    and (s.until_day is null or s.until_day > $2 - 60)";

impl Store {
    /// The children of `cards` as a proposal needs them. Their files are read, and that is written down, as it is for a
    /// list that is printed.
    pub fn waiting(&self, actor: &Actor, cards: &[&Card]) -> Result<Vec<Waiting>, Problem> {
        let files: Vec<FileId> = cards.iter().map(|c| c.file).collect();
        let volumes = self.open_files(actor, &files, "placement")?;
        let waiting = |card: &&Card| {
            let volume = volumes.iter().find(|v| v.id == card.file)?;
            let person = Person::of(&volume.file);
            let care = checks(&volume.file, card.stay);
            let reviewed = reviews(&volume.file, card.stay).into_iter().next();
            Some(Waiting {
                file: card.file,
                family: card.family.clone(),
                sex: card.sex,
                birth: card.birth.parse().ok(),
                languages: person.languages,
                needs: person.needs,
                care: care.into_iter().map(|(item, said)| (item, said.latest().clone())).collect(),
                reviewed,
            })
        };
        Ok(cards.iter().filter_map(waiting).collect())
    }

    /// The homes and foster families open on `day` that the actor reads, with their beds and who has one; those of
    /// `only` where it is given. In alphabetical order.
    pub fn homes(
        &self,
        actor: &Actor,
        around: &PlaceLine,
        only: Option<&CompartmentId>,
        day: Date,
    ) -> Result<Vec<Home>, Problem> {
        let lived_in =
            |p: &PlaceLine| matches!(p.kind, Kind::Home | Kind::FosterFamily) && p.scene == around.scene;
        let open = |p: &PlaceLine| {
            p.open.0.is_none_or(|opened| opened <= day) && p.open.1.is_none_or(|closed| closed > day)
        };
        let mut places = self.places(actor, Some(day))?;
        let mut residents = self.bedded(actor, &places, day)?;
        places.retain(|p| lived_in(p) && open(p) && only.is_none_or(|only| p.compartment == *only));
        places.sort_by(|a, b| (&a.name, a.file).cmp(&(&b.name, b.file)));
        let home = |place: PlaceLine| {
            let (offers, languages) = self.offers_of(actor, &place.file)?;
            Ok(Home {
                offers,
                languages,
                beds: self.beds(actor, &place.file)?,
                residents: residents.remove(&place.file).unwrap_or_default(),
                file: place.file,
                name: place.name,
            })
        };
        places.into_iter().map(home).collect()
    }

    /// Who has a bed in a home on a day or was promised one, each once: whoever sleeps there by the copy that lives.
    fn bedded(
        &self,
        actor: &Actor,
        places: &[PlaceLine],
        day: Date,
    ) -> Result<BTreeMap<FileId, Vec<Resident>>, Problem> {
        let mut stays: HashMap<Vec<u8>, Row> = HashMap::new();
        let mut copies: HashMap<Vec<u8>, Row> = HashMap::new();
        let mut coming: Vec<Row> = Vec::new();
        self.read_each(actor, Role::reads, |r| {
            for row in r.query(RESIDENTS, &[r.here(), day.into()])? {
                let until = row.day(3).or_else(|| closed_on(row.text(4), row.int(5)));
                if until.is_none_or(|until| until > day) {
                    let told = if row.int(2) == 1 { &mut stays } else { &mut copies };
                    told.insert(row.blob(0).to_vec(), row);
                }
            }
            coming.extend(r.query(COMING, &[r.here(), day.into()])?);
            Ok(())
        })?;
        self.without_live(actor, &mut copies)?;
        stays.extend(copies);
        let mut rows: Vec<Row> = stays.into_values().collect();
        rows.sort_by(|a, b| a.blob(6).cmp(b.blob(6)));
        coming.sort_by(|a, b| a.blob(6).cmp(b.blob(6)));
        coming.retain(|row| travels_there(row, places));
        let mut seen: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut found: BTreeMap<FileId, Vec<Resident>> = BTreeMap::new();
        for row in rows.iter().chain(&coming).filter(|row| seen.insert(row.blob(11).to_vec())) {
            let Some((place, resident)) = FileId::from_slice(row.blob(1)).zip(resident(row)) else {
                continue;
            };
            found.entry(place).or_default().push(resident);
        }
        Ok(found)
    }
}

/// A file on the road to another house than that of the place that was decided tells that the child goes elsewhere.
fn travels_there(row: &Row, places: &[PlaceLine]) -> bool {
    let (towards, road) = (FileId::from_slice(row.blob(1)), CompartmentId::from_slice(row.blob(12)));
    road.is_none_or(|to| places.iter().any(|p| Some(p.file) == towards && p.compartment == to))
}

fn resident(row: &Row) -> Option<Resident> {
    Some(Resident {
        file: FileId::from_slice(row.blob(6))?,
        birth: row.text(7).parse().ok(),
        sex: row.text(8).chars().next().unwrap_or('?'),
        family: (!row.blob(9).is_empty()).then(|| row.blob(9).to_vec()),
        languages: row.text(10).split(' ').filter(|l| !l.is_empty()).map(str::to_owned).collect(),
    })
}
