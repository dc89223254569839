//! A file packed with Zstandard: what is in it is read as if it lay there.

use std::io::{self, BufRead, Chain, Cursor, Read};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Halt, Reading};
use super::unpack;

/// Files packed with zstd.
pub(super) struct Zstd;

impl Format for Zstd {
    fn name(&self) -> &'static str {
        "zstd"
    }

    fn summary(&self) -> &'static str {
        "Zstandard-packed files of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"\x28\xb5\x2f\xfd") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let endings = [("tzst", "tar"), ("zst", ""), ("zstd", "")];
        unpack::member(input, &endings, out, Frames::new)
    }
}

/// One frame, whose magic number was read before the rest.
type Frame<R> = StreamingDecoder<Chain<Cursor<[u8; 4]>, R>, FrameDecoder>;

/// All frames of a stream in a row; the decoder itself ends after one.
pub(super) struct Frames<R: BufRead> {
    frame: Option<Frame<R>>,
    between: Option<R>,
}

impl<R: BufRead> Frames<R> {
    /// The frames of a stream.
    pub(super) fn new(reader: R) -> Self {
        Self {
            frame: None,
            between: Some(reader),
        }
    }

    /// Starts the next frame; `false` at the end of the stream.
    fn next_frame(&mut self) -> io::Result<bool> {
        while let Some(mut reader) = self.between.take() {
            if reader.fill_buf()?.is_empty() {
                return Ok(false);
            }
            let mut magic = [0; 4];
            reader.read_exact(&mut magic)?;
            if matches!(u32::from_le_bytes(magic), 0x184d_2a50..=0x184d_2a5f) {
                let mut length = [0; 4];
                reader.read_exact(&mut length)?;
                let length = u64::from(u32::from_le_bytes(length));
                io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
                self.between = Some(reader);
                continue;
            }
            let frame = StreamingDecoder::new(Cursor::new(magic).chain(reader))
                .map_err(io::Error::other)?;
            self.frame = Some(frame);
            return Ok(true);
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.between = self
                    .frame
                    .take()
                    .map(|frame| frame.into_inner().into_inner().1);
            }
            if !self.next_frame()? {
                return Ok(0);
            }
        }
    }
}
