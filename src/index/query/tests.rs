//! The query language by example.

use super::*;
use jiff::civil::Date;
use proptest::prelude::*;

fn parsed(input: &str) -> Node {
    Query::parse(input).unwrap().root
}

fn words(field: Field, text: &str, open: bool, forms: bool) -> Words {
    Words {
        field,
        list: text.split(' ').map(str::to_owned).collect(),
        open,
        forms,
    }
}

/// A finished word, in any form.
fn word(text: &str) -> Node {
    Node::Words(words(Field::All, text, false, !text.contains(' ')))
}

/// A word that is being typed.
fn typed(text: &str) -> Node {
    Node::Words(words(Field::All, text, true, false))
}

/// A quoted one.
fn exact(text: &str) -> Node {
    Node::Words(words(Field::All, text, false, false))
}

fn not(node: Node) -> Node {
    Node::Not(Box::new(node))
}

#[test]
fn the_last_word_is_open_until_a_space() {
    assert_eq!(parsed("Mi fac"), Node::And(vec![word("mi"), typed("fac")]));
    assert_eq!(parsed("fac "), word("fac"));
    assert_eq!(parsed("fac."), word("fac"));
    assert_eq!(parsed(" "), Node::Any);
    assert_eq!(
        Query::finished("mi fac").unwrap().root,
        Node::And(vec![
            word("mi"),
            Node::Words(words(Field::All, "fac", true, true))
        ])
    );
}

#[test]
fn phrases_denials_and_choices() {
    assert_eq!(
        parsed("\"kerja sama\" -apple (mi or hp) "),
        Node::And(vec![
            exact("kerja sama"),
            not(word("apple")),
            Node::Or(vec![word("mi"), word("hp")]),
        ])
    );
    assert_eq!(parsed("\"kerja sa"), typed("kerja sa"));
    assert_eq!(
        parsed("kompas.com x "),
        Node::And(vec![word("kompas com"), word("x")])
    );
    assert_eq!(parsed("a or"), Node::And(vec![word("a"), typed("or")]));
    assert_eq!(parsed("- "), Node::Any);
    let denied = Node::And(vec![word("a"), not(word("b"))]);
    for same in [
        "a -b ",
        "a ~b ",
        "a not b ",
        "a NOT b ",
        "a and not b ",
        "a & -b ",
    ] {
        assert_eq!(parsed(same), denied, "{same}");
    }
    assert_eq!(parsed("a not "), word("a"));
    for same in ["a or b ", "a | b ", "a OR b ", "a || b "] {
        assert_eq!(parsed(same), Node::Or(vec![word("a"), word("b")]), "{same}");
    }
}

#[test]
fn beginnings_patterns_and_nearness() {
    assert_eq!(
        parsed("tekno* x "),
        Node::And(vec![typed("tekno"), word("x")])
    );
    assert!(matches!(parsed("t*o "), Node::Pattern(_)));
    assert!(matches!(parsed("/mi [0-9]/"), Node::Pattern(_)));
    assert!(matches!(parsed("/mi [0-9"), Node::Any), "half typed");
    assert!(matches!(parsed("/mi a"), Node::Pattern(_)));
    let near = |apart| Node::Near {
        left: words(Field::All, "mi", false, true),
        right: words(Field::All, "kerja sama", false, false),
        apart,
    };
    assert_eq!(parsed("mi NEAR \"kerja sama\""), near(10));
    assert_eq!(parsed("mi NEAR/5 \"kerja sama\""), near(5));
    assert_eq!(parsed("mi NEAR "), word("mi"), "half typed");
    assert_eq!(parsed("near x "), Node::And(vec![word("near"), word("x")]));
    assert!(Query::parse("mi NEAR is:read ").is_err());
}

#[test]
fn fields_narrow() {
    let name = |key, name: &str, whole| Node::Name {
        key,
        name: name.into(),
        whole,
    };
    assert_eq!(
        parsed("company:\"Kata  Data\""),
        name(Key::Company, "kata data", true)
    );
    assert_eq!(parsed("company:Kata"), name(Key::Company, "kata", false));
    assert_eq!(parsed("source:x "), name(Key::Outlet, "x", false));
    assert_eq!(parsed("said:\"Lei J"), name(Key::Said, "lei j", false));
    let tagged = Node::Or(vec![
        name(Key::Tag, "tekno", false),
        Node::Own {
            tag: "tekno".into(),
            whole: false,
        },
    ]);
    assert_eq!(parsed("tag:Tekno "), tagged);
    assert_eq!(parsed("#tekno "), tagged);
    assert_eq!(parsed("# "), Node::Any);
    assert_eq!(
        parsed("is:unread"),
        Node::Is {
            flag: Flag::Read,
            set: false
        }
    );
    assert_eq!(parsed("is:unr"), Node::Any);
    assert_eq!(parsed("company:"), Node::Any);
    assert_eq!(parsed("has:company"), Node::Has(Key::Company));
    assert_eq!(
        parsed("title:(a or b) "),
        Node::Or(vec![
            Node::Words(words(Field::Title, "a", false, true)),
            Node::Words(words(Field::Title, "b", false, true)),
        ])
    );
    assert_eq!(
        parsed("body:\"a b\""),
        Node::Body(words(Field::All, "a b", false, false))
    );
    assert_eq!(
        parsed("quote:a "),
        Node::Quoted(words(Field::All, "a", false, true))
    );
    let length = |from, to| Node::Length { from, to };
    assert_eq!(parsed("words:10.."), length(10, u64::MAX));
    assert_eq!(parsed("words:>10"), length(11, u64::MAX));
    assert_eq!(parsed("words:<=10"), length(0, 10));
    assert_eq!(parsed("words:10"), length(10, 10));
}

#[test]
fn dates_make_ranges() {
    let day = |y, m, d| Date::new(y, m, d).unwrap();
    let today = day(2026, 11, 26);
    let range = |input: &str| match parsed(input) {
        Node::Date { from, to } => (
            from.and_then(|when| when.days(today)).map(|days| days.0),
            to.and_then(|when| when.days(today)).map(|days| days.1),
        ),
        other => panic!("{input}: {other:?}"),
    };
    let (from, to) = (Some(day(2015, 1, 1)), Some(day(2015, 3, 31)));
    assert_eq!(range("date:2015-01..2015-03 "), (from, to));
    assert_eq!(range("date:\"1 Januari 2015\"..\"Maret 2015\""), (from, to));
    assert_eq!(range("date:..2015-03"), (None, to));
    assert_eq!(range("date:2015.."), (from, None));
    assert_eq!(range("before:2015"), (None, Some(day(2014, 12, 31))));
    assert_eq!(range("after:2015-02"), (Some(day(2015, 3, 1)), None));
    assert_eq!(range("newer:\"3 months\""), (Some(day(2026, 8, 26)), None));
    assert_eq!(range("newer:2015"), (from, None));
    assert_eq!(
        range("older:\"3 bulan lalu\""),
        (None, Some(day(2026, 8, 25)))
    );
    assert_eq!(
        range("date:kemarin"),
        (Some(day(2026, 11, 25)), Some(day(2026, 11, 25)))
    );
    for half in ["date:201", "date:kem", "date:\"12 Ja", "after:2015-"] {
        assert_eq!(parsed(half), Node::Any, "{half}");
    }
}

#[test]
fn a_query_can_name_its_order() {
    let sort = |input: &str| Query::parse(input).unwrap().sort();
    assert_eq!(sort("mi sort:oldest"), Some(Order::Oldest));
    assert_eq!(sort("sort:relevance mi"), Some(Order::Relevance));
    assert_eq!(sort("mi sort:ol"), None);
    assert!(Query::parse("sort:oldest ").unwrap().is_everything());
    assert!(Query::parse("sort:blue ").is_err());
}

#[test]
fn errors_point_and_hint() {
    let error = Query::parse("mi compny:x").unwrap_err();
    assert_eq!(error.at, Span::new(3, 10));
    assert!(error.hint.contains("company:"), "{}", error.hint);
    assert_eq!(Query::parse("is:blue x").unwrap_err().at, Span::new(3, 7));
    assert_eq!(Query::parse("a ) b").unwrap_err().at, Span::new(2, 3));
    assert_eq!(Query::parse("a /b(/ c").unwrap_err().at, Span::new(4, 5));
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"-".repeat(100_000)).is_err());
    assert!(Query::parse(&"not ".repeat(100_000)).is_err());
    assert!(Query::parse("https://a.b 12:30").is_ok());
    let error = Query::parse("is:stared x").unwrap_err();
    assert!(error.message.contains("starred"), "{}", error.message);
}

#[test]
fn dense_scripts_search_pairs() {
    assert_eq!(parsed("小米手 "), exact("小米 米手"));
    assert_eq!(parsed("小 "), typed("小"));
}

/// Every beginning of a good query is good: nothing that is still being typed is an error.
#[test]
fn unfinished_queries_are_no_errors() {
    for whole in [
        "title:(xiaomi or \"mi note\") -is:read date:2015-01..\"12 Januari 2015\" sort:oldest",
        "/mi [0-9]+(s|i)?/ mi NEAR/5 x",
        "said:\"Lei Jun\" newer:\"3 bulan lalu\" #tekno has:quote",
        "quote:murah words:>100 lang:id ~apple not b",
    ] {
        for (at, _) in whole.char_indices() {
            let beginning = whole.get(..at).unwrap();
            assert!(
                Query::parse(beginning).is_ok(),
                "{beginning}: {:?}",
                Query::parse(beginning)
            );
        }
    }
}

proptest! {
    #[test]
    fn any_input_is_read_or_refused_inside_its_bounds(input in "[a-zN/E#~|*A-R:\"() .\\-é小0-9]{0,40}") {
        match Query::parse(&input) {
            Ok(query) => { query.terms().find(&input); }
            Err(error) => prop_assert!(
                error.at.end <= input.len()
                    && input.is_char_boundary(error.at.start)
                    && input.is_char_boundary(error.at.end)
            ),
        }
    }
}
