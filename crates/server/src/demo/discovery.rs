//! The demo's expectations beyond the gaps: what clients said in sessions and answered, what we only guess, what changed
//! because of them.

use domain::clients::{Attributes, Client};
use domain::demo::discovery::{DemoWish, DiscoveryStory, Played};
use domain::demo::{ClientFacts, Simulation};
use domain::ids::{DiscoveryId, PersonId};
use domain::loyalty::discovery::{Discovery, DiscoveryNotes, Statement};
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::portal::MadeChange;
use domain::loyalty::{Evidence, EvidenceKind, Expectation, HALF_LIFE_DAYS, Status};
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::{ExpectationWrite, Kept, NewExpectation};

use crate::App;
use crate::error::Problem;

const DAY: i64 = 86_400;

/// What is still to be written: the client's key and their story.
#[derive(Default)]
pub struct DemoDiscoveries(Vec<(String, DiscoveryStory)>);

impl DemoDiscoveries {
    pub fn take(&mut self, simulation: &Simulation, facts: &ClientFacts) {
        if let Some(story) = DiscoveryStory::of(simulation, facts) {
            self.0.push((facts.client.key.clone(), story));
        }
    }

    /// Writes what was kept, as if `people` had held the sessions. What is there from a loading that was broken off
    /// stays.
    pub async fn write(
        &self,
        app: &App,
        org: &OrgStore,
        people: &[PersonId],
        end: Timestamp,
    ) -> Result<(), Problem> {
        for (at, (key, story)) in self.0.iter().enumerate() {
            let Some(client) = org.client_by_key(key).await? else {
                continue;
            };
            let by = people.get(at % people.len().max(1)).copied();
            tell(app, org, &client, story, (by, end)).await?;
        }
        Ok(())
    }
}

async fn tell(
    app: &App,
    org: &OrgStore,
    client: &Client,
    story: &DiscoveryStory,
    (by, end): (Option<PersonId>, Timestamp),
) -> Result<(), Problem> {
    let session: DiscoveryId = app.id();
    let new: Vec<NewExpectation> = story
        .wishes
        .iter()
        .map(|it| expectation(app, client, it, session))
        .collect();
    let mut became = Vec::with_capacity(new.len());
    for kept in org.add_expectations(end, &new).await? {
        match kept {
            Kept::Created(id) => became.push(id),
            Kept::Unchanged(_) => return Ok(()),
        }
    }
    for (it, id) in story.wishes.iter().zip(&became) {
        if let (Some(played), Some(before)) = (it.played, org.expectation(*id).await?) {
            answer(org, client, &before, (it, played), end).await?;
        }
    }
    if let Some(held_at) = story.session {
        let said = story.wishes.iter().zip(&became);
        let statements = said.filter(|(it, _)| it.played.is_some());
        let notes = DiscoveryNotes {
            questions: story.questions.iter().map(|&key| key.to_owned()).collect(),
            statements: statements
                .map(|(it, id)| Statement {
                    words: it.words.to_owned(),
                    level: it.level,
                    depth: it.depth,
                    theme: it.theme.map(str::to_owned),
                    expectation: Some(*id),
                })
                .collect(),
            note: String::new(),
            written: None,
        };
        let held = Discovery {
            id: session,
            client: client.id,
            client_key: client.key.clone(),
            client_name: client.name.clone(),
            contact: None,
            held_by: by,
            held_at,
            played_back_at: None,
            link: None,
            notes,
        };
        org.add_discovery(&held, client.no, end).await?;
        let before = held.notes.clone();
        let played = Discovery {
            played_back_at: Some(held_at.plus_seconds(DAY)),
            ..held
        };
        org.change_discovery(&played, &before).await?;
    }
    if let Some((said, words, at)) = story.change {
        let change = MadeChange {
            id: app.id(),
            client: client.id,
            words: words.to_owned(),
            said: Some(said.to_owned()),
            at,
            because_of: None,
            finding: None,
            made_by: by,
        };
        org.add_client_change(&change, client.no, end).await?;
    }
    Ok(())
}

fn expectation(app: &App, client: &Client, it: &DemoWish, session: DiscoveryId) -> NewExpectation {
    let in_session = it.played.is_some();
    NewExpectation {
        id: app.id(),
        client: NewClient {
            id: client.id,
            key: client.key.clone(),
            name: None,
            attributes: Attributes::new(),
        },
        words: it.words.to_owned(),
        level: it.level,
        depth: it.depth,
        // What was said in a session is stated first; the client's answer follows.
        status: if in_session {
            Status::Stated
        } else {
            it.status
        },
        theme: it.theme.map(str::to_owned),
        source: match it.status {
            Status::Assumed => "guess",
            _ if in_session => "discovery",
            _ => "call",
        }
        .to_owned(),
        stated_at: it.stated_at,
        confirmed_at: None,
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: if in_session {
            vec![Evidence {
                kind: EvidenceKind::Session,
                at: it.stated_at,
                words: Some(it.words.to_owned()),
                reference: Some(session.to_string()),
            }]
        } else {
            Vec::new()
        },
    }
}

/// What the client answered on their page.
async fn answer(
    org: &OrgStore,
    client: &Client,
    before: &Expectation,
    (it, played): (&DemoWish, Played),
    end: Timestamp,
) -> Result<(), Problem> {
    let at = it.confirmed_at.unwrap_or(it.stated_at);
    let known = before.clone();
    let (after, kind) = match played {
        Played::Waiting => return Ok(()),
        Played::Confirmed => (known.confirm(at), ChangeKind::Confirmed),
        Played::Corrected(words) => (known.say_otherwise(words, at), ChangeKind::Corrected),
        Played::Declined => (known.retire(), ChangeKind::Retired),
    };
    let after = after.map_err(|refusal| Problem::internal(refusal.to_string()))?;
    let write = ExpectationWrite {
        before,
        after: &after,
        kind,
        by: client.label(),
        by_client: true,
        undoes: None,
    };
    org.change_expectation(&write, end).await?;
    Ok(())
}
