//! A1: every route with every role, own and foreign files, every method: what its gate says is what happens.

use crate::address::{Whose, by_query, fill, may_be_absent, names_something, of_one_session};
use crate::golden;
use crate::house::House;
use crate::http::{Answer, Ask, send};
use axum::http::StatusCode;
use domain::compartment::Role;
use std::collections::BTreeMap;
use web::gate::Gate;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The routes of one address: methods and gate of each, as registered.
pub fn addresses() -> BTreeMap<&'static str, Vec<(Vec<&'static str>, Gate)>> {
    let mut found: BTreeMap<&'static str, Vec<(Vec<&'static str>, Gate)>> = BTreeMap::new();
    for route in web::routes() {
        found.entry(route.path).or_default().push((route.methods.split(", ").collect(), route.gate));
    }
    found
}

/// What a gate says before any handler runs.
#[derive(Debug, PartialEq)]
enum Expected {
    SignIn,
    Forbidden,
    NoSuchMethod,
    Handler,
}

fn expected(routes: &[(Vec<&'static str>, Gate)], method: &str, role: Option<Role>) -> Expected {
    let asked = if method == "HEAD" { "GET" } else { method };
    let with_method = routes.iter().find(|(methods, _)| methods.contains(&asked));
    // A method that is not there is answered behind the gate of the address's last route.
    let gate = with_method.unwrap_or(&routes[routes.len() - 1]).1;
    match role {
        _ if gate == Gate::Anyone && with_method.is_some() => Expected::Handler,
        _ if gate == Gate::Anyone => Expected::NoSuchMethod,
        None => Expected::SignIn,
        Some(role) if !gate.passes(role) => Expected::Forbidden,
        Some(_) if with_method.is_none() => Expected::NoSuchMethod,
        Some(_) => Expected::Handler,
    }
}

fn judge(case: &str, path: &str, expected: &Expected, answer: &Answer, faults: &mut Vec<String>) {
    let right = match expected {
        Expected::SignIn if path.starts_with("/api/") => answer.status == StatusCode::UNAUTHORIZED,
        Expected::SignIn => {
            answer.status == StatusCode::SEE_OTHER && answer.header("location").starts_with("/sign-in?next=")
        }
        Expected::Forbidden => answer.status == StatusCode::FORBIDDEN,
        Expected::NoSuchMethod => answer.status == StatusCode::METHOD_NOT_ALLOWED,
        Expected::Handler => {
            let refused = [StatusCode::UNAUTHORIZED, StatusCode::METHOD_NOT_ALLOWED].contains(&answer.status);
            !refused && !answer.status.is_server_error()
        }
    };
    if !right {
        faults.push(format!(
            "{case}: expected {expected:?}, got {} {}",
            answer.status,
            answer.header("location")
        ));
    }
}

/// What happens behind the gate: own things are there, foreign ones are not.
fn behind(
    case: &str,
    path: &str,
    whose: Whose,
    method: &str,
    role: Role,
    answer: &Answer,
    faults: &mut Vec<String>,
) {
    let reading = matches!(method, "GET" | "HEAD");
    let gone = answer.status == StatusCode::NOT_FOUND;
    let right = match (whose, reading) {
        (Whose::Own, true) if gone && may_be_absent(path) => true,
        (Whose::Foreign, true) if by_query(path) => true,
        (Whose::Foreign, false) if of_one_session(path) => true,
        (Whose::Own, true) => answer.status.is_success() || answer.status.is_redirection(),
        (Whose::Own, false) => {
            // A role that writes nothing may be stopped by the store instead of the gate.
            answer.status != StatusCode::FORBIDDEN || !role.writes()
        }
        (Whose::Foreign, true) => gone,
        (Whose::Foreign, false) => answer.status.is_client_error(),
    };
    if !right {
        faults.push(format!(
            "{case}: {whose:?} things answered {} {}",
            answer.status,
            answer.header("location")
        ));
    }
}

async fn walk(house: &mut House, who: Option<Role>, faults: &mut Vec<String>) -> usize {
    let mut asked = 0;
    for (path, routes) in addresses() {
        let things: &[Whose] =
            if names_something(path) { &[Whose::Own, Whose::Foreign] } else { &[Whose::Own] };
        for whose in things {
            let objects = if *whose == Whose::Own { house.own.clone() } else { house.far.clone() };
            let address = fill(path, &objects);
            for method in METHODS {
                let token = who.map(|role| house.token(role.key()).to_string());
                let ask = Ask { cookie: token.as_deref(), ..Ask::default() };
                let answer = send(&house.router, method, &address, ask).await;
                asked += 1;
                let case = format!("{} {method} {path} ({whose:?})", who.map_or("nobody", Role::key));
                let expected = expected(&routes, method, who);
                judge(&case, path, &expected, &answer, faults);
                let Some(role) = who.filter(|_| expected == Expected::Handler) else { continue };
                let theirs = !of_one_session(path) || role == Role::Supervisor;
                behind(
                    &case,
                    path,
                    if theirs { *whose } else { Whose::Foreign },
                    method,
                    role,
                    &answer,
                    faults,
                );
                if answer.headers.contains_key("set-cookie") || answer.status == StatusCode::NO_CONTENT {
                    house.sign_in(role.key()).await;
                }
            }
        }
    }
    asked
}

#[tokio::test(start_paused = true)]
async fn a1_every_route_answers_as_its_gate_says() {
    let mut house = House::new().await;
    let mut faults = Vec::new();
    let mut asked = 0;
    for who in [None].into_iter().chain(Role::ALL.map(Some)) {
        asked += walk(&mut house, who, &mut faults).await;
    }
    assert!(asked > 2_000, "only {asked} requests: the routes were not walked");
    assert!(faults.is_empty(), "{} of {asked}:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn a1_an_unknown_route_is_not_found() {
    let house = House::new().await;
    for path in
        ["/nowhere", "/people/x/y/z/w", "/api/v1/nothing", "/api/v2/people", "/.env", "/assets/nothing.js"]
    {
        for who in [None, Some("worker")] {
            let ask = Ask { cookie: who.map(|w| house.token(w)), ..Ask::default() };
            let answer = send(&house.router, "GET", path, ask).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who:?} {path}");
        }
    }
}

/// Whoever writes nothing leaves nothing behind, whatever they send.
#[tokio::test(start_paused = true)]
async fn a1_who_may_not_write_writes_nothing() {
    let mut house = House::new().await;
    let before = house.entries();
    for role in Role::ALL.into_iter().filter(|r| !r.writes()) {
        for (path, routes) in addresses() {
            if !routes.iter().any(|(methods, _)| methods.contains(&"POST")) || path == "/lock" {
                continue;
            }
            let home = house.own.home.to_string();
            let fields = [
                ("given", "Nobody"),
                ("surname", "Nobody"),
                ("text", "Nobody"),
                ("note", "Nobody"),
                ("place", &home),
                ("from", "1942-03-01"),
                ("name", "Nobody"),
                ("kind", "home"),
                ("procedure", "survivor-pension"),
                ("status", "received"),
                ("paper", "identity-sheet"),
            ];
            let answer = house.post(role.key(), &fill(path, &house.own), &fields).await;
            assert!(!answer.status.is_server_error(), "{} {path}: {}", role.key(), answer.status);
            house.sign_in(role.key()).await;
        }
    }
    assert_eq!(house.entries(), before, "a role that does not write has written");
}

#[test]
fn the_role_matrix_stands_in_the_documents() {
    let roles = Role::ALL.map(Role::key).join(" | ");
    let lines = "|---".repeat(Role::ALL.len() + 4);
    let mut table = format!(
        "# Who may call what\n\nGenerated from the routes (`UPDATE_GOLDEN=1 cargo test -p relais-web`). A route without a gate does not\n\
         compile; a route that is not in this table fails the tests. `yes` opens the door; which files are behind it, the\n\
         store decides for each member and each compartment. `-` is answered 403, and whoever is not signed in is sent to\n\
         the sign-in (API: 401).\n\n| route | methods | gate | nobody | {roles} |\n{lines}|\n"
    );
    for route in web::routes() {
        let opens = |open: bool| if open { "yes" } else { "-" };
        let cells = Role::ALL.map(|role| opens(route.gate.passes(role))).join(" | ");
        let nobody = opens(route.gate == Gate::Anyone);
        table +=
            &format!("| `{}` | {} | {:?} | {nobody} | {cells} |\n", route.path, route.methods, route.gate);
    }
    golden::check("../../docs/role-matrix.md", &table);
}
