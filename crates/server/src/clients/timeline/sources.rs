//! Where the things on the line come from.
//!
//! **To add a kind:** write its `async fn(Asked) -> Found` beside your noun and add one line to [`SOURCES`].

use domain::clients::Client;
use domain::clients::timeline::{TimelineItem, TimelineKind, awaited};
use domain::time::Timestamp;
use futures::future::BoxFuture;
use store::OrgStore;

use crate::error::Problem;
use crate::loyalty::timeline as loyalty;

/// What is asked of a source: the latest so many things of one client up to a moment (included).
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub org: &'a OrgStore,
    pub client: &'a Client,
    pub until: Timestamp,
    pub limit: usize,
}

/// The things of one kind, or of a few that stand in one table.
pub type Found = Result<Vec<TimelineItem>, Problem>;

type Source = for<'a> fn(Asked<'a>) -> BoxFuture<'a, Found>;

/// Every source. A noun adds one line here.
pub const SOURCES: &[Source] = &[
    |asked| Box::pin(touches(asked)),
    |asked| Box::pin(responses(asked)),
    |asked| Box::pin(events(asked)),
    |asked| Box::pin(consents(asked)),
    |asked| Box::pin(loyalty::expectations(asked)),
    |asked| Box::pin(loyalty::discoveries(asked)),
    |asked| Box::pin(loyalty::promises(asked)),
    |asked| Box::pin(loyalty::own_errors(asked)),
    |asked| Box::pin(loyalty::plus_ones(asked)),
    |asked| Box::pin(loyalty::pulses(asked)),
    |asked| Box::pin(loyalty::advocacy(asked)),
    |asked| Box::pin(loyalty::departures(asked)),
];

/// Our touches and theirs, with how they were delivered. A note is ours alone; that we met is not.
async fn touches(asked: Asked<'_>) -> Found {
    let touches = asked
        .org
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
        let mut item = TimelineItem::new(touch.at, TimelineKind::Touch, touch.id, touch.touchpoint);
        item.detail = touch.note;
        item.words = touch.words;
        item.perception = touch.perception;
        item.from_client = Some(touch.inbound);
        item.seen_by_client = true;
        items.push(item);
    }
    Ok(items)
}

/// What the client was asked and answered.
async fn responses(asked: Asked<'_>) -> Found {
    let responses = asked
        .org
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
}

/// What our systems know, and what the client awaits because of it.
async fn events(asked: Asked<'_>) -> Found {
    let no = asked.client.no;
    let events = asked.org.line_events(no, asked.until, asked.limit).await?;
    let first = events
        .iter()
        .filter(|event| event.answer.is_some())
        .map(|event| event.at)
        .min();
    let answers = match first {
        Some(first) => asked.org.line_answers(no, first).await?,
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
}

/// What the client was asked to allow.
async fn consents(asked: Asked<'_>) -> Found {
    let consents = asked
        .org
        .line_consents(asked.client.no, asked.until, asked.limit)
        .await?;
    let items = consents.into_iter().map(|consent| {
        let id = format!("{}-{}", consent.contact, consent.no);
        let mut item = TimelineItem::new(consent.at, TimelineKind::Consent, id, consent.purpose);
        let status = consent.status.as_str();
        item.detail = Some(format!("{status} · {} · {}", consent.name, consent.source));
        item.seen_by_client = true;
        item
    });
    Ok(items.collect())
}
