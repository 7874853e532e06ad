//! Comments that allow a lint at one place: `# securescore: allow lint::unused_rule: others use it`.
//!
//! Such a comment covers its own line, and standing alone the next line of code, with what is
//! between them. `lint::bad_allow` and `lint::unused_allow` keep them honest.

use std::ops::Range;

use super::table::{LINTS, lint};
use crate::rego::{Layout, Remark};
use crate::text::{SourceText, did_you_mean};

/// What such a comment begins with.
const SIGN: &str = "securescore:";

/// All such comments.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    allowances: Vec<Allowance>,
    faults: Vec<Remark>,
}

#[derive(Debug)]
struct Allowance {
    source: SourceText,
    code: &'static str,
    /// Where the code stands in the comment.
    place: Range<usize>,
    /// What it covers.
    covered: Range<usize>,
}

impl Allowance {
    fn covers(&self, remark: &Remark) -> bool {
        self.code == remark.code
            && self.source.name() == remark.source.name()
            && self.covered.contains(&remark.span.offset())
    }
}

impl Allowances {
    /// Those of some texts.
    pub(super) fn of(texts: &[&SourceText]) -> Self {
        let mut found = Self::default();
        for source in texts {
            let layout = Layout::of(source.text());
            for comment in &layout.comments {
                found.read(source, &layout, comment.clone());
            }
        }
        found
    }

    /// Whether a comment allows a remark.
    pub(super) fn cover(&self, remark: &Remark) -> bool {
        self.allowances.iter().any(|one| one.covers(remark))
    }

    /// Those that cover none of these remarks, of the lints that were looked for.
    pub(super) fn unused(
        &self,
        remarks: &[Remark],
        is_looked_for: &dyn Fn(&str) -> bool,
    ) -> Vec<Remark> {
        let is_idle = |one: &&Allowance| {
            is_looked_for(one.code) && !remarks.iter().any(|remark| one.covers(remark))
        };
        let idle = self.allowances.iter().filter(is_idle);
        idle.map(|one| {
            Remark::new(
                "lint::unused_allow",
                &one.source,
                one.place.clone(),
                format!("`{}` is allowed here, and nothing needs it", one.code),
                "leave the comment out".to_owned(),
            )
        })
        .collect()
    }

    /// What is wrong with the comments themselves.
    pub(super) fn into_faults(self) -> Vec<Remark> {
        self.faults
    }

    fn read(&mut self, source: &SourceText, layout: &Layout, comment: Range<usize>) {
        let text = &source.text()[comment.clone()];
        let words = text.trim_start_matches('#').trim_start();
        let Some(order) = words.strip_prefix(SIGN) else {
            return;
        };
        let Some(rest) = order.trim_start().strip_prefix("allow ") else {
            let help = "write `# securescore: allow lint::code: reason`".to_owned();
            return self.fault(source, comment, "this comment orders nothing", help);
        };
        let mut at = comment.end - rest.len();
        let covered = covered(source.text(), layout, &comment);
        let mut reason = rest;
        let mut has_code = false;
        for word in rest.split_inclusive([' ', ',']) {
            let code = word.trim_end_matches([' ', ',', ':', '.', ';']);
            if !code.is_empty() && !code.starts_with("lint::") {
                break;
            }
            if !code.is_empty() {
                has_code = true;
                self.allow(source, code, at..at + code.len(), covered.clone());
            }
            at += word.len();
            reason = &rest[at - (comment.end - rest.len())..];
        }
        if !has_code {
            let help = "name a lint, as in `lint::unused_rule`".to_owned();
            self.fault(source, comment, "this comment allows no lint", help);
        } else if !reason.contains(char::is_alphanumeric) {
            let help = "say why, behind the code".to_owned();
            self.fault(source, comment, "this comment gives no reason", help);
        }
    }

    fn allow(
        &mut self,
        source: &SourceText,
        code: &str,
        place: Range<usize>,
        covered: Range<usize>,
    ) {
        match lint(code) {
            Some(known) => self.allowances.push(Allowance {
                source: source.clone(),
                code: known.code,
                place,
                covered,
            }),
            None => {
                let known = LINTS.iter().map(|lint| lint.code);
                let help = did_you_mean(code, known);
                let help = help.unwrap_or_else(|| "`securescore lint --list` names all".to_owned());
                self.fault(source, place, &format!("there is no lint `{code}`"), help);
            }
        }
    }

    fn fault(&mut self, source: &SourceText, place: Range<usize>, message: &str, help: String) {
        let fault = Remark::new("lint::bad_allow", source, place, message, help);
        self.faults.push(fault);
    }
}

/// From the line of a comment to the next line of code, or that line alone if it has code.
fn covered(text: &str, layout: &Layout, comment: &Range<usize>) -> Range<usize> {
    let start = text[..comment.start].rfind('\n').map_or(0, |end| end + 1);
    let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut end = end_of_line(start);
    while !layout.has_code(start..end) && end < text.len() {
        end = end_of_line(end);
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
        let source = SourceText::new("a", text);
        let found = Allowances::of(&[&source]);
        let covered = |one: &Allowance| (one.code, text[one.covered.clone()].to_owned());
        let faults = found.faults.iter().map(|fault| fault.message.clone());
        (
            found.allowances.iter().map(covered).collect(),
            faults.collect(),
        )
    }

    #[test]
    fn a_comment_covers_its_line_or_the_next_one() {
        let trailing = "a := 1 # securescore: allow lint::rule_name: as elsewhere\nb := 2\n";
        let (found, faults) = of(trailing);
        let line = trailing.lines().next().unwrap();
        assert_eq!(found, [("lint::rule_name", format!("{line}\n"))]);
        assert!(faults.is_empty());
        let above = "# securescore: allow lint::rule_name, lint::unused_rule as elsewhere\n\n# more\na := 1\nb := 2\n";
        let (found, faults) = of(above);
        assert!(
            found
                .iter()
                .all(|(_, covered)| covered.ends_with("a := 1\n"))
        );
        assert_eq!(found.len(), 2);
        assert!(faults.is_empty());
    }

    #[test]
    fn a_comment_names_a_lint_and_a_reason() {
        let faults = |comment: &str| of(&format!("# securescore: {comment}\na := 1\n")).1;
        assert_eq!(
            faults("allow lint::rule_name"),
            ["this comment gives no reason"]
        );
        assert_eq!(
            faults("allow lint::rule_name: -"),
            ["this comment gives no reason"]
        );
        assert_eq!(faults("allow it, please"), ["this comment allows no lint"]);
        assert_eq!(faults("ignore it"), ["this comment orders nothing"]);
        assert_eq!(
            faults("allow lint::rule_nme: x"),
            ["there is no lint `lint::rule_nme`"]
        );
        assert_eq!(
            of("# securescore reads this\na := \"# securescore: x\"\n")
                .1
                .len(),
            0
        );
    }
}
