//! Ties between people: said once, read both ways. The other is found by code or by name; where several are like the
//! name, a person chooses. Brothers and sisters share a group; whoever parts them gives the reason and a second person.

mod parted;
mod tie;

use crate::gate::Route;

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = tie::routes();
    routes.extend(parted::routes());
    routes
}
