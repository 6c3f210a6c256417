//! The survey against a slow model of its own, against a documented example of WHO's software, and at its edges.

use relais_growth::survey::{
    Check, Design, Prevalence, SURVEY_INDICATORS, SurveyChild, Surveyed, Verdict, groups, plausibility,
    prevalence,
};
use relais_growth::{Age, Measures, Sex, Trend, who2006};

fn child(sex: Sex, days: f64, weight: f64, lenhei: f64, oedema: bool) -> SurveyChild {
    let age = Some(Age::Days(days));
    let measures = Measures {
        sex: Some(sex),
        age,
        weight_kg: Some(weight),
        lenhei_cm: Some(lenhei),
        oedema,
        ..Measures::default()
    };
    SurveyChild { sex: Some(sex), age, oedema, scores: who2006::score(&measures) }
}

/// A number of its own row: no randomness in a test.
fn noise(seed: u64) -> f64 {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (seed << 7);
    (mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as f64 / f64::from(u32::MAX) * 2.0
}

struct Sample {
    children: Vec<SurveyChild>,
    weights: Vec<f64>,
    clusters: Vec<u32>,
    strata: Vec<u32>,
}

/// 929 children in 30 clusters of 4 strata; one stratum has one cluster.
fn sample() -> Sample {
    let mut s = Sample { children: vec![], weights: vec![], clusters: vec![], strata: vec![] };
    for i in 0..929u64 {
        let sex = if noise(i) < 0.5 { Sex::Male } else { Sex::Female };
        let days = (noise(i + 10_000) * 1_826.0).floor();
        let cluster = (i % 30) as u32;
        let height = 50.0 + 60.0 * (days / 1_826.0).powf(0.6) + 12.0 * (noise(i + 20_000) - 0.5);
        let weight = 15.5
            * (height / 100.0).powi(2)
            * (0.7 + 0.6 * noise(i + 30_000))
            * (1.0 - f64::from(cluster) / 400.0);
        s.children.push(child(sex, days, weight, height, i % 97 == 0));
        s.weights.push(0.5 + noise(i + 40_000));
        s.clusters.push(cluster);
        s.strata.push(if cluster == 29 { 3 } else { cluster % 3 });
    }
    s
}

fn design(s: &Sample) -> Design {
    Design::new(s.children.len(), Some(&s.weights), Some(&s.clusters), Some(&s.strata)).unwrap()
}

/// The same from the definition: for each stratum every cluster's total, quadratic and slow.
fn slow(s: &Sample, value: impl Fn(usize) -> Option<f64>) -> (f64, f64) {
    let all: Vec<(usize, f64)> = (0..s.children.len()).filter_map(|i| value(i).map(|y| (i, y))).collect();
    let weight: f64 = all.iter().map(|(i, _)| s.weights[*i]).sum();
    let mean = all.iter().map(|(i, y)| s.weights[*i] * y).sum::<f64>() / weight;
    let mut variance = 0.0;
    for stratum in 0..4 {
        let mut clusters: Vec<u32> =
            (0..s.children.len()).filter(|i| s.strata[*i] == stratum).map(|i| s.clusters[i]).collect();
        clusters.sort_unstable();
        clusters.dedup();
        let total = |cluster: u32| -> f64 {
            let within = |(i, _): &&(usize, f64)| s.strata[*i] == stratum && s.clusters[*i] == cluster;
            all.iter().filter(within).map(|(i, y)| s.weights[*i] * (y - mean)).sum::<f64>() / weight
        };
        let totals: Vec<f64> = clusters.iter().map(|c| total(*c)).collect();
        let n = totals.len() as f64;
        let middle = if n > 1.0 { totals.iter().sum::<f64>() / n } else { 0.0 };
        let squares: f64 = totals.iter().map(|t| (t - middle).powi(2)).sum();
        variance += squares * if n > 1.0 { n / (n - 1.0) } else { 1.0 };
    }
    (mean, variance.sqrt())
}

#[test]
fn every_cell_is_as_the_definition_gives_it() {
    let s = sample();
    let table = prevalence(&s.children, &design(&s));
    let t = relais_growth::distribution::t_quantile(0.975, 30.0 - 4.0);
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} {b}");
    for row in &table {
        for (columns, indicator) in row.indicators.iter().zip(SURVEY_INDICATORS) {
            let member = |i: usize| {
                let c = &s.children[i];
                let age = c.age.and_then(relais_growth::survey::AgeGroup::of);
                row.group.holds(age, c.sex).then_some(c)
            };
            let below = |i: usize| Some(f64::from(u8::from(indicator.z_at_cut_offs(member(i)?)? < -2.0)));
            let (p, se) = slow(&s, below);
            let share = columns.shares[1].unwrap();
            near(share.value, 100.0 * p);
            near(share.se, 100.0 * se);
            let (low, high) = share.limits.unwrap();
            if p > 0.0 && p < 1.0 {
                let logit = |p: f64| (p / (1.0 - p)).ln();
                near(logit(high / 100.0) - logit(p), t * se / (p * (1.0 - p)));
                near(logit(p) - logit(low / 100.0), t * se / (p * (1.0 - p)));
            } else {
                assert_eq!((low, high), (share.value, share.value));
            }
            let (mean, se) = slow(&s, |i| indicator.z(member(i)?));
            let found = columns.mean.unwrap();
            near(found.value, mean);
            near(found.se, se);
            near(found.limits.unwrap().1, mean + t * se);
        }
    }
}

/// Means, errors and intervals of a stratified cluster sample and its domains, by samplics (`golden_survey.py`).
#[test]
fn another_program_gives_the_same_errors() {
    let text = include_str!("../golden_survey.csv");
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split(',').map(|c| c.parse().unwrap()).collect())
        .collect();
    let number = |column: usize| rows.iter().map(|r| r[column] as u32).collect::<Vec<_>>();
    let weights: Vec<f64> = rows.iter().map(|r| r[2]).collect();
    let design = Design::new(rows.len(), Some(&weights), Some(&number(1)), Some(&number(0))).unwrap();
    assert_eq!(design.df(), 15.0);
    let t = relais_growth::distribution::t_quantile(0.975, design.df());
    let mut compared = 0;
    for line in text.lines().filter_map(|l| l.strip_prefix("# ")) {
        let (what, numbers) = line.split_once(',').unwrap();
        let wanted: Vec<f64> = numbers.split(',').map(|c| c.parse().unwrap()).collect();
        let (column, domain) = what.split_once(' ').unwrap();
        let column = if column == "value" { 4 } else { 5 };
        let within = |r: &Vec<f64>| domain.parse::<f64>().map_or(true, |d| r[3] == d);
        let cells: Vec<_> =
            rows.iter().enumerate().filter(|(_, r)| within(r)).map(|(i, r)| (i, r[column])).collect();
        let found = design.mean(&cells).unwrap();
        let limits = if column == 4 {
            (found.mean - t * found.se, found.mean + t * found.se)
        } else {
            let p = found.mean;
            let (middle, reach) = ((p / (1.0 - p)).ln(), t * found.se / (p * (1.0 - p)));
            let back = |x: f64| 1.0 / (1.0 + (-x).exp());
            (back(middle - reach), back(middle + reach))
        };
        for (found, wanted) in [found.mean, found.se, limits.0, limits.1].into_iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-9, "{what}: {found} {wanted}");
        }
        compared += 1;
    }
    assert_eq!(compared, 8);
}

/// Four children in the documentation of WHO's package `anthro` (prevalence of height for age below -3): 25 % with a
/// standard error of 25 among all, 50 % with 40.82483 among girls, 0 among boys.
#[test]
fn the_documented_example_comes_out() {
    let four = [
        child(Sex::Male, 1001.0, 18.0, 100.0, false),
        child(Sex::Female, 1000.0, 15.0, 80.0, false),
        child(Sex::Female, 1010.0, 10.0, 100.0, false),
        child(Sex::Male, 1000.0, 15.0, 100.0, false),
    ];
    let table = prevalence(&four, &Design::new(4, None, None, None).unwrap());
    let cell = |name: &str, column: usize| {
        table.iter().find(|r| r.group.name() == name).unwrap().cells()[column - 2]
    };
    assert_eq!((cell("All", 2), cell("All", 4), cell("All", 5)), (Some(4.0), Some(25.0), Some(25.0)));
    assert!((cell("Sex: Female", 5).unwrap() - 40.82483).abs() < 1e-5);
    assert_eq!(
        (cell("Sex: Female", 4), cell("Sex: Male", 4), cell("Sex: Male", 5)),
        (Some(50.0), Some(0.0), Some(0.0))
    );
    assert_eq!((cell("Age group: 00-05 mo", 2), cell("Age group: 00-05 mo", 4)), (Some(0.0), None));
    let names: Vec<String> = groups().into_iter().map(|g| g.name()).collect();
    assert_eq!(names.len(), 21);
    assert_eq!(
        [&names[0], &names[4], &names[7], &names[9], &names[20]],
        [
            "All",
            "Age group: 24-35 mo",
            "Sex: Female",
            "Age + sex: 00-05 mo.Female",
            "Age + sex: 48-59 mo.Male"
        ]
    );
}

#[test]
fn columns_stand_where_whos_stand() {
    let names = Prevalence::column_names();
    for (place, name) in [
        (1, "Group"),
        (2, "HAZ_pop"),
        (3, "HAZ_unwpop"),
        (4, "HA_3_r"),
        (8, "HA_2_r"),
        (28, "HA_r"),
        (32, "HA_stdev"),
        (33, "WAZ_pop"),
    ] {
        assert_eq!(names[place - 1], name);
    }
    let s = sample();
    assert_eq!(prevalence(&s.children, &design(&s))[0].cells().len() + 1, names.len());
}

/// Exactly one in a hundred: WHO's survey path gives [1, 1] there; without a design it gives 0.14 to 6.97.
#[test]
fn one_percent_has_an_interval() {
    let mut children = vec![child(Sex::Male, 1_000.0, 14.0, 95.0, false); 99];
    children.push(child(Sex::Male, 1_000.0, 14.0, 75.0, false));
    let n = children.len();
    for weights in [None, Some(vec![1.0; n])] {
        let design = Design::new(n, weights.as_deref(), None, None).unwrap();
        let share = prevalence(&children, &design)[0].indicators[0].shares[0];
        let share = share.filter(|s| s.value == 1.0);
        // The child of 75 cm is flagged or not; with it out there is nobody to count.
        let Some(share) = share else { panic!("not one percent") };
        let (low, high) = share.limits.unwrap();
        assert_eq!(((low * 100.0).round() / 100.0, (high * 100.0).round() / 100.0), (0.14, 6.97));
    }
}

#[test]
fn oedema_is_severe_in_weight_and_absent_from_its_mean() {
    let mut children = vec![child(Sex::Female, 900.0, 12.0, 88.0, false); 9];
    children.push(child(Sex::Female, 900.0, 30.0, 88.0, true));
    let all = &prevalence(&children, &Design::new(10, None, None, None).unwrap())[0];
    for (columns, severe) in all.indicators.iter().zip([0.0, 10.0, 10.0, 10.0]) {
        assert_eq!(columns.children, 10);
        assert!((columns.shares[0].unwrap().value - severe).abs() < 1e-9);
    }
    assert!(all.indicators[1].sd.unwrap() < 1e-9);
}

#[test]
fn a_design_that_cannot_be_is_refused() {
    assert!(Design::new(0, None, None, None).is_err());
    assert!(Design::new(2, Some(&[1.0]), None, None).is_err());
    assert!(Design::new(1, Some(&[f64::NAN]), None, None).is_err());
    // One child alone: no degree of freedom, so no interval, and no panic.
    let one = [child(Sex::Male, 900.0, 12.0, 88.0, false)];
    let all = &prevalence(&one, &Design::new(1, None, None, None).unwrap())[0];
    assert_eq!(all.indicators[0].mean.unwrap().limits, None);
}

fn find<'r>(report: &'r relais_growth::survey::Plausibility, name: &str) -> Option<&'r Check> {
    report.checks.iter().find(|c| c.name.starts_with(name))
}

#[test]
fn plausibility_scores_what_it_finds() {
    // Every last digit equally often, both sexes equally often, z in a row from -2.5 to 2.5.
    let surveyed = |i: u32, whz: f64| Surveyed {
        sex: Some(if i.is_multiple_of(2) { Sex::Male } else { Sex::Female }),
        age: Some(Age::Months(6.0 + f64::from(i * 7 % 54))),
        weight_kg: Some(10.0 + f64::from(i % 10) / 10.0),
        lenhei_cm: Some(80.0),
        muac_mm: Some(140.0 + f64::from(i % 10)),
        whz: Some(whz),
        oedema: false,
        cluster: Some(i % 25),
    };
    let rows: Vec<Surveyed> = (0..1_000).map(|i| surveyed(i, f64::from(i) / 200.0 - 2.5)).collect();
    let report = plausibility(&rows);
    assert_eq!(find(&report, "Digit preference, weight").unwrap().value, 0.0);
    // All heights end in 0: nine digits are never seen, chi-square is 9 n.
    let height = find(&report, "Digit preference, height").unwrap();
    assert!((height.value - 100.0).abs() < 1e-9);
    assert_eq!(height.rating.points, 10);
    assert_eq!(find(&report, "Sex ratio").unwrap().rating.points, 0);
    // A flat distribution: standard deviation 5/sqrt(12) is 1.44, excess kurtosis -1.2, never "excellent".
    assert_eq!(find(&report, "Standard deviation").unwrap().rating.points, 20);
    let kurtosis = find(&report, "Kurtosis").unwrap();
    assert!((kurtosis.value + 1.2).abs() < 0.01, "{}", kurtosis.value);
    assert_eq!(kurtosis.rating.points, 5);
    assert!(report.probit_wasting.is_some());
    let sum: u32 = report.checks.iter().filter(|c| c.counts).map(|c| c.rating.points).sum();
    assert_eq!((report.total, report.verdict), (sum, Verdict::of(sum)));
    let nothing = plausibility(&[]);
    assert_eq!((nothing.checks.len(), nothing.total), (0, 0));
    assert_eq!(nothing.not_made.len(), 10);
}

#[test]
fn no_alarm_across_the_fifth_birthday() {
    use relais_growth::{Reading, Z};
    let at = |days: f64, z: f64| Reading { age: Age::Days(days), z: Z::new(z).unwrap() };
    assert_eq!(Trend::between(at(1_800.0, -2.0), at(1_830.0, -2.9)), Trend::Seam);
    assert!(!Trend::between(at(1_800.0, -2.0), at(1_830.0, -2.9)).falls_by(0.5));
    assert!(Trend::between(at(1_700.0, -2.0), at(1_800.0, -2.9)).falls_by(0.5));
    assert!(!Trend::between(at(700.0, -2.0), at(760.0, -1.9)).falls_by(0.5));
}
