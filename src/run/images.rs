//! Pictures that the terminal shows itself, in kitty's protocol: what it is sent, and what it is told to forget.
//!
//! A picture is sent once, when a row of it first comes into view; the cells that show it are drawn as text. The terminal is
//! asked for no answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::views::picture::{Image, Picture};
use crate::app::views::reader::Reader;
use crate::app::views::rows::Row;

/// Letters of one code at most, as the protocol has it.
const PART: usize = 4096;

/// What the terminal holds.
#[derive(Debug)]
pub struct Images {
    held: Vec<u32>,
    /// Whether the codes go through tmux.
    wrapped: bool,
}

impl Images {
    /// Nothing is held yet.
    pub const fn new(wrapped: bool) -> Self {
        Self {
            held: Vec::new(),
            wrapped,
        }
    }

    /// The codes that make the terminal hold the pictures in view, the large one among them, and forget those that are no
    /// longer the article's.
    pub fn sending(&mut self, reader: &Reader, large: Option<&Picture>) -> Vec<u8> {
        let mut codes = Vec::new();
        let all = reader.pictures.iter().chain(large);
        let all = all.filter_map(Picture::held);
        let numbers: Vec<u32> = all.map(|image| image.number).collect();
        let gone = self.held.extract_if(.., |number| !numbers.contains(number));
        for number in gone.collect::<Vec<_>>() {
            self.forget(number, &mut codes);
        }
        if numbers.is_empty() {
            return codes;
        }
        let rows = reader.rows.iter().skip(reader.top).take(reader.height());
        let in_view = rows.filter_map(|row| match row {
            Row::Picture { number, .. } => reader.pictures.get(*number),
            _ => None,
        });
        for image in in_view.chain(large).filter_map(Picture::held) {
            if !self.held.contains(&image.number) {
                self.held.push(image.number);
                self.send(image, &mut codes);
            }
        }
        codes
    }

    /// The codes that make the terminal forget all of them.
    pub fn taking_back(&mut self) -> Vec<u8> {
        let mut codes = Vec::new();
        for number in std::mem::take(&mut self.held) {
            self.forget(number, &mut codes);
        }
        codes
    }

    fn forget(&self, number: u32, codes: &mut Vec<u8>) {
        self.code(&format!("a=d,d=I,i={number},q=2"), b"", codes);
    }

    fn send(&self, image: &Image, codes: &mut Vec<u8>) {
        let text = STANDARD.encode(&image.png);
        let (number, (columns, rows)) = (image.number, image.cells);
        let mut head = format!("a=T,U=1,q=2,f=100,i={number},c={columns},r={rows},");
        let mut parts = text.as_bytes().chunks(PART).peekable();
        while let Some(part) = parts.next() {
            let more = u8::from(parts.peek().is_some());
            self.code(&format!("{head}m={more}"), part, codes);
            "q=2,".clone_into(&mut head);
        }
    }

    /// One code; tmux gives on what stands in a string of its own, with each escape doubled.
    fn code(&self, keys: &str, data: &[u8], codes: &mut Vec<u8>) {
        let (begin, end): (&[u8], &[u8]) = if self.wrapped {
            (b"\x1bPtmux;\x1b\x1b_G", b"\x1b\x1b\\\x1b\\")
        } else {
            (b"\x1b_G", b"\x1b\\")
        };
        for part in [begin, keys.as_bytes(), b";", data, end] {
            codes.extend_from_slice(part);
        }
    }
}
