//! Where the things on the line come from.
//!
//! **To add a kind:** implement [`Source`] beside your noun and add one line to [`SOURCES`].

use domain::access::Grant;
use domain::clients::Client;
use domain::clients::timeline::{TimelineItem, TimelineKind, awaited};
use domain::time::Timestamp;
use futures::future::BoxFuture;

use crate::App;
use crate::error::Problem;
use crate::loyalty::timeline as loyalty;

/// What is asked of a source: the latest so many things of one client up to a moment (included).
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub client: &'a Client,
    pub until: Timestamp,
    pub limit: usize,
}

/// Reads the things of one kind (or of a few that stand in one table).
pub trait Source: Sync {
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
        asked: Asked<'a>,
    ) -> BoxFuture<'a, Result<Vec<TimelineItem>, Problem>>;
}

/// Every source. A noun adds one line here.
pub const SOURCES: &[&dyn Source] = &[
    &Touches,
    &Responses,
    &Events,
    &Consents,
    &loyalty::Expectations,
    &loyalty::Discoveries,
    &loyalty::Promises,
    &loyalty::OwnErrors,
    &loyalty::PlusOnes,
    &loyalty::Pulses,
    &loyalty::Advocacy,
    &loyalty::Departures,
];

/// Our touches and theirs, with how they were delivered. A note is ours alone; that we met is not.
struct Touches;

impl Source for Touches {
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
        asked: Asked<'a>,
    ) -> BoxFuture<'a, Result<Vec<TimelineItem>, Problem>> {
        Box::pin(async move {
            let org = app.store().org(grant);
            let touches = org
                .line_touches(asked.client.no, asked.until, asked.limit)
                .await?;
            let mut items = Vec::with_capacity(touches.len());
            for touch in touches {
                if let Some((checked, met, defects)) = touch.checked {
                    let mut delivery = TimelineItem::new(
                        touch.at,
                        TimelineKind::Delivery,
                        touch.id,
                        &*touch.touchpoint,
                    );
                    delivery.detail = Some(format!("{met}/{checked} ({defects})"));
                    items.push(delivery);
                }
                let mut item =
                    TimelineItem::new(touch.at, TimelineKind::Touch, touch.id, touch.touchpoint);
                item.detail = touch.note;
                item.words = touch.words;
                item.perception = touch.perception;
                item.from_client = Some(touch.inbound);
                item.seen_by_client = true;
                items.push(item);
            }
            Ok(items)
        })
    }
}

/// What the client was asked and answered.
struct Responses;

impl Source for Responses {
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
        asked: Asked<'a>,
    ) -> BoxFuture<'a, Result<Vec<TimelineItem>, Problem>> {
        Box::pin(async move {
            let org = app.store().org(grant);
            let responses = org
                .line_responses(asked.client.no, asked.until, asked.limit)
                .await?;
            let items = responses.into_iter().map(|response| {
                let kind = TimelineKind::Response;
                // Where it came in is no question that the client was asked.
                let asked = response.asked.unwrap_or_default();
                let mut item = TimelineItem::new(response.at, kind, response.id, asked);
                item.detail = Some(response.source);
                item.words = response.words;
                item.seen_by_client = true;
                item
            });
            Ok(items.collect())
        })
    }
}

/// What our systems know, and what the client awaits because of it.
struct Events;

impl Source for Events {
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
        asked: Asked<'a>,
    ) -> BoxFuture<'a, Result<Vec<TimelineItem>, Problem>> {
        Box::pin(async move {
            let org = app.store().org(grant);
            let no = asked.client.no;
            let events = org.line_events(no, asked.until, asked.limit).await?;
            let first = events
                .iter()
                .filter(|event| event.answer.is_some())
                .map(|event| event.at)
                .min();
            let answers = match first {
                Some(first) => org.line_answers(no, first).await?,
                None => Vec::new(),
            };
            let mut items = Vec::with_capacity(events.len());
            for event in events {
                if let Some((days, touchpoints)) = &event.answer {
                    let fitting: Vec<Timestamp> = answers
                        .iter()
                        .filter(|(_, touchpoint)| {
                            touchpoints.is_empty() || touchpoints.contains(touchpoint)
                        })
                        .map(|(at, _)| *at)
                        .collect();
                    let kind = TimelineKind::Awaited;
                    let mut item = TimelineItem::new(event.at, kind, event.id, &*event.label);
                    item.awaited = Some(awaited(event.at, *days, &fitting));
                    item.seen_by_client = true;
                    items.push(item);
                }
                let kind = TimelineKind::Event;
                let mut item = TimelineItem::new(event.at, kind, event.id, event.label);
                item.detail = event.note;
                items.push(item);
            }
            Ok(items)
        })
    }
}

/// What the client was asked to allow.
struct Consents;

impl Source for Consents {
    fn read<'a>(
        &'a self,
        app: &'a App,
        grant: &'a Grant,
        asked: Asked<'a>,
    ) -> BoxFuture<'a, Result<Vec<TimelineItem>, Problem>> {
        Box::pin(async move {
            let org = app.store().org(grant);
            let consents = org
                .line_consents(asked.client.no, asked.until, asked.limit)
                .await?;
            let items = consents.into_iter().map(|consent| {
                let id = format!("{}-{}", consent.contact, consent.no);
                let mut item =
                    TimelineItem::new(consent.at, TimelineKind::Consent, id, consent.purpose);
                let status = consent.status.as_str();
                item.detail = Some(format!("{status} · {} · {}", consent.name, consent.source));
                item.seen_by_client = true;
                item
            });
            Ok(items.collect())
        })
    }
}
