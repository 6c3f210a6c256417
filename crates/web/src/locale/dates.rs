//! Dates in words, as far as they are known and no further: a year stays a year, a doubt is said.

use super::Words;

impl Words {
    /// A day in words, such as "19 August 1942".
    pub fn day(&self, day: jiff::civil::Date) -> String {
        let month = self.t(&format!("month-{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        // The year stands outside: no language of ours declines it.
        self.t_with("date-day", &[("day", &number), ("month", &month)]) + " " + &year
    }

    /// A stamp as a day and a time (UTC).
    pub fn moment(&self, stamp: domain::entry::Stamp) -> String {
        let minutes = stamp.unix_ms().div_euclid(60_000).rem_euclid(1440);
        format!("{}, {:02}:{:02}", self.day(stamp.day()), minutes / 60, minutes % 60)
    }

    /// An uncertain date in words: "about 1934", "March 1934", "between 1933 and 1935". What has no words here (a
    /// year of five digits, a month that is not known within a year) stays as EDTF writes it.
    pub fn edtf(&self, date: &domain::Edtf) -> String {
        let bare: String = date.as_str().chars().filter(|c| !"?~%".contains(*c)).collect();
        let shown = self.expression(&bare);
        match (date.is_approximate(), date.is_uncertain()) {
            (true, true) => {
                let about = self.t_with("date-about", &[("date", &shown)]);
                self.t_with("date-uncertain", &[("date", &about)])
            }
            (true, false) => self.t_with("date-about", &[("date", &shown)]),
            (false, true) => self.t_with("date-uncertain", &[("date", &shown)]),
            (false, false) => shown,
        }
    }

    fn expression(&self, bare: &str) -> String {
        if let Some(members) = bare.strip_prefix(['[', '{']).and_then(|b| b.strip_suffix([']', '}'])) {
            let key = if bare.starts_with('[') { "date-or" } else { "date-and" };
            let members = members.split(',').map(|m| match m.split_once("..") {
                Some((from, to)) => self.span("date-between", from, to),
                None => self.point(m),
            });
            return members
                .reduce(|a, b| self.t_with(key, &[("first", &a), ("second", &b)]))
                .unwrap_or_default();
        }
        match bare.split_once('/') {
            Some((from, to)) => self.span("date-span", from, to),
            None => self.point(bare),
        }
    }

    fn span(&self, key: &str, from: &str, to: &str) -> String {
        let open = |end: &str| end.is_empty() || end == "..";
        match (open(from), open(to)) {
            (true, _) => self.t_with("date-until", &[("date", &self.point(to))]),
            (_, true) => self.t_with("date-since", &[("date", &self.point(from))]),
            _ => self.t_with(key, &[("from", &self.point(from)), ("to", &self.point(to))]),
        }
    }

    /// A day, a month, a season, a year, a decade, a century.
    fn point(&self, text: &str) -> String {
        if let Ok(day) = text.parse::<jiff::civil::Date>() {
            return self.day(day);
        }
        let part = text.split_once('-').filter(|(year, part)| year.len() == 4 && part.len() == 2);
        match part.and_then(|(year, part)| Some((year, part.parse::<u8>().ok()?))) {
            Some((year, month @ 1..=12)) => return format!("{} {year}", self.t(&format!("month-{month}"))),
            Some((year, season @ 21..=24)) => {
                return format!("{} {year}", self.t(&format!("season-{season}")));
            }
            _ => {}
        }
        match (text.len(), text.strip_suffix('X')) {
            (4, Some(decade)) if decade.bytes().all(|b| b.is_ascii_digit()) => self
                .t_with("date-decade", &[("first", &format!("{decade}0")), ("last", &format!("{decade}9"))]),
            _ => text.to_string(),
        }
    }
}
