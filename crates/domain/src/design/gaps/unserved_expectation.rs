//! Detector *unserved expectation*: clients confirmed an expectation that no plan serves.
//!
//! **Definition.** Expectations are put together by their theme. Only confirmed and fresh ones count (assumed ones are
//! our guesses, stale ones have to be asked for again); a theme is served when a live plan names it. Expectations
//! without a theme can't be compared with plans and are left out.
//!
//! **Evidence.** The clients and their words.
//!
//! **Confidence.** Grows with the number of clients and with how many of them mean a `must`.

use std::collections::{BTreeMap, BTreeSet};

use super::confidence::calibrated;
use super::finding::{About, Detector, Finding, Ground, ITEMS_KEPT, Item, ItemKind, Suggestion};
use super::history::Minutes;
use super::inputs::{ExpectationSeen, ThemeDemand};
use crate::design::TouchpointKind;
use crate::time::Timestamp;

/// At most so many clients' words are quoted.
const QUOTED: usize = 3;

const DAY: i64 = 86_400;

/// Puts expectations together by theme. `served` holds the themes that live plans name.
pub fn demands(
    expectations: impl IntoIterator<Item = ExpectationSeen>,
    served: &BTreeSet<String>,
    now: Timestamp,
) -> Vec<ThemeDemand> {
    // For each client the latest confirmation, and whether any of them is a must.
    let mut by_theme: BTreeMap<String, BTreeMap<i64, (Timestamp, bool, String)>> = BTreeMap::new();
    for one in expectations {
        let Some(confirmed_at) = one.confirmed_at else {
            continue;
        };
        let fresh = confirmed_at.plus_seconds(i64::from(one.half_life_days) * DAY) >= now;
        if one.theme.is_empty() || !fresh || confirmed_at > now {
            continue;
        }
        let of_client = by_theme
            .entry(one.theme)
            .or_default()
            .entry(one.client)
            .or_insert_with(|| (confirmed_at, false, String::new()));
        of_client.1 |= one.must;
        if of_client.2.is_empty() || confirmed_at > of_client.0 {
            of_client.0 = of_client.0.max(confirmed_at);
            of_client.2 = one.words;
        }
    }
    by_theme
        .into_iter()
        .map(|(theme, clients)| {
            let mut behind: Vec<(i64, Timestamp)> =
                clients.iter().map(|(&client, it)| (client, it.0)).collect();
            behind.sort_by_key(|&(client, at)| (std::cmp::Reverse(at), client));
            behind.truncate(ITEMS_KEPT);
            let words = behind
                .iter()
                .filter_map(|(client, _)| clients.get(client))
                .map(|it| it.2.clone())
                .filter(|words| !words.is_empty())
                .take(QUOTED)
                .collect();
            ThemeDemand {
                served: served.contains(&theme),
                clients: clients.len() as u64,
                must: clients.values().filter(|it| it.1).count() as u64,
                theme,
                behind,
                words,
            }
        })
        .collect()
}

pub(super) fn find(themes: &[ThemeDemand], now: Timestamp) -> Vec<Finding> {
    let open =
        |demand: &&ThemeDemand| !demand.served && demand.clients > 0 && !demand.theme.is_empty();
    themes
        .iter()
        .filter(open)
        .map(|demand| of_theme(demand, now))
        .collect()
}

fn of_theme(demand: &ThemeDemand, now: Timestamp) -> Finding {
    let clients = demand.clients as f64;
    let must = demand.must as f64 / clients.max(1.0);
    let raw = clients / (clients + 1.5) * (0.85 + 0.15 * must);
    let items = demand
        .behind
        .iter()
        .take(ITEMS_KEPT)
        .map(|&(client, at)| Item {
            kind: ItemKind::Client,
            client,
            record: None,
            at: Some(at),
            days: Minutes::of(now).days_since(Minutes::of(at)),
        })
        .collect();
    Finding {
        detector: Detector::UnservedExpectation,
        ground: Ground::new(Detector::UnservedExpectation, &[&demand.theme]),
        suggestion: Suggestion::of_kind(TouchpointKind::Dynamic),
        confidence: calibrated(Detector::UnservedExpectation, raw),
        about: About::UnservedExpectation {
            theme: demand.theme.clone(),
            clients: demand.clients,
            must: demand.must,
            words: demand.words.clone(),
        },
        share: None,
        items,
        items_total: demand.clients,
    }
}
