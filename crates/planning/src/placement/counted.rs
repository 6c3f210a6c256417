//! A bound for a problem with many homes, by counting: beds of one sort, wherever they are, are taken together,
//! every child has the least that any bed of the sort would cost it, and siblings cost nothing. What is then
//! cheapest is no more than any proposal costs. It sees who finds no bed at all and what is scarce as a whole.

use super::model::{FAR, Model, OUT};
use super::problem::Problem;
use super::transport::{Arcs, assign};
use std::collections::BTreeMap;

/// The sort of each slot: whom the bed takes, and whether its home is observant. `entries` as of [`Model::of`].
pub(super) fn sorts(problem: &Problem, model: &Model, entries: &[Vec<usize>]) -> Vec<usize> {
    let mut known = BTreeMap::new();
    let sort = |(slot, entries): (&super::model::Slot, &Vec<usize>)| {
        let home = &problem.homes[slot.home];
        let bed = home.beds[entries[0]];
        let next = known.len();
        *known.entry((bed.sex, bed.from, bed.to, home.observant)).or_insert(next)
    };
    model.slots.iter().zip(entries).map(sort).collect()
}

/// No places cost less, in steps. `sorts`: of each slot.
pub(super) fn least(model: &Model, sorts: &[usize]) -> i64 {
    let mut beds = vec![0; sorts.iter().max().map_or(0, |last| last + 1)];
    model.slots.iter().zip(sorts).for_each(|(slot, sort)| beds[*sort] += slot.free);
    let of_kind = |kind: &super::model::Kind| -> Arcs {
        let mut cheapest = vec![FAR; beds.len()];
        let fits = model.fits[kind.fit].iter().zip(&model.slots).zip(sorts).filter(|((fits, _), _)| **fits);
        fits.for_each(|((_, slot), sort)| cheapest[*sort] = cheapest[*sort].min(kind.cost[slot.home]));
        let arcs = cheapest.into_iter().enumerate().map(|(sort, cost)| (sort as u32, cost));
        arcs.chain([(OUT, kind.out)]).filter(|(_, cost)| *cost < FAR).collect()
    };
    let kinds: Vec<Arcs> = model.kinds.iter().map(of_kind).collect();
    let children: Vec<Arcs> = model.kind_of.iter().map(|kind| kinds[*kind].clone()).collect();
    let Some(places) = assign(&children, &beds) else { return 0 };
    let paid =
        |(arcs, place): (&Arcs, &u32)| arcs.iter().find(|(sort, _)| sort == place).map_or(0, |(_, c)| *c);
    children.iter().zip(&places).map(paid).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn who_finds_no_bed_and_what_is_scarce_are_counted() {
        // Three observant children of five for two such beds; of the other two one finds no bed at all.
        let child =
            |i: i64| json!({ "id": i, "sex": "f", "age": 9, "languages": ["fr"], "observant": i < 3 });
        let home = |i: i64| {
            let beds = json!([{ "sex": "f", "from": 6, "to": 12, "count": 2 }]);
            json!({ "id": i, "beds": beds, "languages": ["fr"], "observant": i == 0 })
        };
        let children: Vec<_> = (0..5).map(child).collect();
        let text = json!({ "children": children, "homes": [home(0), home(1)] }).to_string();
        let problem = Problem::parse(&text).expect("a problem");
        let (model, entries) = Model::of(&problem);
        let sorts = sorts(&problem, &model, &entries);
        // The one left out is the observant one: 1000 in all, in steps of 5.
        assert_eq!(least(&model, &sorts) * 5, 1000);
        let all_one_sort = vec![0; model.slots.len()];
        assert!(least(&model, &all_one_sort) <= least(&model, &sorts));
    }

    /// The search proves these small problems without this bound.
    #[test]
    fn it_is_never_above_what_the_best_costs() {
        use crate::placement::{Effort, Status, propose};
        let (mut above_nothing, mut met) = (0, 0);
        for seed in 0..200_i64 {
            let child = |i: i64| {
                let sex = ["f", "m"][(i * seed % 3 % 2) as usize];
                let tongue = ["fr", "yi"][((seed + i) % 2) as usize];
                json!({ "id": i, "sex": sex, "age": 4 + (seed * i) % 9,
                        "group": if i < 3 { json!("g") } else { json!(null) }, "languages": [tongue],
                        "needs": if (seed + i) % 3 == 0 { vec!["diet"] } else { vec![] }, "observant": (seed / 2 + i) % 3 == 0 })
            };
            let home = |i: i64| {
                let from = (seed + i) % 5;
                let beds = json!([{ "sex": "any", "from": from, "to": from + 7, "count": 1 + (seed + i) % 3 },
                                  { "sex": "f", "from": 3, "to": 12, "count": i % 2 }]);
                json!({ "id": i, "beds": beds, "languages": ["fr"], "offers": if i == 1 { vec!["diet"] } else { vec![] },
                        "observant": (seed + i) % 2 == 0 })
            };
            let (children, homes): (Vec<_>, Vec<_>) =
                ((0..7).map(child).collect(), (0..3).map(home).collect());
            let text = json!({ "children": children, "homes": homes }).to_string();
            let problem = Problem::parse(&text).expect("a problem");
            let (model, entries) = Model::of(&problem);
            let bound = least(&model, &sorts(&problem, &model, &entries)) * problem.step();
            let best = propose(&problem, Effort::default());
            assert_eq!(best.status, Status::Optimal, "{seed}");
            let cost = best.objective.expect("a proposal").0;
            assert!(bound <= cost, "{seed}: {bound} {cost}");
            above_nothing += usize::from(bound > 0);
            met += usize::from(bound == cost);
        }
        assert!(above_nothing > 100 && met > 0, "{above_nothing} {met}");
    }
}
