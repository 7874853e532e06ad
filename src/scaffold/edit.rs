//! YAML files of a person, changed in one place: every comment and blank stays.

use std::ops::Range;

use miette::Diagnostic;
use serde_yaml::{Mapping, Value};
use thiserror::Error;

use crate::recommendation::RecommendationId;
use crate::text::SourceText;
use crate::text::yaml::{self, Extent, Path};

/// A file that cannot be changed in one place.
#[derive(Clone, Debug, Error, Diagnostic)]
#[error("`{file}` is written in a way that cannot be added to without touching the rest")]
#[diagnostic(code(scaffold::cannot_edit), help("add this yourself: {lines}"))]
pub struct CannotEdit {
    /// The file.
    file: String,
    /// What had to be added.
    lines: String,
}

/// A replacement of some bytes.
struct Edit {
    at: Range<usize>,
    text: String,
}

impl Edit {
    fn insert(at: usize, text: String) -> Self {
        Self { at: at..at, text }
    }
}

/// A catalog with one more recommendation in one of its controls.
///
/// # Errors
/// The text is written in a way in which nothing can be added safely.
pub fn with_entry(
    source: &SourceText,
    control: &str,
    id: &RecommendationId,
) -> Result<String, CannotEdit> {
    let lines = format!("controls: [{{id: {control}, recommendations: [{id}]}}]");
    let edited = || {
        let value = yaml::parse(source).ok()?;
        let catalog = Catalog {
            source,
            control,
            id,
        };
        let edit = catalog.edit(&value)?;
        let wanted = catalog.wanted(value)?;
        checked(source, edit, &wanted)
    };
    edited().ok_or_else(|| cannot(source, lines))
}

/// A file of keys and values in which one key of the top has this value, a word or a list in
/// brackets.
///
/// # Errors
/// The text is written in a way in which nothing can be set safely.
pub fn with_key(source: &SourceText, key: &str, written: &str) -> Result<String, CannotEdit> {
    let edited = || {
        let mut wanted = yaml::parse(source).ok()?;
        let value: Value = serde_yaml::from_str(written).ok()?;
        let edit = match yaml::extent(source, &Path::root().then(key)) {
            Some(Extent { start, end, .. }) => Edit {
                at: start..end,
                text: written.to_owned(),
            },
            None => at_end(source, &[format!("{key}: {written}")]),
        };
        wanted.as_mapping_mut()?.insert(key.into(), value);
        checked(source, edit, &wanted)
    };
    edited().ok_or_else(|| cannot(source, format!("{key}: {written}")))
}

fn cannot(source: &SourceText, lines: String) -> CannotEdit {
    CannotEdit {
        file: source.name().to_owned(),
        lines,
    }
}

/// The edited text, if it means what was wanted and nothing else.
fn checked(source: &SourceText, edit: Edit, wanted: &Value) -> Option<String> {
    let mut text = source.text().to_owned();
    text.replace_range(edit.at, &edit.text);
    let found = yaml::parse(&SourceText::new(source.name(), text.as_str())).ok()?;
    (found == *wanted).then_some(text)
}

/// A recommendation on its way into a control.
struct Catalog<'a> {
    source: &'a SourceText,
    control: &'a str,
    id: &'a RecommendationId,
}

impl Catalog<'_> {
    fn edit(&self, catalog: &Value) -> Option<Edit> {
        let path = Path::root().then("controls");
        let Some(controls) = catalog.get("controls") else {
            let [first, second] = self.lines();
            let lines = [
                "controls:".to_owned(),
                format!("  - {first}"),
                format!("    {second}"),
            ];
            return Some(at_end(self.source, &lines));
        };
        let controls = controls.as_sequence()?;
        match position(controls, self.control) {
            Some(index) => self.in_control(&controls[index], &path.then(index)),
            None => self.new_control(controls.len(), &path),
        }
    }

    /// What the catalog has to mean then.
    fn wanted(&self, mut catalog: Value) -> Option<Value> {
        let id = Value::from(self.id.as_str());
        let catalog_keys = catalog.as_mapping_mut()?;
        let controls = catalog_keys
            .entry("controls".into())
            .or_insert_with(|| Value::Sequence(Vec::new()))
            .as_sequence_mut()?;
        let index = position(controls, self.control).unwrap_or_else(|| {
            let id = (Value::from("id"), Value::from(self.control));
            controls.push(Value::Mapping(Mapping::from_iter([id])));
            controls.len() - 1
        });
        let list = controls[index]
            .as_mapping_mut()?
            .entry("recommendations".into())
            .or_insert_with(|| Value::Sequence(Vec::new()))
            .as_sequence_mut()?;
        list.insert(place_in(list, self.id), id);
        Some(catalog)
    }

    fn lines(&self) -> [String; 2] {
        let (control, id) = (self.control, self.id);
        [format!("id: {control}"), format!("recommendations: [{id}]")]
    }

    fn in_control(&self, control: &Value, path: &Path) -> Option<Edit> {
        let text = self.source.text();
        let [_, line] = self.lines();
        if let Some(list) = control.get("recommendations") {
            return self.in_list(list.as_sequence()?, &path.then("recommendations"));
        }
        let extent = yaml::extent(self.source, path)?;
        if extent.is_flow {
            let last = control.as_mapping()?.keys().last()?.as_str()?;
            let last = yaml::extent(self.source, &path.then(last))?;
            return Some(Edit::insert(last.end, format!(", {line}")));
        }
        let column = text[..extent.start]
            .chars()
            .rev()
            .take_while(|sign| *sign != '\n');
        let indent = " ".repeat(column.count());
        Some(self.line_after(extent.end, &format!("{indent}{line}")))
    }

    /// In a list that is sorted the id goes where it belongs, else to the end.
    fn in_list(&self, list: &[Value], path: &Path) -> Option<Edit> {
        let extent = |index: usize| yaml::extent(self.source, &path.then(index));
        let is_flow = yaml::extent(self.source, path)?.is_flow;
        match (place_in(list, self.id).checked_sub(1), is_flow) {
            (Some(before), true) => {
                Some(Edit::insert(extent(before)?.end, format!(", {}", self.id)))
            }
            (None, true) => Some(Edit::insert(extent(0)?.start, format!("{}, ", self.id))),
            (Some(before), false) => {
                let before = extent(before)?;
                let dash = self.dash(before.start)?;
                Some(self.line_after(before.end, &format!("{dash}{}", self.id)))
            }
            (None, false) => {
                let first = extent(0)?.start;
                let dash = self.dash(first)?;
                let line = format!("{dash}{}{}", self.id, self.line_end());
                Some(Edit::insert(first - dash.len(), line))
            }
        }
    }

    fn new_control(&self, count: usize, path: &Path) -> Option<Edit> {
        let [first, second] = self.lines();
        let list = yaml::extent(self.source, path)?;
        let last = count.checked_sub(1).map(|last| path.then(last));
        let last = last.and_then(|last| yaml::extent(self.source, &last));
        match (list.is_flow, last) {
            (true, None) => Some(Edit::insert(
                list.start + 1,
                format!("{{{first}, {second}}}"),
            )),
            (true, Some(last)) => Some(Edit::insert(last.end, format!(", {{{first}, {second}}}"))),
            (false, last) => {
                let last = last?;
                let dash = self.dash(last.start)?;
                let indent = " ".repeat(dash.len());
                let lines = format!("{dash}{first}{}{indent}{second}", self.line_end());
                Some(self.line_after(last.end, &lines))
            }
        }
    }

    /// What stands in its line before an element of a list: blanks, a dash, blanks.
    fn dash(&self, at: usize) -> Option<&str> {
        let text = self.source.text();
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let dash = &text[start..at];
        let is_dash = dash.trim_matches(' ') == "-";
        is_dash.then_some(dash)
    }

    /// A new line after the one that holds this place.
    fn line_after(&self, at: usize, line: &str) -> Edit {
        let text = self.source.text();
        let rest = &text[at..];
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        Edit::insert(at + length, format!("{}{line}", self.line_end()))
    }

    fn line_end(&self) -> &'static str {
        line_end(self.source.text())
    }
}

fn position(controls: &[Value], id: &str) -> Option<usize> {
    let is_it = |control: &Value| control.get("id").and_then(Value::as_str) == Some(id);
    controls.iter().position(is_it)
}

/// Where an id goes in a list.
fn place_in(list: &[Value], id: &RecommendationId) -> usize {
    let names: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
    match names.is_sorted() {
        true => names.partition_point(|name| *name < id.as_str()),
        false => list.len(),
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Lines at the end of a text.
fn at_end(source: &SourceText, lines: &[String]) -> Edit {
    let text = source.text();
    let end = line_end(text);
    let is_open = !text.is_empty() && !text.ends_with('\n');
    let before = if is_open { end } else { "" };
    let lines = format!("{before}{}{end}", lines.join(end));
    Edit::insert(text.len(), lines)
}

#[cfg(test)]
mod tests;
