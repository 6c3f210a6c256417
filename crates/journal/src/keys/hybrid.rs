//! HPKE (RFC 9180, base mode) with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305: 1,168 bytes for a 32-byte key.

use super::{KeyProblem, WRAP_MAX};
use crate::aead::bound;
use crate::chance::{Chance, Draw, random};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

/// Length of the encapsulated key in front of a wrap.
const ENCAPSULATED: usize = 1120;
/// The use this crate makes of HPKE for wrapping keys; letters have their own.
const WRAP: &str = "relais/0/wrap";

/// An X-Wing pair.
pub(crate) struct Pair {
    secret: <XWing as Kem>::PrivateKey,
    public: <XWing as Kem>::PublicKey,
}

impl Pair {
    pub(crate) fn generate(chance: &mut dyn Chance) -> Pair {
        let seed = Zeroizing::new(random::<32>(chance));
        Pair::from_secret(&seed[..]).expect("an X-Wing secret is any 32 bytes")
    }

    pub(crate) fn from_secret(seed: &[u8]) -> Option<Pair> {
        let secret = <XWing as Kem>::PrivateKey::from_bytes(seed).ok()?;
        let public = XWing::sk_to_pk(&secret);
        Some(Pair { secret, public })
    }

    pub(crate) fn secret(&self) -> Zeroizing<[u8; 32]> {
        let mut out = Zeroizing::new([0u8; 32]);
        self.secret.write_exact(&mut out[..]);
        out
    }

    pub(crate) fn public(&self) -> Vec<u8> {
        self.public.to_bytes().to_vec()
    }

    pub(crate) fn unwrap(&self, context: &[u8], wrap: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
        if wrap.len() > WRAP_MAX + super::WRAP_OVERHEAD {
            return Err(KeyProblem::Refused);
        }
        self.open(WRAP, context, wrap).ok_or(KeyProblem::Refused)
    }

    /// Opens what [`seal_to`] made for the same use and context.
    pub(crate) fn open(&self, purpose: &str, context: &[u8], bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (encapsulated, sealed) = bytes.split_at_checked(ENCAPSULATED)?;
        let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        let info = bound(purpose, &[context]);
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.secret,
            &encapsulated,
            &info,
            sealed,
            b"",
        )
        .ok()
        .map(Zeroizing::new)
    }
}

/// Seals `secret` for the holder of `public_wrap_key`. It opens only with the same `context`, which names what the
/// secret is for (compartment, epoch, recipient); who sealed it is not proved by it.
pub fn wrap_for(
    public_wrap_key: &[u8],
    context: &[u8],
    secret: &[u8],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, KeyProblem> {
    if secret.len() > WRAP_MAX {
        return Err(KeyProblem::TooLong);
    }
    seal_to(public_wrap_key, WRAP, context, secret, chance)
}

/// HPKE to `public`, for one use and context.
pub(crate) fn seal_to(
    public: &[u8],
    purpose: &str,
    context: &[u8],
    content: &[u8],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, KeyProblem> {
    let malformed = KeyProblem::Malformed("X-Wing public key");
    let public = <XWing as Kem>::PublicKey::from_bytes(public).map_err(|_| malformed)?;
    let info = bound(purpose, &[context]);
    let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &public,
        &info,
        content,
        b"",
        &mut Draw(chance),
    )
    .map_err(|_| malformed)?;
    let mut out = encapsulated.to_bytes().to_vec();
    #[cfg(feature = "ledger")]
    crate::ledger::sealed_to(&out, purpose, context);
    out.extend_from_slice(&sealed);
    Ok(out)
}
