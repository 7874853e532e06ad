//! What always holds: the last section of scoring.md, on random scores and inventories.
//!
//! 10,000 cases a property; `PROPTEST_CASES` asks for another number, and then the cases are
//! others each time. Three statements sound true and are not, so they are not asserted:
//! exempting a pair never lowers (waiving a healthy resource does), disabling a recommendation
//! never lowers (it may have been the best one), and the whole lies between its parts (scopes in
//! which nothing counts weigh 1).

#![allow(clippy::unwrap_used)]
#![allow(
    clippy::disallowed_methods,
    reason = "proptest itself is told by the environment how many cases to try"
)]

mod case;
mod definition;
mod exempted;
mod failed;
mod recounted;
mod reported;
mod run;
mod scored;

use proptest::test_runner::{Config, RngSeed};

/// What is asked for where nobody asks.
const CASES: u32 = 10_000;

/// `CASES`, the same ones each time; or as many as are asked for, others each time. A property
/// that costs as much as `cost` others has that many fewer.
fn config(cost: u32) -> Config {
    let asked = std::env::var_os("PROPTEST_CASES").and_then(|cases| cases.into_string().ok());
    let asked = asked.map(|cases| cases.parse::<u32>().unwrap());
    Config {
        cases: (asked.unwrap_or(CASES) / cost).max(1),
        rng_seed: asked.map_or(RngSeed::Fixed(20_261_124), |_| RngSeed::Random),
        ..Config::default()
    }
}
