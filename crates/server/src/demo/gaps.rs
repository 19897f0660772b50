//! The demo's gaps: events, tiers and expectations beside what clients did and said, through the same doors as an import.

use std::sync::Arc;

use domain::clients::Tier;
use domain::demo::firm::TIERS;
use domain::demo::gaps::{GapPlan, GapStory};
use domain::demo::{ClientFacts, DemoRecords, SOURCE, Simulation};
use domain::ids::ClientId;
use domain::loyalty::{HALF_LIFE_DAYS, Level, Status};
use domain::signals::record::{ClientRecord, ResponseRecord, TouchRecord};
use domain::time::Timestamp;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::NewExpectation;
use store::signals::NewEvent;

use crate::App;
use crate::error::Problem;

/// The facts that are still to be written.
pub struct DemoGaps {
    plan: GapPlan,
    source: Arc<str>,
    events: Vec<NewEvent>,
    expectations: Vec<NewExpectation>,
}

impl DemoGaps {
    /// Sets the rules first: which touch should follow which event, and how long which tier may be left alone. What is
    /// there from a loading that was broken off stays.
    pub async fn begin(app: &App, org: &OrgStore) -> Result<DemoGaps, Problem> {
        let plan = GapPlan::of_demo();
        let known = org.event_kinds().await?;
        for kind in plan.event_kinds() {
            if !known.iter().any(|one| one.key == kind.key) {
                org.create_event_kind(&kind.key, &kind.label, kind.answer)
                    .await?;
            }
        }
        let known = org.tiers().await?;
        for (tier, max_silence_days) in TIERS.iter().zip(plan.limits) {
            if !known.iter().any(|one| one.key == tier.key) {
                org.create_tier(&Tier {
                    id: app.id(),
                    key: tier.key.to_owned(),
                    label: tier.label.to_owned(),
                    attribute: "tier".to_owned(),
                    value: tier.label.to_owned(),
                    max_silence_days,
                })
                .await?;
            }
        }
        Ok(DemoGaps {
            plan,
            source: SOURCE.into(),
            events: Vec::new(),
            expectations: Vec::new(),
        })
    }

    /// Takes from a client's story what did not happen, keeps what the gaps add for [`DemoGaps::write`], and gives
    /// back the touches and responses among it.
    pub fn take(
        &mut self,
        app: &App,
        simulation: &Simulation,
        records: &DemoRecords,
        facts: &mut ClientFacts,
    ) -> (Vec<TouchRecord>, Vec<ResponseRecord>) {
        let story = GapStory::of(&self.plan, simulation, facts);
        story.cut(facts);
        let client = records.client(facts);
        let client_id = app.id();
        for record in story.event_records(&self.plan, &client) {
            let label = self.plan.kinds.iter().find(|kind| kind.key == record.kind);
            self.events.push(NewEvent {
                id: app.id(),
                client_id,
                source: self.source.clone(),
                kind_label: label.map_or_else(|| record.kind.clone(), |kind| kind.label.to_owned()),
                record,
            });
        }
        for one in &story.expectations {
            self.expectations.push(NewExpectation {
                id: app.id(),
                client: new_client(client_id, &client),
                words: one.words.to_owned(),
                level: if one.must { Level::Must } else { Level::Should },
                depth: if one.must { 2 } else { 1 },
                status: match one.confirmed_at {
                    Some(_) => Status::Confirmed,
                    None => Status::Assumed,
                },
                theme: Some(self.plan.themes[one.theme].theme.to_owned()),
                source: self.source.to_string(),
                stated_at: one.stated_at,
                confirmed_at: one.confirmed_at,
                half_life_days: HALF_LIFE_DAYS,
                contact: None,
                weight: None,
                target: None,
                evidence: Vec::new(),
            });
        }
        (
            story.touch_records(&client),
            story.response_records(simulation, &client),
        )
    }

    /// Writes what was kept; returns how much it was.
    pub async fn write(&mut self, org: &OrgStore, now: Timestamp) -> Result<usize, Problem> {
        let written = self.events.len() + self.expectations.len();
        if !self.events.is_empty() {
            org.record_events(0, now, &self.events).await?;
            self.events.clear();
        }
        if !self.expectations.is_empty() {
            org.add_expectations(now, &self.expectations).await?;
            self.expectations.clear();
        }
        Ok(written)
    }
}

pub(super) fn new_client(id: ClientId, client: &ClientRecord) -> NewClient {
    NewClient {
        id,
        key: client.key.clone(),
        name: client.name.clone(),
        attributes: client
            .attributes
            .iter()
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect(),
    }
}
