//! The second factor of a member at this node: codes of six digits from a device of theirs (TOTP, RFC 6238), asked for by
//! the pages and the API after the passphrase.
//!
//! It keeps out who has seen a passphrase being typed; it does not seal anything. Whoever has the disk and the passphrase
//! opens what the passphrase opens, and commands, which need the disk, never ask for a code.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use domain::id::MemberId;
use domain::refusal::{Why, refuse};
use journal::chance::random;
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

/// Bytes of a secret, as many as its hash gives (RFC 4226, section 4).
const SECRET: usize = 20;
/// Steps by which the device's clock may be off, each way.
const SKEW: u16 = 1;
/// Wrong codes in a row before one has to wait.
const FREE: i64 = 10;
/// Seconds of a step, which every device takes for granted.
const STEP: u64 = 30;

/// The secret of a device that is being set up.
pub struct DeviceSecret(Zeroizing<[u8; SECRET]>);

impl DeviceSecret {
    /// The secret as devices take it, in Base32.
    pub fn typed(&self) -> Zeroizing<String> {
        Zeroizing::new(totp(&self.0[..]).map(|t| t.secret().to_base32()).unwrap_or_default())
    }
}

fn totp(secret: &[u8]) -> Result<Totp, Problem> {
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(SKEW);
    let built = builder.with_step_duration(STEP).with_secret(secret.to_vec()).build();
    built.map_err(|e| Problem::Database(format!("the secret of a second factor: {e:?}")))
}

/// Codes are shown in two groups, and typed so.
fn digits(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).collect()
}

impl Store {
    /// A fresh secret for a device. Nothing is asked for before [`Store::begin_second_factor`] has seen a code of it.
    pub fn fresh_device(&self) -> DeviceSecret {
        DeviceSecret(Zeroizing::new(random(&mut self.surroundings.chance())))
    }

    /// Whether a code is asked for when this member signs in.
    pub fn has_second_factor(&self, member: &MemberId) -> Result<bool, Problem> {
        let sql = "select since from second_factor where member = $1"; // node
        Ok(self.with_node(|u| u.db.one(sql, &[member.bytes().into()]))?.is_some())
    }

    /// From now on a code of this device is asked for. Its first code proves that the device has the secret.
    pub fn begin_second_factor(
        &self,
        actor: &Actor,
        device: &DeviceSecret,
        code: &str,
    ) -> Result<(), Problem> {
        let now = self.now_s();
        let step = totp(&device.0[..])?.check(&digits(code), now).ok_or_else(wrong)?;
        let values = [actor.member.bytes().into(), device.0.as_slice().into(), stored(step), stored(now)];
        let sql = "insert into second_factor (member, secret, used, since, failed, failed_at) values ($1, $2, $3, $4, 0, 0)
                   on conflict (member) do update set secret = excluded.secret, used = excluded.used, since = excluded.since";
        self.with_node(|u| u.db.execute(sql, &values)).map(drop)
    }

    /// Takes a code for a member who has a second factor; a code is good once, and none before it is good after it. After ten
    /// wrong ones in a row none is looked at for a minute, then for two, four, up to an hour.
    ///
    /// # Errors
    /// A refusal of `second_factor`: [`Why::Missing`] where none was typed, [`Why::Unknown`] where it is not the one.
    pub fn takes_code(&self, member: &MemberId, code: &str) -> Result<(), Problem> {
        let now = self.now_s();
        self.with_node(|u| {
            let sql = "select secret, used, failed, failed_at from second_factor where member = $1"; // node
            let Some(row) = u.db.one(sql, &[member.bytes().into()])? else { return Ok(()) };
            let typed = digits(code);
            if typed.is_empty() {
                return Err(refuse("second_factor", "", Why::Missing).into());
            }
            let wait = waits_s(row.int(2));
            if wait > 0 && now.cast_signed() < row.int(3).saturating_add(wait) {
                return Err(wrong().into());
            }
            let secret = Zeroizing::new(row.blob(0).to_vec());
            let step = totp(&secret)?.check(&typed, now);
            // One statement, so that of two who type one code at once one gets in.
            let taken = "update second_factor set used = $2, failed = 0 where member = $1 and used < $2"; // node
            if let Some(step) = step
                && u.db.execute(taken, &[member.bytes().into(), stored(step)])? == 1
            {
                return Ok(());
            }
            let failed = "update second_factor set failed = failed + 1, failed_at = $2 where member = $1"; // node
            u.db.execute(failed, &[member.bytes().into(), stored(now)])?;
            Err(wrong().into())
        })
    }

    /// Whether the passphrase is the actor's, before something of theirs is changed in a session that stands open.
    ///
    /// # Errors
    /// [`Problem::WrongPassphrase`].
    pub fn proves_passphrase(&self, actor: &Actor, passphrase: &str) -> Result<(), Problem> {
        let theirs = self.second_person(&actor.name, passphrase)?;
        if theirs.member == actor.member { Ok(()) } else { Err(Problem::WrongPassphrase) }
    }

    /// No code is asked for any more.
    pub fn end_second_factor(&self, actor: &Actor) -> Result<bool, Problem> {
        let sql = "delete from second_factor where member = $1"; // node
        Ok(self.with_node(|u| u.db.execute(sql, &[actor.member.bytes().into()]))? == 1)
    }

    /// Seconds since 1970 by the clock on the wall, whatever date a demonstration states.
    fn now_s(&self) -> u64 {
        self.surroundings.clock.wall_unix_ms().div_euclid(1_000).cast_unsigned()
    }
}

/// How long no code is looked at after so many wrong ones in a row, seconds.
fn waits_s(failed: i64) -> i64 {
    match failed - FREE {
        ..0 => 0,
        more => 60 << more.min(6),
    }
    .min(3_600)
}

fn stored(number: u64) -> crate::database::Value {
    number.cast_signed().into()
}

fn wrong() -> domain::refusal::Refusal {
    refuse("second_factor", "", Why::Unknown)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890").unwrap();
        for (time, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(totp.check(code, time), Some(time / STEP), "{time}");
            assert_eq!(totp.check(code, time + 90), None, "three steps later");
        }
        assert_eq!(digits("287 082"), "287082");
        assert_eq!(digits(" 28-70a82 "), "287082");
        let waits: Vec<i64> = [0, 9, 10, 11, 15, 16, 40].map(waits_s).to_vec();
        assert_eq!(waits, [0, 0, 60, 120, 1_920, 3_600, 3_600]);
    }
}
