//! Reading CBOR that holds clear text. The library copies each short text through a buffer, which by itself it lays on the
//! stack: there a word would stay after the node was locked. Here the buffer is memory that is wiped when it is given back.

use ciborium::de::{Error, from_reader_with_buffer};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// Bytes of the longest text that goes through the buffer; longer ones are read where they stay.
const BUFFER: usize = 4096;

/// One value from the start of `bytes`, which then begin behind it. Nests at most 256 deep.
///
/// # Errors
/// The library's, where the bytes are no such value.
pub fn read<T: DeserializeOwned>(bytes: &mut &[u8]) -> Result<T, Error<std::io::Error>> {
    let mut buffer = Zeroizing::new(vec![0; BUFFER]);
    from_reader_with_buffer(bytes, &mut buffer)
}
