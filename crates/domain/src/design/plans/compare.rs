//! What differs between two documents, field by field and entry by entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::{PlanDocument, PlanField};

words! {
    ItemChangeKind {
        Added = "added",
        Removed = "removed",
        Changed = "changed",
        /// The same words in another place: among standards the order says which one wins.
        Moved = "moved",
    }
}

/// A field whose values differ.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    pub field: PlanField,
    /// As in the document.
    pub before: Value,
    pub after: Value,
    /// Of a list: its entries that differ, in the order of the later document, removed ones last.
    pub items: Vec<ItemChange>,
}

/// An entry of a list that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemChange {
    /// Its id, or its words where it has none.
    pub item: String,
    pub change: ItemChangeKind,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// Its places, counted from 0.
    pub from: Option<usize>,
    pub to: Option<usize>,
}

/// The document's fields by name.
pub(super) fn fields(document: &PlanDocument) -> BTreeMap<PlanField, Value> {
    let Ok(Value::Object(mut values)) = serde_json::to_value(document) else {
        return BTreeMap::new();
    };
    PlanField::ALL
        .iter()
        .filter_map(|field| Some((*field, values.remove(field.as_str())?)))
        .collect()
}

/// What names an entry of a list: its id, else everything that it says.
pub(super) fn name_of(entry: &Value) -> String {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
    match entry {
        Value::String(words) => words.clone(),
        _ if !text("id").is_empty() => text("id").to_owned(),
        _ => {
            let sort = [text("kind"), text("sense")].concat();
            let words = text("words");
            if sort.is_empty() {
                words.to_owned()
            } else {
                format!("{sort}: {words}")
            }
        }
    }
}

/// The entries with their names; a second one of the same name gets a number.
pub(super) fn named(list: &[Value]) -> Vec<(String, &Value)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    list.iter()
        .map(|entry| {
            let name = name_of(entry);
            let times = seen.entry(name.clone()).or_default();
            *times += 1;
            let name = if *times > 1 {
                format!("{name} ({times})")
            } else {
                name
            };
            (name, entry)
        })
        .collect()
}

/// The fields in which `b` differs from `a`, in the order of the document.
pub fn compare(a: &PlanDocument, b: &PlanDocument) -> Vec<FieldChange> {
    let (mut before, mut after) = (fields(a), fields(b));
    PlanField::ALL
        .iter()
        .filter_map(|field| {
            let before = before.remove(field)?;
            let after = after.remove(field)?;
            (before != after).then(|| FieldChange {
                field: *field,
                items: match (&before, &after) {
                    (Value::Array(a), Value::Array(b)) => compare_lists(a, b),
                    _ => Vec::new(),
                },
                before,
                after,
            })
        })
        .collect()
}

fn compare_lists(a: &[Value], b: &[Value]) -> Vec<ItemChange> {
    let (a, b) = (named(a), named(b));
    let place = |list: &[(String, &Value)], name: &str| list.iter().position(|it| it.0 == name);
    let common: Vec<(usize, usize)> = b
        .iter()
        .enumerate()
        .filter_map(|(to, (name, _))| Some((place(&a, name)?, to)))
        .collect();
    let stayed = longest_rise(&common.iter().map(|(from, _)| *from).collect::<Vec<_>>());
    let mut changes = Vec::new();
    for (to, (name, entry)) in b.iter().enumerate() {
        let at = common.iter().position(|(_, place)| *place == to);
        let change = match at {
            None => ItemChangeKind::Added,
            Some(at) if a[common[at].0].1 != *entry => ItemChangeKind::Changed,
            Some(at) if !stayed.contains(&at) => ItemChangeKind::Moved,
            Some(_) => continue,
        };
        let from = at.map(|at| common[at].0);
        changes.push(ItemChange {
            item: name.clone(),
            change,
            before: from.map(|from| a[from].1.clone()),
            after: Some((*entry).clone()),
            from,
            to: Some(to),
        });
    }
    for (from, (name, entry)) in a.iter().enumerate() {
        if place(&b, name).is_none() {
            changes.push(ItemChange {
                item: name.clone(),
                change: ItemChangeKind::Removed,
                before: Some((*entry).clone()),
                after: None,
                from: Some(from),
                to: None,
            });
        }
    }
    changes
}

/// Places of a longest rising run through the numbers: whoever stands outside it has moved.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at)
            .filter(|earlier| numbers[*earlier] < *number)
            .max_by_key(|earlier| best[*earlier].0);
        best.push((before.map_or(1, |earlier| best[earlier].0 + 1), before));
    }
    let mut at = (0..numbers.len()).max_by_key(|at| best[*at].0);
    let mut run = Vec::new();
    while let Some(here) = at {
        run.push(here);
        at = best[here].1;
    }
    run
}
