//! Lines that only say whose picture it is.

/// Beginnings of such lines, in small letters; what follows is a name.
const BEGINNINGS: &[&str] = &[
    "abb.:",
    "abbildung:",
    "beitragsbild:",
    "bild:",
    "bild via",
    "bild von",
    "bilder:",
    "bildnachweis",
    "bildquelle",
    "copyright:",
    "courtesy of",
    "crédit :",
    "crédit photo",
    "crédit:",
    "crédits :",
    "crédits photo",
    "crédito:",
    "créditos:",
    "credit:",
    "credits:",
    "dok.",
    "fot.",
    "foto oleh",
    "foto van",
    "foto via",
    "foto:",
    "foto di:",
    "fotografia:",
    "fotos:",
    "fotoquelle",
    "fuente de la imagen",
    "getty images",
    "grafik:",
    "ilustrasi:",
    "image by",
    "image courtesy",
    "image credit",
    "image source",
    "image via",
    "image:",
    "images:",
    "imagem:",
    "imagen:",
    "imágenes:",
    "kredit foto",
    "kuva:",
    "kuvat:",
    "photo :",
    "photo by",
    "photo courtesy",
    "photo credit",
    "photo via",
    "photo:",
    "photograph:",
    "photos:",
    "picture:",
    "pictures:",
    "sumber foto",
    "titelbild:",
    "zdj.",
    "zdjęcie:",
    "©",
];

/// Agencies and stores of pictures; a short line that ends in one is no sentence.
const SOURCES: &[&str] = &[
    "/afp",
    "/ap",
    "/dpa",
    "/epa",
    "/pap",
    "/reuters",
    "getty images",
    "/getty",
    "imago images",
    "istock",
    "pixabay",
    "shutterstock",
    "unsplash",
    "wikimedia commons",
    "wenn.com",
];

/// Letters of such a line at most.
const MOST: usize = 90;

/// Whether a line only says whose picture it is.
pub(super) fn is_credit(line: &str) -> bool {
    let bare = line.trim_matches(|ch: char| {
        ch.is_whitespace() || matches!(ch, '(' | ')' | '[' | ']' | '|' | '*')
    });
    if bare.is_empty() || bare.chars().count() > MOST {
        return false;
    }
    let lower = bare.to_lowercase();
    let begins = BEGINNINGS.iter().any(|start| lower.starts_with(start));
    // A name and an agency, not a sentence that mentions one.
    let ends = lower.split_whitespace().count() <= 6
        && SOURCES.iter().any(|source| lower.ends_with(source));
    (begins || ends) && !lower.contains(". ") && !lower.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_photographers_and_no_sentences() {
        for line in [
            "Foto: Budi Santoso",
            "(Photo by Ani / Getty Images)",
            "Augusta National/Getty Images",
            "© Contoh 2020",
            "Kredit foto Antara",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Foto itu diambil kemarin oleh warga.",
            "He sold the company to Getty Images.",
            "Photo: the first phone of the firm. It sold well.",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }
}
