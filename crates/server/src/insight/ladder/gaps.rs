//! What was expected beside what was met.

use std::collections::{HashMap, HashSet};

use domain::access::{Actor, Permission};
use domain::loyalty::ladder::gaps::{GapRow, Gaps, Pair, theme_in_words};
use store::clients::ClientRange;
use store::loyalty::ladder::ReadPair;

use super::whom::{Whom, WhomParams};
use crate::App;
use crate::error::Problem;
use crate::insight::source;

/// A row of the gap table, with what people call it.
pub struct LabelledGap {
    pub row: GapRow,
    pub label: String,
    /// So few clients spoke that who asks may not see what they said.
    pub hidden: bool,
}

/// Of one client's readings, the newest in front, the newest of each expectation.
fn newest(own: &[ReadPair], themes: &mut HashSet<String>) -> Vec<Pair> {
    let mut seen = HashSet::new();
    let newest = own.iter().filter(|read| seen.insert(read.subject));
    newest
        .map(|read| {
            themes.extend(read.theme.clone());
            let (expected, perceived, scale) = read.given.unwrap_or((0.0, read.delta, (-3.0, 3.0)));
            Pair {
                client: read.client,
                item: read.theme.as_ref().unwrap_or(&read.words).clone(),
                scale,
                expected,
                perceived,
            }
        })
        .collect()
}

/// What was expected and what was met, item by item, by the newest reading of each expectation in the rules' window.
pub async fn list_expectation_gaps(
    app: &App,
    actor: &Actor,
    params: &WhomParams,
) -> Result<Vec<LabelledGap>, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let moment = source::read(app, &grant).await?;
    let dimensions = &moment.snapshot.dimensions;
    let whom = Whom::read(app, (actor, &grant), dimensions, params).await?;
    let settings = org.ladder_settings().await?.unwrap_or_default();
    let after = app
        .now()
        .plus_seconds(-i64::from(settings.reading_days) * 86_400);
    let mut themes = HashSet::new();
    let mut gaps = Gaps::default();
    let mut last = 0;
    while let Some(page) = org.client_range(last, ClientRange::CLIENTS).await? {
        last = page.last;
        let read = org.read_pairs(after, page).await?;
        for own in read.chunk_by(|a, b| a.client == b.client) {
            if own.first().is_some_and(|it| whom.counts(it.client)) {
                gaps.see(&newest(own, &mut themes));
            }
        }
    }
    let places: HashMap<String, &str> = moment
        .design
        .touchpoints
        .iter()
        .map(|place| (place.key.replace('_', "-"), place.label.as_str()))
        .collect();
    // Where nobody gave it a theme an item is called by a client's own words.
    let reads_words = actor.may(Permission::ReadClients);
    let labelled = |row: GapRow| {
        let own_words = !themes.contains(&row.item);
        let hidden = whom.discretion().hides(row.clients);
        let label = match places.get(&row.item) {
            _ if own_words => row.item.clone(),
            Some(label) => (*label).to_owned(),
            None => theme_in_words(&row.item),
        };
        let told = !hidden || !own_words || reads_words;
        told.then_some(LabelledGap { row, label, hidden })
    };
    let mut rows: Vec<LabelledGap> = gaps.table().into_iter().filter_map(labelled).collect();
    // The table is in the order of its gaps: a place among them would tell what is hidden.
    rows.sort_by(|a, b| {
        let name = |it: &LabelledGap| it.hidden.then(|| it.label.clone());
        a.hidden.cmp(&b.hidden).then_with(|| name(a).cmp(&name(b)))
    });
    Ok(rows)
}
