//! Reads a promise written in one line.

use std::ops::Range;

use domain::access::{Actor, Permission};
use domain::clients::search::fold;
use domain::ids::{ClientId, ContactId};
use domain::loyalty::promises::line::{Candidate, Colleague, Context, Who, read, tells_apart};
use domain::time::Timestamp;
use store::loyalty::promises::NamedClient;

use super::ops::person;
use super::views::{DoubtView, LineForm, LineView, NamedView, Names, PartView};
use crate::App;
use crate::error::Problem;

/// The longest line, in characters.
const LONGEST: usize = 1_000;
/// The most clients that one line is compared with.
const MOST_CANDIDATES: usize = 200;

pub async fn parse_promise(app: &App, actor: &Actor, form: &LineForm) -> Result<LineView, Problem> {
    parse_promise_at(app, actor, form, app.now()).await
}

/// The same as of another moment: "tomorrow" in a line that waited for a connection is the day after it was typed.
pub async fn parse_promise_at(
    app: &App,
    actor: &Actor,
    form: &LineForm,
    now: Timestamp,
) -> Result<LineView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    if form.text.chars().count() > LONGEST {
        return Err(Problem::field("text", "This has at most 1,000 characters."));
    }
    let org = app.store().org(&grant);
    let open = match form.client {
        None => None,
        Some(id) => {
            let found = org.client_who_counts(id).await?;
            let found =
                found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
            Some(found)
        }
    };
    let words = words(&form.text);
    let mut clients = org.clients_named(&words, MOST_CANDIDATES).await?;
    if let Some(open) = &open
        && !clients.iter().any(|it| it.id == open.id)
    {
        clients.push(NamedClient {
            no: open.no,
            id: open.id,
            key: open.key.clone(),
            name: open.name.clone(),
        });
    }
    let numbers: Vec<i64> = clients.iter().map(|it| it.no).collect();
    let contacts = org.contacts_of(&numbers, false).await?;
    let mut candidates = Vec::new();
    for it in &clients {
        let own = it.name.iter().chain([&it.key]).map(|name| (None, name));
        let of_client = contacts.iter().filter(|contact| contact.client == it.no);
        let human = of_client.map(|contact| (Some(contact.id), &contact.details.name));
        candidates.extend(own.chain(human).map(|(contact, name)| Candidate {
            client: it.id,
            contact,
            name: name.clone(),
        }));
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
        now,
        zone: &zone,
        candidates: &candidates,
        colleagues: &colleagues,
        client: open.as_ref().map(|it| it.id),
    };
    let found = read(&form.text, &context);
    let names = Names::of(people);
    let view = |id: ClientId| {
        let found = clients.iter().find(|it| it.id == id);
        found.map(|it| NamedView::client(it.id, &it.key, it.name.as_deref()))
    };
    let contact = |id: ContactId| {
        let found = contacts.iter().find(|it| it.id == id);
        found.map(|it| NamedView {
            id: it.id.to_string(),
            name: it.details.name.clone(),
        })
    };
    let at = |range: &Range<usize>| (units(&form.text, range.start), units(&form.text, range.end));
    let doubts = found.doubts.iter().map(|doubt| {
        let place = doubt.at.as_ref().map(at);
        let (mut clients, mut contacts): (Vec<NamedView>, Vec<NamedView>) = Default::default();
        for candidate in doubt.candidates.iter().map(|it| &candidates[*it]) {
            let named = view(candidate.client);
            clients.extend(named.filter(|it| !clients.contains(it)));
            contacts.extend(candidate.contact.and_then(contact));
        }
        DoubtView {
            kind: doubt.kind.into(),
            from: place.map(|it| it.0),
            to: place.map(|it| it.1),
            moments: doubt.moments.clone(),
            clients,
            contacts,
            people: doubt
                .people
                .iter()
                .filter_map(|id| names.view(Some(*id)))
                .collect(),
        }
    });
    Ok(LineView {
        client: found.client.and_then(view),
        contact: found.contact.and_then(contact),
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
                    role: part.role.into(),
                }
            })
            .collect(),
        doubts: doubts.collect(),
        what: found.what,
    })
}

/// The words by which clients are looked for: those that could be a part of a name, folded.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let edge = |c: char| !c.is_alphanumeric();
    for word in text.split_whitespace() {
        let word = fold(word.trim_matches(edge));
        let bare = word.trim_end_matches("'s").trim_end_matches("’s");
        // A German genitive has its s without an apostrophe.
        let genitive = bare.strip_suffix('s').unwrap_or(bare);
        for form in [bare, genitive] {
            if tells_apart(form) && !words.iter().any(|known| known == form) {
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
            words("Send Roy's draft to the Hollis household, asap!"),
            ["send", "roy", "draft", "hollis", "holli", "asap"]
        );
    }
}
