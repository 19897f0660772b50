//! The pulse: nine questions about us, and what the answers say.

use std::collections::HashSet;

use domain::access::{Actor, Locale, Permission};
use domain::loyalty::trust::Leg;
use domain::loyalty::trust::pulse::{Answers, HIGHEST, ITEMS, LOWEST, leg_score, pulse};
use domain::time::Timestamp;
use serde_json::json;
use store::loyalty::trust::NewPulse;

use super::views::{
    AnswersForm, ItemView, PulseLegView, PulseParams, PulseView, RecordedPulse, ReliabilityView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};
use crate::insight::judge::Discretion;
use crate::loyalty::promises::ops::{client_no, moment, person};

/// Answers older than so many days say nothing about today: two years.
const REMEMBERED_DAYS: i64 = 730;

pub async fn show_pulse(
    app: &App,
    actor: &Actor,
    params: &PulseParams,
) -> Result<PulseView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let client = client_no(&org, params.client).await?;
    let since: Timestamp = app.now().plus_seconds(-REMEMBERED_DAYS * 86_400);
    let given = org.pulses(client, since).await?;
    let discretion = Discretion::of(actor);
    // Several may answer for one client: it is clients who could be recognized.
    let hides = |counts: &dyn Fn(&Answers) -> bool| {
        let of = given.iter().filter(|(_, answers)| counts(answers));
        let clients: HashSet<i64> = of.map(|(client, _)| *client).collect();
        discretion.hides(clients.len() as u64)
    };
    let answers: Vec<Answers> = given.iter().map(|(_, answers)| *answers).collect();
    let found = pulse(&answers);
    let complete = |leg: Option<Leg>| {
        move |answers: &Answers| {
            let mut asked = ITEMS.iter().zip(answers);
            asked.all(|(item, answer)| leg.is_some_and(|leg| item.leg != leg) || answer.is_some())
        }
    };
    let locale = params.locale.as_deref().and_then(Locale::parse);
    let german = locale == Some(Locale::De);
    Ok(PulseView {
        items: ITEMS
            .iter()
            .map(|item| ItemView {
                key: item.key,
                leg: item.leg.into(),
                words: if german { item.de } else { item.en },
            })
            .collect(),
        answers: found.n,
        legs: found
            .legs
            .iter()
            .map(|leg| {
                let hidden = hides(&|answers| leg_score(answers, leg.leg).is_some());
                let few = hides(&complete(Some(leg.leg)));
                let ReliabilityView { alpha, omega } = ReliabilityView::of(leg.reliability, few);
                let interval = leg.interval.filter(|_| !hidden);
                PulseLegView {
                    leg: leg.leg.into(),
                    value: leg.mean.filter(|_| !hidden),
                    low: interval.map(|it| it.low),
                    high: interval.map(|it| it.high),
                    n: leg.n,
                    hidden,
                    alpha,
                    omega,
                }
            })
            .collect(),
        all: ReliabilityView::of(found.all, hides(&complete(None))),
    })
}

/// Keeps what one respondent answered.
pub async fn record_pulse(
    app: &App,
    actor: &Actor,
    form: &AnswersForm,
) -> Result<RecordedPulse, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let mut fields = Fields::default();
    let found = org.client_who_counts(form.client).await?;
    let client = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
    if let Some(id) = form.contact {
        let contact = org.contact(id).await?;
        if contact.is_none_or(|it| it.client != client.no) {
            fields.refuse("contact", "The client has no such contact.");
        }
    }
    let mut answers: Answers = [None; 9];
    for (at, answer) in form.answers.iter().enumerate() {
        match ITEMS.iter().position(|item| item.key == answer.item) {
            None => fields.refuse(&format!("answers[{at}].item"), "There is no such question."),
            Some(_) if !(LOWEST..=HIGHEST).contains(&answer.score) => {
                fields.refuse(&format!("answers[{at}].score"), "1 to 7 is expected.");
            }
            Some(place) => answers[place] = Some(answer.score),
        }
    }
    if form.answers.is_empty() {
        fields.refuse("answers", "There are no answers.");
    }
    let at = moment(&mut fields, "at", form.at.as_deref(), now);
    if at > now {
        fields.refuse("at", "This is in the future.");
    }
    fields.check()?;
    let new = NewPulse {
        id: app.id(),
        client: client.no,
        contact: form.contact,
        at,
        answers,
        noted_at: now,
        noted_by: person(&grant),
    };
    org.add_pulse(&new).await?;
    let label = client.name.unwrap_or(client.key);
    let detail = json!({ "answers": form.answers.len() });
    note(
        app,
        &grant,
        "record_pulse",
        Subject::new("pulse", new.id, label),
        detail,
    )
    .await?;
    Ok(RecordedPulse {
        id: new.id.to_string(),
    })
}
