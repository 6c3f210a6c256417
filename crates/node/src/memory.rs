//! Memory: what this process holds is not left behind by it. It writes no core file when it dies, no other process of
//! the same user looks into it, and it says where the system may write memory to a disk that is not enciphered.
//!
//! It promises nothing against whoever rules the machine while it is unlocked.

use std::path::Path;

/// Shuts this process's memory to others; says what the system refused, in English, for the operator.
#[must_use]
pub fn shut() -> Vec<String> {
    let mut refused = Vec::new();
    #[cfg(unix)]
    {
        let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
        if rustix::process::setrlimit(rustix::process::Resource::Core, none).is_err() {
            refused.push("relais: this system may write a core file with what is in memory.".into());
        }
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let shut = rustix::process::DumpableBehavior::NotDumpable;
        if rustix::process::set_dumpable_behavior(shut).is_err() {
            refused.push("relais: other programs of this user may look into its memory.".into());
        }
    }
    refused
}

/// The places to which this system may write memory in clear: what `/proc/swaps` names, but for memory that is only
/// packed (zram) and for disks that are enciphered.
pub fn swaps_in_clear() -> Vec<String> {
    let swaps = std::fs::read_to_string("/proc/swaps").unwrap_or_default();
    in_clear(&swaps, |device| {
        let uuid = Path::new("/sys/block").join(device).join("dm/uuid");
        std::fs::read_to_string(uuid).is_ok_and(|uuid| uuid.starts_with("CRYPT-"))
    })
}

fn in_clear(swaps: &str, enciphered: impl Fn(&str) -> bool) -> Vec<String> {
    let places = swaps.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let name = |place: &str| {
        let real = Path::new(place).canonicalize().unwrap_or_else(|_| place.into());
        real.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let clear = |place: &&str| !name(place).starts_with("zram") && !enciphered(&name(place));
    places.filter(clear).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_lie_in_clear_is_named() {
        let swaps = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n\
                     /dev/none0                              partition\t8388604\t0\t-2\n\
                     /dev/dm-71                              partition\t8388604\t0\t-3\n\
                     /dev/zram0                              partition\t4194304\t0\t100\n\
                     /none.swap                              file\t\t2097148\t0\t-4\n";
        assert_eq!(in_clear(swaps, |device| device == "dm-71"), ["/dev/none0", "/none.swap"]);
        assert_eq!(in_clear("", |_| false), [""; 0]);
    }
}
