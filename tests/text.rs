//! What is counted in cells is what the screen buffer takes.

use kliping::text::safe::Safe;
use kliping::text::width;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The column after `text` in a buffer that has room for it.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    let (column, _) = buffer.set_stringn(0, 0, text, 400, Style::new());
    usize::from(column)
}

#[test]
fn known_texts_take_the_cells_that_were_counted() {
    for text in [
        "Bertemu Bos Facebook",
        "小米科技 – “米”",
        "👩🏽‍💻 ❤️ 🇮🇩 1️⃣ 🏴",
        "ﾊﾞﾋﾟｶ\u{ff9e}",
        "می‌خواهم لا",
        "क्षत्रिय தமிழ் ភាសា ไทย",
        "e\u{301}\u{302}",
    ] {
        assert_eq!(width::cells(text), drawn(text), "{text}");
    }
}

proptest! {
    #[test]
    fn safe_text_takes_the_cells_that_were_counted(raw in "[\\PCａ-ｚ👍\u{200d}\u{fe0f}\u{ff9e}क्]{0,30}") {
        let line = Safe::line(&raw);
        prop_assert_eq!(width::cells(line.as_str()), drawn(line.as_str()), "{:?}", line);
    }
}
