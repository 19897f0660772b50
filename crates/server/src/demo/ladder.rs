//! The demo's ladder: what clients expect of which touchpoint and how that was met, through the same doors as everything
//! else. The plus-ones they felt and what they then did are written with plus-ones, renewals and departures themselves.

use domain::demo::ladder::{ALTERNATIVES, LadderStory, REVENUE};
use domain::demo::{ClientFacts, DemoRecords, SOURCE, Simulation};
use domain::loyalty::Status;
use domain::loyalty::facts::{ReadingSource, What};
use domain::loyalty::ladder::Settings;
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::facts::NewFact;
use store::loyalty::{Kept, NewExpectation};

use super::gaps::new_client;
use crate::App;
use crate::error::Problem;

/// The stories that are still to be written, client by client.
#[derive(Default)]
pub struct DemoLadder {
    stories: Vec<(NewClient, LadderStory)>,
}

impl DemoLadder {
    /// Says where the firm keeps what clients are worth.
    pub async fn begin(org: &OrgStore) -> Result<DemoLadder, Problem> {
        let settings = Settings {
            revenue_attribute: Some(REVENUE.to_owned()),
            alternatives_attribute: Some(ALTERNATIVES.to_owned()),
            ..Settings::default()
        };
        org.save_ladder_settings(&settings).await?;
        Ok(DemoLadder::default())
    }

    /// Keeps a client's story for [`DemoLadder::write`].
    pub fn take(
        &mut self,
        app: &App,
        simulation: &Simulation,
        records: &DemoRecords,
        facts: &ClientFacts,
    ) {
        let story = LadderStory::of(simulation, facts);
        let client = new_client(app.id(), &records.client(facts));
        self.stories.push((client, story));
    }

    /// Writes what was kept; returns how much it was.
    pub async fn write(
        &mut self,
        app: &App,
        org: &OrgStore,
        now: Timestamp,
    ) -> Result<usize, Problem> {
        let mut items = Vec::new();
        for (client, story) in &self.stories {
            items.extend(story.expectations.iter().map(|it| NewExpectation {
                id: app.id(),
                client: client.clone(),
                words: it.words.clone(),
                level: it.level,
                depth: it.depth,
                status: match it.confirmed_at {
                    Some(_) => Status::Confirmed,
                    None => Status::Assumed,
                },
                theme: Some(it.theme.clone()),
                source: SOURCE.to_owned(),
                stated_at: it.stated_at,
                confirmed_at: it.confirmed_at,
                half_life_days: it.half_life_days,
                contact: None,
                weight: None,
                target: None,
                evidence: Vec::new(),
            }));
        }
        let kept = org.add_expectations(now, &items).await?;
        let ids: Vec<_> = kept
            .iter()
            .map(|kept| match kept {
                Kept::Created(id) => Some(*id),
                // From a loading that was broken off: its readings are there already.
                Kept::Unchanged(_) => None,
            })
            .collect();
        let new: Vec<_> = ids.iter().flatten().copied().collect();
        let numbers = org.expectation_numbers(&new).await?;
        let mut ids = ids.into_iter();
        let mut facts = Vec::new();
        for (_, story) in &self.stories {
            let known: Vec<Option<(i64, i64)>> = ids
                .by_ref()
                .take(story.expectations.len())
                .map(|id| id.and_then(|id| numbers.get(&id).copied()))
                .collect();
            let Some(client) = known.iter().flatten().map(|(_, client)| *client).next() else {
                continue;
            };
            let source = ReadingSource::Said;
            for it in &story.readings {
                if let Some((no, _)) = known[it.expectation] {
                    let delta = it.delta;
                    facts.push(NewFact::of(
                        client,
                        it.at,
                        no,
                        What::Reading { delta, source },
                    ));
                }
            }
        }
        org.append_facts(now, &facts).await?;
        self.stories.clear();
        Ok(items.len() + facts.len())
    }
}
