//! The secure score that Microsoft Defender for Cloud computes, from an exported inventory,
//! by policies that anyone can read, run and change.
//!
//! Rego says *whether*, the catalog says *how much*, the user's file says *except*, Rust says
//! *therefore*. Values flow one way: sources and documents into `assess`, assessments into
//! `score`, everything into one `report`, reports into formats.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod assessment;
pub mod calendar;
pub mod catalog;
pub mod exemption;
pub mod points;
pub mod recommendation;
pub mod resource;
pub mod text;
