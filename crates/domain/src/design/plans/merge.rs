//! Two people changed the same plan: what each of them did, and both together as far as they don't contradict.

use std::collections::BTreeMap;

use serde_json::Value;

use super::compare::{fields, named};
use super::document::{PlanDocument, PlanField};

/// Both changes laid over what both began with.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Everything that either has changed. Where they contradict, mine.
    pub document: PlanDocument,
    /// Fields that I changed.
    pub mine: Vec<PlanField>,
    /// Fields that the other changed.
    pub theirs: Vec<PlanField>,
    /// Fields in which something is lost unless somebody chooses.
    pub conflicts: Vec<PlanField>,
}

/// Fields merge on their own; lists merge entry by entry.
pub fn merge(base: &PlanDocument, mine: &PlanDocument, theirs: &PlanDocument) -> Merge {
    let (base, ours, others) = (fields(base), fields(mine), fields(theirs));
    let mut merged = serde_json::to_value(mine).unwrap_or_default();
    let mut outcome = Merge {
        document: mine.clone(),
        mine: Vec::new(),
        theirs: Vec::new(),
        conflicts: Vec::new(),
    };
    for field in PlanField::ALL {
        let (Some(base), Some(ours), Some(others)) =
            (base.get(field), ours.get(field), others.get(field))
        else {
            continue;
        };
        let (i, they) = (ours != base, others != base);
        if i {
            outcome.mine.push(*field);
        }
        if they {
            outcome.theirs.push(*field);
        }
        let value = match (base, ours, others) {
            _ if !they || ours == others => continue,
            _ if !i => others.clone(),
            (Value::Array(base), Value::Array(ours), Value::Array(others)) => {
                let (list, contradict) = merge_lists(base, ours, others);
                if contradict {
                    outcome.conflicts.push(*field);
                }
                Value::Array(list)
            }
            _ => {
                outcome.conflicts.push(*field);
                continue;
            }
        };
        merged[field.as_str()] = value;
    }
    if let Ok(document) = serde_json::from_value(merged) {
        outcome.document = document;
    }
    outcome
}

/// The entries of both, and whether they contradict. The order is that of whoever has changed it, mine before theirs.
fn merge_lists(base: &[Value], ours: &[Value], others: &[Value]) -> (Vec<Value>, bool) {
    let (base, ours, others) = (named(base), named(ours), named(others));
    let table = |list: &[(String, &Value)]| -> BTreeMap<String, Value> {
        list.iter()
            .map(|(name, entry)| (name.clone(), (*entry).clone()))
            .collect()
    };
    let (of_base, of_ours, of_others) = (table(&base), table(&ours), table(&others));
    let mut contradict = false;
    let mut keep = |name: &str| -> Option<Value> {
        let (base, mine, other) = (of_base.get(name), of_ours.get(name), of_others.get(name));
        if mine == other || other == base {
            return mine.cloned();
        }
        if mine == base {
            return other.cloned();
        }
        contradict = true;
        // Removed by one and changed by the other: what was changed stays, so that nothing is lost.
        mine.or(other).cloned()
    };
    let order = |list: &[(String, &Value)]| -> Vec<String> {
        let kept = list.iter().filter(|(name, _)| of_base.contains_key(name));
        kept.map(|(name, _)| name.clone()).collect()
    };
    let same_order = order(&ours)
        == order(&base)
            .into_iter()
            .filter(|name| of_ours.contains_key(name))
            .collect::<Vec<_>>();
    let (first, second) = if same_order {
        (&others, &ours)
    } else {
        (&ours, &others)
    };
    let mut names: Vec<String> = first.iter().map(|(name, _)| name.clone()).collect();
    for (at, (name, _)) in second.iter().enumerate() {
        if names.contains(name) {
            continue;
        }
        // Behind the neighbour that it had.
        let before = second[..at].iter().rev().map(|(name, _)| name);
        let place = before
            .filter_map(|neighbour| names.iter().position(|known| known == neighbour))
            .next()
            .map_or(0, |place| place + 1);
        names.insert(place, name.clone());
    }
    let list = names.iter().filter_map(|name| keep(name)).collect();
    (list, contradict)
}
