//! The things behind a finding: all are counted, the first few hundred kept.

use std::cmp::Reverse;

use super::finding::{ITEMS_KEPT, Item, ItemKind};
use super::history::Minutes;

/// One thing and its rank; the highest rank comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ranked {
    pub rank: i64,
    pub client: i64,
    pub record: Option<i64>,
    pub at: Option<Minutes>,
    pub kind: ItemKind,
}

impl Ranked {
    /// No two things are equal in this, so that the same ones are kept in whatever order they came.
    fn order(&self) -> (Reverse<i64>, i64, Option<i64>, ItemKind) {
        (Reverse(self.rank), self.client, self.record, self.kind)
    }
}

/// The first [`ITEMS_KEPT`] by rank, and how many there were.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    total: u64,
    items: Vec<Ranked>,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Kept) -> bool {
        self.total == other.total && self.sorted() == other.sorted()
    }
}

impl Eq for Kept {}

impl Kept {
    pub fn add(&mut self, item: Ranked) {
        self.total += 1;
        self.items.push(item);
        self.trim();
    }

    pub fn merge(&mut self, other: &Kept) {
        self.total += other.total;
        self.items.extend(&other.items);
        self.trim();
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    /// Now and then, so that adding costs little.
    fn trim(&mut self) {
        if self.items.len() >= 4 * ITEMS_KEPT {
            self.items.sort_unstable_by_key(Ranked::order);
            self.items.truncate(ITEMS_KEPT);
        }
    }

    fn sorted(&self) -> Vec<Ranked> {
        let mut items = self.items.clone();
        items.sort_unstable_by_key(Ranked::order);
        items.truncate(ITEMS_KEPT);
        items
    }

    pub fn items(&self, now: Minutes) -> Vec<Item> {
        self.sorted()
            .into_iter()
            .map(|item| Item {
                kind: item.kind,
                client: item.client,
                record: item.record,
                at: item.at.map(Minutes::timestamp),
                days: item.at.map_or(0, |at| now.days_since(at)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_ones_are_kept_in_any_order() {
        let item = |rank: i64| Ranked {
            rank: rank % 701,
            client: rank,
            record: None,
            at: None,
            kind: ItemKind::Client,
        };
        let (mut forth, mut back, mut halves) = (Kept::default(), Kept::default(), Kept::default());
        (0..5000).for_each(|it| forth.add(item(it)));
        (0..5000).rev().for_each(|it| back.add(item(it)));
        let mut other = Kept::default();
        (0..2500).for_each(|it| other.add(item(it)));
        (2500..5000).for_each(|it| halves.add(item(it)));
        halves.merge(&other);
        assert_eq!(forth, back);
        assert_eq!(forth, halves);
        assert_eq!(
            (forth.total(), forth.items(Minutes(0)).len()),
            (5000, ITEMS_KEPT)
        );
    }
}
