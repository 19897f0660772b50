//! Whom and what loyalty is about: clients, their contacts, the plans that serve what they expect.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Grant, Who};
use domain::clients::Client;
use domain::ids::{ClientId, ContactId, ExpectationId, PersonId};
use domain::loyalty::expectations::is_served;
use domain::time::Timestamp;
use store::OrgStore;

use super::expectations::views::ServedByView;
use crate::App;
use crate::error::Problem;

/// The client who counts for this id, or 404: what is said of one who was merged into another is said of that one.
pub async fn client_of(org: &OrgStore, id: ClientId) -> Result<Client, Problem> {
    let found = org.client_who_counts(id).await?;
    found.ok_or_else(|| Problem::not_found("such client"))
}

/// Whether a contact belongs to a client and is still in the address book; the field is refused where it does not.
pub async fn contact_of(
    org: &OrgStore,
    client: i64,
    contact: Option<ContactId>,
) -> Result<Option<ContactId>, Problem> {
    let Some(id) = contact else {
        return Ok(None);
    };
    let known = org.contact(id).await?;
    let own = known.is_some_and(|it| it.client == client && it.removed_at.is_none());
    if !own {
        let said = "This client has no such contact.";
        return Err(Problem::field("contact", said));
    }
    Ok(Some(id))
}

/// The same for a client that is named by its key.
pub async fn contact_of_key(
    org: &OrgStore,
    key: &str,
    contact: Option<ContactId>,
) -> Result<(), Problem> {
    if contact.is_none() {
        return Ok(());
    }
    let client = org.client_by_key(key).await?;
    let no = client.map_or(0, |client| client.no);
    contact_of(org, no, contact).await.map(|_| ())
}

/// The person behind a grant; `None`: a program, or Touchstone itself.
pub fn person_of(grant: &Grant) -> Option<PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}

/// A moment that was sent; now where none was. Not in the future: nobody has heard that yet.
pub fn moment(app: &App, field: &str, text: Option<&str>) -> Result<Timestamp, Problem> {
    let Some(text) = text else {
        return Ok(app.now());
    };
    match Timestamp::parse_rfc3339(text) {
        Ok(at) if at > app.now() => Err(Problem::field(field, "This is in the future.")),
        Ok(at) => Ok(at),
        Err(_) => Err(Problem::field(
            field,
            "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.",
        )),
    }
}

/// What live plans serve: themes, or ids of single expectations, with the touchpoints that do it.
pub struct Serving(BTreeMap<String, Vec<ServedByView>>);

impl Serving {
    pub async fn of(org: &OrgStore) -> Result<Serving, Problem> {
        let plans = org.live_plans().await?;
        let design = org.design().await?;
        let mut served: BTreeMap<String, Vec<ServedByView>> = BTreeMap::new();
        for plan in plans {
            let Some(touchpoint) = design.touchpoint(plan.touchpoint) else {
                continue;
            };
            let by = ServedByView {
                id: touchpoint.id,
                key: touchpoint.key.clone(),
                label: touchpoint.label.clone(),
            };
            let words: BTreeSet<&str> = plan.document.themes().collect();
            for word in words {
                served.entry(word.to_owned()).or_default().push(by.clone());
            }
        }
        Ok(Serving(served))
    }

    /// Themes and ids that are served.
    pub fn words(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    pub fn serves(&self, id: ExpectationId, theme: Option<&str>) -> bool {
        is_served(|word| self.0.contains_key(word), id, theme)
    }

    /// The touchpoints whose live plans serve it.
    pub fn by(&self, id: ExpectationId, theme: Option<&str>) -> Vec<ServedByView> {
        let own = id.to_string();
        let of = |word: &str| self.0.get(word).into_iter().flatten();
        let mut found: Vec<ServedByView> = theme.into_iter().flat_map(of).cloned().collect();
        for by in of(&own) {
            if found.iter().all(|it| it.id != by.id) {
                found.push(by.clone());
            }
        }
        found
    }
}
