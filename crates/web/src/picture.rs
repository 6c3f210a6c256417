//! Pictures taken in: JPEG, PNG or WebP from a form, turned upright, made small, written anew as JPEG, so that nothing of
//! the camera, the day or the place stays in them. What cannot be decoded within the limits is refused by name.

use crate::form::Typed;
use axum::extract::Multipart;
use domain::refusal::{Refusal, Why, refuse};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;

/// Largest picture taken in, in bytes: what a telephone's camera makes.
pub const BYTES_MAX: usize = 12 << 20;
/// Largest width and height before decoding: 48 million pixels, as telephones have.
const SIDE_MAX: u32 = 8_192;
/// Memory that decoding may take.
const DECODING_MAX: u64 = 320 << 20;
/// JPEG quality of what is kept.
const QUALITY: u8 = 82;

/// Longest side of a photograph of a person, in pixels.
pub const PHOTO_SIDE: u32 = 800;
/// Longest side of a scan, in pixels: a page of A4 at 200 dots an inch, on which small print can be read.
pub const SCAN_SIDE: u32 = 2_340;

/// A form that carried files.
#[derive(Default)]
pub(crate) struct Sent {
    /// Its other fields.
    pub typed: Typed,
    /// The files, in the order sent; a field left empty sends none.
    pub pictures: Vec<Vec<u8>>,
    /// Whether it broke off, or was larger than the route allows.
    pub broken: bool,
}

/// Reads a form whose files stand in `field`.
pub(crate) async fn received(mut parts: Multipart, field: &str) -> Sent {
    let mut sent = Sent::default();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return sent,
            Err(_) => return Sent { broken: true, ..sent },
        };
        let name = part.name().unwrap_or_default().to_string();
        match part.bytes().await {
            Ok(bytes) if name == field && bytes.is_empty() => {}
            Ok(bytes) if name == field => sent.pictures.push(bytes.to_vec()),
            Ok(bytes) => sent.typed = sent.typed.with(&name, String::from_utf8_lossy(&bytes)),
            Err(_) => return Sent { broken: true, ..sent },
        }
    }
}

/// A picture as it is kept: upright, at most `side` pixels, without metadata. Refusals name `field`.
///
/// # Errors
/// Missing, too large before decoding, or no picture of a known kind.
pub fn remade(picture: &[u8], field: &'static str, side: u32) -> Result<Vec<u8>, Refusal> {
    if picture.is_empty() {
        return Err(refuse(field, "", Why::Missing));
    }
    if picture.len() > BYTES_MAX {
        return Err(refuse(field, "", Why::TooLong));
    }
    let unreadable = |_| refuse(field, "", Why::Unreadable);
    let mut reader = ImageReader::new(Cursor::new(picture))
        .with_guessed_format()
        .map_err(|_| refuse(field, "", Why::Unreadable))?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(DECODING_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width > SIDE_MAX || height > SIDE_MAX {
        return Err(refuse(field, format!("{width} × {height}"), Why::OutOfRange));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    decoded.apply_orientation(orientation);
    if decoded.width().max(decoded.height()) > side {
        decoded = decoded.thumbnail(side, side);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&decoded.to_rgb8()).map_err(unreadable)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(RgbImage::new(width, height)).write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn check(picture: &[u8], expected: Result<(u32, u32), Why>) {
        let made = remade(picture, "photo", PHOTO_SIDE).map_err(|r| r.why);
        let size = made.map(|jpeg| {
            let kept = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
            (kept.width(), kept.height())
        });
        assert_eq!(size, expected);
    }

    #[test]
    fn pictures_are_made_small_or_refused_by_name() {
        check(&picture(40, 30, ImageFormat::Png), Ok((40, 30)));
        check(&picture(1600, 1200, ImageFormat::Jpeg), Ok((800, 600)));
        check(&picture(300, 1200, ImageFormat::Png), Ok((200, 800)));
        check(b"", Err(Why::Missing));
        check(b"<svg onload=alert(1)>", Err(Why::Unreadable));
        check(&picture(40, 30, ImageFormat::Png)[..40], Err(Why::Unreadable));
        check(&vec![0xff; BYTES_MAX + 1], Err(Why::TooLong));
        check(&picture(9000, 1, ImageFormat::Png), Err(Why::Unreadable));
    }

    #[test]
    fn nothing_of_the_camera_stays() {
        let mut jpeg = picture(64, 48, ImageFormat::Jpeg);
        let secret = b"Exif\0\0 GPS 43.5 N 3.9 E";
        let mut segment = vec![0xff, 0xe1, 0, (secret.len() + 2) as u8];
        segment.extend_from_slice(secret);
        jpeg.splice(2..2, segment);
        assert!(jpeg.windows(3).any(|w| w == b"GPS"), "the picture carries a place");
        let kept = remade(&jpeg, "photo", PHOTO_SIDE).unwrap();
        assert!(!kept.windows(3).any(|w| w == b"GPS"));
        assert!(!kept.windows(4).any(|w| w == b"Exif"));
    }
}
