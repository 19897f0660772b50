//! What clients brought in, and what of our growth was earned by it.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Actor, Permission};
use domain::ids::ClientId;
use domain::loyalty::advocacy::growth::{TwoYears, earned_growth};
use domain::loyalty::advocacy::{CURRENCY, fault_of_cents, read_currency};
use domain::loyalty::facts::{ProofKind, What};
use domain::time::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use store::loyalty::facts::NewFact;

use super::views::{
    GrowthView, RecordedRevenue, RevenueForm, RevenueKindView, RevenueListForm, YearParams,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{FieldError, Problem};

const NO_CURRENCY: &str = "Three letters are expected, such as EUR.";

/// How a year grew, and what of it was earned, in one currency: the one that is asked for, or that most clients pay in.
pub async fn show_earned_growth(
    app: &App,
    actor: &Actor,
    params: &YearParams,
) -> Result<GrowthView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let zone = org
        .organization()
        .await?
        .map(|it| it.time_zone.zone())
        .unwrap_or(jiff::tz::TimeZone::UTC);
    let year = params.year;
    let year = year.unwrap_or_else(|| app.now().date(&zone).year() - 1);
    if !(1_900..3_000).contains(&year) {
        return Err(Problem::field("year", "A year such as 2026 is expected."));
    }
    let asked = params.currency.as_deref().map(read_currency);
    if asked == Some(None) {
        return Err(Problem::field("currency", NO_CURRENCY));
    }
    let begins = |year: i16| Timestamp::start_of(Date::constant(year, 1, 1), &zone);
    let edges = [begins(year - 1), begins(year), begins(year + 1)];
    let mut by_currency: BTreeMap<String, Vec<TwoYears>> = BTreeMap::new();
    for it in org.revenue_of_two_years(edges).await? {
        by_currency.entry(it.currency).or_default().push(it.years);
    }
    // Of two in which as many pay, the first by name: the later one of equal ones is the highest.
    let most = by_currency.iter().rev().max_by_key(|it| it.1.len());
    let most = most.map_or(CURRENCY, |it| it.0.as_str());
    let currency = asked.flatten().unwrap_or_else(|| most.to_owned());
    let clients = by_currency.get(&currency).map_or(&[][..], Vec::as_slice);
    let grown = earned_growth(clients);
    let currencies = by_currency.into_keys().collect();
    Ok(GrowthView::of(year, (currency, currencies), grown))
}

/// The most items of one request.
const MOST_ITEMS: usize = 1_000;

/// What is wrong with one item, by field; its moment and currency where these can be read.
fn read(
    item: &RevenueForm,
    now: Timestamp,
    mut refuse: impl FnMut(&str, &str),
) -> Option<(Timestamp, String)> {
    if let Some(fault) = fault_of_cents(item.cents) {
        refuse("cents", fault);
    }
    let currency = read_currency(item.currency.as_deref().unwrap_or(CURRENCY));
    if currency.is_none() {
        refuse("currency", NO_CURRENCY);
    }
    let at = Timestamp::parse_rfc3339(&item.at).ok();
    match at {
        None => refuse(
            "at",
            "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.",
        ),
        Some(at) if at > now => refuse("at", "This is in the future."),
        Some(_) => {}
    }
    at.zip(currency)
}

/// Keeps what clients brought in: purchases, and decisions to stay.
pub async fn record_revenue(
    app: &App,
    actor: &Actor,
    form: &RevenueListForm,
) -> Result<RecordedRevenue, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let now = app.now();
    if !(1..=MOST_ITEMS).contains(&form.items.len()) {
        return Err(Problem::field(
            "items",
            "1 to 1,000 items are taken at once.",
        ));
    }
    let mut errors = Vec::new();
    let mut facts = Vec::new();
    let mut numbers: HashMap<ClientId, Option<i64>> = HashMap::new();
    for (place, item) in form.items.iter().enumerate() {
        let mut refuse = |field: &str, message: &str| {
            errors.push(FieldError::new(field, message).of_item(place))
        };
        let client = match numbers.get(&item.client) {
            Some(known) => *known,
            None => {
                let found = org.client_who_counts(item.client).await?.map(|it| it.no);
                numbers.insert(item.client, found);
                found
            }
        };
        if client.is_none() {
            refuse("client", "There is no such client.");
        }
        if let (Some((at, currency)), Some(client)) = (read(item, now, refuse), client) {
            let kind = match item.kind {
                RevenueKindView::Purchase => ProofKind::Purchase,
                RevenueKindView::Renewal => ProofKind::Renewal,
            };
            let cents = item.cents;
            facts.push(NewFact {
                detail: Some(json!({ "currency": currency })),
                ..NewFact::of(client, at, 0, What::Proof { kind, cents })
            });
        }
    }
    Problem::if_any(errors)?;
    let ids = org.append_facts(now, &facts).await?;
    let detail = json!({ "count": facts.len() });
    let subject = Subject::new("revenue", now.micros(), facts.len().to_string());
    note(app, &grant, "record_revenue", subject, detail).await?;
    Ok(RecordedRevenue {
        recorded: facts.len(),
        ids,
    })
}

/// It was not paid.
pub async fn withdraw_revenue(app: &App, actor: &Actor, seq: i64) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such revenue");
    let (id, client) = org.standing_revenue(seq).await?.ok_or_else(gone)?;
    let now = app.now();
    org.append_facts(now, &[NewFact::withdrawing(client, now, seq)])
        .await?;
    let known = org.client(id).await?;
    let label = known.map_or_else(String::new, |it| it.name.unwrap_or(it.key));
    let subject = Subject::new("client", id, label);
    let detail = json!({ "revenue": seq });
    note(app, &grant, "withdraw_revenue", subject, detail).await
}
