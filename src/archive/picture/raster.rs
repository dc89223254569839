//! Bytes of a picture to pixels, within bounds that no picture can exceed.

use std::io::Cursor;

use gif::{ColorOutput, DecodeOptions, MemoryLimit};
use image_webp::WebPDecoder;
use png::{ColorType, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The longest side of a picture that is decoded, in pixels.
const LONGEST: u32 = 16_000;

/// Pixels of a picture that is decoded at most: 160 MB while it is.
const MOST: u64 = 40_000_000;

/// Why a picture is not shown, in a word or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unshown {
    /// Its bytes are not in the archive.
    Missing,
    /// Its format is not one of PNG, JPEG, GIF and WebP.
    Unknown,
    /// It is larger than what is decoded.
    TooLarge,
    /// Its bytes are no picture of their format.
    Broken,
}

/// Pixels, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across, at least 1.
    pub width: u32,
    /// Pixels down, at least 1.
    pub height: u32,
    /// Red, green, blue, opacity.
    pub pixels: Vec<[u8; 4]>,
}

type Decoded = Result<Raster, Unshown>;

/// Decodes a picture: of one that moves its first frame.
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp(bytes),
        _ => Err(Unshown::Unknown),
    }
}

/// Says whether a picture of this size is decoded.
fn admit(width: u32, height: u32) -> Result<(), Unshown> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Unshown::Broken);
    }
    if width > LONGEST || height > LONGEST || pixels > MOST {
        return Err(Unshown::TooLarge);
    }
    Ok(())
}

/// Pixels of samples with so many channels: grey, grey and opacity, colour, colour and opacity.
fn gather(width: u32, height: u32, channels: usize, samples: &[u8]) -> Decoded {
    let pixel = |sample: &[u8]| match *sample {
        [grey] => [grey, grey, grey, 255],
        [grey, alpha] => [grey, grey, grey, alpha],
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, alpha, ..] => [red, green, blue, alpha],
        [] => [0; 4],
    };
    let pixels: Vec<[u8; 4]> = samples.chunks_exact(channels).map(pixel).collect();
    if pixels.len() as u64 != u64::from(width) * u64::from(height) {
        return Err(Unshown::Broken);
    }
    Ok(Raster {
        width,
        height,
        pixels,
    })
}

fn png(bytes: &[u8]) -> Decoded {
    let broken = |_| Unshown::Broken;
    let limits = png::Limits {
        bytes: MOST as usize * 4,
    };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(broken)?;
    admit(header.width, header.height)?;
    let mut reader = decoder.read_info().map_err(broken)?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(Unshown::TooLarge)?];
    let frame = reader.next_frame(&mut samples).map_err(broken)?;
    let channels = match frame.color_type {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        ColorType::Indexed => return Err(Unshown::Broken),
    };
    let samples = samples.get(..frame.buffer_size()).unwrap_or_default();
    gather(frame.width, frame.height, channels, samples)
}

fn jpeg(bytes: &[u8]) -> Decoded {
    let broken = |_| Unshown::Broken;
    let options = DecoderOptions::default()
        .set_max_width(LONGEST as usize)
        .set_max_height(LONGEST as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().ok_or(Unshown::Broken)?;
    admit(width as u32, height as u32)?;
    let samples = decoder.decode().map_err(broken)?;
    gather(width as u32, height as u32, 3, &samples)
}

fn gif(bytes: &[u8]) -> Decoded {
    let broken = |_| Unshown::Broken;
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    let memory = std::num::NonZeroU64::new(MOST * 4).ok_or(Unshown::TooLarge)?;
    options.set_memory_limit(MemoryLimit::Bytes(memory));
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    admit(width, height)?;
    let frame = decoder.read_next_frame().map_err(broken)?;
    let frame = frame.ok_or(Unshown::Broken)?;
    // The first frame may cover a part of the picture only.
    let mut pixels = vec![[0; 4]; (width * height) as usize];
    let lines = frame
        .buffer
        .chunks_exact(usize::from(frame.width).max(1) * 4);
    for (y, line) in (u32::from(frame.top)..height).zip(lines) {
        let from = (y * width + u32::from(frame.left).min(width)) as usize;
        let room = width.saturating_sub(u32::from(frame.left)) as usize;
        let places = pixels.iter_mut().skip(from).take(room);
        for (place, pixel) in places.zip(line.as_chunks::<4>().0) {
            *place = *pixel;
        }
    }
    Ok(Raster {
        width,
        height,
        pixels,
    })
}

fn webp(bytes: &[u8]) -> Decoded {
    let broken = |_| Unshown::Broken;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_memory_limit(MOST as usize * 4);
    let (width, height) = decoder.dimensions();
    admit(width, height)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut samples = vec![0; decoder.output_buffer_size().ok_or(Unshown::TooLarge)?];
    decoder.read_image(&mut samples).map_err(broken)?;
    gather(width, height, channels, &samples)
}

impl Raster {
    /// The picture as a PNG file; `None` where its pixels are not as many as its sides say.
    pub fn png(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(ColorType::Rgba);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(self.pixels.as_flattened()).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }

    /// The picture at another size: every new pixel is the mean of those it covers, weighed by their opacity.
    pub fn scaled(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let stretch = |at: u32, of: u32, from: u32| {
            let start = u64::from(at) * u64::from(from) / u64::from(of);
            let end = (u64::from(at) + 1) * u64::from(from) / u64::from(of);
            start as usize..(end.max(start + 1)) as usize
        };
        let mut pixels = Vec::with_capacity((width * height) as usize);
        for y in 0..height {
            for x in 0..width {
                let columns = stretch(x, width, self.width);
                let mut sum = [0_u64; 4];
                let mut count = 0;
                for line in stretch(y, height, self.height) {
                    let from = line * self.width as usize;
                    let covered = self.pixels.get(from + columns.start..from + columns.end);
                    for [red, green, blue, alpha] in covered.unwrap_or_default() {
                        let weight = u64::from(*alpha);
                        let parts = [red, green, blue].map(|part| u64::from(*part) * weight);
                        let parts = parts.into_iter().chain([weight]);
                        sum.iter_mut()
                            .zip(parts)
                            .for_each(|(sum, part)| *sum += part);
                        count += 1;
                    }
                }
                let [red, green, blue, alpha] = sum;
                let mean = |part: u64| (part / alpha.max(1)) as u8;
                let opacity = (alpha / u64::from(count.max(1_u32))) as u8;
                pixels.push([mean(red), mean(green), mean(blue), opacity]);
            }
        }
        Self {
            width,
            height,
            pixels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of two pixels: red, and half transparent blue.
    fn two() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        let samples = [255, 0, 0, 255, 0, 0, 255, 128];
        writer.write_image_data(&samples).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn pictures_are_decoded_and_scaled() {
        let two = decode(&two()).unwrap();
        assert_eq!((two.width, two.height), (2, 1));
        assert_eq!(two.pixels, [[255, 0, 0, 255], [0, 0, 255, 128]]);
        let one = two.scaled(1, 1);
        // What is opaque counts for more.
        assert_eq!(one.pixels, [[169, 0, 85, 191]]);
        assert_eq!(two.scaled(4, 2).pixels.len(), 8);
    }

    #[test]
    fn a_gif_whose_frame_covers_a_part() {
        let mut bytes = Vec::new();
        {
            let palette = [0, 0, 0, 0, 255, 0];
            let mut encoder = gif::Encoder::new(&mut bytes, 3, 2, &palette).unwrap();
            let frame = gif::Frame {
                left: 1,
                top: 1,
                width: 2,
                height: 1,
                buffer: vec![1, 1].into(),
                ..gif::Frame::default()
            };
            encoder.write_frame(&frame).unwrap();
        }
        let raster = decode(&bytes).unwrap();
        assert_eq!((raster.width, raster.height), (3, 2));
        assert_eq!(raster.pixels[3], [0; 4]);
        assert_eq!(raster.pixels[4], [0, 255, 0, 255]);
    }

    #[test]
    fn what_is_no_picture_says_why() {
        assert_eq!(decode(b"<svg/>"), Err(Unshown::Unknown));
        assert_eq!(decode(&[]), Err(Unshown::Unknown));
        for start in [
            &b"\x89PNG\r\n\x1a\n"[..],
            b"\xff\xd8\xff\xe0",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
        ] {
            assert_eq!(decode(start), Err(Unshown::Broken), "{start:?}");
        }
        let good = two();
        for cut in 8..good.len() - 12 {
            assert!(decode(&good[..cut]).is_err(), "{cut}");
        }
        // A header that promises more than is decoded.
        let mut huge = good;
        huge[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        let crc = crc(&huge[12..29]);
        huge[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(decode(&huge), Err(Unshown::TooLarge));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
            }
        }
        !crc
    }
}
