//! What a text looks like.

use std::net::IpAddr;

use ipnet::IpNet;
use jiff::Timestamp;

use super::words;
use crate::calendar;

/// Whether a text looks like something.
type Test = fn(&str) -> bool;

/// What a text looks like, from the most certain to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Guid,
    Id,
    Url,
    Email,
    Address,
    Time,
    HostName,
    Key,
    Name,
    Text,
}

impl Shape {
    /// What it is called where people read of it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Guid => "a GUID",
            Self::Id => "an id",
            Self::Url => "an address of the web",
            Self::Email => "an e-mail address",
            Self::Address => "an IP address",
            Self::Time => "a time",
            Self::HostName => "a host name",
            Self::Key => "a key",
            Self::Name => "a name",
            Self::Text => "a text",
        }
    }

    /// The shape of a text.
    pub(super) fn of(text: &str) -> Self {
        let shapes: [(Self, Test); 9] = [
            (Self::Guid, is_guid),
            (Self::Id, is_id),
            (Self::Url, |text| text.contains("://")),
            (Self::Address, |text| address(text).is_some()),
            (Self::Email, is_email),
            (Self::Time, is_time),
            (Self::HostName, is_host_name),
            (Self::Key, is_key),
            (Self::Name, |text| text.chars().all(is_of_name)),
        ];
        let found = shapes.iter().find(|(_, is_it)| is_it(text));
        found.map_or(Self::Text, |(shape, _)| *shape)
    }
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || "-_.".contains(sign)
}

fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .chars()
            .all(|sign| sign == '-' || sign.is_ascii_hexdigit())
}

fn is_id(text: &str) -> bool {
    text.starts_with('/') || text.to_ascii_lowercase().starts_with("arn:")
}

/// An address, and how many of its bits are the network's.
pub(super) fn address(text: &str) -> Option<(IpAddr, Option<u8>)> {
    let alone = || text.parse().ok().map(|address| (address, None));
    let network = || text.parse::<IpNet>().ok();
    alone().or_else(|| network().map(|network| (network.addr(), Some(network.prefix_len()))))
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && is_host_name(host) && !text.contains(' '))
}

fn is_time(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok() || calendar::day(text).is_some()
}

/// Words with dots between them, of which the last has letters only.
fn is_host_name(text: &str) -> bool {
    let text = text.strip_prefix("*.").unwrap_or(text);
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(is_label)
        && last.len() >= 2
        && last.chars().all(|letter| letter.is_ascii_alphabetic())
}

/// Long, without blanks, of digits and letters.
fn is_key(text: &str) -> bool {
    let is_of_key = |sign: char| sign.is_ascii_alphanumeric() || "+/=_-.~%".contains(sign);
    text.len() >= 20
        && text.chars().all(is_of_key)
        && text.contains(|sign: char| sign.is_ascii_digit() || sign.is_ascii_uppercase())
}

/// Whether a key may be one that a service gives: a word, and no number of something.
pub(super) fn is_key_of_service(key: &str) -> bool {
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || "_-$@.".contains(sign);
    let is_plain = key.len() <= 64 && key.chars().all(is_word);
    let is_numbered = key.contains(|sign: char| sign.is_ascii_digit());
    is_plain
        && match Shape::of(key) {
            Shape::Guid | Shape::Address | Shape::HostName | Shape::Time => false,
            Shape::Key => !is_numbered,
            _ => true,
        }
}

/// Whether the value of a key is a word out of a list that the service keeps, and no secret of
/// its owner. Whoever cannot tell says no.
pub(super) fn is_enumerated(key: &str, parent: &str, text: &str) -> bool {
    let (key, word) = (key.to_ascii_lowercase(), text.to_ascii_lowercase());
    if words::KNOWN.contains(&word.as_str()) || is_number(text) || is_microsoft_type(&word) {
        return true;
    }
    let is_word = text.len() <= 40
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || "_.,+-".contains(sign));
    let of_sku = parent.eq_ignore_ascii_case("sku")
        && ["name", "tier", "size", "family"].contains(&key.as_str());
    let is_known_key = words::ENUMERATED.iter().any(|end| key.ends_with(end));
    is_word
        && (of_sku || is_known_key)
        && !matches!(
            Shape::of(text),
            Shape::Guid | Shape::Address | Shape::HostName | Shape::Key
        )
}

/// A small number, a version, or a range of ports.
fn is_number(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    parts.len() <= 3 && parts.into_iter().all(is_part)
}

fn is_microsoft_type(text: &str) -> bool {
    let rest = text.strip_prefix("microsoft.");
    rest.is_some_and(|rest| {
        rest.contains('/')
            && rest
                .chars()
                .all(|sign| sign.is_ascii_alphabetic() || "./".contains(sign))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_their_looks() {
        for (text, shape) in [
            ("1B4E28BA-2fa1-11d2-883f-0016d3cca427", Shape::Guid),
            ("/subscriptions/s", Shape::Id),
            ("arn:aws:s3:::shop", Shape::Id),
            ("https://shop.contoso.com/a", Shape::Url),
            ("ann@contoso.com", Shape::Email),
            ("10.1.2.3", Shape::Address),
            ("10.1.0.0/16", Shape::Address),
            ("fd00::1", Shape::Address),
            ("2026-05-04T10:11:12Z", Shape::Time),
            ("2026-05-04", Shape::Time),
            ("shop.contoso.com", Shape::HostName),
            ("*.contoso.com", Shape::HostName),
            ("c2VjcmV0IHNlY3JldCBzZWNyZXQ=", Shape::Key),
            ("shop-prod", Shape::Name),
            ("The shop of Ann", Shape::Text),
        ] {
            assert_eq!(Shape::of(text), shape, "{text}");
        }
    }

    #[test]
    fn only_words_of_the_service_stay() {
        for (key, text) in [
            ("publicNetworkAccess", "Enabled"),
            ("minTlsVersion", "1.2"),
            ("minimumTlsVersion", "TLS1_2"),
            ("kind", "app,linux"),
            ("ftpsState", "FtpsOnly"),
            ("destinationPortRange", "8000-8080"),
            ("whatever", "true"),
            ("type", "Microsoft.Web/sites/config"),
        ] {
            assert!(is_enumerated(key, "properties", text), "{key}: {text}");
        }
        assert!(is_enumerated("name", "sku", "Standard_LRS"));
        for (key, text) in [
            ("name", "shop"),
            ("displayName", "Payroll"),
            ("customerId", "123456789"),
            ("value", "hunter2"),
            ("kind", "10.0.0.1"),
            ("state", "shop.contoso.com"),
        ] {
            assert!(!is_enumerated(key, "properties", text), "{key}: {text}");
        }
    }
}
