//! Every closed list of `domain` has its word for each of its values.

use super::report;
use crate::locale::{Lang, Words};
use domain::compartment::Role;
use domain::person::{MARKS, NEEDS, NameKind, SIZES, WASHINGTON_DOMAINS, WASHINGTON_LEVELS, WISHES};
use domain::refusal::Why;
use domain::{consent, dossier, health, indicator, kin, origin, place, relay_house, stay, supply};

/// The words that are missing of a closed list.
fn missing(prefix: &str, values: &[&str]) -> Vec<String> {
    assert!(!values.is_empty(), "{prefix}");
    let each = Lang::ALL.into_iter().flat_map(|l| values.iter().map(move |v| (l, format!("{prefix}-{v}"))));
    each.filter(|(lang, key)| !Words(*lang).has(key))
        .map(|(lang, key)| format!("{}: no word for {key}", lang.code()))
        .collect()
}

#[test]
fn every_value_of_every_closed_list_has_its_word() {
    let mut problems = Vec::new();
    let mut check = |prefix: &str, values: Vec<&str>| problems.extend(missing(prefix, &values));
    check("kind", place::Kind::ALL.map(place::Kind::key).to_vec());
    check("tenure", place::TENURES.to_vec());
    check("end", stay::EndReason::ALL.map(stay::EndReason::key).to_vec());
    check("absence", stay::ABSENCES.to_vec());
    check("relation", kin::Relation::ALL.map(kin::Relation::key).to_vec());
    check("life", kin::Life::ALL.map(kin::Life::key).to_vec());
    check("name-kind", NameKind::ALL.map(NameKind::key).to_vec());
    check("need", NEEDS.to_vec());
    check("mark", MARKS.to_vec());
    check("wish", WISHES.to_vec());
    check("size", SIZES.to_vec());
    check("washington-domain", WASHINGTON_DOMAINS.to_vec());
    check("washington-level", WASHINGTON_LEVELS.to_vec());
    check("consent-purpose", consent::PURPOSES.to_vec());
    check("consent-answer", consent::ANSWERS.to_vec());
    check("consent-lack", consent::Lack::ALL.map(consent::Lack::key).to_vec());
    check("consent-exit", consent::Exit::ALL.map(consent::Exit::key).to_vec());
    check("audience", planning::Audience::ALL.map(planning::Audience::key).to_vec());
    check("audience-takes", planning::Audience::ALL.map(planning::Audience::key).to_vec());
    check("consent-ground", consent::GROUNDS.to_vec());
    check("care", relay_house::CARE.to_vec());
    check("status", dossier::Status::ALL.map(dossier::Status::key).to_vec());
    check("outcome", dossier::OUTCOMES.to_vec());
    check("role", Role::ALL.map(Role::key).to_vec());
    check("health-kind", health::KINDS.to_vec());
    check("origin-kind", origin::KINDS.to_vec());
    check("by", indicator::By::ALL.map(indicator::By::key).to_vec());
    check("survey-odd", register::measures::Odd::ALL.map(register::measures::Odd::key).to_vec());
    check("survey-check", growth::survey::CHECKS.map(|(key, _)| key).to_vec());
    check("survey-verdict", vec!["excellent", "good", "acceptable", "problematic"]);
    check("double-verdict", domain::double::VERDICTS.to_vec());
    check("supply-product", supply::PRODUCTS.to_vec());
    check("supply-amount", supply::PRODUCTS.to_vec());
    check("supply-way", supply::WAYS.to_vec());
    check("sex", vec!["f", "m", "x", "any", "unknown"]);
    check(
        "volet",
        vec!["administrative", "educational", "health", "psychological", "judicial", "survivor", "origin"],
    );
    check("whereabouts", vec!["here", "on-the-road", "left"]);
    check("compartment-kind", vec!["house", "volet", "direction", "origin", "payments"]);
    check("scene", vec!["present", "historical"]);
    check("part", vec!["responsible", "deputy"]);
    check("script", vec!["latin", "hebrew", "cyrillic", "arabic", "greek", "other"]);
    check("answer", vec!["not-asked", "does-not-know", "declines", "without"]);
    check("month", vec!["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    check("demo", vec!["worker", "supervisor", "auditor", "nurse", "house-parent", "visitor", "keeper"]);
    check("refusal", whys().map(Why::key).to_vec());
    let steps = indicator::times_to_release(&[], &std::collections::BTreeMap::new());
    check("step", steps.iter().map(|s| s.step).collect());
    report(&problems);
}

/// Every reason of a refusal.
fn whys() -> [Why; 36] {
    let all = [
        Why::Missing,
        Why::Unreadable,
        Why::TooLong,
        Why::EndsBeforeItBegins,
        Why::InTheFuture,
        Why::Unknown,
        Why::AlreadyClosed,
        Why::AlreadyThere,
        Why::LastKeeper,
        Why::OwnNode,
        Why::FileHasLeft,
        Why::AfterDeath,
        Why::OutOfRange,
        Why::NeedsSecondPerson,
        Why::NeedsReason,
        Why::ComesFirst,
        Why::NeedsProofs,
        Why::Ambiguous,
        Why::OtherCircuit,
        Why::NotProved,
        Why::NotBatchDay,
        Why::NotTheWords,
        Why::MoreThanOwed,
        Why::NotErasable,
        Why::IdentityStays,
        Why::NotKnownOfAge,
        Why::TellFirst,
        Why::Erased,
        Why::SamePerson,
        Why::OnHold,
        Why::NoFreeBed,
        Why::NoConsent,
        Why::ConsentWithdrawn,
        Why::ConsentExpired,
        Why::ConsentForOther,
        Why::Referred,
    ];
    all.into_iter().for_each(known);
    all
}

/// Names each: a reason that is added does not compile until it stands here and above.
fn known(why: Why) {
    match why {
        Why::Missing
        | Why::Unreadable
        | Why::TooLong
        | Why::EndsBeforeItBegins
        | Why::InTheFuture
        | Why::Unknown
        | Why::AlreadyClosed
        | Why::AlreadyThere
        | Why::LastKeeper
        | Why::OwnNode
        | Why::FileHasLeft
        | Why::AfterDeath
        | Why::OutOfRange
        | Why::NeedsSecondPerson
        | Why::NeedsReason
        | Why::ComesFirst
        | Why::NeedsProofs
        | Why::Ambiguous
        | Why::OtherCircuit
        | Why::NotProved
        | Why::NotBatchDay
        | Why::NotTheWords
        | Why::MoreThanOwed
        | Why::NotErasable
        | Why::IdentityStays
        | Why::NotKnownOfAge
        | Why::TellFirst
        | Why::Erased
        | Why::SamePerson
        | Why::OnHold
        | Why::NoFreeBed
        | Why::NoConsent
        | Why::ConsentWithdrawn
        | Why::ConsentExpired
        | Why::ConsentForOther
        | Why::Referred => {}
    }
}

#[test]
fn every_reason_of_a_likeness_has_its_words() {
    use linkage::likeness::Reason;
    // As the wire names them; the match names every variant, so that a new one cannot be forgotten.
    fn key(reason: Reason) -> &'static str {
        match reason {
            Reason::TokenEqual { .. } => "reason-token-equal",
            Reason::TokenPrefix { .. } => "reason-token-prefix",
            Reason::TokenClose { .. } => "reason-token-close",
            Reason::SkeletonEqual { .. } => "reason-skeleton-equal",
            Reason::SkeletonPrefix { .. } => "reason-skeleton-prefix",
            Reason::BirthSame => "reason-birth-same",
            Reason::BirthDayMonthSwapped => "reason-birth-day-month-swapped",
            Reason::BirthOverlaps => "reason-birth-overlaps",
            Reason::BirthApart { .. } => "reason-birth-apart",
            Reason::SexDiffers => "reason-sex-differs",
        }
    }
    let (asked, found) = (0, 0);
    let all = [
        Reason::TokenEqual { asked, found },
        Reason::TokenPrefix { asked, found },
        Reason::TokenClose { asked, found, similarity: 0.9 },
        Reason::SkeletonEqual { asked, found },
        Reason::SkeletonPrefix { asked, found },
        Reason::BirthSame,
        Reason::BirthDayMonthSwapped,
        Reason::BirthOverlaps,
        Reason::BirthApart { days: 3 },
        Reason::SexDiffers,
    ];
    for lang in Lang::ALL {
        for reason in all {
            let serial = serde_json::to_value(reason).unwrap()["reason"].as_str().unwrap().replace('_', "-");
            assert_eq!(key(reason), format!("reason-{serial}"));
            assert!(Words(lang).has(key(reason)), "{}: {}", lang.code(), key(reason));
        }
    }
}

#[test]
fn every_value_of_the_lists_of_tracing_has_its_word() {
    let mut problems = Vec::new();
    let mut check = |prefix: &str, values: Vec<&str>| problems.extend(missing(prefix, &values));
    check("tracing-vetted", domain::tracing::VETTED.to_vec());
    check("tracing-outcome", domain::tracing::OUTCOMES.to_vec());
    check("tracing-verdict", domain::tracing::VERDICTS.to_vec());
    check("tracing-proof", domain::tracing::PROOFS.to_vec());
    check("tracing-side", domain::tracing::SIDES.to_vec());
    check("tracing-topic", domain::tracing::TOPICS.to_vec());
    check("tracing-question", domain::tracing::TOPICS.to_vec());
    check("tracing-check", domain::tracing::CHECKS.to_vec());
    check("tracing-step", domain::tracing::STEPS.to_vec());
    check("tracing-follow-up", domain::tracing::FOLLOW_UPS.to_vec());
    check("tracing-goes", domain::tracing::GOES.to_vec());
    check("tracing-act", crate::pages::TRACING_ACTS.to_vec());
    check("payment-act", crate::pages::PAYMENT_ACTS.to_vec());
    let reversals = domain::payment::Reversal::ALL;
    check("payment-reversal", reversals.map(domain::payment::Reversal::key).to_vec());
    check(
        "tracing-field",
        vec!["given", "surname", "sex", "birth", "birth-place", "father", "mother", "residence"],
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
