//! The photograph: taken in as JPEG, PNG or WebP, turned upright, made small, written anew as JPEG, so that nothing of
//! the camera, the day or the place stays in it; sealed with a key of its own; served to readers only, after the log.

use super::correction::{framed, open_to_write};
use super::person::Opened;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::consent::allows;
use domain::entry::{Fact, TEXT_MAX};
use domain::person::Fact as Person;
use domain::refusal::{Refusal, Why, refuse};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use maud::{Markup, html};
use std::io::Cursor;

/// Largest picture taken in, in bytes: what a telephone's camera makes.
const BYTES_MAX: usize = 12 << 20;
/// Largest width and height before decoding: 48 million pixels, as telephones have.
const SIDE_MAX: u32 = 8_192;
/// Memory that decoding may take.
const DECODING_MAX: u64 = 320 << 20;
/// Longest side of what is kept.
const KEPT_SIDE: u32 = 800;
/// JPEG quality of what is kept.
const QUALITY: u8 = 82;

pub(crate) fn routes() -> Vec<Route> {
    let upload = get(show).post(take_in).layer(DefaultBodyLimit::max(BYTES_MAX + TEXT_MAX));
    vec![
        route("GET", "/people/{file}/photo", Gate::Reads, get(serve)),
        route("GET, POST", "/people/{file}/photos", Gate::Writes, upload),
    ]
}

async fn serve(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, "photo person")?;
            let Some((address, key)) = &o.person.photo else { return Err(Complaint::unknown().to(v)) };
            let bytes = v.store().attachment(v.actor()?, &o.compartment(), address, key)?;
            Ok(([(header::CONTENT_TYPE, "image/jpeg")], bytes).into_response())
        })
        .await
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, "photos")?;
            shown(page(v, &o, &Typed::default(), None))
        })
        .await
}

async fn take_in(viewer: Viewer, Path(file): Path<String>, mut parts: Multipart) -> Answer {
    let (mut typed, mut picture) = (Typed::default(), Vec::new());
    let mut broken = false;
    loop {
        match parts.next_field().await {
            Ok(Some(part)) => {
                let name = part.name().unwrap_or_default().to_string();
                match part.bytes().await {
                    Ok(bytes) if name == "photo" => picture = bytes.to_vec(),
                    Ok(bytes) => typed = typed.with(&name, String::from_utf8_lossy(&bytes)),
                    Err(_) => broken = true,
                }
            }
            Ok(None) => break,
            Err(_) => broken = true,
        }
        if broken {
            break;
        }
    }
    viewer.run(move |v| keep(v, &file, &typed, &picture, broken)).await
}

fn keep(v: &Viewer, file: &str, typed: &Typed, picture: &[u8], broken: bool) -> Answer {
    let o = open_to_write(v, file, "photos")?;
    let made = if broken { Err(refuse("photo", "", Why::TooLong)) } else { remade(picture) };
    let written = made.map_err(Complaint::from).and_then(|jpeg| {
        super::correction::write(v, &o, typed, move |typed, _, w| {
            let caption = super::correction::words("caption", typed)?;
            let (address, key) = w.attach(&jpeg)?;
            Ok(vec![Fact::Person(Person::Photo { address, key, caption })])
        })
    });
    match written {
        Ok(()) => onward(&o.address("?done=1")),
        Err(complaint) => {
            let refusal = complaint.into_refusal()?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, typed, Some(&refusal))).into_response())
        }
    }
}

/// A picture as it is kept: upright, at most [`KEPT_SIDE`] pixels, without metadata.
///
/// # Errors
/// Missing, too large before decoding, or no picture of a known kind.
pub(crate) fn remade(picture: &[u8]) -> Result<Vec<u8>, Refusal> {
    if picture.is_empty() {
        return Err(refuse("photo", "", Why::Missing));
    }
    if picture.len() > BYTES_MAX {
        return Err(refuse("photo", "", Why::TooLong));
    }
    let unreadable = |_| refuse("photo", "", Why::Unreadable);
    let mut reader = ImageReader::new(Cursor::new(picture))
        .with_guessed_format()
        .map_err(|_| refuse("photo", "", Why::Unreadable))?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(DECODING_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width > SIDE_MAX || height > SIDE_MAX {
        return Err(refuse("photo", format!("{width} × {height}"), Why::OutOfRange));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    decoded.apply_orientation(orientation);
    if decoded.width().max(decoded.height()) > KEPT_SIDE {
        decoded = decoded.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&decoded.to_rgb8()).map_err(unreadable)?;
    Ok(out)
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let forbidden = o.person.marks.iter().any(|(mark, _)| mark == "no-photo");
    let agreed = allows(&o.volume.file, "photograph", o.today);
    let fields = html! {
        @if forbidden || !agreed {
            div.notice.warning {
                p { (v.t(if forbidden { "person-photo-forbidden" } else { "person-photo-not-agreed" })) }
                p { a href=(o.address("consents?purpose=photograph")) { (v.t("consent-purpose-photograph")) } }
            }
        }
        div.fields {
            (form.input("photo", "wide", "file", &[("required", "")]))
            (form.line("caption", "wide"))
        }
    };
    framed(v, o, "photos", &form, None, fields)
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
        let made = remade(picture).map_err(|r| r.why);
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
        let kept = remade(&jpeg).unwrap();
        assert!(!kept.windows(3).any(|w| w == b"GPS"));
        assert!(!kept.windows(4).any(|w| w == b"Exif"));
    }
}
