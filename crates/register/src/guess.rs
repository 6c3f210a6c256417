//! The proposal which column holds which field, with the reason for each, for a person to confirm or change.
//!
//! Headings decide first; what stands below them decides only where a heading says nothing, and is then marked
//! as unsure. Nothing is imported by a guess alone: the caller shows it.

use crate::field::{FIELDS, Field};
use crate::heading::fold;
use crate::mapping::Mapping;
use crate::problem::Lang;
use crate::sex::{Sex, SexCodes};
use crate::table::Table;

/// Cells of a column that are looked at: the pattern shows in the first few hundred.
const SAMPLE_CELLS: usize = 400;

/// Shortest heading that is looked for inside a longer one: "in" and "no" stand in too many words.
const SHORTEST_WITHIN: usize = 4;

/// A proposed mapping and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    pub mapping: Mapping,
    /// One per heading, in the order of the table.
    pub columns: Vec<ColumnGuess>,
    /// Dates say both that the day and that the month comes first: a person must look.
    pub date_order_unsure: bool,
    /// Some dates have years of two digits: a person should say the century.
    pub two_digit_years: bool,
}

/// What is proposed for one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// The heading.
    pub column: String,
    pub field: Option<Field>,
    pub reason: Reason,
    /// Whether a person may pass over it.
    pub sure: bool,
}

/// Why a column is proposed for a field, or for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The heading is a known word.
    Heading,
    /// The heading contains this known word.
    HeadingContains(&'static str),
    /// The heading says "name" and no other column has given names.
    OnlyNameColumn,
    /// The cells look like dates.
    CellsAreDates,
    /// The cells look like codes for the sex.
    CellsAreSexes,
    /// Another column, named here, already has the field.
    Taken { field: Field, by: String },
    /// No cell of the column is filled.
    Empty,
    /// Neither heading nor cells tell.
    Unknown,
}

impl Guess {
    /// Places of the columns that a person should look at.
    pub fn unsure(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(|(_, c)| !c.sure).map(|(place, _)| place)
    }
}

impl Reason {
    /// One short phrase for the person who confirms the mapping.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => match self {
                Reason::Heading => "l'en-tête le dit".into(),
                Reason::HeadingContains(word) => format!("l'en-tête contient « {word} »"),
                Reason::OnlyNameColumn => "seule colonne de noms".into(),
                Reason::CellsAreDates => "les cellules sont des dates".into(),
                Reason::CellsAreSexes => "les cellules sont des codes de sexe".into(),
                Reason::Taken { field, by } => {
                    format!("« {} » est déjà pris par « {by} »", field.heading(lang))
                }
                Reason::Empty => "colonne vide".into(),
                Reason::Unknown => "non reconnue : gardée telle quelle avec la ligne".into(),
            },
            Lang::En => match self {
                Reason::Heading => "the heading says so".into(),
                Reason::HeadingContains(word) => format!("the heading contains “{word}”"),
                Reason::OnlyNameColumn => "the only column of names".into(),
                Reason::CellsAreDates => "the cells are dates".into(),
                Reason::CellsAreSexes => "the cells are codes for the sex".into(),
                Reason::Taken { field, by } => {
                    format!("“{}” is already taken by “{by}”", field.heading(lang))
                }
                Reason::Empty => "empty column".into(),
                Reason::Unknown => "not recognised: kept with the row as it stands".into(),
            },
        }
    }
}

impl Mapping {
    /// Proposes a mapping for a table.
    pub fn guess(table: &Table) -> Guess {
        let mut guesser = Guesser::new(table);
        guesser.by_heading();
        guesser.by_part_of_heading();
        guesser.lone_name();
        guesser.by_cells();
        guesser.finish()
    }
}

struct Guesser<'t> {
    table: &'t Table,
    folded: Vec<String>,
    columns: Vec<ColumnGuess>,
}

impl<'t> Guesser<'t> {
    fn new(table: &'t Table) -> Guesser<'t> {
        let unknown =
            |h: &String| ColumnGuess { column: h.clone(), field: None, reason: Reason::Unknown, sure: false };
        Guesser {
            table,
            folded: table.header.iter().map(|h| fold(h)).collect(),
            columns: table.header.iter().map(unknown).collect(),
        }
    }

    /// The heading of the column that has the field, where only one may have it.
    fn taken(&self, field: Field) -> Option<String> {
        if field == Field::Note || field.held_apart() {
            return None;
        }
        self.columns.iter().find(|c| c.field == Some(field)).map(|c| c.column.clone())
    }

    fn assign(&mut self, place: usize, field: Field, reason: Reason, sure: bool) {
        let column = &mut self.columns[place];
        (column.field, column.reason, column.sure) = (Some(field), reason, sure);
    }

    fn by_heading(&mut self) {
        for (place, field) in self.table.exact_fields().into_iter().enumerate() {
            let Some(mut field) = field else { continue };
            // "Née" heads both maiden names and births.
            if field == Field::BirthSurname && share(self.sample(place), is_date) > 0.8 {
                field = Field::Birth;
            }
            match self.taken(field) {
                Some(by) => self.columns[place].reason = Reason::Taken { field, by },
                None => self.assign(place, field, Reason::Heading, true),
            }
        }
    }

    fn by_part_of_heading(&mut self) {
        for place in 0..self.columns.len() {
            if self.columns[place].reason != Reason::Unknown {
                continue;
            }
            if let Some((field, word)) = within(&self.folded[place])
                && self.taken(field).is_none()
            {
                self.assign(place, field, Reason::HeadingContains(word), false);
            }
        }
    }

    /// "Name" without a column of given names holds whole names.
    fn lone_name(&mut self) {
        let has = |field| self.columns.iter().any(|c| c.field == Some(field));
        if has(Field::Given) || has(Field::FullName) {
            return;
        }
        let lone = |c: &ColumnGuess| c.field == Some(Field::Surname);
        if let Some(place) = self.columns.iter().position(lone)
            && ["nom", "noms", "name", "names"].contains(&self.folded[place].as_str())
        {
            self.assign(place, Field::FullName, Reason::OnlyNameColumn, true);
        }
    }

    fn by_cells(&mut self) {
        for place in 0..self.columns.len() {
            if self.columns[place].field.is_some() {
                continue;
            }
            if self.sample(place).next().is_none() {
                self.columns[place].reason = Reason::Empty;
                self.columns[place].sure = true;
            } else if self.columns[place].reason != Reason::Unknown {
                continue;
            } else if self.taken(Field::Birth).is_none() && share(self.sample(place), is_date) > 0.8 {
                self.assign(place, Field::Birth, Reason::CellsAreDates, false);
            } else if self.taken(Field::Sex).is_none() && self.are_sexes(place) {
                self.assign(place, Field::Sex, Reason::CellsAreSexes, false);
            }
        }
    }

    /// Filled cells at the beginning of a column.
    fn sample(&self, place: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        let cells = self.table.rows.iter().map(move |r| r.cell(place).trim());
        cells.filter(|c| !c.is_empty()).take(SAMPLE_CELLS)
    }

    /// Letters or words for the sex and nothing else; numbers alone say nothing.
    fn are_sexes(&self, place: usize) -> bool {
        let codes = SexCodes::guess(self.sample(place));
        let known = |cell: &str| !cell.starts_with(|c: char| c.is_ascii_digit()) && codes.read(cell).is_ok();
        let telling = |cell: &str| matches!(codes.read(cell), Ok(Some(Sex::F | Sex::M)));
        self.sample(place).all(known) && self.sample(place).any(telling)
    }

    fn finish(self) -> Guess {
        let mut mapping = Mapping::none(self.columns.len());
        mapping.columns = self.columns.iter().map(|c| c.field).collect();
        let order = date_order(self.table, &mapping);
        mapping.day_first = order.day_first > 0 || order.month_first == 0;
        if let Some(place) = mapping.column_of(Field::Sex) {
            mapping.sex_codes = SexCodes::guess(self.table.rows.iter().map(|r| r.cell(place)));
        }
        Guess {
            mapping,
            columns: self.columns,
            date_order_unsure: order.day_first > 0 && order.month_first > 0,
            two_digit_years: order.two_digits > 0,
        }
    }
}

/// The longest known heading that stands, as whole words, inside this one. Numbers, codes and surnames are not
/// looked for so: "code postal", "numéro de téléphone" and "name of the camp" hold none of them.
fn within(folded: &str) -> Option<(Field, &'static str)> {
    let padded = format!(" {folded} ");
    let fields = FIELDS.into_iter().filter(|f| !matches!(f, Field::Number | Field::Code | Field::Surname));
    fields
        .flat_map(|f| f.synonyms().iter().map(move |w| (f, *w)))
        .filter(|(_, w)| w.chars().count() >= SHORTEST_WITHIN && padded.contains(&format!(" {w} ")))
        .max_by_key(|(_, w)| w.len())
}

fn share<'c>(cells: impl Iterator<Item = &'c str>, test: fn(&str) -> bool) -> f64 {
    let (mut all, mut good) = (0u32, 0u32);
    for cell in cells {
        all += 1;
        good += u32::from(test(cell));
    }
    if all == 0 { 0.0 } else { f64::from(good) / f64::from(all) }
}

/// Whether a cell has the shape of a full date in figures.
fn is_date(cell: &str) -> bool {
    figures(cell).is_some()
}

/// The three figures of a date written in figures, each with its number of digits.
fn figures(cell: &str) -> Option<[(u32, usize); 3]> {
    let mut parts = [(0, 0); 3];
    let mut count = 0;
    for part in cell.split(['.', '/', '-', ' ']).filter(|p| !p.is_empty()) {
        if count == 3 || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        parts[count] = (part.parse().ok()?, part.len());
        count += 1;
    }
    let year_somewhere = parts[0].1 == 4 || matches!(parts[2].1, 2 | 4);
    (count == 3 && year_somewhere && parts[1].1 <= 2).then_some(parts)
}

#[derive(Default)]
struct DateOrder {
    day_first: usize,
    month_first: usize,
    two_digits: usize,
}

/// Counts dates that prove an order, over all date columns.
fn date_order(table: &Table, mapping: &Mapping) -> DateOrder {
    let mut order = DateOrder::default();
    let dates = mapping.columns.iter().enumerate().filter(|(_, f)| f.is_some_and(Field::is_date));
    for (place, _) in dates {
        for row in &table.rows {
            let Some([(first, digits), (second, _), (_, year_digits)]) = figures(row.cell(place).trim())
            else {
                continue;
            };
            if digits == 4 {
                continue;
            }
            order.day_first += usize::from(first > 12 && second <= 12);
            order.month_first += usize::from(second > 12 && first <= 12);
            order.two_digits += usize::from(year_digits == 2);
        }
    }
    order
}
