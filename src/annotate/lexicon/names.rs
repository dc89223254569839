//! The look-up of names, word by word: a trie over the words that names are made of.

use std::collections::HashMap;
use std::sync::Arc;

use crate::annotate::{page, piece};
use crate::text::Span;
use crate::text::listed::Listed;
use crate::text::quick::Quick;

/// The symbol of a word that occurs in no name and no word list; what a list says of such a word.
pub(in crate::annotate) const UNKNOWN: u32 = 0;

/// A way to write a name.
#[derive(Clone, Debug)]
pub(in crate::annotate) struct Form {
    /// The row of the company; `None` for what holds a company's name and names none.
    pub company: Option<usize>,
    /// The name it is filed under.
    pub filed: Arc<str>,
    /// As the lexicon writes it.
    pub written: Box<str>,
}

/// Names as a trie over symbols; a symbol stands for a word in small letters.
#[derive(Debug, Default)]
pub(in crate::annotate) struct Names {
    symbols: Listed<u32>,
    classes: Vec<u32>,
    nodes: HashMap<(u32, u32), u32, Quick>,
    /// The node behind the root by symbol, 0 where no name begins with it: asked for nearly every word of a text.
    roots: Vec<u32>,
    forms: Vec<Vec<Form>>,
}

impl Names {
    /// The symbol of a word whose letters outside ASCII are small.
    pub(in crate::annotate) fn symbol(&self, folded: &str) -> u32 {
        self.symbols.get(folded).unwrap_or(UNKNOWN)
    }

    /// The symbol of a word of ASCII inside a text, whatever its capitals.
    #[inline]
    pub(in crate::annotate) fn symbol_in(&self, text: &str, word: Span) -> u32 {
        self.symbols.get_in(text, word)
    }

    /// The word classes of a symbol, as bits.
    pub(in crate::annotate) fn class(&self, symbol: u32) -> u32 {
        self.classes
            .get(symbol as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The node behind `node` along `symbol`; the root is 0.
    pub(in crate::annotate) fn step(&self, node: u32, symbol: u32) -> Option<u32> {
        if node == 0 {
            let root = self.roots.get(symbol as usize).copied();
            return root.filter(|&next| next != 0);
        }
        self.nodes.get(&(node, symbol)).copied()
    }

    /// Whether a name begins with a symbol.
    pub(in crate::annotate) fn begins(&self, symbol: u32) -> bool {
        self.step(0, symbol).is_some()
    }

    /// The names that end at a node.
    pub(in crate::annotate) fn forms(&self, node: u32) -> &[Form] {
        self.forms.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// The row of the company that has this name; capitals do not matter.
    pub(super) fn company_named(&self, name: &str) -> Option<usize> {
        let mut node = 0;
        for symbol in self.read(name) {
            node = self.step(node, symbol)?;
        }
        self.forms(node).iter().find_map(|form| form.company)
    }

    /// Adds a name. Of two companies with the same name the first keeps it.
    pub(super) fn add(&mut self, form: Form) {
        let mut node = 0;
        for symbol in self.write(&form.written) {
            let next = self.nodes.len() as u32 + 1;
            let root = node == 0;
            node = *self.nodes.entry((node, symbol)).or_insert(next);
            if root {
                if self.roots.len() <= symbol as usize {
                    self.roots.resize(symbol as usize + 1, 0);
                }
                if let Some(slot) = self.roots.get_mut(symbol as usize) {
                    *slot = node;
                }
            }
        }
        if self.forms.len() <= node as usize {
            self.forms.resize(node as usize + 1, Vec::new());
        }
        if let Some(forms) = self.forms.get_mut(node as usize)
            && !forms.iter().any(|known| known.written == form.written)
        {
            forms.push(form);
        }
    }

    /// Puts a word into classes.
    pub(super) fn classify(&mut self, word: &str, class: u32) {
        let symbol = self.intern(word) as usize;
        if let Some(classes) = self.classes.get_mut(symbol) {
            *classes |= class;
        }
    }

    /// The symbols of a name, known or not.
    pub(super) fn read(&self, name: &str) -> Vec<u32> {
        let mut symbols = Vec::new();
        pieces(name, |folded| symbols.push(self.symbol(folded)));
        symbols
    }

    /// The symbols of a name, made where they are new.
    fn write(&mut self, name: &str) -> Vec<u32> {
        let mut symbols = Vec::new();
        pieces(name, |folded| symbols.push(self.intern(folded)));
        symbols
    }

    /// The symbol of a word in small letters, made where it is new.
    pub(super) fn intern(&mut self, folded: &str) -> u32 {
        if self.classes.is_empty() {
            self.classes.push(0);
        }
        let new = self.classes.len() as u32;
        let symbol = *self.symbols.entry(folded, new);
        if symbol == new {
            self.classes.push(0);
        }
        symbol
    }
}

/// Calls `take` with each piece of a name in small letters.
fn pieces(name: &str, mut take: impl FnMut(&str)) {
    let mut folded = String::new();
    piece::each(name, &page::words(name), |span, _, _| {
        piece::fold(span.of(name), &mut folded);
        take(&folded);
    });
}
