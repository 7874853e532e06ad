//! The lines of a window, looked at side by side before their turn comes.

use std::collections::VecDeque;
use std::sync::OnceLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::Value;

use crate::source::json;
use crate::source::scan::{Row, Scanner, Seen, spaces};
use crate::source::shape;
use crate::source::window::Window;

/// What a line turns out to be at first sight.
#[derive(Debug)]
pub(super) enum Glance {
    /// A row with nothing odd about it, of so many bytes.
    Row { length: u32, row: Row },
    /// Another record that stands by itself.
    Record { length: u32, record: Value },
    /// Something that has to be looked at more closely.
    Unclear,
}

impl Glance {
    /// A glance at a line.
    pub(super) fn at(scanner: &mut Scanner, line: &[u8]) -> Self {
        Self::of(scanner, line).unwrap_or(Self::Unclear)
    }

    fn of(scanner: &mut Scanner, line: &[u8]) -> Option<Self> {
        let Seen {
            end,
            is_doubtful,
            row,
        } = scanner.value(line, 0, 0).ok()?;
        if spaces(line, end) < line.len() {
            return None;
        }
        let length = u32::try_from(end).ok()?;
        if let Some(row) = row {
            return Some(Self::Row { length, row });
        }
        let text = std::str::from_utf8(&line[..end]).ok();
        let record = json::strict(text.filter(|_| !is_doubtful)?)?;
        shape::is_record(&record).then_some(Self::Record { length, record })
    }
}

/// Threads that look at lines; they start when there is something to look at.
#[derive(Debug)]
pub(in crate::source) struct Crew {
    threads: usize,
    pool: OnceLock<Option<ThreadPool>>,
}

impl Crew {
    /// So many, or one a core where it is 0.
    pub(in crate::source) fn of(threads: usize) -> Self {
        Self {
            threads,
            pool: OnceLock::new(),
        }
    }

    /// Has something done by all, or by this thread where the system has no others.
    fn install<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        let start = || {
            let threads = ThreadPoolBuilder::new().num_threads(self.threads);
            threads.build().ok()
        };
        match self.pool.get_or_init(start) {
            Some(pool) => pool.install(act),
            None => act(),
        }
    }
}

/// Glances at the lines to come.
#[derive(Default)]
pub(super) struct Ahead {
    /// Each with the place where the line begins.
    glances: VecDeque<(u64, Glance)>,
}

/// Lines that one thread looks at in one go.
const GROUP: usize = 32;

impl Ahead {
    /// What is known of the line that begins at a byte, which the window is at. Where nothing is,
    /// all whole lines in the window are looked at.
    pub(super) fn at(&mut self, window: &Window<'_>, start: u64, crew: &Crew) -> Option<Glance> {
        if self.glances.is_empty() {
            self.glances = glances(window.rest(), window.offset(), crew);
        }
        let first = self.glances.front();
        let is_known = first.is_some_and(|(known, _)| *known == start);
        let known = is_known.then(|| self.glances.pop_front()).flatten();
        known.map(|(_, glance)| glance)
    }
}

fn glances(text: &[u8], offset: u64, crew: &Crew) -> VecDeque<(u64, Glance)> {
    let ends = memchr::memchr_iter(b'\n', text);
    let starts = std::iter::once(0).chain(ends.clone().map(|end| end + 1));
    let lines: Vec<(usize, &[u8])> = starts
        .zip(ends)
        .map(|(start, end)| (start, &text[start..end]))
        .collect();
    if lines.len() <= GROUP {
        return glances_of(&lines, offset).into();
    }
    let groups = || {
        let groups = lines.par_chunks(GROUP);
        groups.map(|group| glances_of(group, offset)).collect()
    };
    let groups: Vec<_> = crew.install(groups);
    groups.into_iter().flatten().collect()
}

fn glances_of(lines: &[(usize, &[u8])], offset: u64) -> Vec<(u64, Glance)> {
    let mut scanner = Scanner::default();
    let glances = lines.iter().map(|(start, line)| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (offset + *start as u64, Glance::at(&mut scanner, line))
    });
    glances.collect()
}
