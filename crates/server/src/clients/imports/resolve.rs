//! What becomes of a file, beside what is known. Decides, and writes nothing.

use std::collections::{BTreeMap, HashMap};

use domain::access::Person;
use domain::clients::contacts::Contact;
use domain::clients::definitions::AttributeDefinition;
use domain::clients::duplicates::{Profile, compare, marks};
use domain::clients::file::{BadCell, Draft, Field, lay_over, same_contact};
use domain::clients::{Client, ClientKind, merge_attributes};
use domain::time::Timestamp;
use store::clients::{ImportedClient, profile_of};

use super::reading::Read;
use super::views::{ClientColumn, ClientDuplicate, ClientImportView, ClientProblem};
use crate::App;
use crate::error::sentence;
use crate::signals::events::views::ClientNameView;

/// Problems and possible twins that are told one by one.
const TOLD: usize = 500;
const TWINS: usize = 200;

/// What is known of those whom the file may name.
pub struct Known {
    /// By the keys that the file says.
    pub clients: HashMap<String, Client>,
    pub contacts: HashMap<i64, Vec<Contact>>,
    pub people: Vec<Person>,
    pub definitions: Vec<AttributeDefinition>,
}

/// What is to be written, and what is said of it.
pub struct Resolved {
    pub outcome: ClientImportView,
    pub clients: Vec<ImportedClient>,
    /// For each new client its first row.
    pub rows: HashMap<String, u64>,
    /// Rows that are not taken: their cells and what is wrong.
    pub rejects: Vec<(Vec<String>, String)>,
}

/// The key of each row that says something.
pub fn keys(read: &Read) -> Vec<Option<String>> {
    let key = |draft: &Draft, unique: Option<&str>| {
        draft.key.clone().unwrap_or_else(|| draft.made_key(unique))
    };
    let rows = read.rows.iter();
    rows.map(|row| {
        let draft = row.draft.as_ref().ok()?;
        Some(key(draft, row.unique.as_deref()))
    })
    .collect()
}

pub fn resolve(app: &App, known: &Known, read: &Read) -> Resolved {
    let now = app.now();
    let mut resolved = Resolved {
        outcome: ClientImportView {
            rows: read.rows.len(),
            columns: columns(read),
            left_out: read.left_out.clone(),
            ..ClientImportView::default()
        },
        clients: Vec::new(),
        rows: HashMap::new(),
        rejects: Vec::new(),
    };
    let mut clients: BTreeMap<String, ImportedClient> = BTreeMap::new();
    let mut before: HashMap<String, Client> = HashMap::new();
    for (row, key) in read.rows.iter().zip(keys(read)) {
        let fitted = match (&row.draft, key) {
            (Err(bad), _) => Err(bad.clone()),
            (Ok(draft), None) => Ok((draft.clone(), String::new())),
            (Ok(draft), Some(key)) => fit(known, read, draft.clone()).map(|draft| (draft, key)),
        };
        let (draft, key) = match fitted {
            Ok(fitted) => fitted,
            Err(bad) => {
                reject(&mut resolved, read, row.line, &row.cells, &bad);
                continue;
            }
        };
        let imported = clients.entry(key.clone()).or_insert_with(|| {
            let client = known.clients.get(&key).cloned();
            if let Some(client) = &client {
                before.insert(key.clone(), client.clone());
            } else {
                resolved.rows.insert(key.clone(), row.line);
            }
            begin(app, known, key, client, now)
        });
        lay(app, known, imported, &draft, now);
    }
    for (key, imported) in clients {
        let outcome = &mut resolved.outcome;
        let contacts = imported.new_contacts.len() + imported.changed_contacts.len();
        outcome.contacts_created += imported.new_contacts.len();
        outcome.contacts_updated += imported.changed_contacts.len();
        match before.get(&key) {
            None => outcome.created += 1,
            Some(before) if *before == imported.client && contacts == 0 => {
                outcome.unchanged += 1;
                continue;
            }
            Some(_) => outcome.updated += 1,
        }
        resolved.clients.push(imported);
    }
    resolved
}

/// What a field is called in the interface.
fn name(field: &Field) -> String {
    match field {
        Field::Key => "key".to_owned(),
        Field::Name => "name".to_owned(),
        Field::Kind => "kind".to_owned(),
        Field::Owner => "owner".to_owned(),
        Field::Contact => "contact".to_owned(),
        Field::FirstName => "first_name".to_owned(),
        Field::LastName => "last_name".to_owned(),
        Field::Role => "role".to_owned(),
        Field::Email => "email".to_owned(),
        Field::Phone => "phone".to_owned(),
        Field::Birthday => "birthday".to_owned(),
        Field::Language => "language".to_owned(),
        Field::Attribute(key) => format!("attr.{key}"),
    }
}

fn columns(read: &Read) -> Vec<ClientColumn> {
    let columns = read.columns.iter().zip(&read.fields);
    columns
        .map(|(column, field)| ClientColumn {
            name: column.clone(),
            field: field.as_ref().map(name),
        })
        .collect()
}

fn reject(resolved: &mut Resolved, read: &Read, row: u64, cells: &[String], bad: &[BadCell]) {
    resolved.outcome.rejected += 1;
    let mut said = Vec::new();
    for cell in bad {
        let column = cell.column.and_then(|at| read.columns.get(at));
        let column = column.cloned().unwrap_or_default();
        let message = sentence(&cell.message);
        said.push(if column.is_empty() {
            message.clone()
        } else {
            format!("{column}: {message}")
        });
        if resolved.outcome.problems.len() < TOLD {
            let value = cell.column.and_then(|at| cells.get(at));
            resolved.outcome.problems.push(ClientProblem {
                row,
                column,
                value: value.cloned().unwrap_or_default(),
                message,
                kept: false,
            });
        }
    }
    resolved.rejects.push((cells.to_vec(), said.join(" ")));
}

/// What the draft says, in the words of this organization: its people and its attributes.
fn fit(known: &Known, read: &Read, mut draft: Draft) -> Result<Draft, Vec<BadCell>> {
    let mut bad = Vec::new();
    let place = |field: &Field| {
        let mut fields = read.fields.iter();
        fields.position(|it| it.as_ref() == Some(field))
    };
    if let Some(owner) = &draft.owner
        && !known
            .people
            .iter()
            .any(|it| it.email.as_str() == owner && it.active)
    {
        bad.push(BadCell {
            column: place(&Field::Owner),
            message: format!("nobody here has the address {owner}"),
        });
    }
    for (key, value) in &mut draft.attributes {
        let definition = known.definitions.iter().find(|it| it.key == *key);
        match definition.map(|it| it.read(value)) {
            None => {}
            Some(Ok(read)) => *value = read,
            Some(Err(refusal)) => bad.push(BadCell {
                column: place(&Field::Attribute(key.clone())),
                message: refusal.to_string(),
            }),
        }
    }
    if bad.is_empty() { Ok(draft) } else { Err(bad) }
}

fn begin(
    app: &App,
    known: &Known,
    key: String,
    client: Option<Client>,
    now: Timestamp,
) -> ImportedClient {
    let new = client.is_none();
    let client = client.unwrap_or_else(|| Client {
        id: app.id(),
        no: 0,
        key,
        name: None,
        kind: ClientKind::default(),
        owner: None,
        attributes: domain::clients::Attributes::new(),
        created_at: now,
        last_touch_at: None,
        merged_into: None,
    });
    let contacts = if new {
        Vec::new()
    } else {
        known.contacts.get(&client.no).cloned().unwrap_or_default()
    };
    ImportedClient {
        before: (!new).then(|| (client.clone(), contacts.clone())),
        client,
        new,
        known_contacts: contacts,
        new_contacts: Vec::new(),
        changed_contacts: Vec::new(),
    }
}

fn lay(app: &App, known: &Known, imported: &mut ImportedClient, draft: &Draft, now: Timestamp) {
    let client = &mut imported.client;
    // Of a file without a column for the client, the contact's name is the client's only where it has none.
    if let Some(name) = &draft.name
        && (draft.key.is_some() || client.name.is_none())
    {
        client.name = Some(name.clone());
    }
    if client.name.is_none() {
        client.name = draft.contact.as_ref().map(|contact| contact.name.clone());
    }
    if let Some(kind) = draft.kind {
        client.kind = kind;
    }
    if let Some(owner) = &draft.owner {
        let person = known.people.iter().find(|it| it.email.as_str() == owner);
        client.owner = person.map(|person| person.id).or(client.owner);
    }
    merge_attributes(&mut client.attributes, &draft.attributes);
    let Some(said) = &draft.contact else {
        return;
    };
    let mut added = imported.new_contacts.iter_mut();
    if let Some(contact) = added.find(|it| same_contact(&it.details, said)) {
        lay_over(&mut contact.details, said);
        return;
    }
    let mut old = imported.known_contacts.iter_mut();
    if let Some(contact) = old.find(|it| same_contact(&it.details, said)) {
        if lay_over(&mut contact.details, said) {
            imported.changed_contacts.retain(|it| it.id != contact.id);
            imported.changed_contacts.push(contact.clone());
        }
        return;
    }
    imported.new_contacts.push(Contact {
        id: app.id(),
        client: imported.client.no,
        created_at: now,
        removed_at: None,
        details: said.clone(),
    });
}

/// What is compared of each new client, with the marks by which its twins are found.
pub fn profiles(resolved: &Resolved) -> Vec<(usize, Profile)> {
    let all = resolved.clients.iter().enumerate();
    all.filter(|(_, imported)| imported.new)
        .map(|(at, imported)| (at, profile_of(&imported.client, &imported.new_contacts)))
        .collect()
}

/// Finds the twins of new clients: among those who share a mark and are there already, and within the file.
pub fn find_twins(
    resolved: &mut Resolved,
    profiles: &[(usize, Profile)],
    sharing: &HashMap<String, Vec<(Client, Profile)>>,
) {
    let mut twins: Vec<ClientDuplicate> = Vec::new();
    let row = |resolved: &Resolved, at: usize| {
        let key = &resolved.clients[at].client.key;
        resolved.rows.get(key).copied().unwrap_or_default()
    };
    let label = |resolved: &Resolved, at: usize| resolved.clients[at].client.label().to_owned();
    let mut in_file: HashMap<String, Vec<usize>> = HashMap::new();
    for (no, (at, profile)) in profiles.iter().enumerate() {
        let (mut seen, mut met) = (Vec::new(), Vec::new());
        for mark in marks(profile) {
            for (client, other) in sharing.get(&mark).into_iter().flatten() {
                if seen.contains(&client.no) {
                    continue;
                }
                seen.push(client.no);
                if let Some(likeness) = compare(profile, other) {
                    twins.push(ClientDuplicate {
                        row: row(resolved, *at),
                        a: label(resolved, *at),
                        b: client.label().to_owned(),
                        known: Some(ClientNameView {
                            id: client.id,
                            key: client.key.clone(),
                            name: client.name.clone(),
                        }),
                        other_row: None,
                        why: likeness.why.into_iter().map(Into::into).collect(),
                        score: likeness.score,
                    });
                }
            }
            let others = in_file.entry(mark).or_default();
            // What many rows share says nothing, and comparing all with all takes for ever.
            if others.len() < 20 {
                met.extend(others.iter().copied());
                others.push(no);
            }
        }
        met.sort_unstable();
        met.dedup();
        for other in met {
            let (other_at, other_profile) = &profiles[other];
            if let Some(likeness) = compare(profile, other_profile) {
                twins.push(ClientDuplicate {
                    row: row(resolved, *at),
                    a: label(resolved, *at),
                    b: label(resolved, *other_at),
                    known: None,
                    other_row: Some(row(resolved, *other_at)),
                    why: likeness.why.into_iter().map(Into::into).collect(),
                    score: likeness.score,
                });
            }
        }
    }
    twins.sort_by_key(|twin| (std::cmp::Reverse(twin.score), twin.row));
    twins.truncate(TWINS);
    resolved.outcome.duplicates = twins;
}
