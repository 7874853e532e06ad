//! Whether the pages of a result are all there.

use super::SourceError;
use crate::resource::Origin;

/// What one page says about the result that it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) kind: Kind,
    /// The records that are on it.
    pub(super) found: usize,
    /// The records that it says are on it.
    pub(super) count: Option<u64>,
    /// The records that the whole result has.
    pub(super) total: Option<u64>,
    /// Why we know that another page follows.
    pub(super) more: Option<&'static str>,
}

/// The service that wrote a page; pages of two services are never of one result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    ResourceGraph,
    ArmList,
    KubernetesList,
}

/// A result: as many pages of one file as it takes to be whole.
struct PagedResult<'a> {
    found: u64,
    last: &'a (Origin, Page),
}

impl PagedResult<'_> {
    /// Why it is not whole.
    fn lack(&self) -> Option<String> {
        let page = &self.last.1;
        match page.total {
            Some(total) if self.found < total => {
                Some(format!("{} of {total} records are here", self.found))
            }
            _ => page.more.map(str::to_owned),
        }
    }

    /// Whether a page may continue it.
    fn accepts(&self, page: &Page) -> bool {
        let last = &self.last.1;
        (last.kind, last.total) == (page.kind, page.total)
    }
}

/// The pages that are missing from a file, told from those that are there.
pub(super) fn complaints(pages: &[(Origin, Page)]) -> Vec<SourceError> {
    let mut open: Vec<PagedResult<'_>> = Vec::new();
    let mut complaints = Vec::new();
    for last in pages {
        let (origin, page) = last;
        complaints.extend(short_page(page).map(|reason| complaint(origin, reason)));
        let begun = open.iter().position(|result| result.accepts(page));
        let before = begun.map_or(0, |index| open.remove(index).found);
        let found = before + page.found as u64;
        let result = PagedResult { found, last };
        if result.lack().is_some() {
            open.push(result);
        }
    }
    for result in open {
        let lack = result.lack();
        complaints.extend(lack.map(|reason| complaint(&result.last.0, reason)));
    }
    complaints
}

/// Why a page is not as long as it says.
fn short_page(page: &Page) -> Option<String> {
    let count = page.count.filter(|&count| (page.found as u64) < count)?;
    Some(format!(
        "its `count` is {count} and it has {} records",
        page.found
    ))
}

fn complaint(origin: &Origin, reason: String) -> SourceError {
    SourceError::PartialPage {
        origin: origin.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: Option<&str> = Some("`nextLink` leads to more");
    const TOKEN: Option<&str> = Some("a skip token leads to more");

    fn graph(found: usize, total: u64, more: Option<&'static str>) -> Page {
        Page {
            kind: Kind::ResourceGraph,
            found,
            count: None,
            total: Some(total),
            more,
        }
    }

    fn list(more: Option<&'static str>) -> Page {
        Page {
            kind: Kind::ArmList,
            total: None,
            ..graph(1, 0, more)
        }
    }

    fn reasons(pages: Vec<Page>) -> Vec<String> {
        let origin = Origin::synthetic();
        let pages: Vec<_> = pages
            .into_iter()
            .map(|page| (origin.clone(), page))
            .collect();
        let reason = |complaint| match complaint {
            SourceError::PartialPage { reason, .. } => reason,
            other => panic!("{other}"),
        };
        complaints(&pages).into_iter().map(reason).collect()
    }

    #[test]
    fn a_result_of_one_page_is_whole_or_not() {
        assert!(reasons(vec![graph(2, 2, None)]).is_empty());
        assert_eq!(
            reasons(vec![graph(2, 5, None)]),
            ["2 of 5 records are here"]
        );
        assert_eq!(reasons(vec![graph(2, 2, TOKEN)]), [TOKEN.unwrap()]);
        assert_eq!(reasons(vec![list(LINK)]), [LINK.unwrap()]);
        let short = Page {
            count: Some(3),
            ..graph(2, 2, None)
        };
        assert_eq!(
            reasons(vec![short]),
            ["its `count` is 3 and it has 2 records"]
        );
    }

    #[test]
    fn later_pages_complete_a_result() {
        assert!(
            reasons(vec![
                graph(2, 5, TOKEN),
                graph(2, 5, TOKEN),
                graph(1, 5, None)
            ])
            .is_empty()
        );
        assert!(reasons(vec![list(LINK), list(LINK), list(None)]).is_empty());
        assert!(reasons(vec![graph(1, 2, TOKEN), list(None), graph(1, 2, None)]).is_empty());
    }

    #[test]
    fn pages_complete_only_their_own_result() {
        assert_eq!(
            reasons(vec![graph(3, 3, None), graph(1, 3, None)]),
            ["1 of 3 records are here"]
        );
        assert_eq!(
            reasons(vec![graph(2, 5, TOKEN), graph(3, 3, None)]),
            ["2 of 5 records are here"]
        );
        assert_eq!(
            reasons(vec![graph(2, 5, TOKEN), graph(3, 5, TOKEN)]),
            [TOKEN.unwrap()]
        );
    }
}
