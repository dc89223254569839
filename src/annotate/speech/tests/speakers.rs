//! Whom words stand for: short forms, pronouns, bodies and statements, names that scraping fused.

use super::{found, read};
use crate::annotate::Quotation;

/// The names of the speakers of attributions.
fn names(found: Vec<Quotation>) -> Vec<String> {
    let name = |quotation: Quotation| {
        let speaker = quotation.speaker;
        speaker.map_or_else(|| "-".to_owned(), |speaker| speaker.name)
    };
    found.into_iter().map(name).collect()
}

/// The speakers of all attributions.
fn speakers(lang: &str, text: &str) -> Vec<String> {
    names(found(lang, text))
}

/// The same, with companies known to the annotator.
fn among(companies: &[&str], lang: &str, text: &str) -> Vec<String> {
    let context = crate::annotate::Context {
        lang: Some(lang),
        ..crate::annotate::Context::default()
    };
    let mut mentions: Vec<_> = companies
        .iter()
        .flat_map(|&name| {
            text.match_indices(name)
                .map(move |(at, _)| crate::annotate::Mention {
                    span: crate::text::Span::new(at, at + name.len()),
                    name: name.into(),
                    kind: crate::annotate::MentionKind::Company,
                })
        })
        .collect();
    mentions.sort_by_key(|mention| mention.span.start);
    let page = crate::annotate::page::Page::new(text, &context);
    names(super::super::find(&page, &mentions))
}

#[test]
fn names_that_scraping_fused_come_apart() {
    for (text, expected) in [
        (
            "Menteri Kelautan (Menlaut) RudiHartono Wiragunamenyambut kapal itu.\n\"Kapal itu cepat,\" ujarnya. Hartono senang.",
            "Rudi Hartono Wiraguna",
        ),
        (
            "KetuaMUIBidang Dakwah KHSalman Nawirikut terkena dampak. Ia mengaku kaget.",
            "Salman Nawir",
        ),
        (
            "CEO LuminaArif Budiman tiba. Arif Budimanmengatakan harga itu turun.",
            "Arif Budiman",
        ),
    ] {
        assert_eq!(speakers("id", text), [expected], "{text}");
    }
    let text = "Bos LuminaSinta Dewi datang.\n\"Harga turun,\" ujarnya.";
    assert_eq!(among(&["Lumina"], "id", text), ["Sinta Dewi"]);
    // A name with a capital inside is one name.
    assert_eq!(
        speakers("id", "YouTube mengatakan fitur itu siap."),
        ["YouTube"]
    );
}

#[test]
fn a_sentence_glued_to_a_name_is_no_part_of_it() {
    let text = "Affiliation: Maya Oakwood A pioneer in mapping. Oakwood draws maps. “Maps lie to us all,” says Oakwood.";
    assert_eq!(speakers("en", text), ["Maya Oakwood"]);
}

#[test]
fn the_company_is_the_one_that_acts() {
    let text = "Lumina opened its model, though the Orbis owner is building more. The aim, said the company, is “to share the tools with all”.";
    assert_eq!(among(&["Lumina", "Orbis"], "en", text), ["Lumina"]);
    let text =
        "Kirana membeli pabrik dari Zentra. Perusahaan itu mengatakan bahwa harga tidak naik.";
    assert_eq!(among(&["Kirana", "Zentra"], "id", text), ["Kirana"]);
}

#[test]
fn a_statement_speaks_for_whoever_made_it() {
    let text = "Reporters asked Lumina for comment. The statement reads: “The tool is still being tested.”";
    assert_eq!(among(&["Lumina"], "en", text), ["Lumina"]);
    let text = "\"Kami menyesal,\" kata Rina Tan. \"Kami akan bertanggung jawab,\" bunyi pernyataan tersebut.";
    assert_eq!(speakers("id", text), ["Rina Tan", "Rina Tan"]);
}

#[test]
fn a_group_in_between_is_not_he() {
    let text = "\"Harga turun,\" kata Budi Santoso. Sejumlah konsumen menyatakan beras itu lembek. \
                Ia menjelaskan bahwa beras itu aman. \"Tidak usah khawatir,\" ujarnya.";
    assert_eq!(
        speakers("id", text),
        [
            "Budi Santoso",
            "Sejumlah konsumen",
            "Budi Santoso",
            "Budi Santoso"
        ]
    );
    let text =
        "Lumina said sales fell. Analysts said the market was weak. They said it would recover.";
    assert_eq!(speakers("en", text), ["Lumina", "Analysts", "Analysts"]);
}

#[test]
fn she_is_nobody_who_was_he() {
    let text = "“It works,” said Adam Stone. “It is fast,” he said. “It is cheap,” he said. “I disagree with that,” she said.";
    assert_eq!(
        speakers("en", text),
        ["Adam Stone", "Adam Stone", "Adam Stone", "-"]
    );
}

#[test]
fn the_first_person_named_is_meant_by_a_pronoun_before() {
    let text = "\"Rekening saya diblokir,\" katanya Sabtu (9/8) lalu. Pak Salman menjelaskan bahwa ia kaget.";
    assert_eq!(speakers("id", text), ["Salman", "Salman"]);
}

#[test]
fn sources_behind_their_verb_are_described_or_two() {
    for (text, expected) in [
        (
            "“Expect more spam,” tweeted security researcher Jonas Lindt after the news.",
            "Direct [“Expect more spam,”] tweeted < security researcher Jonas Lindt = Jonas Lindt",
        ),
        (
            "“We have heard this before,” wrote researchers Asha Rao and Piet Vos in a post.",
            "Direct [“We have heard this before,”] wrote < researchers Asha Rao and Piet Vos = Asha Rao and Piet Vos",
        ),
        (
            "The bridge is safe, according to the Board of Roads and Rivers.",
            "Indirect [The bridge is safe] according to < the Board of Roads and Rivers = the Board of Roads and Rivers",
        ),
    ] {
        assert_eq!(read("en", text), [expected], "{text}");
    }
}

#[test]
fn people_who_are_not_named() {
    for (lang, text, expected) in [
        (
            "en",
            "Some say the leak will hurt.",
            "Indirect [the leak will hurt] say < Some = Some",
        ),
        (
            "en",
            "Others are calm, arguing that access is needed.",
            "Indirect [that access is needed] arguing < Others = Others",
        ),
        (
            "id",
            "Tidak sedikit yang mengaku baru pertama melihatnya.",
            "Indirect [baru pertama melihatnya] mengaku < Tidak sedikit = Tidak sedikit",
        ),
        (
            "id",
            "Hasil penelitian mereka menunjukkan mineral yang mengandung silikon itu ada di sana.",
            "Indirect [mineral yang mengandung silikon itu ada di sana] menunjukkan < Hasil penelitian mereka = Hasil penelitian mereka",
        ),
        (
            "id",
            "Rina Tan meminta warga agar tetap tenang.",
            "Indirect [agar tetap tenang] meminta < Rina Tan = Rina Tan",
        ),
    ] {
        assert_eq!(read(lang, text), [expected], "{text}");
    }
    for (lang, text) in [
        (
            "en",
            "The fee is set at three rates according to the type of paper.",
        ),
        ("id", "Hasil penelitian menunjukkan peningkatan yang tajam."),
        ("en", "Some who wrote the code have become rich."),
        ("id", "Buku itu disusun menurut abjad."),
        ("id", "Salman menanggapi temuan itu."),
    ] {
        assert!(read(lang, text).is_empty(), "{text}");
    }
}

#[test]
fn indonesian_appositions_belong_to_the_source() {
    assert_eq!(
        read(
            "id",
            "\"Ini baru,\" kata salah satu penulis, Rina Tan, profesor dari University of Lumina, Inggris."
        ),
        [
            "Direct [\"Ini baru,\"] kata < salah satu penulis, Rina Tan, profesor dari University of Lumina = Rina Tan"
        ]
    );
    assert_eq!(
        read(
            "id",
            "Namun, Lumina Senior Vice President, Rina Tan menjelaskan bahwa harga itu tetap."
        ),
        [
            "Indirect [bahwa harga itu tetap] menjelaskan < Lumina Senior Vice President, Rina Tan = Rina Tan"
        ]
    );
    assert_eq!(
        speakers(
            "id",
            "Wakil Menteri Komunikasi dan Digital RI Satria Raka Wijaya menekankan bahwa jaringan itu penting."
        ),
        ["Satria Raka Wijaya"]
    );
}

#[test]
fn a_verb_before_a_colon_introduces_the_next_quotation() {
    assert_eq!(
        read(
            "en",
            "“We have never seen it.” She adds: “I love how it looks.” Then Rina Tan said: “So do I, I think.”"
        )
        .last()
        .map(String::as_str),
        Some("Direct [“So do I, I think.”] said < Rina Tan = Rina Tan")
    );
    assert_eq!(
        read(
            "en",
            "“It was hard,” said Adam Stone. “I tried for years.” Rina Tan added: “I gave up.”"
        ),
        [
            "Direct [“It was hard,” | “I tried for years.”] said < Adam Stone = Adam Stone",
            "Direct [“I gave up.”] added < Rina Tan = Rina Tan",
        ]
    );
}

#[test]
fn a_second_verb_behind_a_phrase_has_the_same_subject() {
    assert_eq!(
        read(
            "en",
            "In a letter to shareholders, Oakwood thanked the staff and cautioned that sales may fall."
        ),
        ["Indirect [that sales may fall] cautioned < Oakwood = Oakwood"]
    );
    // What goes on in the same sentence is said by the same source.
    assert_eq!(
        read(
            "en",
            "The tool, according to Oakwood, is there to “cut the cost of every single trip by half.”"
        )
        .len(),
        1
    );
}

#[test]
fn what_something_is_called_is_said() {
    assert_eq!(
        read(
            "en",
            "Oakwood called the new plan “a waste of good money” and left."
        ),
        ["Mixed [the new plan “a waste of good money”] called < Oakwood = Oakwood"]
    );
    // A name is no words of anybody.
    assert!(
        read(
            "en",
            "Oakwood called the new feature “Live Roads” and left."
        )
        .is_empty()
    );
}

#[test]
fn the_subject_before_a_colon_says_the_quotation() {
    assert_eq!(
        read(
            "en",
            "Oakwood gave a plain answer: “I am not able to help with that.”"
        ),
        ["Direct [“I am not able to help with that.”] - < Oakwood = Oakwood"]
    );
}

#[test]
fn he_is_whoever_the_last_sentence_is_about() {
    let text = "“It works,” said Maya Oakwood. “It is slow,” said Adam Stone. Oakwood proved otherwise. “It is fast,” the paper shows. Oakwood tried again. “Now it is faster,” she says.";
    assert_eq!(
        speakers("en", text).last().map(String::as_str),
        Some("Maya Oakwood")
    );
}
