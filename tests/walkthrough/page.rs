//! A page of Markdown whose fenced blocks are steps.
//!
//! `sh` is run. A block `text` that follows shows what that prints: line for line, where `…` alone
//! stands for any lines and within a line for any characters; a last line `exit code: N` says what
//! it ends with, which is 0 otherwise. A block with a path behind its language is a file.

/// A step of the page.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    File {
        path: String,
        text: String,
    },
    Run {
        line: usize,
        commands: String,
        wanted: Wanted,
    },
}

/// What the page shows of a run.
#[derive(Debug, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) code: i32,
    /// Nothing where the page shows nothing: then anything may be printed.
    lines: Option<Vec<String>>,
}

struct Block {
    line: usize,
    info: String,
    text: String,
}

/// The steps of a page, in order.
///
/// Fails on a block that is no step: a page that says less than it seems to would pass.
pub(crate) fn steps(page: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for block in blocks(page)? {
        let words: Vec<&str> = block.info.split(' ').collect();
        let last = steps.last_mut();
        match (words.as_slice(), last) {
            (["sh"], _) => steps.push(Step::Run {
                line: block.line,
                commands: block.text,
                wanted: Wanted {
                    code: 0,
                    lines: None,
                },
            }),
            (["text"], Some(Step::Run { wanted, .. })) if wanted.lines.is_none() => {
                *wanted = Wanted::of(&block.text);
            }
            ([_, path], _) if !path.contains("..") && !path.starts_with('/') => {
                let path = (*path).to_owned();
                steps.push(Step::File {
                    path,
                    text: block.text,
                });
            }
            _ => return Err(format!("line {}: `{}` is no step", block.line, block.info)),
        }
    }
    Ok(steps)
}

fn blocks(page: &str) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, text) in (1..).zip(page.lines()) {
        open = match (open, text.strip_prefix("```")) {
            (None, Some(info)) => {
                let (info, text) = (info.to_owned(), String::new());
                Some(Block { line, info, text })
            }
            (Some(block), Some("")) => {
                blocks.push(block);
                None
            }
            (Some(mut block), _) => {
                block.text.push_str(text);
                block.text.push('\n');
                Some(block)
            }
            (None, None) => None,
        };
    }
    open.map_or(Ok(blocks), |block| {
        Err(format!("line {}: the block has no end", block.line))
    })
}

impl Wanted {
    fn of(text: &str) -> Self {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let code = lines
            .last()
            .and_then(|last| last.strip_prefix("exit code: "));
        let code = code.map(|code| code.parse().unwrap());
        if code.is_some() {
            lines.pop();
        }
        Self {
            code: code.unwrap_or(0),
            lines: Some(lines),
        }
    }

    /// Whether an output is what is shown; else the first shown line that is not there.
    pub(crate) fn hold(&self, output: &str) -> Result<(), String> {
        let Some(lines) = &self.lines else {
            return Ok(());
        };
        let mut printed = output.lines().map(str::trim_end).peekable();
        let mut may_skip = false;
        for line in lines {
            if line == "…" {
                may_skip = true;
                continue;
            }
            let is_there = match may_skip {
                true => printed.any(|printed| is_like(line, printed)),
                false => printed.next().is_some_and(|printed| is_like(line, printed)),
            };
            if !is_there {
                return Err(line.clone());
            }
            may_skip = false;
        }
        match printed.next() {
            Some(more) if !may_skip => Err(format!("{more} (printed and not shown)")),
            _ => Ok(()),
        }
    }
}

/// Whether a printed line is the shown one, `…` in which stands for any characters.
fn is_like(shown: &str, printed: &str) -> bool {
    let parts: Vec<&str> = shown.split('…').collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return shown == printed;
    };
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn blocks_are_steps() {
    let page = "a\n```sh\nls\n```\n\n```text\nx …z\nexit code: 2\n```\n```rego a/b.rego\nc\n```\n";
    let wanted = Wanted {
        code: 2,
        lines: Some(vec!["x …z".to_owned()]),
    };
    let run = Step::Run {
        line: 2,
        commands: "ls\n".to_owned(),
        wanted,
    };
    let file = Step::File {
        path: "a/b.rego".to_owned(),
        text: "c\n".to_owned(),
    };
    assert_eq!(steps(page).unwrap(), [run, file]);
    for odd in [
        "```text\n```\n",
        "```rego\n```\n",
        "```sh\nls\n",
        "```rego ../a\n```\n",
    ] {
        assert!(steps(odd).is_err(), "{odd}");
    }
}

#[test]
fn what_is_shown_has_to_be_printed_in_order() {
    let hold = |shown: &str, output: &str| Wanted::of(shown).hold(output).is_ok();
    assert!(hold("a\n…\nc d…\n", "a\nb\nc d e\n"));
    assert!(hold("ok: … policies, 15\n", "ok: 238 policies, 15\n"));
    assert!(!hold("a\n", "a\nb\n"));
    assert!(!hold("a\nc\n", "a\nb\nc\n"));
    assert!(!hold("b\n…\na\n…\n", "a\nb\n"));
    assert!(!hold("ok: … policies\n", "ok: policies\n"));
}
