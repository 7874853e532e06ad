//! Any bytes as what a worker says.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use securescore::policy::PolicySet;
use securescore::worker::protocol::{Answer, Fault, LONGEST_ANSWER, Request, next_line};
use securescore_fuzz::{POLICY, check, policies};

static SET: LazyLock<PolicySet> = LazyLock::new(|| policies(POLICY).expect("it is sound"));

fuzz_target!(|bytes: &[u8]| {
    let mut rest = bytes;
    while let Ok(Some(line)) = next_line(&mut rest, LONGEST_ANSWER) {
        assert!(!line.contains(&b'\n'));
        let Ok(answer) = Answer::read(&line) else {
            continue;
        };
        let said = serde_json::to_vec(&answer).expect("what was said can be said again");
        assert!(Answer::read(&said).is_ok());
        match answer {
            Answer::Refused { faults } => faults.into_iter().for_each(complain),
            Answer::Probed { fault } => fault.into_iter().for_each(complain),
            Answer::Parsed | Answer::Done | Answer::Judged { .. } => {}
        }
    }
    let _ = serde_json::from_slice::<Request<'_>>(bytes);
});

/// Whatever place a worker names, the complaint points into the policy.
fn complain(fault: Fault) {
    let complaint = fault.in_set(&SET);
    let span = complaint.span();
    let text = complaint.source().text();
    assert!(text.get(span.offset()..span.offset() + span.len()).is_some());
    if miette::Diagnostic::code(&complaint).is_some_and(|code| code.to_string().contains("::")) {
        check(&complaint);
    }
}
