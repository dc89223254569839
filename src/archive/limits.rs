//! How much a hostile or a huge file may take, and the settings that say so.

use std::collections::BTreeMap;

/// One of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// How deep containers may lie in containers.
    Depth,
    /// How many bytes one packed byte may become.
    Ratio,
    /// How many members the containers of one file may hold.
    Entries,
    /// How large one record may be.
    RecordBytes,
    /// How many bytes one file may unpack to.
    TotalBytes,
    /// How long one file may take.
    Seconds,
}

impl Limit {
    /// The key of the configuration that raises it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Depth => "archive.limits.depth",
            Self::Ratio => "archive.limits.ratio",
            Self::Entries => "archive.limits.entries",
            Self::RecordBytes => "archive.limits.record_bytes",
            Self::TotalBytes => "archive.limits.total_bytes",
            Self::Seconds => "archive.limits.seconds",
        }
    }
}

/// What one file of the archive may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Containers in containers; a zip of gzipped files is 2.
    pub depth: u32,
    /// Unpacked bytes for each packed byte, counted once 16 MiB are unpacked.
    pub ratio: u64,
    /// Members in all containers of one file.
    pub entries: u64,
    /// Bytes of one record: a line, a page, a member that has to be held whole.
    pub record_bytes: u64,
    /// Bytes that one file may unpack to.
    pub total_bytes: u64,
    /// Seconds that one file may take.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 8,
            ratio: 250,
            entries: 2_000_000,
            record_bytes: 64 << 20,
            total_bytes: 1 << 40,
            seconds: 6 * 3600,
        }
    }
}

/// Below this many unpacked bytes the ratio is not looked at: small files of one repeated word are no attack.
pub(super) const RATIO_FLOOR: u64 = 16 << 20;

/// A limit that was met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .limit.says(*.allowed))]
pub struct Refusal {
    /// Which one.
    pub limit: Limit,
    /// What it allows.
    pub allowed: u64,
}

impl Limit {
    /// The sentence of a refusal.
    fn says(self, allowed: u64) -> String {
        match self {
            Self::Depth => format!("containers lie more than {allowed} deep"),
            Self::Ratio => format!("unpacks to more than {allowed} times its size"),
            Self::Entries => format!("holds more than {allowed} members"),
            Self::RecordBytes => format!("a record is larger than {}", bytes(allowed)),
            Self::TotalBytes => format!("unpacks to more than {}", bytes(allowed)),
            Self::Seconds => format!("reading took longer than {allowed} seconds"),
        }
    }

    /// Whether it ends the reading of the whole file, not only of the member that met it.
    pub const fn ends_file(self) -> bool {
        matches!(self, Self::Entries | Self::TotalBytes | Self::Seconds)
    }
}

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> String {
        format!(
            "raise {} (now {}) to read it",
            self.limit.key(),
            self.allowed
        )
    }
}

/// A number of bytes as a person says it.
fn bytes(count: u64) -> String {
    match count {
        0..0x400 => format!("{count} bytes"),
        0x400..0x10_0000 => format!("{} KiB", count >> 10),
        0x10_0000..0x4000_0000 => format!("{} MiB", count >> 20),
        _ => format!("{} GiB", count >> 30),
    }
}

/// How the archive is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What one file may take.
    pub limits: Limits,
    /// Field (`title`, `body`, `url`, `date`, `outlet`, `author`, `lang`, `tags`) to the names it has in the user's
    /// data, which win over the usual names. A dot goes one level down: `thread.site`.
    pub mapping: BTreeMap<String, Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_say_how_much_and_which_key() {
        let refusal = Refusal {
            limit: Limit::RecordBytes,
            allowed: Limits::default().record_bytes,
        };
        assert_eq!(refusal.to_string(), "a record is larger than 64 MiB");
        assert!(refusal.hint().contains("archive.limits.record_bytes"));
    }
}
