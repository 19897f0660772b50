//! What the headline says: stable codes with their arguments. The reader's language words them.
//!
//! | code | says | arguments |
//! | --- | --- | --- |
//! | `no_data` | nothing was heard in this period | |
//! | `as_expected_count` | clients get what they expect at *count* of *of* touchpoints | count, of |
//! | `short_count` | *count* of *of* scores lie under as expected | count, of, touchpoints (the lowest first, at most two) |
//! | `least` | these score least | touchpoints, at most two |
//! | `missing` | touches that should be there and are not | count |
//! | `not_asked` | live touchpoints nobody was asked about | count, touchpoints (at most three) |
//! | `weakest_stage` | the stage with the lowest share of answers as expected or better | label, value (percent) |
//! | `rose`, `fell` | changes that hold after correction | touchpoints, value (largest difference) |
//! | `rose_after`, `fell_after` | the same, after something we did | touchpoints, value, label, at |
//! | `nothing_moved` | no change holds after correction | count (comparisons) |
//! | `overall_rose`, `overall_fell`, `overall_level` | the overall rating against the period before | value |
//! | `score` | where this touchpoint stands: label is as_expected, short, unclear or unknown | label, value |
//! | `segment_gap` | two values of an attribute that differ | label (attribute), touchpoints (lower, higher value) |
//! | `nobody_asked` | no question asks about this touchpoint | |

use domain::time::Timestamp;

use super::judge::Verdict;
use super::views::{ChangeView, FindingView, NamedView};

/// What is known of one touchpoint for a sentence.
pub struct Known<'a> {
    pub name: NamedView,
    pub verdict: Verdict,
    pub value: Option<f64>,
    pub change: Option<ChangeView>,
    /// What was done here, and when.
    pub done: &'a [(Timestamp, String)],
}

fn finding(code: &str) -> FindingView {
    FindingView {
        code: code.to_owned(),
        ..FindingView::default()
    }
}

/// The touchpoints that fall short, the lowest first.
fn short<'a, 'b>(all: &'a [Known<'b>]) -> Vec<&'a Known<'b>> {
    let mut short: Vec<&Known<'_>> = all
        .iter()
        .filter(|known| known.verdict == Verdict::Short)
        .collect();
    short.sort_by(|a, b| {
        a.value
            .unwrap_or(f64::MAX)
            .total_cmp(&b.value.unwrap_or(f64::MAX))
    });
    short
}

fn names<'a>(known: impl IntoIterator<Item = &'a &'a Known<'a>>, most: usize) -> Vec<NamedView> {
    known
        .into_iter()
        .take(most)
        .map(|known| known.name.clone())
        .collect()
}

/// At most so many changes get a sentence of their own for what was done.
const MOST_EXPLAINED: usize = 2;

/// What moved, for the better and for the worse, with what was done in between where something was.
pub fn moved(
    all: &[Known<'_>],
    window: Option<(Timestamp, Timestamp)>,
    comparisons: usize,
) -> Vec<FindingView> {
    let mut found = Vec::new();
    for (code, up) in [("rose", true), ("fell", false)] {
        let mut moved: Vec<&Known<'_>> = all
            .iter()
            .filter(|known| {
                known
                    .change
                    .is_some_and(|change| change.significant && (change.difference > 0.0) == up)
            })
            .collect();
        moved.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let explained = moved
            .iter()
            .filter_map(|known| Some((known, done_in(known, window)?)));
        for (known, (at, label)) in explained.take(MOST_EXPLAINED) {
            found.push(FindingView {
                touchpoints: vec![known.name.clone()],
                value: known.change.map(|change| change.difference),
                label: Some(label),
                at: Some(at.to_string()),
                ..finding(&format!("{code}_after"))
            });
        }
        let rest: Vec<&Known<'_>> = moved
            .into_iter()
            .filter(|known| done_in(known, window).is_none())
            .collect();
        if let Some(first) = rest.first() {
            found.push(FindingView {
                value: first.change.map(|change| change.difference),
                count: Some(rest.len() as u64),
                touchpoints: rest
                    .iter()
                    .take(3)
                    .map(|known| known.name.clone())
                    .collect(),
                ..finding(code)
            });
        }
    }
    if found.is_empty() && comparisons > 0 {
        found.push(FindingView {
            count: Some(comparisons as u64),
            ..finding("nothing_moved")
        });
    }
    found
}

fn size(known: &Known<'_>) -> f64 {
    known.change.map_or(0.0, |change| change.difference.abs())
}

/// What was done between the start of the earlier period and the end of the later one.
fn done_in(
    known: &Known<'_>,
    window: Option<(Timestamp, Timestamp)>,
) -> Option<(Timestamp, String)> {
    let (from, to) = window?;
    known
        .done
        .iter()
        .find(|(at, _)| from <= *at && *at < to)
        .cloned()
}

/// The cockpit's sentences, the headline first.
pub fn of_cockpit(
    all: &[Known<'_>],
    missing: u64,
    not_asked: &[NamedView],
    weakest_stage: Option<(String, f64)>,
    moved: Vec<FindingView>,
) -> Vec<FindingView> {
    let judged = all
        .iter()
        .filter(|known| known.verdict != Verdict::Unknown)
        .count() as u64;
    if judged == 0 {
        let mut found = vec![finding("no_data")];
        found.extend(gaps(missing, not_asked));
        return found;
    }
    let good = all
        .iter()
        .filter(|known| known.verdict == Verdict::AsExpected)
        .count() as u64;
    let mut found = vec![FindingView {
        count: Some(good),
        of: Some(judged),
        ..finding("as_expected_count")
    }];
    let short = short(all);
    if !short.is_empty() {
        found.push(FindingView {
            count: Some(short.len() as u64),
            of: Some(judged),
            touchpoints: names(&short, 2),
            ..finding("short_count")
        });
    }
    if let Some((label, value)) = weakest_stage {
        found.push(FindingView {
            label: Some(label),
            value: Some(value),
            ..finding("weakest_stage")
        });
    }
    found.extend(moved);
    found.extend(gaps(missing, not_asked));
    found
}

fn gaps(missing: u64, not_asked: &[NamedView]) -> Vec<FindingView> {
    let mut found = Vec::new();
    if missing > 0 {
        found.push(FindingView {
            count: Some(missing),
            ..finding("missing")
        });
    }
    if !not_asked.is_empty() {
        found.push(FindingView {
            count: Some(not_asked.len() as u64),
            touchpoints: not_asked.iter().take(3).cloned().collect(),
            ..finding("not_asked")
        });
    }
    found
}

/// The scoreboard's sentences.
pub fn of_scoreboard(
    all: &[Known<'_>],
    not_asked: &[NamedView],
    moved: Vec<FindingView>,
) -> Vec<FindingView> {
    let judged = all
        .iter()
        .filter(|known| known.verdict != Verdict::Unknown)
        .count() as u64;
    if judged == 0 {
        return vec![finding("no_data")];
    }
    let short = short(all);
    let mut found = if short.is_empty() {
        let good = all
            .iter()
            .filter(|known| known.verdict == Verdict::AsExpected)
            .count() as u64;
        vec![FindingView {
            count: Some(good),
            of: Some(judged),
            ..finding("as_expected_count")
        }]
    } else {
        vec![
            FindingView {
                touchpoints: names(&short, 2),
                ..finding("least")
            },
            FindingView {
                count: Some(short.len() as u64),
                of: Some(judged),
                ..finding("short_count")
            },
        ]
    };
    found.extend(moved);
    found.extend(gaps(0, not_asked));
    found
}

/// One touchpoint's sentences.
pub fn of_touchpoint(
    known: &Known<'_>,
    asked: bool,
    gap: Option<(NamedView, NamedView, NamedView)>,
    moved: Vec<FindingView>,
) -> Vec<FindingView> {
    if !asked {
        return vec![finding("nobody_asked")];
    }
    let label = match known.verdict {
        Verdict::AsExpected => "as_expected",
        Verdict::Short => "short",
        Verdict::Unclear => "unclear",
        Verdict::Unknown => "unknown",
    };
    let mut found = vec![FindingView {
        label: Some(label.to_owned()),
        value: known.value,
        ..finding("score")
    }];
    found.extend(moved);
    if let Some((attribute, lower, higher)) = gap {
        found.push(FindingView {
            label: Some(attribute.label),
            touchpoints: vec![lower, higher],
            ..finding("segment_gap")
        });
    }
    found
}

/// The overall rating against the period before.
pub fn of_overall(change: Option<ChangeView>) -> Option<FindingView> {
    let change = change?;
    let code = match (change.significant, change.difference > 0.0) {
        (false, _) => "overall_level",
        (true, true) => "overall_rose",
        (true, false) => "overall_fell",
    };
    Some(FindingView {
        value: Some(change.difference),
        ..finding(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'a>(key: &str, verdict: Verdict, value: f64, change: Option<f64>) -> Known<'a> {
        let change = change.map(|difference| ChangeView {
            difference,
            low: difference - 0.1,
            high: difference + 0.1,
            p: 0.001,
            p_adjusted: 0.01,
            significant: true,
        });
        let name = NamedView {
            key: key.to_owned(),
            label: key.to_owned(),
        };
        Known {
            name,
            verdict,
            value: Some(value),
            change,
            done: &[],
        }
    }

    fn codes(found: &[FindingView]) -> Vec<&str> {
        found.iter().map(|finding| finding.code.as_str()).collect()
    }

    #[test]
    fn the_headline_counts_what_is_known() {
        let all = [
            known("a", Verdict::AsExpected, 4.4, None),
            known("b", Verdict::Short, 3.2, None),
            known("c", Verdict::Unknown, 4.0, None),
        ];
        let found = of_cockpit(&all, 2, &[], None, Vec::new());
        assert_eq!(
            codes(&found),
            ["as_expected_count", "short_count", "missing"]
        );
        assert_eq!((found[0].count, found[0].of), (Some(1), Some(2)));
        assert_eq!(
            codes(&of_cockpit(&all[2..], 0, &[], None, Vec::new())),
            ["no_data"]
        );
    }

    #[test]
    fn what_was_done_explains_what_rose() {
        let done = [(Timestamp::from_micros(5), "One page".to_owned())];
        let mut rose = known("a", Verdict::AsExpected, 4.4, Some(0.5));
        rose.done = &done;
        let all = [rose, known("b", Verdict::Short, 3.2, Some(-0.3))];
        let window = Some((Timestamp::from_micros(0), Timestamp::from_micros(10)));
        let found = moved(&all, window, 2);
        assert_eq!(codes(&found), ["rose_after", "fell"]);
        assert_eq!(found[0].label.as_deref(), Some("One page"));
        assert_eq!(codes(&moved(&[], window, 3)), ["nothing_moved"]);
    }
}
