//! How full a place is: a meter and the sentence beside it. Over-capacity is shown, never forbidden.

use crate::viewer::Viewer;
use maud::{Markup, html};
use store::place::PlaceLine;

/// How full a place is, in a sentence.
pub(crate) fn sentence(v: &Viewer, present: i64, capacity: i64, blocked: i64) -> String {
    let (present_text, capacity_text) = (present.to_string(), capacity.to_string());
    let values = |n: i64| {
        [("present", present_text.clone()), ("capacity", capacity_text.clone()), ("n", n.to_string())]
    };
    let say = |key: &str, n: i64| {
        let values = values(n);
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        v.t_with(key, &values)
    };
    let said = match (capacity, capacity - present) {
        (0, _) => say("place-no-beds", present),
        (_, free @ 0..) => say("place-free", free),
        (_, over) => say("place-over", -over),
    };
    if blocked > 0 { format!("{said}; {}", say("place-blocked", blocked)) } else { said }
}

/// Meter and sentence.
pub(crate) fn meter(v: &Viewer, present: i64, capacity: i64, blocked: i64) -> Markup {
    let all = present.max(capacity + blocked).max(1);
    let part = |n: i64| format!("{:.1}", n as f64 * 100.0 / all as f64);
    let said = sentence(v, present, capacity, blocked);
    html! {
        @if capacity > 0 {
            svg.meter viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=(said) {
                rect.all width="100" height="10" {}
                rect.taken width=(part(present.min(capacity))) height="10" {}
                @if blocked > 0 { rect.blocked x=(part(capacity)) width=(part(blocked)) height="10" {} }
                @if present > capacity {
                    rect.over x=(format!("{:.1}", capacity as f64 * 100.0 / all as f64 + 0.6))
                        width=(part(present - capacity)) height="10" {}
                }
            }
        }
        p.by { (said) }
    }
}

/// People and beds of a place with all that lies within it.
pub(crate) fn whole(place: &PlaceLine, all: &[PlaceLine]) -> (i64, i64) {
    let inside = all.iter().filter(|p| p.within == Some(place.file));
    inside.fold((place.present, place.capacity), |(present, capacity), p| {
        (present + p.present, capacity + p.capacity)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::compartment::Scene;
    use domain::id::{CompartmentId, FileId};
    use domain::place::Kind;

    fn line(file: u8, within: Option<u8>, present: i64, capacity: i64) -> PlaceLine {
        PlaceLine {
            compartment: CompartmentId([1; 24]),
            scene: Scene::Present,
            file: FileId([file; 16]),
            kind: Kind::Camp,
            name: String::new(),
            within: within.map(|w| FileId([w; 16])),
            lies: String::new(),
            capacity,
            present,
            confirm_hours: 24,
            open: (None, None),
        }
    }

    #[test]
    fn a_place_counts_what_lies_within_it_once() {
        let all =
            [line(1, None, 2, 10), line(2, Some(1), 30, 40), line(3, Some(1), 5, 0), line(4, Some(9), 7, 7)];
        for (place, expected) in [(0, (37, 50)), (1, (30, 40)), (3, (7, 7))] {
            assert_eq!(whole(&all[place], &all), expected);
        }
    }
}
