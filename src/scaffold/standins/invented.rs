//! What stands in for a value.

use std::net::IpAddr;

use super::shape::{Shape, address};

/// Which segments of an id stay: the words of Resource Manager, the namespace of a provider, and
/// every second one behind it, which is a type.
pub(super) fn kept_segments(segments: &[&str]) -> Vec<bool> {
    let is_word = |segment: &str| {
        segment
            .chars()
            .all(|sign| sign.is_ascii_alphabetic() || sign == '.')
    };
    let mut since_provider = None;
    let mut kept = Vec::with_capacity(segments.len());
    for segment in segments {
        let lower = segment.to_ascii_lowercase();
        let is_kept = match since_provider {
            _ if segment.is_empty() => true,
            _ if lower == "providers" => true,
            None => [
                "subscriptions",
                "resourcegroups",
                "managementgroups",
                "github.com",
            ]
            .contains(&lower.as_str()),
            Some(position) => (position == 0 || position % 2 == 1) && is_word(segment),
        };
        since_provider = match (lower.as_str(), since_provider) {
            ("providers", _) => Some(0),
            (_, Some(position)) => Some(position + 1),
            (_, None) => None,
        };
        kept.push(is_kept);
    }
    kept
}

/// The nth stand-in of a shape.
pub(super) fn invented(text: &str, shape: Shape, count: usize) -> String {
    match shape {
        Shape::Guid => format!("00000000-0000-4000-8000-{count:012}"),
        Shape::Id => format!("arn:aws:service:region:000000000000:name{count}"),
        Shape::Email => format!("user{count}@example.com"),
        Shape::Address => invented_address(text, count),
        Shape::Time if text.contains('T') => "2026-01-01T00:00:00Z".to_owned(),
        Shape::Time => "2026-01-01".to_owned(),
        Shape::HostName if text.starts_with("*.") => format!("*.host{count}.example.com"),
        Shape::HostName => format!("host{count}.example.com"),
        Shape::Key => format!("key{count}"),
        Shape::Name | Shape::Url => format!("name{count}"),
        Shape::Text => format!("text {count}"),
    }
}

/// An address out of the blocks that are for documents, or private as the real one is.
fn invented_address(text: &str, count: usize) -> String {
    let byte = count % 254 + 1;
    let (address, prefix) = match address(text) {
        Some((IpAddr::V4(address), prefix)) if address.is_private() => {
            (format!("10.0.{byte}.0"), prefix)
        }
        Some((IpAddr::V6(_), prefix)) => (format!("2001:db8::{byte:x}"), prefix),
        found => (
            format!("203.0.113.{byte}"),
            found.and_then(|(_, prefix)| prefix),
        ),
    };
    prefix.map_or(address.clone(), |prefix| format!("{address}/{prefix}"))
}
