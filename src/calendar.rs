//! Days as people write them in files. A day ends at midnight UTC.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Reads a day of the form `2027-03-31`, and of no other.
pub fn day(text: &str) -> Option<Date> {
    let shape: String = text
        .chars()
        .map(|character| match character {
            '0'..='9' => '9',
            other => other,
        })
        .collect();
    (shape == "9999-99-99").then(|| text.parse().ok()).flatten()
}

/// The first instant after a day, UTC.
pub fn end_of(day: Date) -> Timestamp {
    day.tomorrow()
        .and_then(|next| TimeZone::UTC.to_timestamp(next.at(0, 0, 0, 0)))
        .unwrap_or(Timestamp::MAX)
}

/// Whether a day is today or one of the `days` after it, seen at `as_of`, UTC.
pub fn is_within(day: Date, days: i32, as_of: Timestamp) -> bool {
    let today = TimeZone::UTC.to_datetime(as_of).date();
    let last = today.saturating_add(days.days());
    (today..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(day("2027-03-31"), Some(jiff::civil::date(2027, 3, 31)));
        for text in [
            "2026-02-30",
            "2027-3-31",
            "20270331",
            "2027-03-31T10:00",
            " 2027-03-31",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let end = end_of(day("2027-12-31").unwrap());
        assert_eq!(end, "2028-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(end_of(day("9999-12-31").unwrap()), Timestamp::MAX);
    }

    #[test]
    fn a_span_of_days_has_both_its_ends() {
        let as_of = "2027-03-01T23:59:59Z".parse().unwrap();
        let within = |text| is_within(day(text).unwrap(), 30, as_of);
        assert!(within("2027-03-01") && within("2027-03-31"));
        assert!(!within("2027-02-28") && !within("2027-04-01"));
    }
}
