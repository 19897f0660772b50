//! Tables in which people were asked twice: what they expect, and what they met. Each pair of columns becomes an
//! expectation of each person, confirmed because the person filled it in, with a reading of how it is met.

use std::collections::{HashMap, HashSet};

use domain::access::{Actor, Permission};
use domain::design::Key;
use domain::ids::ExpectationId;
use domain::loyalty::Level;
use domain::loyalty::facts::{ReadingSource, What, delta};
use domain::time::Timestamp;
use serde_json::{Value, json};
use store::OrgStore;
use store::loyalty::facts::NewFact;

use super::ops::moment;
use super::views::{LeftOutView, PairsForm, PairsOutcome};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};
use crate::loyalty::expectations::ops::add_expectations;

/// Expectations written by one call.
const BATCH: usize = 1_000;

/// Cells that are listed with what is wrong with them.
const LISTED: usize = 100;

/// Columns that may be paired.
const PAIRS: usize = 200;

/// One person's answer to one pair, read.
struct Said {
    client: String,
    pair: usize,
    expected: f64,
    perceived: f64,
}

/// The table's columns, as they are paired.
struct Plan {
    client: Option<usize>,
    /// Columns of what was expected and what was met.
    columns: Vec<(usize, usize)>,
    levels: Vec<Level>,
}

/// Brings in a table of pairs. The same table again changes nothing.
pub async fn import_pairs(
    app: &App,
    actor: &Actor,
    form: &PairsForm,
) -> Result<PairsOutcome, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let mut fields = Fields::default();
    let at = moment(app, form.at.as_deref(), &mut fields);
    let mut outcome = PairsOutcome::default();
    let said = read(form, &mut fields, &mut outcome);
    fields.check()?;
    let (plan, said) = said.ok_or_else(|| Problem::field("csv", "This table holds no row."))?;
    let org = app.store().org(&grant);
    for part in said.chunks(BATCH) {
        let items: Vec<Value> = part
            .iter()
            .map(|it| {
                let pair = &form.pairs[it.pair];
                json!({
                    "client": { "key": it.client },
                    "words": pair.words,
                    "level": plan.levels[it.pair].as_str(),
                    "depth": 1,
                    "status": "confirmed",
                    "theme": pair.item,
                    "source": form.source,
                    "stated_at": at.to_string(),
                    "confirmed_at": at.to_string(),
                })
            })
            .collect();
        let kept = add_expectations(app, actor, json!({ "items": items })).await?;
        outcome.expectations += kept.accepted;
        let ids: Vec<Option<ExpectationId>> = kept
            .results
            .iter()
            .map(|result| result.id.as_deref().and_then(|id| id.parse().ok()))
            .collect();
        keep_readings(app, &org, form, at, part, &ids, &mut outcome).await?;
    }
    let subject = Subject::new("expectation", org.organization_id(), &form.source);
    let detail = json!({
        "rows": outcome.rows, "expectations": outcome.expectations, "readings": outcome.readings,
    });
    note(app, &grant, "import_pairs", subject, detail).await?;
    Ok(outcome)
}

/// Keeps how the expectations are met, but for what stands there already.
async fn keep_readings(
    app: &App,
    org: &OrgStore,
    form: &PairsForm,
    at: Timestamp,
    said: &[Said],
    ids: &[Option<ExpectationId>],
    outcome: &mut PairsOutcome,
) -> Result<(), Problem> {
    let asked: Vec<ExpectationId> = ids.iter().flatten().copied().collect();
    let numbers: HashMap<ExpectationId, (i64, i64)> = org.expectation_numbers(&asked).await?;
    let subjects: Vec<i64> = numbers.values().map(|(no, _)| *no).collect();
    let mut known: HashSet<(i64, Timestamp, String)> = HashSet::new();
    for it in org.readings_of(&subjects).await? {
        known.insert((it.subject, it.at, it.detail.unwrap_or_default().to_string()));
    }
    let (low, high) = (form.scale_low, form.scale_high);
    let mut facts = Vec::new();
    for (it, id) in said.iter().zip(ids) {
        let Some((no, client)) = id.and_then(|id| numbers.get(&id)) else {
            continue;
        };
        let Some(delta) = delta(it.expected, it.perceived, low, high) else {
            continue;
        };
        let detail = json!({
            "expected": it.expected, "perceived": it.perceived, "scale": [low, high],
        });
        if !known.insert((*no, at, detail.to_string())) {
            outcome.unchanged += 1;
            continue;
        }
        let source = ReadingSource::Survey;
        facts.push(NewFact {
            detail: Some(detail),
            ..NewFact::of(*client, at, *no, What::Reading { delta, source })
        });
    }
    outcome.readings += facts.len();
    org.append_facts(app.now(), &facts).await?;
    Ok(())
}

/// Reads the table; what is wrong with the request is told to `fields`, what is wrong with cells to `outcome`.
fn read(
    form: &PairsForm,
    fields: &mut Fields,
    outcome: &mut PairsOutcome,
) -> Option<(Plan, Vec<Said>)> {
    if form.source.trim().is_empty() {
        fields.refuse("source", "Say where this is from.");
    }
    if !(form.scale_low.is_finite() && form.scale_high.is_finite())
        || form.scale_low == form.scale_high
    {
        fields.refuse("scale_high", "A scale goes from one number to another.");
    }
    if form.pairs.is_empty() || form.pairs.len() > PAIRS {
        fields.refuse("pairs", "Pair 1 to 200 columns.");
    }
    let text = form.csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let Ok(headings) = reader.headers().cloned() else {
        fields.refuse(
            "csv",
            "This is no table: its first line should name the columns.",
        );
        return None;
    };
    let plan = plan(form, &headings, fields);
    if !fields.is_empty() {
        return None;
    }
    let mut said = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let line = at + 2;
        let Ok(row) = row else {
            leave_out(outcome, line, "", "", "This line can't be read.");
            continue;
        };
        outcome.rows += 1;
        let client = match plan
            .client
            .map(|column| row.get(column).unwrap_or_default())
        {
            None => format!("{}-{}", form.source.trim(), at + 1),
            Some("") => {
                leave_out(outcome, line, "", "", "Nobody is named in this line.");
                continue;
            }
            Some(key) => key.to_owned(),
        };
        for (pair, (expected, perceived)) in plan.columns.iter().enumerate() {
            let mut figure = |column: usize| {
                let text = row.get(column).unwrap_or_default();
                let heading = headings.get(column).unwrap_or_default();
                match text.parse::<f64>() {
                    Ok(value) if on_scale(form, value) => Some(value),
                    Ok(_) => {
                        leave_out(outcome, line, heading, text, "This is off the scale.");
                        None
                    }
                    Err(_) if text.is_empty() => {
                        leave_out(outcome, line, heading, text, "Not answered.");
                        None
                    }
                    Err(_) => {
                        leave_out(outcome, line, heading, text, "This is no number.");
                        None
                    }
                }
            };
            // Half a pair says nothing about how the one is met by the other.
            if let (Some(expected), Some(perceived)) = (figure(*expected), figure(*perceived)) {
                said.push(Said {
                    client: client.clone(),
                    pair,
                    expected,
                    perceived,
                });
            }
        }
    }
    (outcome.rows > 0).then_some((plan, said))
}

fn on_scale(form: &PairsForm, value: f64) -> bool {
    let (low, high) = (form.scale_low, form.scale_high);
    (low.min(high)..=low.max(high)).contains(&value)
}

fn leave_out(outcome: &mut PairsOutcome, line: usize, column: &str, value: &str, reason: &str) {
    outcome.left_out += 1;
    if outcome.problems.len() < LISTED {
        outcome.problems.push(LeftOutView {
            line,
            column: column.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        });
    }
}

fn plan(form: &PairsForm, headings: &csv::StringRecord, fields: &mut Fields) -> Plan {
    let mut column = |field: String, name: &str| {
        let found = headings.iter().position(|it| it == name);
        if found.is_none() {
            fields.refuse(&field, &format!("The table has no column `{name}`."));
        }
        found.unwrap_or_default()
    };
    let client = (form.client_column.as_deref()).map(|name| column("client_column".into(), name));
    let columns = form
        .pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| {
            (
                column(format!("pairs[{at}].expected"), &pair.expected),
                column(format!("pairs[{at}].perceived"), &pair.perceived),
            )
        })
        .collect();
    let mut levels = Vec::with_capacity(form.pairs.len());
    for (at, pair) in form.pairs.iter().enumerate() {
        if Key::parse(&pair.item).is_err() {
            let said = "A slug is expected: small letters, digits and hyphens.";
            fields.refuse(&format!("pairs[{at}].item"), said);
        }
        if pair.words.trim().is_empty() {
            fields.refuse(&format!("pairs[{at}].words"), "Say what is expected.");
        }
        let level = match pair.level.as_deref() {
            None => Some(Level::Should),
            Some(text) => Level::parse(text),
        };
        if level.is_none() {
            let said = "This is must, should or delight.";
            fields.refuse(&format!("pairs[{at}].level"), said);
        }
        levels.push(level.unwrap_or(Level::Should));
    }
    Plan {
        client,
        columns,
        levels,
    }
}
