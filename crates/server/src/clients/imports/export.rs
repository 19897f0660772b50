//! Clients as a table that can be brought in again as it is: one row a contact, or one for a client without any.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::clients::contacts::Contact;

use crate::App;
use crate::clients::directory::ops::{ClientQuery, every_page};
use crate::error::Problem;
use crate::insight::export::{Cell, Sheet};

/// Clients whose contacts are read at once.
const MANY: usize = 1_000;

pub async fn sheet(app: &App, actor: &Actor, query: &ClientQuery) -> Result<Sheet, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let clients: Vec<Client> = every_page(app, &grant, query).await?;
    let people = org.people().await?;
    let emails: HashMap<_, _> = people
        .iter()
        .map(|person| (person.id, person.email.as_str()))
        .collect();
    let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
    let numbers: Vec<i64> = clients.iter().map(|client| client.no).collect();
    let mut rungs = HashMap::new();
    for some in numbers.chunks(MANY) {
        rungs.extend(org.rungs_of(some).await?);
        for contact in org.contacts_of(some, false).await? {
            contacts.entry(contact.client).or_default().push(contact);
        }
    }
    let attributes: BTreeSet<&String> = clients
        .iter()
        .flat_map(|client| client.attributes.keys())
        .collect();
    let mut columns: Vec<String> = [
        "Key", "Name", "Kind", "Owner", "Standing", "Contact", "Role", "Email", "Phone",
        "Birthday", "Language",
    ]
    .map(str::to_owned)
    .into();
    columns.extend(attributes.iter().map(|key| (*key).clone()));
    let mut rows = Vec::new();
    for client in &clients {
        let of_client = contacts.get(&client.no).map_or(&[][..], Vec::as_slice);
        let each: Vec<Option<&Contact>> = if of_client.is_empty() {
            vec![None]
        } else {
            of_client.iter().map(Some).collect()
        };
        for contact in each {
            let details = contact.map(|contact| &contact.details);
            let owner = client.owner.and_then(|id| emails.get(&id));
            let mut row: Vec<Cell> = vec![
                client.key.as_str().into(),
                client.name.clone().into(),
                client.kind.as_str().into(),
                owner.map(|email| (*email).to_owned()).into(),
                rungs
                    .get(&client.no)
                    .map(|rung| rung.as_str().to_owned())
                    .into(),
                details.map(|it| it.name.clone()).into(),
                details.and_then(|it| it.role.clone()).into(),
                details.map(|it| it.emails.join("; ")).into(),
                details.map(|it| it.phones.join("; ")).into(),
                details
                    .and_then(|it| it.birthday)
                    .map(|day| day.to_string())
                    .into(),
                details.and_then(|it| it.language.clone()).into(),
            ];
            let values = attributes
                .iter()
                .map(|key| client.attributes.get(*key).cloned());
            row.extend(values.map(Cell::from));
            rows.push(row);
        }
    }
    Ok(Sheet {
        name: "Clients",
        columns,
        rows,
    })
}
