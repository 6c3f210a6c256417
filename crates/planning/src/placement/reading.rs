//! Reads a problem from JSON. Everything wrong is named: where it stands, what stands there, the rule, and what
//! would mend it. What this version does not know is listed and has no effect.

use super::amount::Amount;
use super::problem::{
    Bed, Child, Costs, Home, Id, MAX_CHILDREN, MAX_COUNT, MAX_HOMES, MAX_WORDS, Pair, Problem, Sex,
};
use crate::language;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Something wrong with a problem file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{path}: {value}: {rule}; {remedy}")]
pub struct Fault {
    /// Where, as `children[3].age`; `line 2, column 7` where it is not JSON.
    pub path: String,
    /// What stands there, cut to a line.
    pub value: String,
    pub rule: String,
    pub remedy: String,
}

impl Fault {
    pub(super) fn new(
        path: impl Into<String>,
        value: &Value,
        rule: &str,
        remedy: impl Into<String>,
    ) -> Fault {
        let mut text = if value.is_null() { "nothing".to_owned() } else { value.to_string() };
        if text.chars().count() > 80 {
            text = text.chars().take(77).chain("...".chars()).collect();
        }
        Fault { path: path.into(), value: text, rule: rule.into(), remedy: remedy.into() }
    }
}

impl Problem {
    /// Reads a problem of schema version 1.
    ///
    /// # Errors
    /// Every fault found, in the order of the file.
    pub fn parse(text: &str) -> Result<Problem, Vec<Fault>> {
        let value: Value = serde_json::from_str(text).map_err(|e| {
            let path = format!("line {}, column {}", e.line(), e.column());
            let mut fault = Fault::new(path, &Value::Null, "this is not JSON", "mend the text at that place");
            fault.value = e.to_string();
            vec![fault]
        })?;
        let mut reader = Reader::default();
        let problem = reader.problem(&value);
        if reader.faults.is_empty() { Ok(problem) } else { Err(reader.faults) }
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    ignored: Vec<String>,
}

const NOTHING: &Value = &Value::Null;

impl Reader {
    fn fault(&mut self, path: &str, value: &Value, rule: &str, remedy: &str) {
        self.faults.push(Fault::new(path, value, rule, remedy));
    }

    fn problem(&mut self, value: &Value) -> Problem {
        let mut problem = Problem::default();
        let Some(map) = self.map("$", value) else { return problem };
        self.unknown(
            "",
            map,
            &["version", "children", "homes", "costs", "fixed", "forbidden", "needs_blind"],
        );
        match map.get("version") {
            None => {}
            Some(v) if v.as_u64() == Some(1) => {}
            Some(v) => {
                self.fault("version", v, "this version of the planner reads schema version 1", "write 1")
            }
        }
        for key in ["children", "homes"].iter().filter(|key| !map.contains_key(**key)) {
            self.fault(
                key,
                NOTHING,
                "a problem has children and homes",
                "write a list, [] where there are none",
            );
        }
        problem.costs = self.costs(map.get("costs").unwrap_or(NOTHING));
        problem.needs_blind = self.flag("needs_blind", map.get("needs_blind"));
        problem.children = self.list("children", map.get("children"), MAX_CHILDREN, Reader::child);
        problem.homes = self.list("homes", map.get("homes"), MAX_HOMES, Reader::home);
        let children = self.index("children", problem.children.iter().map(|c| &c.id));
        let homes = self.index("homes", problem.homes.iter().map(|h| &h.id));
        let limit = MAX_CHILDREN * 100;
        let pair = |reader: &mut Reader, path: &str, v: &Value| reader.pair(path, v, &children, &homes);
        problem.fixed = self.list("fixed", map.get("fixed"), limit, pair);
        let pair = |reader: &mut Reader, path: &str, v: &Value| reader.pair(path, v, &children, &homes);
        problem.forbidden = self.list("forbidden", map.get("forbidden"), limit, pair);
        problem.ignored = std::mem::take(&mut self.ignored);
        problem
    }

    fn child(&mut self, path: &str, value: &Value) -> Option<Child> {
        let map = self.map(path, value)?;
        self.unknown(path, map, &["id", "group", "sex", "age", "languages", "needs", "observant"]);
        let id = self.id(&format!("{path}.id"), map.get("id"));
        let group = match map.get("group") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if text.is_empty() => None,
            Some(group) => self.id(&format!("{path}.group"), Some(group)),
        };
        let at = format!("{path}.sex");
        let sex = match map.get("sex").and_then(Value::as_str) {
            Some("f") => Some(Sex::F),
            Some("m") => Some(Sex::M),
            _ => {
                let given = map.get("sex").unwrap_or(NOTHING);
                self.fault(&at, given, "a bed is for f or m", "write \"f\" or \"m\"");
                None
            }
        };
        let age = self.age(&format!("{path}.age"), map.get("age"));
        let languages = language::forms(&self.words(&format!("{path}.languages"), map.get("languages")));
        let needs = self.words(&format!("{path}.needs"), map.get("needs"));
        let observant = self.flag(&format!("{path}.observant"), map.get("observant"));
        Some(Child { id: id?, group, sex: sex?, age: age?, languages, needs, observant })
    }

    fn home(&mut self, path: &str, value: &Value) -> Option<Home> {
        let map = self.map(path, value)?;
        self.unknown(path, map, &["id", "beds", "languages", "offers", "observant"]);
        let id = self.id(&format!("{path}.id"), map.get("id"));
        let beds = self.list(&format!("{path}.beds"), map.get("beds"), 1000, Reader::bed);
        let languages = language::forms(&self.words(&format!("{path}.languages"), map.get("languages")));
        let offers = self.words(&format!("{path}.offers"), map.get("offers"));
        let observant = self.flag(&format!("{path}.observant"), map.get("observant"));
        Some(Home { id: id?, beds, languages, offers, observant })
    }

    fn bed(&mut self, path: &str, value: &Value) -> Option<Bed> {
        let map = self.map(path, value)?;
        self.unknown(path, map, &["sex", "from", "to", "count"]);
        let sex = match map.get("sex").and_then(Value::as_str) {
            Some("f") => Some(Some(Sex::F)),
            Some("m") => Some(Some(Sex::M)),
            Some("any") => Some(None),
            _ => {
                let given = map.get("sex").unwrap_or(NOTHING);
                let remedy = "write \"f\", \"m\" or \"any\"";
                self.fault(&format!("{path}.sex"), given, "a bed is for f, m or any", remedy);
                None
            }
        };
        let from = self.age(&format!("{path}.from"), map.get("from"));
        let to = self.age(&format!("{path}.to"), map.get("to"));
        let at = format!("{path}.count");
        let given = map.get("count").unwrap_or(NOTHING);
        let count = whole(given).and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= MAX_COUNT);
        if count.is_none() {
            self.fault(&at, given, "a whole number of beds, 0 to a million", "write how many there are");
        }
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            let rule = "from is the youngest age, to the oldest: this bed takes nobody";
            self.fault(path, value, rule, "exchange them");
        }
        Some(Bed { sex: sex?, from: from?, to: to?, count: count? })
    }

    fn costs(&mut self, value: &Value) -> Costs {
        let mut costs = Costs::default();
        if value.is_null() {
            return costs;
        }
        let Some(map) = self.map("costs", value) else { return costs };
        self.unknown("costs", map, &["unplaced", "split", "need", "observance", "language"]);
        let slots = [
            ("unplaced", &mut costs.unplaced),
            ("split", &mut costs.split),
            ("need", &mut costs.need),
            ("observance", &mut costs.observance),
            ("language", &mut costs.language),
        ];
        for (key, slot) in slots {
            let Some(given) = map.get(key) else { continue };
            match given.as_f64().and_then(Amount::read) {
                Some(amount) => *slot = amount,
                None => {
                    let rule = "a cost is a number from 0 to 1,000,000 with at most three decimals";
                    self.fault(&format!("costs.{key}"), given, rule, "write such a number, or leave it out");
                }
            }
        }
        costs
    }

    fn pair(
        &mut self,
        path: &str,
        value: &Value,
        children: &BTreeMap<Id, usize>,
        homes: &BTreeMap<Id, usize>,
    ) -> Option<Pair> {
        let map = self.map(path, value)?;
        self.unknown(path, map, &["child", "home"]);
        let child = self.known(&format!("{path}.child"), map.get("child"), children, "child");
        let home = self.known(&format!("{path}.home"), map.get("home"), homes, "home");
        Some(Pair { child: child?, home: home? })
    }

    fn known(
        &mut self,
        path: &str,
        value: Option<&Value>,
        all: &BTreeMap<Id, usize>,
        what: &str,
    ) -> Option<usize> {
        let id = self.id(path, value)?;
        let found = all.get(&id).copied();
        if found.is_none() {
            let rule = format!("there is no {what} of that id in this problem");
            self.fault(
                path,
                value.unwrap_or(NOTHING),
                &rule,
                &format!("name a {what} that is listed, or take the pair out"),
            );
        }
        found
    }

    fn map<'v>(&mut self, path: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let map = value.as_object();
        if map.is_none() {
            self.fault(path, value, "this is an object", "write { .. }");
        }
        map
    }

    fn unknown(&mut self, path: &str, map: &Map<String, Value>, known: &[&str]) {
        let dot = if path.is_empty() { "" } else { "." };
        let new = map.keys().filter(|key| !known.contains(&key.as_str()));
        self.ignored.extend(new.map(|key| format!("{path}{dot}{key}")));
    }

    fn list<T>(
        &mut self,
        path: &str,
        value: Option<&Value>,
        limit: usize,
        mut read: impl FnMut(&mut Reader, &str, &Value) -> Option<T>,
    ) -> Vec<T> {
        let value = value.unwrap_or(NOTHING);
        let Some(items) = value.as_array() else {
            if !value.is_null() {
                self.fault(path, value, "this is a list", "write [ .. ]");
            }
            return Vec::new();
        };
        if items.len() > limit {
            let given = Value::from(items.len());
            self.fault(path, &given, &format!("at most {limit} are read"), "divide the problem");
            return Vec::new();
        }
        let each = items.iter().enumerate();
        each.filter_map(|(i, item)| read(self, &format!("{path}[{i}]"), item)).collect()
    }

    fn index<'a>(&mut self, path: &str, ids: impl Iterator<Item = &'a Id>) -> BTreeMap<Id, usize> {
        let mut index = BTreeMap::new();
        for (i, id) in ids.enumerate() {
            if let Some(first) = index.insert(id.clone(), i) {
                let rule = format!("{path}[{first}] has the same id");
                let given = serde_json::to_value(id).unwrap_or_default();
                self.fault(&format!("{path}[{i}].id"), &given, &rule, "give each its own id");
            }
        }
        index
    }

    fn id(&mut self, path: &str, value: Option<&Value>) -> Option<Id> {
        let value = value.unwrap_or(NOTHING);
        match value {
            Value::String(text) if !text.is_empty() => return Some(Id::Text(text.clone())),
            Value::Number(n) => {
                if let Some(n) = n.as_i64() {
                    return Some(Id::Number(n));
                }
            }
            _ => {}
        }
        self.fault(path, value, "an id is text or a whole number", "write one, e.g. \"K7M4QXP\"");
        None
    }

    fn age(&mut self, path: &str, value: Option<&Value>) -> Option<u16> {
        let value = value.unwrap_or(NOTHING);
        let age = whole(value).and_then(|n| u16::try_from(n).ok()).filter(|n| *n <= 150);
        if age.is_none() {
            self.fault(path, value, "an age is a whole number of completed years, 0 to 150", "write it so");
        }
        age
    }

    fn flag(&mut self, path: &str, value: Option<&Value>) -> bool {
        match value {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                self.fault(path, other, "this is true or false", "write true, false, or leave it out");
                false
            }
        }
    }

    /// A set of words, each once, in the order given.
    fn words(&mut self, path: &str, value: Option<&Value>) -> Vec<String> {
        let read = |reader: &mut Reader, at: &str, item: &Value| {
            let word = item.as_str().map(str::to_owned);
            if word.is_none() {
                reader.fault(at, item, "this is a word", "write text");
            }
            word
        };
        let mut words: Vec<String> = Vec::new();
        for word in self.list(path, value, MAX_WORDS, read) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }
}

/// A whole number, written with or without a decimal point.
fn whole(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_f64().filter(|x| x.fract() == 0.0 && (0.0..1e9).contains(x)).map(|x| x as u64))
}
