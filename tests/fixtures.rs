//! One estate a folder: its whole report is a snapshot. A new case is a folder and no code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use securescore::cli::Exit;
use support::{AS_OF, securescore};

#[test]
fn reports() {
    insta::glob!("../fixtures", "*/inventory*", |inventory| {
        let folder = Path::new("fixtures").join(inventory.parent().unwrap().file_name().unwrap());
        let inventory = folder.join(inventory.file_name().unwrap());
        let mut arguments = vec!["score", inventory.to_str().unwrap(), "--as-of", AS_OF];
        arguments.extend(["--format", "json", "--assessments", "all"]);
        let files = ["catalog", "exemptions"].map(|name| {
            (
                format!("--{name}"),
                folder.join(name).with_extension("yaml"),
            )
        });
        for (option, file) in files.iter().filter(|(_, file)| file.exists()) {
            arguments.extend([option.as_str(), file.to_str().unwrap()]);
        }
        let project = folder.join("securescore.yaml");
        if project.exists() {
            arguments = vec![
                "score",
                folder.to_str().unwrap(),
                "--as-of",
                AS_OF,
                "--format",
                "json",
                "--assessments",
                "all",
            ];
        }
        let ran = securescore(&arguments);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.errors);
        // Which built-in recommendations a small catalog leaves out is no matter of its estate.
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(
            r"`[a-z_.]+`( and \d+ more are|, .* are| is) in no control",
            "[others] in no control",
        );
        settings.bind(|| insta::assert_snapshot!(ran.output));
    });
}
