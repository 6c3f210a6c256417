//! Whether what was fixed can hold at all, and if not, which line of the problem is the first that cannot.

use super::model::{FAR, Model, OUT, Places};
use super::problem::{Pair, Problem};
use super::reading::Fault;
use super::transport::{Arcs, assign};
use serde_json::json;

/// Places for those whose home is fixed, everybody else without; or what is wrong.
pub(super) fn start(problem: &Problem, model: &Model) -> Result<Places, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut kept: Vec<(usize, Pair)> = Vec::new();
    for (i, pair) in problem.fixed.iter().enumerate() {
        let mut fault = |rule: &str, remedy: &str| {
            let (child, home) = (&problem.children[pair.child].id, &problem.homes[pair.home].id);
            faults.push(Fault::new(
                format!("fixed[{i}]"),
                &json!({ "child": child, "home": home }),
                rule,
                remedy,
            ));
        };
        if let Some(at) = problem.forbidden.iter().position(|f| f == pair) {
            fault(&format!("the same pair is forbidden in forbidden[{at}]"), "take out one of the two");
        } else if let Some((at, _)) = kept.iter().find(|(_, p)| p.child == pair.child && p.home != pair.home)
        {
            fault(&format!("the child is fixed to another home in fixed[{at}]"), "take out one of the two");
        } else if !problem.homes[pair.home]
            .beds
            .iter()
            .any(|b| b.count > 0 && b.takes(&problem.children[pair.child]))
        {
            fault(
                "no bed of the home takes the child's sex and age",
                "take it out, or give the home such a bed",
            );
        } else if kept.iter().all(|(_, p)| p.child != pair.child) {
            kept.push((i, *pair));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    match settle(model, &kept) {
        Some(places) => Ok(places),
        None => Err(crowded(problem, model, &kept)),
    }
}

fn settle(model: &Model, kept: &[(usize, Pair)]) -> Option<Places> {
    let arcs = |(_, pair): &(usize, Pair)| -> Arcs {
        let slots = model.of_home[pair.home].clone().map(|s| (s as u32, model.cost(pair.child, s as u32)));
        slots.filter(|(_, cost)| *cost < FAR).collect()
    };
    let children: Vec<Arcs> = kept.iter().map(arcs).collect();
    let free: Vec<i64> = model.slots.iter().map(|s| s.free).collect();
    let found = assign(&children, &free)?;
    let mut places = vec![OUT; model.kind_of.len()];
    kept.iter().zip(found).for_each(|((_, pair), slot)| places[pair.child] = slot);
    Some(places)
}

/// The first fixed child for whom no bed is left beside those fixed before.
fn crowded(problem: &Problem, model: &Model, kept: &[(usize, Pair)]) -> Vec<Fault> {
    let fits = (1..=kept.len()).find(|n| settle(model, &kept[..*n]).is_none());
    let Some((at, pair)) = fits.and_then(|n| kept.get(n - 1)) else { return Vec::new() };
    let (child, home) = (&problem.children[pair.child].id, &problem.homes[pair.home].id);
    let value = json!({ "child": child, "home": home });
    let rule = "the beds of the home that take this child are held by children fixed before";
    vec![Fault::new(
        format!("fixed[{at}]"),
        &value,
        rule,
        format!("take it out, or give {home} one more such bed"),
    )]
}
