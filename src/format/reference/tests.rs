use super::*;
use crate::catalog;
use crate::policy::{PolicySet, PolicyText};
use crate::text::SourceText;

const POLICY: &str = "# METADATA
# title: Doors *should* be shut
# description: >-
#   An open door lets `anyone` in.
# custom:
#   severity: high
#   resource_types: [a.b/doors, a.b/gates]
#   requires: [a.b/walls]
#   remediation: Shut it.
#   fix: shut {id}
#   azure_policy: 404c3081-a854-4457-ae30-26a93ef643f9
#   formerly: [own.door]
#   parameters: {width: {type: number, default: 2, description: \"a | b\"}}
package own.house.door

default healthy := false

healthy if input.isShut
";

fn reference(policy: &str, catalog: &str) -> Vec<Page> {
    let set = PolicySet::read(vec![PolicyText {
        path: "own/house/door/policy.rego".to_owned(),
        source: SourceText::new("policy.rego", policy),
    }]);
    let set = set.unwrap();
    let known = set.recommendations();
    let source = SourceText::new("catalog.yaml", catalog);
    let mut none = |_: &str, _: &SourceText| Err(String::new());
    let (catalog, _) = catalog::load(&source, &mut none, &known).unwrap();
    let policies: Vec<&Policy> = set.policies.values().collect();
    let input = Input {
        policies: &policies,
        catalog: &catalog,
    };
    pages(input)
}

const CATALOG: &str = "name: own
title: Own
controls: [{id: shut, title: Shut | lock, max_score: 2.5, recommendations: [own.house.door]}]
recommendations: {own.house.door: {preview: true, preview_until: 2027-01-31}}
";

#[test]
fn a_page_says_all_that_the_author_says() {
    let pages = reference(POLICY, CATALOG);
    let wanted = format!(
        "{MARK}# `own.house`

## door

**Doors \\*should\\* be shut**

An open door lets `anyone` in.

| | |
|---|---|
| Id | `own.house.door` |
| Severity | high |
| Assesses | `a.b/doors`, `a.b/gates` |
| Requires | `a.b/walls` |
| Controls | Shut \\| lock (2.5 points) |
| State | preview through 2027-01-31: shown, not counted |
| Formerly | `own.door` |
| Azure Policy | `404c3081-a854-4457-ae30-26a93ef643f9` |

| Parameter | Default | |
|---|---|---|
| `width` | `2` | a \\| b |

Shut it.

```sh
shut {{id}}
```

<details><summary>The policy</summary>

```rego
default healthy := false

healthy if input.isShut
```

</details>
"
    );
    assert_eq!(pages[1].path, "own/house.md");
    assert_eq!(pages[1].text, wanted);
}

#[test]
fn the_index_is_by_control_and_by_type() {
    let pages = reference(POLICY, CATALOG);
    let wanted = format!(
        "{MARK}# Recommendations

1 recommendation of the catalog `own`.

## By control

### Shut \\| lock (2.5 points)

- [Doors \\*should\\* be shut](own/house.md#door)

## By type

### `a.b/doors`

- [Doors \\*should\\* be shut](own/house.md#door)

### `a.b/gates`

- [Doors \\*should\\* be shut](own/house.md#door)
"
    );
    assert_eq!(pages[0].path, "README.md");
    assert_eq!(pages[0].text, wanted);
}
