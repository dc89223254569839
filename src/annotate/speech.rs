//! Finds what was said and who said it.

use super::{Mention, Quotation, page::Page};

/// The attributions of a page, in the order of their first span.
pub fn find(_page: &Page<'_>, _companies: &[Mention]) -> Vec<Quotation> {
    Vec::new()
}
