//! The secure score that Microsoft Defender for Cloud computes, from an exported inventory,
//! by policies that anyone can read, run and change.
//!
//! Rego says *whether*, the catalog says *how much*, the user's file says *except*, Rust says
//! *therefore*. Values flow one way: sources and documents into `assess`, assessments into
//! `score`, everything into one `report`, reports into formats.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod assess;
pub mod assessment;
pub mod bundle;
pub mod cache;
pub mod calendar;
pub mod catalog;
pub mod cli;
pub mod collect;
pub mod digest;
pub mod exemption;
pub mod fix;
pub mod format;
pub mod impact;
pub mod inventory;
pub mod lint;
pub mod points;
pub mod policy;
pub mod project;
pub mod recommendation;
pub mod rego;
pub mod report;
pub mod resource;
pub mod revision;
pub mod scaffold;
pub mod score;
pub mod snapshot;
pub mod source;
pub mod text;
pub mod trial;
pub mod worker;
