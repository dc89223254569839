//! Why a command failed, in the other languages of the interface: what [`super::Tongue::reason`] looks up.

use super::Said;

/// Sentences of commands, and of what is typed behind them.
pub(super) const ROWS: &[Said] = &[
    ["nothing found", "tidak ada yang ditemukan"],
    ["the search was given up", "pencarian dihentikan"],
    [
        "the query, character {}: {*}",
        "pencarian, huruf ke-{}: {*}",
    ],
    [
        "{}: expected an identity of 32 hexadecimal digits",
        "{}: identitas berupa 32 angka heksadesimal",
    ],
    [
        "kliping search prints them",
        "kliping search mencetak identitas",
    ],
    ["{}: no such article in {}", "{}: tidak ada di {}"],
    ["{}: cannot be written: {*}", "{}: tidak dapat ditulis: {*}"],
    ["cannot write: {*}", "tidak dapat menulis: {*}"],
    ["--force replaces it", "--force menggantinya"],
    ["nothing was imported", "tidak ada yang diambil alih"],
    [
        "standard input, line {}: {*}",
        "masukan standar, baris {}: {*}",
    ],
    [
        "expected txt, md, json or csv",
        "harus txt, md, json, atau csv",
    ],
    ["invalid digit found in string", "bukan bilangan bulat"],
    [
        "cannot parse integer from empty string",
        "bukan bilangan bulat",
    ],
    [
        "number too large to fit in target type",
        "bilangannya terlalu besar",
    ],
];
