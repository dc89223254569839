//! kliping reads archived tech news in a terminal: the library behind the program.
//!
//! The house has floors. A module imports only from a smaller floor, never sideways but inside its own folder
//! (`tests/floors.rs` checks it):
//!
//! | floor | module | what it is |
//! |---|---|---|
//! | 0 | [`text`] | `&str` in, spans out, no input or output |
//! | 0 | [`words`] | the words of the interface, in English and Indonesian |
//! | 0 | [`action`] | the table of everything a user can do |
//! | 0 | [`memory`] | what the allocator keeps of what was given back |
//! | 1 | [`article`] | an article, its metadata, its identity |
//! | 1 | [`config`] | settings, keys, themes |
//! | 2 | [`archive`] | bytes to articles; hostile input |
//! | 2 | [`annotate`] | article to companies, quotations, sources, boilerplate |
//! | 3 | [`index`] | full-text search |
//! | 4 | [`library`] | an opened archive: ingest, marks, places |
//! | 5 | [`app`] | the state and the one function that moves it |
//! | 6 | [`ui`] | drawing, which cannot change the state |
//! | 7 | [`run`] | the impure edge: terminal, threads, signals |
//! | 8 | [`cli`] | the commands |
//!
//! It is not a stable interface for other programs.

pub mod action;
pub mod annotate;
pub mod app;
pub mod archive;
pub mod article;
pub mod cli;
pub mod config;
pub mod index;
pub mod library;
pub mod memory;
pub mod run;
pub mod text;
pub mod ui;
pub mod words;
