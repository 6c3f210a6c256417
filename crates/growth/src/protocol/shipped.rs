//! The protocols that come with the crate.

use super::Protocol;
use std::sync::LazyLock;

/// Their ids, in the order of their ages.
pub const PROTOCOLS: [&str; 7] =
    ["who-2013", "who-2023", "simplified-emergency", "school-age", "adults", "pregnancy", "elders"];

static SHIPPED: LazyLock<Vec<Protocol>> = LazyLock::new(|| {
    let files = [
        include_str!("../../protocols/who-2013.toml"),
        include_str!("../../protocols/who-2023.toml"),
        include_str!("../../protocols/simplified-emergency.toml"),
        include_str!("../../protocols/school-age.toml"),
        include_str!("../../protocols/adults.toml"),
        include_str!("../../protocols/pregnancy.toml"),
        include_str!("../../protocols/elders.toml"),
    ];
    let read = |text| toml::from_str(text).expect("BUG: a protocol of this crate cannot be read");
    files.into_iter().map(read).collect()
});

/// All of them.
pub fn shipped() -> &'static [Protocol] {
    &SHIPPED
}

/// By id.
pub fn find(id: &str) -> Option<&'static Protocol> {
    shipped().iter().find(|p| p.id == id)
}
