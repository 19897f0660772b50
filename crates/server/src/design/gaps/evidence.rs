//! The events, touches and words behind a finding.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::design::QuestionKind;
use domain::design::gaps::{Detector, Item, ItemKind};
use domain::ids::FindingId;
use domain::signals::CueKind;
use domain::signals::cues::cues;
use store::design::Design;
use store::signals::{AnswerValue, SignalRecord};

use super::views::{EvidenceClient, EvidenceKind, EvidencePage, EvidenceView};
use crate::App;
use crate::design::views::Named;
use crate::error::Problem;

/// Things on one page.
const PAGE: usize = 25;

pub async fn list_evidence(
    app: &App,
    actor: &Actor,
    id: FindingId,
    cursor: Option<&str>,
) -> Result<EvidencePage, Problem> {
    let grant = actor.require(Permission::ReadComments)?;
    let org = app.store().org(&grant);
    let known = org
        .finding(id)
        .await?
        .ok_or_else(|| Problem::not_found("such finding"))?;
    let from: usize = match cursor.map(str::parse) {
        None => 0,
        Some(Ok(from)) => from,
        Some(Err(_)) => return Err(Problem::field("cursor", "This is no cursor of this list.")),
    };
    let found = known.found;
    let page: Vec<Item> = found.items.iter().skip(from).take(PAGE).copied().collect();
    let numbers: Vec<i64> = page.iter().map(|item| item.client).collect();
    let clients: HashMap<i64, Client> = org
        .clients_by_no(&numbers)
        .await?
        .into_iter()
        .map(|client| (client.no, client))
        .collect();
    let design = org.design().await?;
    let mut items = Vec::with_capacity(page.len());
    for item in page {
        let record = match item.record {
            Some(seq) => org.record(seq).await?,
            None => None,
        };
        let client = clients.get(&item.client);
        items.push(view(&design, found.detector, item, client, record));
    }
    let reached = from + items.len();
    Ok(EvidencePage {
        next: (reached < found.items.len()).then(|| reached.to_string()),
        items,
        total: found.items_total,
    })
}

fn view(
    design: &Design,
    detector: Detector,
    item: Item,
    client: Option<&Client>,
    record: Option<SignalRecord>,
) -> EvidenceView {
    let heard = match detector {
        Detector::Wish => CueKind::Wish,
        _ => CueKind::Chase,
    };
    let (what, words) = match record {
        None => (None, None),
        Some(SignalRecord::Event(event)) => (
            Some(Named {
                key: event.kind,
                label: event.kind_label,
            }),
            event.note,
        ),
        Some(SignalRecord::Touch(touch)) => {
            let touchpoint = design
                .touchpoints
                .iter()
                .find(|known| known.no == touch.touchpoint);
            let what = touchpoint.map(|known| Named {
                key: known.key.clone(),
                label: known.label.clone(),
            });
            (what, touch.note)
        }
        Some(SignalRecord::Response(response)) => {
            let texts = response
                .answers
                .into_iter()
                .filter_map(|answer| match answer.value {
                    AnswerValue::Text(text) => Some((answer.question, text)),
                    AnswerValue::Score(..) | AnswerValue::Codes(_) => None,
                });
            // The words that were heard, rather than the first of a long questionnaire.
            let mut texts: Vec<(i32, String)> = texts.collect();
            texts.sort_by_key(|(_, text)| !domain::signals::cues::has(text, heard));
            match texts.into_iter().next() {
                None => (None, None),
                Some((question, text)) => {
                    let about = design
                        .questions
                        .iter()
                        .find(|it| it.no == question && it.kind == QuestionKind::Comment);
                    let what = about
                        .and_then(|it| it.touchpoint)
                        .and_then(|id| design.touchpoint(id))
                        .map(|known| Named {
                            key: known.key.clone(),
                            label: known.label.clone(),
                        });
                    (what, Some(text))
                }
            }
        }
    };
    let phrase = match (detector, words.as_deref()) {
        (Detector::Chase | Detector::Wish, Some(words)) => cues(words)
            .into_iter()
            .find(|cue| cue.kind == heard)
            .map(|cue| cue.phrase.to_owned()),
        _ => None,
    };
    EvidenceView {
        kind: match item.kind {
            ItemKind::Event => EvidenceKind::Event,
            ItemKind::Touch => EvidenceKind::Touch,
            ItemKind::Comment => EvidenceKind::Comment,
            ItemKind::Client => EvidenceKind::Client,
        },
        client: client.map(|client| EvidenceClient {
            id: client.id,
            key: client.key.clone(),
            name: client.name.clone(),
        }),
        at: item.at,
        days: item.days,
        what,
        words,
        phrase,
    }
}
