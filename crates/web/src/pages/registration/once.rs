//! A form carries the id of the file it will make, with a seal that only this process can set and only for this
//! member: sending the form twice writes one file, and nobody can choose an id.

use crate::viewer::Viewer;
use domain::id::{FileId, MemberId};
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// Keyed SipHash with a key drawn when the process starts. A form older than the process gets a fresh id.
static SEAL: LazyLock<RandomState> = LazyLock::new(RandomState::new);

fn seal(file: &FileId, member: &MemberId) -> u64 {
    SEAL.hash_one((file, member))
}

/// The text of a form's hidden field.
pub(super) fn fresh(v: &Viewer) -> String {
    let token = v.store().token();
    let file = FileId::from_slice(&token[..FileId::LEN]).unwrap_or_default();
    let member = v.actor.as_ref().map(|a| a.member).unwrap_or_default();
    format!("{file}.{:016x}", seal(&file, &member))
}

/// The id that the field carries; `None` when this process did not give it to this member.
pub(super) fn file(v: &Viewer, text: &str) -> Option<FileId> {
    read(text, &v.actor.as_ref()?.member)
}

fn read(text: &str, member: &MemberId) -> Option<FileId> {
    let (file, sealed) = text.split_once('.')?;
    let file = FileId::parse(file)?;
    (u64::from_str_radix(sealed, 16).ok()? == seal(&file, member)).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_given_to_the_member_counts() {
        let (file, member, other) = (FileId([3; 16]), MemberId([1; 16]), MemberId([2; 16]));
        let text = format!("{file}.{:016x}", seal(&file, &member));
        assert_eq!(read(&text, &member), Some(file));
        assert_eq!(read(&text, &other), None);
        assert_eq!(read(&text.replacen("03", "04", 1), &member), None);
        for wrong in ["", ".", "zz.00", &file.to_string()] {
            assert_eq!(read(wrong, &member), None, "{wrong}");
        }
    }
}
