//! What a file of clients changed, written down so that it can be taken back as a whole.
//!
//! What somebody has said or done since stays: a client of whom more is known by now, a field that was changed again, a
//! contact who gave a consent. Each of these is listed with its reason.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::contacts::{Birthday, Contact, ContactDetails, Wishes};
use super::{Client, ClientKind};
use crate::ids::{ContactId, PersonId};
use crate::time::{Timestamp, ZoneName};

/// How something was before, and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    pub before: T,
    pub after: T,
}

impl<T: PartialEq + Clone> Change<T> {
    fn of(before: &T, after: &T) -> Option<Self> {
        (before != after).then(|| Self {
            before: before.clone(),
            after: after.clone(),
        })
    }
}

/// What a file did to one client. Kept as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Laid {
    /// The file brought the client.
    pub created: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Change<Option<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Change<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Change<Option<PersonId>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Change<Option<String>>>,
    /// Contacts that the file brought, as it brought them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub added: BTreeMap<ContactId, Said>,
    /// Contacts that were known.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub changed: BTreeMap<ContactId, Change<Said>>,
}

/// What is said of a contact, as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    #[serde(skip_serializing_if = "Wishes::is_empty")]
    pub wishes: Wishes,
}

impl From<&ContactDetails> for Said {
    fn from(details: &ContactDetails) -> Self {
        Self {
            name: details.name.clone(),
            role: details.role.clone(),
            emails: details.emails.clone(),
            phones: details.phones.clone(),
            birthday: details.birthday.map(|day| day.to_string()),
            language: details.language.clone(),
            time_zone: details
                .time_zone
                .as_ref()
                .map(|zone| zone.as_str().to_owned()),
            wishes: details.wishes.clone(),
        }
    }
}

/// Why something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was changed again since.
    ChangedSince,
    /// More is known of it since: a touch, an answer, a promise, a consent.
    SaidSince,
    /// The client was found to be another one, or another one to be this one.
    Merged,
}

impl Why {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChangedSince => "changed_since",
            Self::SaidSince => "said_since",
            Self::Merged => "merged",
        }
    }
}

/// Something that a file brought and that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stays {
    /// `client`, `name`, `kind`, `owner`, `attr.…` or `contact`.
    pub what: String,
    /// Of a contact: what it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub why: Why,
}

impl Stays {
    fn of(what: impl Into<String>, why: Why) -> Self {
        Self {
            what: what.into(),
            name: None,
            why,
        }
    }

    fn contact(contact: &Contact, why: Why) -> Self {
        Self {
            what: "contact".to_owned(),
            name: Some(contact.details.name.clone()),
            why,
        }
    }
}

/// What is known of a client when a file is taken back.
#[derive(Debug, Clone)]
pub struct Since<'a> {
    pub client: &'a Client,
    /// All of its contacts, removed ones as well.
    pub contacts: &'a [Contact],
    /// Facts are known of it: touches, answers, promises.
    pub has_facts: bool,
    /// It is or was part of a merge.
    pub merged: bool,
    /// Contacts who gave or took back a consent.
    pub consenting: &'a HashSet<ContactId>,
}

/// What becomes of a client when a file is taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// The client goes, with its contacts.
    pub gone: bool,
    /// As it is from then on, where that differs.
    pub client: Option<Client>,
    /// Contacts as they are from then on, where that differs; those that go are removed at the moment that was given.
    pub contacts: Vec<Contact>,
    pub stays: Vec<Stays>,
}

impl Laid {
    /// What a file does to a client; `before` is `None` where it brings it.
    pub fn of(
        before: Option<(&Client, &[Contact])>,
        after: &Client,
        new_contacts: &[Contact],
        changed_contacts: &[Contact],
    ) -> Self {
        let nobody = Client {
            name: None,
            kind: ClientKind::default(),
            owner: None,
            attributes: BTreeMap::new(),
            ..after.clone()
        };
        let (client, contacts) = before.unwrap_or((&nobody, &[]));
        let keys: BTreeSet<&String> = client
            .attributes
            .keys()
            .chain(after.attributes.keys())
            .collect();
        let attributes = keys.into_iter().filter_map(|key| {
            let value = |of: &Client| of.attributes.get(key).cloned();
            Some((key.clone(), Change::of(&value(client), &value(after))?))
        });
        let changed = changed_contacts.iter().filter_map(|contact| {
            let known = contacts.iter().find(|it| it.id == contact.id)?;
            let change = Change::of(&Said::from(&known.details), &Said::from(&contact.details))?;
            Some((contact.id, change))
        });
        Self {
            created: before.is_none(),
            name: Change::of(&client.name, &after.name),
            kind: Change::of(
                &client.kind.as_str().to_owned(),
                &after.kind.as_str().to_owned(),
            ),
            owner: Change::of(&client.owner, &after.owner),
            attributes: attributes.collect(),
            added: new_contacts
                .iter()
                .map(|contact| (contact.id, Said::from(&contact.details)))
                .collect(),
            changed: changed.collect(),
        }
    }

    /// Whether the client is as the file left it, with the contacts that the file brought and no others.
    fn is_untouched(&self, since: &Since<'_>) -> bool {
        let client = since.client;
        let stands = |change: &Option<Change<Option<String>>>, now: &Option<String>| match change {
            Some(change) => change.after == *now,
            None => now.is_none(),
        };
        let attributes: BTreeMap<&String, &String> = client.attributes.iter().collect();
        let brought: BTreeMap<&String, &String> = self
            .attributes
            .iter()
            .filter_map(|(key, change)| Some((key, change.after.as_ref()?)))
            .collect();
        let kind = self
            .kind
            .as_ref()
            .map_or(ClientKind::default().as_str(), |change| &change.after);
        let owner = self.owner.as_ref().and_then(|change| change.after);
        stands(&self.name, &client.name)
            && client.kind.as_str() == kind
            && client.owner == owner
            && attributes == brought
            && since.contacts.len() == self.added.len()
            && since.contacts.iter().all(|contact| {
                contact.removed_at.is_none()
                    && self.added.get(&contact.id) == Some(&Said::from(&contact.details))
            })
    }

    /// What becomes of the client when this is taken back.
    pub fn take_back(&self, since: &Since<'_>, now: Timestamp) -> TakenBack {
        let stays = |why| TakenBack {
            stays: vec![Stays::of("client", why)],
            ..TakenBack::default()
        };
        if since.client.merged_into.is_some() || (self.created && since.merged) {
            return stays(Why::Merged);
        }
        if self.created {
            let consents = since
                .contacts
                .iter()
                .any(|contact| since.consenting.contains(&contact.id));
            return if since.has_facts || consents {
                stays(Why::SaidSince)
            } else if !self.is_untouched(since) {
                stays(Why::ChangedSince)
            } else {
                TakenBack {
                    gone: true,
                    ..TakenBack::default()
                }
            };
        }
        let mut taken = TakenBack::default();
        let mut client = since.client.clone();
        if let Some(change) = &self.name
            && restore(&mut client.name, change)
        {
            taken.stays.push(Stays::of("name", Why::ChangedSince));
        }
        if let Some(change) = &self.kind {
            if client.kind.as_str() == change.after {
                client.kind = ClientKind::parse(&change.before).unwrap_or(client.kind);
            } else if client.kind.as_str() != change.before {
                taken.stays.push(Stays::of("kind", Why::ChangedSince));
            }
        }
        if let Some(change) = &self.owner
            && restore(&mut client.owner, change)
        {
            taken.stays.push(Stays::of("owner", Why::ChangedSince));
        }
        for (key, change) in &self.attributes {
            let mut value = client.attributes.get(key).cloned();
            if restore(&mut value, change) {
                let what = format!("attr.{key}");
                taken.stays.push(Stays::of(what, Why::ChangedSince));
            }
            match value {
                Some(value) => client.attributes.insert(key.clone(), value),
                None => client.attributes.remove(key),
            };
        }
        taken.client = (client != *since.client).then_some(client);
        for contact in since.contacts {
            if let Some(brought) = self.added.get(&contact.id) {
                if contact.removed_at.is_some() {
                    continue;
                }
                if since.consenting.contains(&contact.id) {
                    taken.stays.push(Stays::contact(contact, Why::SaidSince));
                } else if Said::from(&contact.details) == *brought {
                    taken.contacts.push(Contact {
                        removed_at: Some(now),
                        ..contact.clone()
                    });
                } else {
                    taken.stays.push(Stays::contact(contact, Why::ChangedSince));
                }
            } else if let Some(change) = self.changed.get(&contact.id) {
                let (details, differs) = change.back(&contact.details);
                if differs {
                    taken.stays.push(Stays::contact(contact, Why::ChangedSince));
                }
                if details != contact.details {
                    taken.contacts.push(Contact {
                        details,
                        ..contact.clone()
                    });
                }
            }
        }
        taken
    }
}

/// Puts back what was before where it is still as it was after; whether it was changed again instead.
fn restore<T: PartialEq + Clone>(now: &mut T, change: &Change<T>) -> bool {
    if *now == change.after {
        now.clone_from(&change.before);
        return false;
    }
    *now != change.before
}

impl Change<Said> {
    /// What is said of the contact once this is taken back, field by field, and whether one was changed again.
    fn back(&self, now: &ContactDetails) -> (ContactDetails, bool) {
        let mut said = Said::from(now);
        let mut differs = false;
        macro_rules! fields {
            ($($field:ident)*) => {
                $(if self.before.$field != self.after.$field {
                    let change = Change {
                        before: self.before.$field.clone(),
                        after: self.after.$field.clone(),
                    };
                    differs |= restore(&mut said.$field, &change);
                })*
            };
        }
        fields! { name role emails phones birthday language time_zone wishes }
        let birthday = said.birthday.as_deref();
        let zone = said.time_zone.as_deref();
        let details = ContactDetails {
            birthday: birthday.and_then(|day| Birthday::parse(day).ok()),
            time_zone: zone.and_then(|zone| ZoneName::parse(zone).ok()),
            name: said.name,
            role: said.role,
            emails: said.emails,
            phones: said.phones,
            language: said.language,
            wishes: said.wishes,
        };
        (details, differs)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::ClientId;

    fn client(name: Option<&str>, attributes: &[(&str, &str)]) -> Client {
        Client {
            id: ClientId::from_uuid(uuid::Uuid::from_u128(1)),
            no: 1,
            key: "k1".to_owned(),
            name: name.map(str::to_owned),
            kind: ClientKind::Household,
            owner: None,
            attributes: attributes
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect(),
            created_at: Timestamp::EPOCH,
            last_touch_at: None,
            merged_into: None,
        }
    }

    fn contact(n: u128, name: &str, phones: &[&str]) -> Contact {
        Contact {
            id: ContactId::from_uuid(uuid::Uuid::from_u128(n)),
            client: 1,
            created_at: Timestamp::EPOCH,
            removed_at: None,
            details: ContactDetails {
                name: name.to_owned(),
                phones: phones.iter().map(|it| (*it).to_owned()).collect(),
                birthday: Birthday::new(None, 2, 29),
                time_zone: ZoneName::parse("Europe/Vienna").ok(),
                ..ContactDetails::default()
            },
        }
    }

    fn now() -> Timestamp {
        Timestamp::from_micros(9)
    }

    fn since<'a>(
        client: &'a Client,
        contacts: &'a [Contact],
        consenting: &'a HashSet<ContactId>,
    ) -> Since<'a> {
        Since {
            client,
            contacts,
            has_facts: false,
            merged: false,
            consenting,
        }
    }

    fn whys(taken: &TakenBack) -> Vec<(&str, Why)> {
        let stays = taken.stays.iter();
        stays.map(|it| (it.what.as_str(), it.why)).collect()
    }

    #[test]
    fn who_came_with_the_file_goes_with_it_unless_more_is_known() {
        let after = client(Some("Roy"), &[("city", "Graz")]);
        let brought = [contact(7, "Anna Roy", &["0316 1234"])];
        let laid = Laid::of(None, &after, &brought, &[]);
        let nobody = HashSet::new();
        let untouched = since(&after, &brought, &nobody);
        assert!(laid.take_back(&untouched, now()).gone);
        let known = Since {
            has_facts: true,
            ..untouched.clone()
        };
        assert_eq!(
            whys(&laid.take_back(&known, now())),
            [("client", Why::SaidSince)]
        );
        let merged = Since {
            merged: true,
            ..untouched
        };
        assert_eq!(
            whys(&laid.take_back(&merged, now())),
            [("client", Why::Merged)]
        );
        let consenting = HashSet::from([brought[0].id]);
        let said = laid.take_back(&since(&after, &brought, &consenting), now());
        assert_eq!(whys(&said), [("client", Why::SaidSince)]);
        let renamed = client(Some("Roy-Berg"), &[("city", "Graz")]);
        let changed = laid.take_back(&since(&renamed, &brought, &nobody), now());
        assert_eq!(whys(&changed), [("client", Why::ChangedSince)]);
        let more = [brought[0].clone(), contact(8, "Ben Roy", &[])];
        let changed = laid.take_back(&since(&after, &more, &nobody), now());
        assert_eq!(whys(&changed), [("client", Why::ChangedSince)]);
        // Taken out by hand: somebody has been there.
        let removed = [Contact {
            removed_at: Some(now()),
            ..brought[0].clone()
        }];
        let changed = laid.take_back(&since(&after, &removed, &nobody), now());
        assert_eq!(whys(&changed), [("client", Why::ChangedSince)]);
    }

    #[test]
    fn what_was_changed_again_stays_field_by_field() {
        let before = client(None, &[("city", "Graz"), ("tier", "gold")]);
        let anna = contact(7, "Anna", &[]);
        let after = client(
            Some("Roy"),
            &[("city", "Linz"), ("tier", "gold"), ("region", "B")],
        );
        let called = contact(7, "Anna", &["0316 1234"]);
        let new = contact(8, "Ben", &[]);
        let known = [anna.clone()];
        let laid = Laid::of(
            Some((&before, &known)),
            &after,
            std::slice::from_ref(&new),
            std::slice::from_ref(&called),
        );
        let nobody = HashSet::new();
        // Another city was said since; the rest goes back.
        let today = client(
            Some("Roy"),
            &[("city", "Wien"), ("tier", "silver"), ("region", "B")],
        );
        let contacts = [called.clone(), new.clone()];
        let taken = laid.take_back(&since(&today, &contacts, &nobody), now());
        assert_eq!(whys(&taken), [("attr.city", Why::ChangedSince)]);
        let back = client(None, &[("city", "Wien"), ("tier", "silver")]);
        assert_eq!(taken.client, Some(back));
        assert_eq!(taken.contacts[0], anna);
        assert_eq!(taken.contacts[1].removed_at, Some(now()));
        // A contact who was given another name since, and one who consented.
        let renamed = Contact {
            details: ContactDetails {
                name: "Benedikt".to_owned(),
                ..new.details.clone()
            },
            ..new.clone()
        };
        let contacts = [called.clone(), renamed];
        let taken = laid.take_back(&since(&after, &contacts, &nobody), now());
        assert_eq!(whys(&taken), [("contact", Why::ChangedSince)]);
        let consenting = HashSet::from([new.id]);
        let contacts = [called, new];
        let taken = laid.take_back(&since(&after, &contacts, &consenting), now());
        assert_eq!(whys(&taken), [("contact", Why::SaidSince)]);
        let merged = Client {
            merged_into: Some(2),
            ..after
        };
        let taken = laid.take_back(&since(&merged, &contacts, &nobody), now());
        assert_eq!(whys(&taken), [("client", Why::Merged)]);
        let text = serde_json::to_string(&laid).unwrap();
        assert_eq!(serde_json::from_str::<Laid>(&text).unwrap(), laid);
    }

    fn value() -> impl Strategy<Value = Option<String>> {
        prop::option::of("[ab]{1}")
    }

    proptest! {
        #[test]
        fn taken_back_at_once_nothing_is_left_of_it(
            before in (value(), value(), value()),
            after in (value(), value(), value()),
            phones in prop::collection::vec("[0-9]{5}", 0..2),
        ) {
            let make = |(name, one, two): &(Option<String>, Option<String>, Option<String>)| {
                let mut made = client(name.as_deref(), &[]);
                made.attributes.extend(one.clone().map(|it| ("one".to_owned(), it)));
                made.attributes.extend(two.clone().map(|it| ("two".to_owned(), it)));
                made
            };
            let (before, after) = (make(&before), make(&after));
            let anna = contact(7, "Anna", &[]);
            let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
            let called = contact(7, "Anna", &phones);
            let known = [anna.clone()];
            let laid = Laid::of(Some((&before, &known)), &after, &[], std::slice::from_ref(&called));
            let nobody = HashSet::new();
            let contacts = [called];
            let taken = laid.take_back(&since(&after, &contacts, &nobody), now());
            prop_assert_eq!(taken.client.unwrap_or(after), before);
            let contact = taken.contacts.into_iter().next();
            prop_assert_eq!(contact.unwrap_or(contacts[0].clone()), anna);
            prop_assert!(taken.stays.is_empty());
        }
    }
}
