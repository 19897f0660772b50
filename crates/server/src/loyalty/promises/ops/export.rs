//! Promises as a table.

use domain::access::{Actor, Permission};

use super::filter;
use crate::App;
use crate::error::Problem;
use crate::loyalty::promises::views::{Names, PromiseParams};
use crate::view::harmless;

/// The most promises in one file.
const MOST_ROWS: usize = 100_000;

/// Promises as a table: those that the filter names, all pages.
pub async fn export_promises(
    app: &App,
    actor: &Actor,
    params: &PromiseParams,
) -> Result<Vec<u8>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let mut filter = filter(&org, &grant, params).await?;
    let names = Names::of(org.people().await?);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = [
        "client",
        "name",
        "promise",
        "who",
        "made_at",
        "due_at",
        "state",
        "overdue",
        "settled_at",
        "cause",
        "renegotiated",
    ];
    writer.write_record(columns).map_err(Problem::internal)?;
    let now = app.now();
    let mut rows = 0;
    loop {
        let found = org.promises(&filter, 1_000).await?;
        let Some(last) = found.last() else { break };
        filter.after = Some((last.promise.standing.due_at, last.promise.id));
        rows += found.len();
        for it in &found {
            let standing = &it.promise.standing;
            let settled = standing.settled_at.map(|at| at.to_string());
            let who = names.view(standing.made.who).map(|it| it.name);
            let record = [
                it.promise.client_key.clone(),
                it.promise.client_name.clone().unwrap_or_default(),
                standing.made.words.clone(),
                who.unwrap_or_default(),
                standing.made.at.to_string(),
                standing.due_at.to_string(),
                standing.state.as_str().to_owned(),
                if standing.is_overdue(now) {
                    "yes"
                } else {
                    "no"
                }
                .to_owned(),
                settled.unwrap_or_default(),
                standing.cause.clone().unwrap_or_default(),
                standing.renegotiations.len().to_string(),
            ];
            let cells = record.iter().map(|cell| harmless(cell).into_owned());
            writer.write_record(cells).map_err(Problem::internal)?;
        }
        if found.len() < 1_000 || rows >= MOST_ROWS {
            break;
        }
    }
    writer
        .into_inner()
        .map_err(|error| Problem::internal(error.to_string()))
}
