//! The list moved, laid out and filled.

use jiff::civil::date;

use super::*;
use crate::config::settings::{Density, Group};
use crate::index::Row;
use crate::library::Mark;
use crate::text::Lang;

/// A list of `total` articles, three a day, whose headlines take `title` cells.
fn list(total: usize, shape: Shape, title: usize) -> List {
    let mut list = List::default();
    list.reshape(shape);
    list.renew(1, (total, false), 0, None);
    let rows = (0..total).map(|at| Listed {
        row: Row {
            id: ArticleId([at as u8; 16]),
            title: "kata ".repeat(title / 5).trim_end().to_owned(),
            made: false,
            date: Some(date(2015, 1, 28 - (at / 3 % 28) as i8).at(0, 0, 0, 0)),
            guessed_date: false,
            outlet: None,
            words: 100,
            lang: Lang::Id,
        },
        mark: Mark::default(),
        copies: 0,
    });
    list.fill(1, 0, rows.collect());
    list
}

fn shape(height: usize, density: Density, group: Group) -> Shape {
    Shape {
        width: 45,
        height,
        date: 10,
        density,
        group,
    }
}

#[test]
fn the_selected_headline_is_whole_and_the_cursor_always_in_view() {
    for density in [Density::Roomy, Density::Dense] {
        for group in [Group::None, Group::Day, Group::Month] {
            for height in 1..30 {
                let mut list = list(40, shape(height, density, group), 100);
                for step in [1, 1, 1, 5, -3, 30, 9, -40, 7, 100, -1, -100] {
                    list.step(step);
                    let slots = list.slots();
                    let own = slots.iter().find(|slot| slot.at == list.cursor);
                    assert!(own.is_some(), "{density:?} {group:?} {height} {list:?}");
                    let end = slots.last().map_or(0, |slot| slot.y + slot.height);
                    assert!(end <= height, "{slots:?}");
                }
            }
        }
    }
    let list = list(9, shape(20, Density::Roomy, Group::None), 100);
    assert_eq!(
        list.slots()[0].height,
        4,
        "three lines of headline and one of facts"
    );
    assert_eq!(list.slots()[1].height, 2);
}

#[test]
fn no_rows_stay_empty_at_the_end() {
    let mut list = list(40, shape(20, Density::Dense, Group::None), 10);
    list.go_to(39);
    assert_eq!(list.slots().len(), 20);
    assert_eq!(list.top, 20);
    list.scroll(50);
    assert_eq!((list.top, list.cursor), (20, 39));
    list.scroll(-5);
    assert_eq!((list.top, list.cursor), (15, 34));
}

#[test]
fn headings_stand_between_days_and_above_the_first_row() {
    let mut list = list(40, shape(20, Density::Dense, Group::Day), 10);
    let heads = |list: &List| {
        let slots = list.slots().into_iter();
        slots
            .filter(|slot| slot.heading)
            .map(|slot| slot.at)
            .collect::<Vec<_>>()
    };
    assert_eq!(heads(&list), [0, 3, 6, 9, 12]);
    list.scroll(1);
    assert_eq!(heads(&list), [1, 3, 6, 9, 12]);
    assert_eq!(list.at_row(0), None, "a heading is no article");
    assert_eq!(list.at_row(1), Some(1));
}

#[test]
fn the_selected_row_stays_while_the_list_grows() {
    let mut list = list(40, shape(20, Density::Dense, Group::None), 10);
    list.go_to(3);
    let selected = list.selected().unwrap().row.id;
    list.asked_anew();
    list.renew(2, (50, false), 7, Some(selected));
    assert_eq!(list.selected().unwrap().row.id, selected);
    assert_eq!(list.position(selected), Some(7));
    assert_eq!(list.position(ArticleId([5; 16])), None, "nobody knows yet");
    assert!(list.wanted().is_some());
    list.renew(3, (50, false), 1, Some(selected));
    assert_eq!(list.selected().unwrap().row.id, selected);
    list.renew(4, (50, false), 1, Some(ArticleId([9; 16])));
    assert_eq!(list.selected(), None, "another article is selected now");
}

#[test]
fn paging_finds_its_rows_held_and_fetches_each_once() {
    let mut list = list(0, shape(20, Density::Dense, Group::None), 10);
    list.renew(1, (100_000, false), 0, None);
    let row = |at: usize| Listed {
        row: Row {
            id: ArticleId([0; 16]),
            title: at.to_string(),
            made: false,
            date: None,
            guessed_date: false,
            outlet: None,
            words: 1,
            lang: Lang::Id,
        },
        mark: Mark::default(),
        copies: 0,
    };
    let rows = |(from, count): (usize, usize)| (from..from + count).map(row).collect();
    let first = list.wanted().unwrap();
    list.fill(1, first.0, rows(first));
    // Each answer comes a page after it was asked for.
    let (mut fetched, mut asked) = (0, None::<(usize, usize)>);
    for page in 0..300 {
        list.step(if page < 200 { 20 } else { -20 });
        let slots = list.slots();
        assert_eq!(slots.len(), 20);
        for slot in slots {
            let held = list.row(slot.at).map(|listed| listed.row.title.as_str());
            assert_eq!(held, Some(slot.at.to_string().as_str()), "page {page}");
        }
        if let Some(answered) = asked.take() {
            list.fill(1, answered.0, rows(answered));
            fetched += answered.1;
        }
        asked = list.wanted();
        assert!(list.rows.held().len() <= 20 * (2 * MARGIN + 3));
    }
    assert!(fetched <= 301 * 20, "{fetched} rows for 300 pages of 20");
    // Elsewhere nothing is held: one window is fetched.
    list.go_to(50_000);
    let (from, count) = list.wanted().unwrap();
    assert!(from < 49_981 && from + count > 50_020 && count <= 20 * (2 * MARGIN + 1));
    assert_eq!(list.wanted(), None, "it is asked for");
}

#[test]
fn changed_marks_are_fetched_for_all_that_is_held() {
    let mut list = list(400, shape(20, Density::Dense, Group::None), 10);
    list.shed();
    let row = list.row(0).unwrap().clone();
    assert_eq!(list.refresh(), Some((0, 80)));
    // The user goes on before the answer: what is asked for then brings all of it.
    list.step(60);
    let (from, count) = list.wanted().unwrap();
    assert_eq!(from, list.top.saturating_sub(60));
    assert_eq!(from + count, list.top + 80);
    list.fill(1, from, vec![row; count]);
    assert_eq!(list.rows.held().len(), count);
    assert_eq!(list.wanted(), None);
}

#[test]
fn a_move_waits_for_articles_that_are_still_counted() {
    let shape = shape(20, Density::Dense, Group::None);
    let mut list = list(40, shape, 10);
    list.asked_anew();
    list.step(3);
    list.renew(2, (1, true), 0, None);
    assert_eq!(list.cursor, 0);
    list.count(3, true);
    assert_eq!(list.cursor, 2);
    list.count(30, false);
    assert_eq!(list.cursor, 3);
    list.asked_anew();
    list.go_to(usize::MAX);
    list.renew(3, (2, true), 0, None);
    list.count(20, false);
    assert_eq!(list.cursor, 19);
    // So does one that is made meanwhile.
    list.asked_anew();
    list.step(5);
    list.renew(4, (2, true), 0, None);
    list.step(-1);
    list.step(2);
    list.count(30, false);
    assert_eq!(list.cursor, 6);
    // One that finds no room after all is over.
    list.asked_anew();
    list.step(5);
    list.renew(5, (2, true), 0, None);
    list.count(3, false);
    list.step(-1);
    assert_eq!(list.cursor, 1);
    // More articles have come before all were counted.
    list.asked_anew();
    list.step(5);
    list.renew(6, (2, true), 0, None);
    list.asked_anew();
    list.moves_go_on();
    list.renew(7, (30, false), 1, None);
    assert_eq!(list.cursor, 5);
}
