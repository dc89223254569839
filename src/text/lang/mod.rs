//! The languages that kliping knows rules for, and telling them apart.

/// The language of a text, as far as the rules go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Indonesian.
    Id,
    /// English.
    En,
    /// Any other: the text is listed, read and searched, without language rules.
    #[default]
    Other,
}

impl Lang {
    /// The ISO 639-1 code; empty for [`Lang::Other`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
            Self::Other => "",
        }
    }

    /// The language of an ISO 639 code or locale name (`id`, `ind`, `in`, `en-GB`, `id_ID.UTF-8`).
    pub fn of_code(code: &str) -> Self {
        let head = code.split(['-', '_', '.']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "id" | "ind" | "in" | "indonesian" => Self::Id,
            "en" | "eng" | "english" => Self::En,
            _ => Self::Other,
        }
    }
}

/// The language of a text.
pub fn detect(text: &str) -> Lang {
    match whatlang::Detector::with_allowlist(vec![whatlang::Lang::Ind, whatlang::Lang::Eng])
        .detect_lang(text)
    {
        Some(whatlang::Lang::Ind) => Lang::Id,
        Some(whatlang::Lang::Eng) => Lang::En,
        _ => Lang::Other,
    }
}
