//! How well a name fits what was typed.

/// How well `name`, which means `about`, fits every word of `typed`, the lower the better; `None` where it does not. A
/// word may begin the name or a part of it, stand in it or in what it means, or be letters of the name in their order.
pub(super) fn fit(typed: &str, name: &str, about: &str) -> Option<u32> {
    let (typed, name, about) = (
        typed.to_lowercase(),
        name.to_lowercase(),
        about.to_lowercase(),
    );
    typed
        .split_whitespace()
        .map(|word| one(word, &name, &about))
        .sum()
}

/// How well one word fits.
fn one(word: &str, name: &str, about: &str) -> Option<u32> {
    if name == word {
        Some(0)
    } else if name.starts_with(word) {
        Some(1)
    } else if parts(name).any(|part| part.starts_with(word)) {
        Some(2)
    } else if name.contains(word) {
        Some(3)
    } else if about.split_whitespace().any(|said| said.starts_with(word)) {
        Some(4)
    } else if about.contains(word) {
        Some(5)
    } else if in_order(word, name) {
        Some(6)
    } else {
        None
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['-', '.', ' ', '/', '_'])
}

/// Whether the letters of the word come in the name in their order, the first of them at the beginning of a part.
fn in_order(word: &str, name: &str) -> bool {
    let first = word.chars().next();
    if !parts(name).any(|part| part.chars().next() == first) {
        return false;
    }
    let mut left = name.chars();
    word.chars().all(|ch| left.any(|other| other == ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_fits_come_first() {
        let names = [
            ("star", 0),
            ("starred", 1),
            ("toggle-star", 2),
            ("restart", 3),
        ];
        for (name, score) in names {
            assert_eq!(fit("star", name, ""), Some(score), "{name}");
        }
        assert_eq!(fit("mark", "star", "Marks it."), Some(4));
        assert_eq!(fit("tgr", "toggle-read", ""), Some(6));
        assert_eq!(fit("gr", "toggle-read", ""), None);
        assert_eq!(fit("star zzz", "star", ""), None);
        assert_eq!(fit("", "star", ""), Some(0));
    }
}
