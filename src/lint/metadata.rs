//! Lints of METADATA: `lint::no_description`, `lint::no_remediation`, `lint::bare_parameter`,
//! `lint::detached_metadata`.

use std::ops::Range;

use super::Subject;
use crate::policy::Policy;
use crate::rego::Remark;
use crate::text::SourceText;

/// The line with which METADATA begins.
const METADATA: &str = "# METADATA";

/// Remarks about the METADATA of the policies that are spoken of.
pub(super) fn remarks(subject: &Subject<'_>) -> Vec<Remark> {
    let policies = subject.set.policies.values();
    policies
        .filter(|policy| subject.own.contains(policy.source.name()))
        .flat_map(of_policy)
        .collect()
}

fn of_policy(policy: &Policy) -> Vec<Remark> {
    let source = &policy.source;
    let recommendation = &policy.recommendation;
    let lacking = |code, what: &str, help: &str| {
        let message = format!("METADATA lacks {what}");
        Remark::new(code, source, start_of(source), message, help.to_owned())
    };
    let is_blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    let mut remarks = Vec::new();
    if is_blank(Some(&recommendation.description)) {
        let help = "say why it matters, and what is taken as evidence";
        remarks.push(lacking("lint::no_description", "`description`", help));
    }
    if is_blank(recommendation.remediation.as_deref()) {
        let help = "say what to do about an unhealthy resource";
        remarks.push(lacking(
            "lint::no_remediation",
            "`custom.remediation`",
            help,
        ));
    }
    let parameters = recommendation.parameters.iter();
    let bare = parameters.filter(|(_, parameter)| is_blank(Some(&parameter.description)));
    remarks.extend(bare.map(|(name, _)| {
        let what = format!("a description of the parameter `{name}`");
        let help = "say what it sets, and its unit";
        lacking("lint::bare_parameter", &what, help)
    }));
    remarks
}

/// Where the METADATA of the package begins.
fn start_of(source: &SourceText) -> Range<usize> {
    let head = &source.text()[..package_place(source).start];
    let start = head.rfind(METADATA).unwrap_or_default();
    start..start + METADATA.len()
}

/// Where the name of the package stands.
pub(super) fn package_place(source: &SourceText) -> Range<usize> {
    let text = source.text();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("package ") {
            let name = name.split(['#', ';']).next().unwrap_or_default();
            let start = at + line.len() - line["package ".len()..].trim_start().len();
            return start..start + name.trim().len();
        }
        at += line.len();
    }
    0..text.len().min(1)
}

/// METADATA that a blank line keeps from what it describes: OPA takes it for another comment.
pub(super) fn detached(source: &SourceText) -> Vec<Remark> {
    let text = source.text();
    let mut remarks = Vec::new();
    let mut block = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_comment = line.starts_with('#');
        if line.trim_end() == METADATA {
            block = Some(at);
        } else if !is_comment && line.trim().is_empty() {
            remarks.extend(block.take().map(|block| blank_after(source, block, at)));
        } else if !is_comment {
            block = None;
        }
        at += line.len();
    }
    remarks
}

fn blank_after(source: &SourceText, block: usize, at: usize) -> Remark {
    let rest = &source.text()[at..];
    let blank: usize = rest
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let remark = Remark::new(
        "lint::detached_metadata",
        source,
        block..block + METADATA.len(),
        "a blank line keeps METADATA from what it describes",
        "leave the blank line out".to_owned(),
    );
    // Another comment would become a part of the YAML, and the end of the file describes nothing.
    let is_plain = !rest[blank..].starts_with('#') && !rest[blank..].is_empty();
    remark.mended_by(is_plain.then(|| (at..at + blank, String::new())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_before_code_goes() {
        let source = SourceText::new("a", "# METADATA\n# title: T\n\n\t\npackage a\n");
        let remarks = detached(&source);
        assert_eq!(remarks[0].edits, [(22..25, String::new())]);
        let attached = "# METADATA\n# title: T\npackage a\n\n# METADATA\n# title: U\nb := 1\n";
        assert!(detached(&SourceText::new("a", attached)).is_empty());
    }

    #[test]
    fn a_comment_does_not_become_yaml() {
        let source = SourceText::new("a", "# METADATA\n# title: T\n\n# more\npackage a\n");
        let remarks = detached(&source);
        assert_eq!(remarks.len(), 1);
        assert!(remarks[0].edits.is_empty());
    }

    #[test]
    fn the_name_of_the_package_is_found() {
        let source = SourceText::new("a", "# package x\npackage  a.b # c\n");
        assert_eq!(&source.text()[package_place(&source)], "a.b");
    }
}
