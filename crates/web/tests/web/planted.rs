//! Checks of pages are seen red: each with a fault planted that breaks what it stands for.

use crate::{audience, consent, field, sign_in, tracing};
use domain::planted::Fault;
use testkit::planted::red;

#[test]
fn c4_is_seen_red_where_guesses_are_free() {
    red(Fault::GuessesFree, "", sign_in::c4_many_wrong_passphrases_are_answered_ever_more_slowly);
}

#[test]
fn a3_is_seen_red_where_strange_fields_are_taken() {
    red(Fault::StrangeFields, "", field::a3_a_field_that_nobody_knows_is_refused);
}

#[test]
fn a11_is_seen_red_where_sessions_stay() {
    red(Fault::SessionsStay, "", sign_in::a11_a_session_that_stands_still_ends);
}

#[test]
fn a13_is_seen_red_where_forms_of_other_sites_are_taken() {
    red(Fault::ForeignForms, "", sign_in::a13_a_form_of_another_site_is_refused);
}

#[test]
fn p3_is_seen_red_where_consents_are_not_looked_at() {
    let check = tracing::p3_a_public_notice_is_shown_with_each_of_its_consents_and_without_one_it_is_not;
    red(Fault::ConsentsIgnored, "is agreed to", check);
}

#[test]
fn p3_is_seen_red_where_a_consulate_is_told() {
    let check = audience::p3_a_consulate_is_not_told_of_who_agreed_to_the_prefecture;
    red(Fault::ConsentsIgnored, "the country was told", check);
}

#[test]
fn p3_is_seen_red_where_papers_go_without_a_look_at_consents() {
    red(
        Fault::ConsentsIgnored,
        "she went without it",
        consent::p3_nothing_leaves_by_a_page_without_its_consent,
    );
}
