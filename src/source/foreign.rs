//! Objects that are no rows of Azure: they say in the words of their own service what they are,
//! and some do not say where they belong.
//!
//! A kind is one file with an [`Identify`], and its line in [`KINDS`].

mod entra;
mod github;
mod iot_hub;
mod key_vault;
mod kubernetes;

use serde_json::{Map, Value};

use crate::resource::{Owner, ResourceId, ResourceType};

pub(super) use entra::CONTEXT;
pub(super) use kubernetes::is_object as is_kubernetes;

/// The id and type that an object gets, or what is missing to know them.
pub(super) type Identity = Result<(ResourceId, ResourceType), Unknown>;

/// Why nobody knows what an object is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) reason: String,
    pub(super) help: String,
}

/// Says what an object is, or nothing of an object of another kind.
type Identify = fn(&Map<String, Value>, Option<&Owner>) -> Option<Identity>;

/// Every kind; the first that knows an object decides.
const KINDS: [Identify; 5] = [
    kubernetes::identify,
    entra::identify,
    github::identify,
    key_vault::identify,
    iot_hub::identify,
];

/// What an object is, if it is one of a service that is known.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    let mut kinds = KINDS.iter();
    kinds.find_map(|identify| identify(object, owner))
}

/// Nobody knows which one of its kind an object belongs to.
fn without_owner(what: &str, owner: &str, found: Option<&Owner>) -> Unknown {
    let reason = match found {
        Some(found) => format!("`{found}` is no {owner}, and {what} belong to one"),
        None => format!("{what} do not say which {owner} they belong to"),
    };
    Unknown {
        reason,
        help:
            "name it: `--of ID=FILE` on the command line, `{path: FILE, of: ID}` under `inventory` \
               in securescore.yaml, or `{\"of\": ID, \"content\": …}` around the document"
                .replace("ID", "<id>"),
    }
}

fn text<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str)
}

/// An id below another one.
fn below(owner: &ResourceId, path: &str) -> ResourceId {
    ResourceId::new(&format!("{owner}/{path}"))
}
