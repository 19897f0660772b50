//! Two clients who were found to be one.
//!
//! One is kept, and stands for both from then on; the other stays as it was and points to it. The kept one is given what it
//! did not have, and what it was given is written down: so a merge can be taken back without loss.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Attributes, Client};
use crate::ids::PersonId;

/// What the kept client was given by a merge. Kept as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filled {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: Attributes,
}

/// Why two clients can't be merged, or a merge can't be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    #[error("a client can't be merged with itself")]
    Same,
    #[error("this client was merged into another already")]
    Merged,
}

/// What becomes of both. Where they differ, the kept one's word stands.
pub fn merge(kept: &Client, dropped: &Client) -> Result<(Client, Client, Filled), MergeRefusal> {
    if kept.no == dropped.no {
        return Err(MergeRefusal::Same);
    }
    if kept.merged_into.is_some() || dropped.merged_into.is_some() {
        return Err(MergeRefusal::Merged);
    }
    let mut filled = Filled::default();
    let mut client = kept.clone();
    if client.name.is_none() {
        client.name.clone_from(&dropped.name);
        filled.name.clone_from(&dropped.name);
    }
    if client.owner.is_none() {
        client.owner = dropped.owner;
        filled.owner = dropped.owner;
    }
    for (key, value) in &dropped.attributes {
        if !client.attributes.contains_key(key) {
            client.attributes.insert(key.clone(), value.clone());
            filled.attributes.insert(key.clone(), value.clone());
        }
    }
    let dropped = Client {
        merged_into: Some(kept.no),
        ..dropped.clone()
    };
    Ok((client, dropped, filled))
}

/// What both are when the merge is taken back. What was said of the kept one since then stays with it.
pub fn unmerge(kept: &Client, dropped: &Client, filled: &Filled) -> (Client, Client) {
    let mut client = kept.clone();
    if filled.name.is_some() && client.name == filled.name {
        client.name = None;
    }
    if filled.owner.is_some() && client.owner == filled.owner {
        client.owner = None;
    }
    for (key, value) in &filled.attributes {
        if client.attributes.get(key) == Some(value) {
            client.attributes.remove(key);
        }
    }
    let dropped = Client {
        merged_into: None,
        ..dropped.clone()
    };
    (client, dropped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clients::ClientKind;
    use crate::ids::ClientId;
    use crate::time::Timestamp;

    fn client(
        no: i64,
        name: Option<&str>,
        owner: Option<u128>,
        attributes: &[(String, String)],
    ) -> Client {
        Client {
            id: ClientId::from_uuid(uuid::Uuid::from_u128(no.unsigned_abs().into())),
            no,
            key: format!("k{no}"),
            name: name.map(str::to_owned),
            kind: ClientKind::Household,
            owner: owner.map(|n| PersonId::from_uuid(uuid::Uuid::from_u128(n))),
            attributes: attributes.iter().cloned().collect(),
            created_at: Timestamp::EPOCH,
            last_touch_at: None,
            merged_into: None,
        }
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn the_kept_one_is_given_what_it_lacks() {
        let a = client(1, None, Some(7), &pairs(&[("city", "Graz")]));
        let b = client(
            2,
            Some("Roy"),
            Some(8),
            &pairs(&[("city", "Linz"), ("tier", "gold")]),
        );
        let (kept, dropped, filled) = merge(&a, &b).unwrap();
        assert_eq!(kept.name.as_deref(), Some("Roy"));
        assert_eq!(kept.owner, a.owner);
        assert_eq!(
            kept.attributes,
            pairs(&[("city", "Graz"), ("tier", "gold")])
                .into_iter()
                .collect()
        );
        assert_eq!(dropped.merged_into, Some(1));
        assert_eq!(filled.attributes.len(), 1);
        assert_eq!(merge(&a, &a), Err(MergeRefusal::Same));
        assert_eq!(merge(&a, &dropped), Err(MergeRefusal::Merged));
        assert_eq!(merge(&dropped, &a), Err(MergeRefusal::Merged));
    }

    #[test]
    fn what_was_said_since_the_merge_stays() {
        let a = client(1, None, None, &[]);
        let b = client(
            2,
            Some("Roy"),
            None,
            &pairs(&[("city", "Linz"), ("tier", "gold")]),
        );
        let (mut kept, dropped, filled) = merge(&a, &b).unwrap();
        kept.attributes.insert("city".into(), "Wels".into());
        kept.name = Some("Roy-Berg".into());
        let (kept, dropped) = unmerge(&kept, &dropped, &filled);
        assert_eq!(
            kept.attributes,
            pairs(&[("city", "Wels")]).into_iter().collect()
        );
        assert_eq!(kept.name.as_deref(), Some("Roy-Berg"));
        assert_eq!(dropped, b);
    }

    fn any_client(no: i64) -> impl Strategy<Value = Client> {
        (
            prop::option::of("[A-C]"),
            prop::option::of(1_u128..3),
            prop::collection::vec(("[a-d]", "[x-z]"), 0..5),
        )
            .prop_map(move |(name, owner, attributes)| {
                client(no, name.as_deref(), owner, &attributes)
            })
    }

    proptest! {
        #[test]
        fn a_merge_that_is_taken_back_gives_what_was(a in any_client(1), b in any_client(2)) {
            let (kept, dropped, filled) = merge(&a, &b).unwrap();
            let text = serde_json::to_string(&filled).unwrap();
            let filled: Filled = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(unmerge(&kept, &dropped, &filled), (a, b));
        }

        #[test]
        fn merges_taken_back_in_their_order_give_what_was(a in any_client(1), b in any_client(2), c in any_client(3)) {
            let (first, of_b, by_b) = merge(&a, &b).unwrap();
            let (second, of_c, by_c) = merge(&first, &c).unwrap();
            let (back, c_again) = unmerge(&second, &of_c, &by_c);
            prop_assert_eq!(&back, &first);
            let (back, b_again) = unmerge(&back, &of_b, &by_b);
            prop_assert_eq!((back, b_again, c_again), (a, b, c));
        }
    }
}
