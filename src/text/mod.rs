//! Pure text work: `&str` in, spans out, no input or output.

pub mod address;
pub mod date;
pub mod fold;
pub mod forms;
pub mod lang;
pub mod lines;
pub mod listed;
pub mod points;
pub mod published;
pub mod quick;
pub mod safe;
pub mod scan;
pub mod sentence;
pub mod span;
pub mod width;
pub mod wrap;

pub use lang::Lang;
pub use span::Span;
