//! Many packages on trial: in parallel, in order.

use miette::Diagnostic;
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use thiserror::Error;

/// Why nothing could be tried.
#[derive(Debug, Error, Diagnostic)]
pub enum TrialError {
    /// The system refuses to start the workers.
    #[error("cannot start the workers: {0}")]
    #[diagnostic(code(trial::no_workers))]
    Workers(#[from] ThreadPoolBuildError),
}

/// Tests recurse on the stack; 64 MiB a worker is room for any that ends.
const STACK: usize = 64 << 20;

/// Tries every item on `threads` workers (0: one a core). What comes back is in the order of the
/// items. `done` hears of each that is.
///
/// # Errors
/// The system refuses to start the workers.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    attempt: impl Fn(&T) -> R + Sync,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<R>, TrialError> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .build()?;
    let attempt = |item: &T| {
        let result = attempt(item);
        done();
        result
    };
    Ok(pool.install(|| items.par_iter().map(attempt).collect()))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_back_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..200).collect();
        let count = AtomicUsize::new(0);
        let slow_first = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(200 - item));
            item * 2
        };
        let done = || {
            count.fetch_add(1, Ordering::Relaxed);
        };
        let doubled = each(&items, 4, slow_first, &done).unwrap();
        assert_eq!(
            doubled,
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
        assert_eq!(count.into_inner(), items.len());
    }
}
