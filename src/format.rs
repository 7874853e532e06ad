//! One file a format: a report and a writer in, text out.

pub mod file;
pub mod files;
pub mod impact;
pub mod json;
pub mod number;
pub mod reference;
pub mod script;
pub mod table;
