//! Asks an engine for rules, each within the limits, whatever the ones before it did.

use std::collections::{BTreeMap, BTreeSet};

use regorus::{Engine, Value};

use crate::rego::{Limits, failure, memory, timer};
use crate::text::escape::{LONGEST, cut};

/// An engine that is asked for one rule after the other.
#[derive(Clone, Debug)]
pub(in crate::rego) struct Runner {
    engine: Engine,
    /// The engine before it was asked anything.
    unasked: Engine,
    limits: Limits,
    /// The lines that were reached, by file, before the engine was put back.
    reached: BTreeMap<String, BTreeSet<usize>>,
}

/// The most lines that are kept of what one rule prints.
const MOST_PRINTS: usize = 100;

/// Something that can be asked for whatever the texts are.
const PROBE: &str = "package securescore.probe\n\nasked := true\n";

/// What a rule is, and what was printed meanwhile.
pub(in crate::rego) struct Answer {
    pub(in crate::rego) value: anyhow::Result<Value>,
    pub(in crate::rego) prints: Vec<String>,
}

impl Runner {
    /// A runner of an engine that holds all texts.
    ///
    /// # Errors
    /// regorus refuses the texts as a whole, which it does when it is first asked.
    pub(in crate::rego) fn new(mut engine: Engine, limits: Limits) -> anyhow::Result<Self> {
        {
            let _shared = memory::shared();
            engine.add_policy("probe".to_owned(), PROBE.to_owned())?;
            engine.eval_rule("data.securescore.probe.asked".to_owned())?;
        }
        Ok(Self {
            unasked: engine.clone(),
            engine,
            limits,
            reached: BTreeMap::new(),
        })
    }

    /// Notes the lines that are reached from now on.
    pub(in crate::rego) fn watch_lines(&mut self) {
        self.unasked.set_enable_coverage(true);
        self.engine.set_enable_coverage(true);
    }

    /// The value of a rule. An evaluation that its neighbours left no memory is made once more,
    /// alone.
    pub(in crate::rego) fn ask(&mut self, rule: &str) -> Answer {
        let answer = {
            let _shared = memory::shared();
            self.evaluate(rule)
        };
        let limit = answer.value.as_ref().err().and_then(failure::limit);
        if limit != Some(failure::Limit::Memory) {
            return answer;
        }
        let alone = memory::alone();
        alone.limit(self.limits.memory);
        self.evaluate(rule)
    }

    fn evaluate(&mut self, rule: &str) -> Answer {
        self.engine
            .set_execution_timer_config(timer(self.limits.time));
        let value = self.engine.eval_rule(rule.to_owned());
        let prints = self.engine.take_prints().unwrap_or_default().into_iter();
        let prints = prints
            .take(MOST_PRINTS)
            .map(|print| cut(&print, LONGEST).into_owned());
        let prints = prints.collect();
        if value.is_err() {
            // An engine that failed keeps loops and replaced functions of where it stopped.
            self.note_lines();
            self.engine = self.unasked.clone();
        }
        Answer { value, prints }
    }

    fn note_lines(&mut self) {
        let files = self.engine.get_coverage_report();
        for file in files.map(|report| report.files).unwrap_or_default() {
            let reached = self.reached.entry(file.path).or_default();
            reached.extend(file.covered.iter().map(|&line| line as usize));
        }
    }

    /// The lines that were reached, by file.
    pub(in crate::rego) fn reached(mut self) -> BTreeMap<String, BTreeSet<usize>> {
        self.note_lines();
        self.reached
    }
}
