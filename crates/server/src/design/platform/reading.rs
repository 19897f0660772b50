//! A picture as it comes in is untrusted: it is decoded within limits and written anew, without anything but its pixels.

use std::io::Cursor;
use std::path::PathBuf;

use domain::ids::{OrganizationId, PictureId};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use crate::App;
use crate::error::{Code, Problem};

/// Folder of the pictures, inside the data folder.
pub const PICTURES: &str = "pictures";

/// The largest file that is taken.
pub const MOST_BYTES: u64 = 10 << 20;
/// The largest picture that is decoded, in pixels: a file of a few kilobytes can unfold into gigabytes.
const MOST_PIXELS: u64 = 50_000_000;
/// What decoding may take of the memory.
const MOST_MEMORY: u64 = 512 << 20;
/// The longest edge that is kept, in pixels: enough for a whole screen.
const LONGEST: u32 = 2_000;
/// The longest edge of the small one, for galleries on dense screens.
const SMALL: u32 = 640;
/// Above this a lossless file is no gain for a photograph.
const LARGE_PNG: usize = 3 << 20;

/// A picture as it will be kept.
pub struct Kept {
    pub format: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
    pub small: Vec<u8>,
}

/// Which of the two files of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Whole,
    Small,
}

/// Where a picture lies: in the data folder, one folder for each organization, under its id.
pub fn path(app: &App, organization: OrganizationId, id: PictureId, size: Size) -> PathBuf {
    let name = match size {
        Size::Whole => id.to_string(),
        Size::Small => format!("{id}-small"),
    };
    let folder = app.config().data.join(PICTURES);
    folder.join(organization.to_string()).join(name)
}

/// The media type of a kept format.
pub fn media_type(format: &str) -> &'static str {
    if format == "jpeg" {
        "image/jpeg"
    } else {
        "image/png"
    }
}

/// Decodes a picture, turns it as its camera meant it, makes it no larger than a screen, and writes it anew, so that
/// neither places nor names nor anything hidden in the file is kept.
pub fn read(bytes: &[u8]) -> Result<Kept, Problem> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| no_picture(&error))?;
    let format = reader.format();
    if !matches!(
        format,
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif)
    ) {
        return Err(Problem::because(
            Code::UnreadablePicture,
            "This file is no picture that can be shown: PNG, JPEG, WebP and GIF can be.",
        ));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_many_pixels(width, height));
    }
    // A camera writes how it was held beside the pixels, which is thrown away with all that stands there.
    let turn = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    if let Some(turn) = turn {
        picture.apply_orientation(turn);
    }
    let lossless = matches!(format, Some(ImageFormat::Png | ImageFormat::Gif));
    keep(&picture, lossless)
}

/// Writes a picture as it will be kept. Drawings stay exact; photographs become JPEG.
pub fn keep(picture: &DynamicImage, lossless: bool) -> Result<Kept, Problem> {
    let picture = within(picture, LONGEST);
    let small = within(&picture, SMALL);
    let see_through = picture.color().has_alpha() && has_holes(&picture);
    if lossless || see_through {
        let bytes = png(&picture)?;
        if see_through || bytes.len() <= LARGE_PNG {
            return Ok(Kept {
                format: "png",
                width: picture.width(),
                height: picture.height(),
                small: png(&small)?,
                bytes,
            });
        }
    }
    Ok(Kept {
        format: "jpeg",
        width: picture.width(),
        height: picture.height(),
        bytes: jpeg(&picture)?,
        small: jpeg(&small)?,
    })
}

fn within(picture: &DynamicImage, longest: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= longest {
        return picture.clone();
    }
    picture.resize(longest, longest, imageops::FilterType::CatmullRom)
}

fn has_holes(picture: &DynamicImage) -> bool {
    picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let written = if picture.color().has_alpha() {
        DynamicImage::from(picture.to_rgba8()).write_with_encoder(encoder)
    } else {
        DynamicImage::from(picture.to_rgb8()).write_with_encoder(encoder)
    };
    written.map_err(Problem::internal)?;
    Ok(bytes)
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 85);
    DynamicImage::from(picture.to_rgb8())
        .write_with_encoder(encoder)
        .map_err(Problem::internal)?;
    Ok(bytes)
}

fn no_picture(cause: &dyn std::fmt::Display) -> Problem {
    Problem::because(
        Code::UnreadablePicture,
        "This file is no picture, or it is damaged. Open it in a picture program and save it anew as PNG or JPEG.",
    )
    .caused_by(cause.to_string())
}

fn too_many_pixels(width: u32, height: u32) -> Problem {
    Problem::because(
        Code::PictureTooLarge,
        format!(
            "The picture has {width} × {height} pixels; at most {} million are taken. Make it smaller first.",
            MOST_PIXELS / 1_000_000
        ),
    )
}

fn refused(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => Problem::because(
            Code::PictureTooLarge,
            "The picture unfolds into more than can be decoded. Make it smaller first.",
        )
        .caused_by(error.to_string()),
        _ => no_picture(error),
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn drawn(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x % 251) as u8, (y % 241) as u8, 90])
        })
        .into()
    }

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn code(bytes: &[u8]) -> Code {
        read(bytes).err().expect("a refusal").code
    }

    #[test]
    fn each_format_is_read_and_written_anew() {
        for (format, kept) in [
            (ImageFormat::Png, "png"),
            (ImageFormat::Gif, "png"),
            (ImageFormat::Jpeg, "jpeg"),
            (ImageFormat::WebP, "jpeg"),
        ] {
            let read = read(&file(&drawn(900, 300), format)).unwrap();
            assert_eq!(
                (read.format, read.width, read.height),
                (kept, 900, 300),
                "{format:?}"
            );
            let small = image::load_from_memory(&read.small).unwrap();
            assert_eq!((small.width(), small.height()), (640, 213));
        }
    }

    #[test]
    fn a_large_picture_is_made_to_fit_and_what_is_see_through_stays_so() {
        let large = read(&file(&drawn(3000, 1500), ImageFormat::Jpeg)).unwrap();
        assert_eq!((large.width, large.height), (2000, 1000));
        let hole = RgbaImage::from_pixel(20, 20, Rgba([10, 20, 30, 0]));
        let see_through = read(&file(&hole.into(), ImageFormat::WebP)).unwrap();
        assert_eq!(see_through.format, "png");
        let again = image::load_from_memory(&see_through.bytes)
            .unwrap()
            .to_rgba8();
        assert_eq!(again.get_pixel(3, 3).0[3], 0);
    }

    #[test]
    fn what_is_hidden_in_a_file_is_not_kept() {
        let mut bytes = file(&drawn(20, 20), ImageFormat::Png);
        // A text chunk before the end, as cameras and editors leave them.
        let text = b"tEXtComment\0Taken at Mill Lane 12 by Ana";
        let mut chunk = ((text.len() - 4) as u32).to_be_bytes().to_vec();
        chunk.extend(text);
        chunk.extend(crc(text).to_be_bytes());
        let end = bytes.len() - 12;
        bytes.splice(end..end, chunk);
        let kept = read(&bytes).unwrap();
        assert!(!kept.bytes.windows(9).any(|part| part == b"Mill Lane"));
    }

    /// The check sum of a PNG chunk (ISO 3309), bit by bit.
    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xEDB8_8320 & (0_u32.wrapping_sub(crc & 1)));
            }
        }
        !crc
    }

    #[test]
    fn a_picture_that_is_no_picture_is_refused() {
        assert_eq!(code(b"only words"), Code::UnreadablePicture);
        assert_eq!(code(b""), Code::UnreadablePicture);
        assert_eq!(
            code(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            Code::UnreadablePicture
        );
        let whole = file(&drawn(200, 200), ImageFormat::Png);
        assert_eq!(code(&whole[..whole.len() / 2]), Code::UnreadablePicture);
        let mut renamed = b"GIF89a".to_vec();
        renamed.extend([0; 40]);
        assert_eq!(code(&renamed), Code::UnreadablePicture);
    }

    #[test]
    fn a_small_file_that_unfolds_into_gigabytes_is_refused_before_it_does() {
        // The header of a PNG of 60,000 × 60,000 pixels and nothing after it.
        let mut bomb = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut header = b"IHDR".to_vec();
        header.extend(60_000_u32.to_be_bytes());
        header.extend(60_000_u32.to_be_bytes());
        header.extend([8, 2, 0, 0, 0]);
        bomb.extend(13_u32.to_be_bytes());
        bomb.extend(&header);
        bomb.extend(crc(&header).to_be_bytes());
        let mut data = b"IDAT".to_vec();
        data.extend([0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
        bomb.extend(8_u32.to_be_bytes());
        bomb.extend(&data);
        bomb.extend(crc(&data).to_be_bytes());
        assert_eq!(code(&bomb), Code::PictureTooLarge);
    }
}
