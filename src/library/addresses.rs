//! Which article stands at which address: the same story from two places is one article, and what an export says about
//! an address finds its article.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::manifest::Manifest;
use super::story::{Least, SLOTS, byte, hash};
use crate::article::{Article, ArticleId};
use crate::text::address;

/// The table of addresses.
pub(super) const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS address (
        key INTEGER PRIMARY KEY,
        article BLOB NOT NULL
    );";

/// Parameters that say how a reader came to a page and not which page it is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "yclid",
    "ref",
    "ref_src",
    "source",
    "cmpid",
    "ncid",
    "ocid",
    "sr_share",
    "smid",
    "partner",
    "amp",
    "outputtype",
    "output",
];

/// Prefixes of host names under which sites serve the same pages.
const HOSTS: &[&str] = &["www.", "m.", "amp.", "mobile."];

/// An address as it is compared: without scheme, `www.`, fragment, tracking and a last `/`. `None` for what is no
/// address of one page, such as the front page of a site.
pub(super) fn normal(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (front, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = front.split_once('/').unwrap_or((front, ""));
    let host = host.rsplit('@').next().unwrap_or(host).to_ascii_lowercase();
    let host = host
        .strip_suffix(":80")
        .or_else(|| host.strip_suffix(":443"))
        .unwrap_or(&host);
    let host = HOSTS
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .unwrap_or(host);
    let mut path = path.trim_end_matches('/');
    for end in ["/amp", "/index.html", "/index.htm", "/index.php"] {
        path = path.strip_suffix(end).unwrap_or(path);
    }
    let mut kept: Vec<&str> = query
        .split(['&', ';'])
        .filter(|part| {
            let name = part
                .split('=')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
        })
        .collect();
    kept.sort_unstable();
    if host.is_empty() || path.is_empty() && kept.is_empty() {
        return None;
    }
    let mut normal = format!("{host}/{}", address::unescaped(path));
    if !kept.is_empty() {
        normal.push('?');
        normal.push_str(&kept.join("&"));
    }
    Some(normal)
}

/// The number of an address; `None` for what is no address of one page.
pub(super) fn key(url: &str) -> Option<i64> {
    let normal = normal(url)?;
    let mut head = [0; 8];
    head.copy_from_slice(blake3::hash(normal.as_bytes()).as_bytes().get(..8)?);
    Some(i64::from_be_bytes(head))
}

/// Buckets of the sketch of a text, each of two slots.
const BUCKETS: usize = SLOTS / 2;

/// So many equal buckets, and two texts say the same.
const ALIKE: usize = 4;

/// What two texts are compared by without having them: length, headline, and the least hashes of their triples of words
/// (Broder, "On the resemblance and containment of documents", 1997; in one permutation: Li, Owen, Zhang 2012).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch([u8; 16]);

impl Sketch {
    /// The sketch of an article of which nothing is at hand but the article.
    pub(super) fn of_article(article: &Article) -> Self {
        let text = &article.text;
        Self::of(article.meta.title.as_deref(), text.len(), &Least::of(text))
    }

    fn of(title: Option<&str>, length: usize, all: &Least) -> Self {
        let mut least = [u32::MAX; BUCKETS];
        let slots = all.slots.chunks(2);
        for (bucket, slots) in least.iter_mut().zip(slots) {
            *bucket = slots.iter().copied().min().unwrap_or(u32::MAX);
        }
        let mut sketch = [0; 16];
        let title = title.map_or(0, |title| hash(title) as u32);
        let length = (length.max(1) as f64).log2() * 8.0;
        for (place, byte) in sketch.iter_mut().zip(
            [length as u8]
                .into_iter()
                .chain(title.to_le_bytes())
                .chain(least.map(byte)),
        ) {
            *place = byte;
        }
        Self(sketch)
    }

    /// Whether two texts at one address say the same: neither is more than twice as long as the other, and they have
    /// the same headline or much of their text in common.
    pub(super) fn is_like(self, other: Self) -> bool {
        let ([length, title @ ..], [other_length, other_title @ ..]) = (self.0, other.0);
        let ((title, least), (other_title, other_least)) =
            (title.split_at(4), other_title.split_at(4));
        let equal = least
            .iter()
            .zip(other_least)
            .filter(|(one, two)| one == two)
            .count();
        length.abs_diff(other_length) <= 8
            && (equal >= ALIKE || title == other_title && title != [0; 4])
    }
}

/// An article at its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The number of the address.
    pub(super) key: i64,
    /// The article.
    pub(super) id: ArticleId,
    /// What it says.
    pub(super) sketch: Sketch,
}

/// What is known of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The article that stands there.
    pub(super) id: ArticleId,
    /// What it says, where the index cannot be asked for it yet.
    pub(super) sketch: Option<Sketch>,
}

impl Standing {
    /// Where an article stands; `None` where it has no address of its own.
    pub(super) fn of(article: &Article, least: &Least) -> Option<Self> {
        Some(Self {
            key: key(article.meta.url.as_deref()?)?,
            id: article.id,
            sketch: Sketch::of(article.meta.title.as_deref(), article.text.len(), least),
        })
    }
}

/// Bits that tell which addresses were surely not met in this ingest: 4 MiB, of which the system gives what is touched.
const BITS: u64 = 1 << 25;

/// The addresses of an archive while it is read.
pub(super) struct Addresses {
    /// Those that are not in the database yet.
    fresh: HashMap<i64, Standing>,
    /// What was met, where the database was empty at the beginning.
    met: Option<Vec<u64>>,
}

impl Addresses {
    /// The addresses that a database knows.
    pub(super) fn of(manifest: &Manifest) -> rusqlite::Result<Self> {
        let empty = !manifest
            .connection
            .prepare("SELECT 1 FROM address LIMIT 1")?
            .exists([])?;
        Ok(Self {
            fresh: HashMap::new(),
            met: empty.then(|| vec![0; (BITS / 64) as usize]),
        })
    }

    fn probes(key: i64) -> [(usize, u64); 2] {
        [key as u64 % BITS, (key as u64 >> 32) % BITS]
            .map(|bit| ((bit / 64) as usize, 1 << (bit % 64)))
    }

    /// What stands at an address.
    pub(super) fn at(&self, manifest: &Manifest, key: i64) -> rusqlite::Result<Option<Known>> {
        if let Some(known) = self.fresh.get(&key) {
            return Ok(Some(Known {
                id: known.id,
                sketch: Some(known.sketch),
            }));
        }
        let unmet = self.met.as_ref().is_some_and(|met| {
            Self::probes(key)
                .iter()
                .any(|(at, bit)| met.get(*at).is_some_and(|word| word & bit == 0))
        });
        if unmet {
            return Ok(None);
        }
        manifest
            .connection
            .prepare_cached("SELECT article FROM address WHERE key = ?1")?
            .query_row([key], |row| {
                Ok(Known {
                    id: ArticleId(row.get(0)?),
                    sketch: None,
                })
            })
            .optional()
    }

    /// Notes what stands at an address.
    pub(super) fn put(&mut self, standing: Standing) {
        if let Some(met) = &mut self.met {
            for (at, bit) in Self::probes(standing.key) {
                if let Some(word) = met.get_mut(at) {
                    *word |= bit;
                }
            }
        }
        self.fresh.insert(standing.key, standing);
    }

    /// Writes what was noted into the database, in its order.
    pub(super) fn keep(&mut self, manifest: &Manifest) -> rusqlite::Result<()> {
        let mut fresh: Vec<Standing> = self.fresh.drain().map(|(_, standing)| standing).collect();
        fresh.sort_unstable_by_key(|standing| standing.key);
        let mut put = manifest
            .connection
            .prepare_cached("INSERT OR REPLACE INTO address (key, article) VALUES (?1, ?2)")?;
        for standing in fresh {
            put.execute(params![standing.key, &standing.id.0[..]])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        let same = [
            "https://www.contoh.id/tekno/satu",
            "http://contoh.id/tekno/satu/",
            "https://m.contoh.id/tekno/satu?utm_source=x&fbclid=y#isi",
            "https://CONTOH.id/tekno%2Fsatu/amp",
        ];
        for url in same {
            assert_eq!(
                normal(url).as_deref(),
                Some("contoh.id/tekno/satu"),
                "{url}"
            );
        }
        assert_eq!(
            normal("https://contoh.id/?p=1&b=2&utm_x=3").as_deref(),
            Some("contoh.id/?b=2&p=1")
        );
        assert_ne!(
            key("https://contoh.id/a?id=1"),
            key("https://contoh.id/a?id=2")
        );
        for none in ["https://contoh.id/", "contoh.id/satu", "mailto://a@b", ""] {
            assert_eq!(key(none), None, "{none}");
        }
    }

    fn story(title: &str, text: &str) -> Sketch {
        Sketch::of(Some(title), text.len(), &Least::of(text))
    }

    #[test]
    fn the_same_story_is_known_again_and_another_is_not() {
        let words: Vec<String> = (0..300)
            .map(|at| format!("kata{}", at * 7919 % 997))
            .collect();
        let text = words.join(" ");
        let cut = words[20..].join("  ") + " Baca juga berita lain.";
        let other: Vec<String> = (0..300)
            .map(|at| format!("lain{}", at * 7907 % 991))
            .collect();
        assert!(story("A", &text).is_like(story("B", &cut)));
        assert!(!story("A", &text).is_like(story("B", &other.join(" "))));
        assert!(story("Judul", &text).is_like(story("judul!", &other.join(" "))));
        // A summary is not the story, even under the same headline.
        assert!(!story("A", &text).is_like(story("A", &words[..40].join(" "))));
    }
}
