//! `relais report`: figures counted from the stays the member sees, and from nothing else.

use super::place::kind;
use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::{Subcommand, ValueEnum};
use domain::indicator::{
    Band, By, Month, Presence, StockRow, count, origins, reconcile, stock, times_to_release,
};
use domain::place::Kind;
use jiff::civil::Date;
use serde_json::json;

/// Figures.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// Stock and flow by month: opening + in - out = closing
    Stock {
        /// First month
        #[arg(long, value_parser = month, value_name = "YYYY-MM")]
        from: Option<Month>,
        /// Last month
        #[arg(long, value_parser = month, value_name = "YYYY-MM")]
        to: Option<Month>,
        /// all, place, kind, age, sex or origin
        #[arg(long, value_parser = by, default_value = "all")]
        by: By,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Only places of this kind
        #[arg(long, value_parser = kind)]
        kind: Option<Kind>,
        /// Only people of these ages, both included
        #[arg(long, value_parser = band, value_name = "0-14")]
        age: Option<Band>,
        /// As it was known at the end of that day
        #[arg(long, value_name = "DATE")]
        known_on: Option<String>,
    },
    /// Where the people of each home came from
    Origins {
        /// The day
        #[arg(long, value_name = "DATE")]
        at: String,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// As it was known at the end of that day
        #[arg(long, value_name = "DATE")]
        known_on: Option<String>,
    },
    /// How many people are where on one day
    Count {
        /// The day
        #[arg(long, value_name = "DATE")]
        at: String,
        /// Only places of this kind
        #[arg(long, value_parser = kind)]
        kind: Option<Kind>,
        /// Only this place
        #[arg(long)]
        place: Option<String>,
        /// Only people of these ages, both included
        #[arg(long, value_parser = band, value_name = "0-14")]
        age: Option<Band>,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// As it was known at the end of that day
        #[arg(long, value_name = "DATE")]
        known_on: Option<String>,
    },
    /// Days from arrival in a camp to release, by step
    Times {
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
}

/// Forms of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// Separated text
    Csv,
    /// JSON
    Json,
    /// A chart (stock only)
    Svg,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "write a month as 1940-11".to_string())
}

fn by(text: &str) -> Result<By, String> {
    By::parse(text).ok_or_else(|| format!("one of: {}", By::ALL.map(By::key).join(", ")))
}

fn band(text: &str) -> Result<Band, String> {
    Band::parse(text).ok_or_else(|| "write two ages, both included, as 0-14".to_string())
}

impl Report {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Report::Stock { from, to, by, format, kind, age, known_on } => {
                let rows = presences(ctx, known_on.as_deref())?;
                let (first, last) = months(*from, *to, &rows)?;
                print_stock(ctx, &stock(&rows, first, last, *by, *kind, *age), *format)
            }
            Report::Origins { at, format, known_on } => {
                let at = day("at", at)?;
                let rows = origins(&presences(ctx, known_on.as_deref())?, at);
                let mut table = Table::new(&["home", "#children", "#from_camps", "#share"]);
                for r in &rows {
                    table.row([
                        r.home.clone(),
                        r.children.to_string(),
                        r.from_camps.to_string(),
                        format!("{:.3}", r.share),
                    ]);
                }
                print(ctx, &table, &rows, *format, "Nobody sleeps in a home that day.")
            }
            Report::Count { at, kind, place, age, format, known_on } => {
                let at = day("at", at)?;
                let place = place.as_deref().map(|p| ctx.place(p)).transpose()?.map(|p| p.file);
                let counted = count(&presences(ctx, known_on.as_deref())?, at, *kind, place, *age);
                let age = age.map(|a| a.to_string());
                let value = json!({ "count": counted.count, "uncertain": counted.uncertain, "at": at, "kind": kind, "age": age });
                let mut table = Table::new(&["#count", "#uncertain"]);
                table.row([counted.count.to_string(), counted.uncertain.to_string()]);
                print(ctx, &table, &value, *format, "")
            }
            Report::Times { format } => {
                let rows = times_to_release(&presences(ctx, None)?, &ctx.store.milestones(ctx.actor)?);
                let mut table =
                    Table::new(&["step", "#people", "#median_days", "#p90_days", "#longest_days"]);
                for r in &rows {
                    let days = [r.median_days, r.p90_days, r.longest_days].map(|d| d.to_string());
                    table.row([r.step.to_string(), r.people.to_string()].into_iter().chain(days));
                }
                print(ctx, &table, &rows, *format, "")
            }
        }
    }
}

fn presences(ctx: &mut Context<'_>, known_on: Option<&str>) -> Result<Vec<Presence>, Complaint> {
    let known_on = known_on.map(|k| day("known-on", k)).transpose()?;
    Ok(ctx.store.presences(ctx.actor, known_on)?)
}

/// The months asked for; where they are not said, from the first arrival to the last day anything is told of.
fn months(from: Option<Month>, to: Option<Month>, rows: &[Presence]) -> Result<(Month, Month), Complaint> {
    /// Twenty thousand rows a key are more than anybody reads.
    const MONTHS_MAX: i32 = 12 * 200;
    let told = |pick: fn(&Presence) -> Date| rows.iter().map(pick);
    let first = from.or_else(|| told(|p| p.from).min().map(Month::of));
    let last = to.or_else(|| told(|p| p.until.unwrap_or(p.from)).max().map(Month::of)).or(from);
    let (Some(first), Some(last)) = (first.or(to), last) else {
        return Err(Complaint::new(4, "You see no stay to count.", "Ask a keeper, or say --from and --to."));
    };
    let months = i32::from(last.year - first.year) * 12 + i32::from(last.month - first.month) + 1;
    if !(1..=MONTHS_MAX).contains(&months) {
        return Err(Complaint::usage(
            format!("From {first} to {last} is no span of months."),
            "Give --from before --to.",
        ));
    }
    Ok((first, last))
}

fn print_stock(ctx: &mut Context<'_>, rows: &[StockRow], format: Format) -> Done {
    if format == Format::Svg && !ctx.json {
        let svg = print::stock_chart(rows, "People at the end of each month", "en");
        return Ok(ctx.out.write_all(svg.as_bytes())?);
    }
    let mut table = Table::new(&["month", "key", "#opening", "#in", "#out", "#closing"]);
    for r in rows {
        let numbers = [r.opening, r.arrivals, r.out, r.closing].map(|n| n.to_string());
        table.row([r.month.to_string(), r.key.clone()].into_iter().chain(numbers));
    }
    print(ctx, &table, &rows, format, "Nobody was anywhere then.")?;
    let wrong = reconcile(rows);
    if let Some(cell) = wrong.first() {
        let (month, key) = &cell.cell;
        let message = format!("{month}, {key}: {} expected, {} counted.", cell.expected, cell.counted);
        return Err(Complaint::new(
            1,
            message,
            "The figures above do not reconcile; do not use them, and report this.",
        ));
    }
    Ok(())
}

fn print(
    ctx: &mut Context<'_>,
    table: &Table,
    value: &impl serde::Serialize,
    format: Format,
    empty: &str,
) -> Done {
    match format {
        Format::Json => ctx.value(value),
        _ if ctx.json => ctx.value(value),
        Format::Csv => Ok(ctx.out.write_all(table.csv().as_bytes())?),
        Format::Table => ctx.table(table, value, empty),
        Format::Svg => {
            Err(Complaint::usage("This figure has no chart.", "Give --format table, csv or json."))
        }
    }
}
