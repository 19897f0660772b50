//! Reads a promise written in one line.

use std::ops::Range;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::ids::ClientId;
use domain::loyalty::promises::line::{Candidate, Colleague, Context, Who, read};

use super::ops::person;
use super::views::{DoubtView, LineForm, LineView, Names, PartView};
use crate::App;
use crate::error::Problem;
use crate::signals::events::views::ClientNameView;

/// The longest line, in characters.
const LONGEST: usize = 1_000;
/// The most clients that one line is compared with.
const MOST_CANDIDATES: usize = 100;

pub async fn parse_promise(app: &App, actor: &Actor, form: &LineForm) -> Result<LineView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    if form.text.chars().count() > LONGEST {
        return Err(Problem::field("text", "This has at most 1,000 characters."));
    }
    let org = app.store().org(&grant);
    let open = match form.client {
        None => None,
        Some(id) => {
            let found = org.client(id).await?;
            let found =
                found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
            Some(found)
        }
    };
    let words = words(&form.text);
    let mut clients: Vec<ClientNameView> = org
        .clients_named(&words, MOST_CANDIDATES)
        .await?
        .into_iter()
        .map(|(id, key, name)| ClientNameView { id, key, name })
        .collect();
    if let Some(open) = &open
        && !clients.iter().any(|it| it.id == open.id)
    {
        clients.push(named(open));
    }
    let mut candidates = Vec::new();
    for it in &clients {
        for name in it.name.iter().chain([&it.key]) {
            candidates.push(Candidate {
                client: it.id,
                contact: None,
                name: name.clone(),
            });
        }
    }
    let people = org.people().await?;
    let colleagues: Vec<Colleague> = people
        .iter()
        .filter(|it| it.active)
        .map(|it| Colleague {
            person: it.id,
            name: it.name.clone(),
        })
        .collect();
    let zone = org
        .organization()
        .await?
        .map(|it| it.time_zone.zone())
        .unwrap_or(jiff::tz::TimeZone::UTC);
    let context = Context {
        now: app.now(),
        zone: &zone,
        candidates: &candidates,
        colleagues: &colleagues,
        client: open.as_ref().map(|it| it.id),
    };
    let found = read(&form.text, &context);
    let names = Names::of(people);
    let view = |id: ClientId| clients.iter().find(|it| it.id == id).cloned();
    let at = |range: &Range<usize>| (units(&form.text, range.start), units(&form.text, range.end));
    let doubts = found.doubts.iter().map(|doubt| {
        let place = doubt.at.as_ref().map(at);
        let mut clients: Vec<ClientNameView> = Vec::new();
        for client in doubt.candidates.iter().map(|it| candidates[*it].client) {
            if !clients.iter().any(|it| it.id == client) {
                clients.extend(view(client));
            }
        }
        DoubtView {
            kind: doubt.kind.as_str(),
            from: place.map(|it| it.0),
            to: place.map(|it| it.1),
            moments: doubt.moments.clone(),
            clients,
            people: doubt
                .people
                .iter()
                .filter_map(|id| names.view(Some(*id)))
                .collect(),
        }
    });
    Ok(LineView {
        client: found.client.and_then(view),
        contact: found.contact,
        who: match found.who {
            None => None,
            Some(Who::Speaker) => names.view(person(&grant)),
            Some(Who::Person(id)) => names.view(Some(id)),
        },
        due_at: found.due_at,
        parts: found
            .parts
            .iter()
            .map(|part| {
                let (from, to) = at(&part.at);
                PartView {
                    from,
                    to,
                    role: part.role.as_str(),
                }
            })
            .collect(),
        doubts: doubts.collect(),
        what: found.what,
    })
}

fn named(client: &Client) -> ClientNameView {
    ClientNameView {
        id: client.id,
        key: client.key.clone(),
        name: client.name.clone(),
    }
}

/// The words by which clients are looked for: those that could be a part of a name.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let edge = |c: char| !c.is_alphanumeric();
    for word in text.split_whitespace() {
        let word = word.trim_matches(edge).to_lowercase();
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        // A German genitive has its s without an apostrophe.
        let genitive = bare.strip_suffix('s').unwrap_or(bare);
        for form in [bare, genitive] {
            if form.chars().count() >= 2 && !words.iter().any(|known| known == form) {
                words.push(form.to_owned());
            }
        }
    }
    words
}

/// How many UTF-16 code units stand before a byte.
fn units(text: &str, byte: usize) -> usize {
    text[..byte].encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_browsers_do() {
        assert_eq!(units("Grüße 🙂 bis Freitag", "Grüße 🙂 ".len()), 9);
        assert_eq!(
            words("Send Roy's draft to Hollis, asap!"),
            ["send", "roy", "draft", "to", "hollis", "holli", "asap"]
        );
    }
}
