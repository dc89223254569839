//! What all packed files have in common: one stream inside, watched against bombs.

use std::cell::Cell;
use std::io::{BufReader, Read};
use std::rc::Rc;

use super::input::{Counted, Input, Watched};
use super::reading::{Halt, Reading};

/// The bytes of a packed file, counted.
pub(super) type Packed<'a> = BufReader<Counted<BufReader<Box<dyn Read + 'a>>>>;

/// Reads what a packed file holds as a member of it. `endings` are the endings of the format and what they stand for.
pub(super) fn member<'a, D: Read + 'a>(
    input: Input<'a>,
    endings: &[(&str, &str)],
    out: &mut Reading<'_>,
    decoder: impl FnOnce(Packed<'a>) -> D,
) -> Result<(), Halt> {
    let name = unpacked_name(&input.name, endings);
    let (place, hints) = (input.place.inside(&name), input.hints.clone());
    let packed = Rc::new(Cell::new(0));
    let counted = BufReader::new(Counted::new(input.reader(), Rc::clone(&packed)));
    let watched = Watched::new(
        decoder(counted),
        packed,
        Rc::default(),
        out.unpacked(),
        out.limits(),
        out.clock(),
    );
    out.member(Input::stream(place, &name, watched).with_hints(hints))
}

/// The name a packed file has once it is unpacked: without its ending, or with the one that ending stands for.
fn unpacked_name(name: &str, endings: &[(&str, &str)]) -> String {
    let Some((stem, found)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    match endings
        .iter()
        .find(|(ending, _)| found.eq_ignore_ascii_case(ending))
    {
        Some((_, "")) => stem.to_owned(),
        Some((_, instead)) => format!("{stem}.{instead}"),
        None => name.to_owned(),
    }
}
