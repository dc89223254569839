//! Every test that needs more than one module, in one binary.
#![cfg(test)]

mod archive;
mod cli;
mod commands;
mod copies;
mod docs;
mod event_loop;
mod finding;
mod floors;
mod formats;
mod frames;
mod gold;
mod harness;
mod ingest;
mod keys;
mod list;
mod looks;
mod marks;
mod pictures;
mod printing;
mod pty;
mod reader;
mod scopes;
mod screens;
mod search;
mod session;
mod shelf;
mod stage;
mod tagging;
mod text;
mod tongue;
