//! Gives the demo's clients their contacts, wishes, consents, and what is known of them with its benefit.

use domain::access::{Actor, Organization, Permission, Role};
use domain::clients::ClientKind;
use domain::clients::contacts::{Consent, Contact};
use domain::clients::definitions::AttributeDefinition;
use domain::clients::merge_attributes;
use domain::demo::clients::{ATTRIBUTES, SEGMENTS, people};
use store::clients::{ClientImport, ClientSegment, ImportedClient};

use crate::App;
use crate::error::Problem;

/// Once: where there are attributes, all of it is there. Attributes are written last.
pub async fn settle_clients(
    app: &App,
    organization: &Organization,
    seed: u64,
) -> Result<(), Problem> {
    let grant = Actor::system(organization.id).require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    if !org.attribute_definitions().await?.is_empty() {
        return Ok(());
    }
    let end = organization.created_at;
    let before = |days: i64| end.plus_seconds(-days * 86_400);
    let year = end.date(&organization.time_zone.zone()).year();
    let people_here = org.people().await?;
    // Whoever signs in to the demo looks after every fourth client: their own day shall not be empty.
    let (visitors, owners): (Vec<_>, Vec<_>) =
        people_here.iter().partition(|it| it.role == Role::Owner);
    let mut consents: Vec<(domain::ids::ContactId, Consent)> = Vec::new();
    let mut imported = Vec::new();
    let mut after = None;
    let mut drinks = Vec::new();
    loop {
        let page = org.clients(after.as_deref(), 1_000).await?;
        for mut client in page.items {
            let was = client.clone();
            let german = client
                .attributes
                .get("language")
                .is_some_and(|it| it == "German");
            let known = people(seed, &client.key, german, year);
            client.kind = if client.key.starts_with('H') {
                ClientKind::Household
            } else {
                ClientKind::Company
            };
            let turn = usize::try_from(client.no).unwrap_or_default();
            let side = if turn % 4 == 0 && !visitors.is_empty() {
                &visitors
            } else {
                &owners
            };
            client.owner = side.get(turn / 4 % side.len().max(1)).map(|it| it.id);
            let attributes = known.attributes.into_iter();
            let attributes = attributes
                .map(|(key, value)| (key.to_owned(), value))
                .collect();
            merge_attributes(&mut client.attributes, &attributes);
            if let Some(used) = ATTRIBUTES
                .iter()
                .find(|it| it.used.is_some() && attributes.contains_key(it.key))
                && drinks.len() < 12
            {
                drinks.push((used.key, used.used.unwrap_or_default(), client.no));
            }
            let mut contacts = Vec::new();
            for (at, one) in known.contacts.into_iter().enumerate() {
                let id = app.id();
                for (purpose, status, days) in one.consents {
                    let consent = Consent {
                        no: 0,
                        purpose: purpose.to_owned(),
                        status,
                        at: before(days),
                        source: "form".to_owned(),
                        evidence: None,
                        recorded_at: before(days),
                        by_name: "Touchstone".to_owned(),
                    };
                    consents.push((id, consent));
                }
                contacts.push(Contact {
                    id,
                    client: client.no,
                    created_at: client.created_at.plus_seconds(at as i64),
                    removed_at: None,
                    details: one.details,
                });
            }
            imported.push(ImportedClient {
                before: Some((was, Vec::new())),
                client,
                new: false,
                known_contacts: Vec::new(),
                new_contacts: contacts,
                changed_contacts: Vec::new(),
            });
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    // A loading that was broken off has left contacts behind: they are not added twice.
    let numbers: Vec<i64> = imported.iter().map(|it| it.client.no).collect();
    let there = org.contacts_of(&numbers, true).await?;
    imported.retain(|it| there.iter().all(|contact| contact.client != it.client.no));
    let import = ClientImport {
        id: app.id(),
        name: "address-book.csv".to_owned(),
        at: end,
        by_name: "Touchstone".to_owned(),
        counts: serde_json::json!({ "rows": imported.len(), "updated": imported.len() }),
        rejects: None,
    };
    org.import_clients(&import, &imported, end).await?;
    for (contact, consent) in &consents {
        if there.iter().all(|it| it.id != *contact)
            && imported
                .iter()
                .any(|it| it.new_contacts.iter().any(|new| new.id == *contact))
        {
            org.add_consent(*contact, consent).await?;
        }
    }
    for (name, filter) in SEGMENTS {
        let segment = ClientSegment {
            id: app.id(),
            name: (*name).to_owned(),
            filter: serde_json::from_str(filter).map_err(Problem::internal)?,
            created_at: end,
            changed_at: end,
            by_name: "Touchstone".to_owned(),
        };
        match org.create_client_segment(&segment).await {
            Ok(()) | Err(store::StoreError::Taken(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    for it in ATTRIBUTES {
        let definition = AttributeDefinition {
            key: it.key.to_owned(),
            label: it.label.to_owned(),
            kind: it.kind,
            choices: it.choices.iter().map(|it| (*it).to_owned()).collect(),
            benefit_to_client: it.benefit.to_owned(),
            last_used_at: None,
            uses: 0,
        };
        org.create_attribute(&definition, end).await?;
    }
    for (at, (key, how, client)) in drinks.into_iter().enumerate() {
        let days = 5 + 9 * at as i64;
        org.use_attribute(key, client, before(days), how, "Head of service")
            .await?;
    }
    Ok(())
}
