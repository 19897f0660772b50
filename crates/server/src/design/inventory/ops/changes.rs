//! What was done to the inventory, and taking it back.

use domain::access::{Actor, Permission};
use domain::design::inventory::{Change, ChangeKind, Image};
use domain::design::{Existence, Touchpoint};
use domain::ids::ChangeId;
use serde_json::json;
use store::OrgStore;
use store::design::inventory::{InTheWay, Undone};

use super::new_change;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::design::plans::door::check_going_live;
use crate::error::{Code, FieldError, Problem};
use crate::view::harmless;

/// The changes before that one, or the last ones, the newest first.
pub async fn list_changes(
    app: &App,
    actor: &Actor,
    before: Option<ChangeId>,
    limit: usize,
) -> Result<Vec<Change>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    Ok(app.store().org(&grant).changes(before, limit).await?)
}

fn gone() -> Problem {
    Problem::not_found("such change")
}

/// Takes a change back, by a change that can be taken back too.
pub async fn undo_change(app: &App, actor: &Actor, id: ChangeId) -> Result<Change, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let change = org.change(id).await?.ok_or_else(gone)?;
    check_back_live(app, &org, id).await?;
    let detail = json!({ "undoes": change.kind.as_str() });
    let label = change.label.clone();
    let by = new_change(app, &grant, ChangeKind::Undo, label, detail.clone()).await?;
    match org.undo_change(id, &by).await?.ok_or_else(gone)? {
        Undone::Already => {
            let detail = "This change was undone before.";
            Err(Problem::because(Code::Conflict, detail))
        }
        Undone::Blocked(ways) => Err(blocked(&ways)),
        Undone::Done(_) => {
            let subject = Subject::new("change", id, &change.label);
            note(app, &grant, "undo_change", subject, detail).await?;
            org.change(by.id).await?.ok_or_else(gone)
        }
    }
}

/// What was live before the change would be live again: not past a plan that is being written since.
async fn check_back_live(app: &App, org: &OrgStore, id: ChangeId) -> Result<(), Problem> {
    let design = org.design().await?;
    let items = org.change_items(id).await?;
    let back: Vec<Touchpoint> = items
        .into_iter()
        .filter_map(|item| match item.before? {
            Image::Touchpoint(image) if image.existence == Existence::Live => {
                let now = design.touchpoint(image.id)?;
                (now.existence != Existence::Live).then(|| image.into())
            }
            _ => None,
        })
        .collect();
    check_going_live(app, org, &back.iter().collect::<Vec<_>>()).await
}

fn blocked(ways: &[InTheWay]) -> Problem {
    let told = |way: &InTheWay| {
        let what = way.label.clone().unwrap_or_else(|| "A cell".to_owned());
        match &way.later {
            Some((_, at, by)) => format!("“{what}” was changed again by {by} at {at}."),
            None => format!("“{what}” does not stand as this change left it."),
        }
    };
    let names: Vec<String> = ways
        .iter()
        .filter_map(|way| way.label.as_deref())
        .take(5)
        .map(|label| format!("“{label}”"))
        .collect();
    let more = match ways.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let mut problem = Problem::because(
        Code::ChangeInTheWay,
        format!(
            "Changed again since: {}{more}. Undo the later changes first, or edit by hand.",
            names.join(", ")
        ),
    );
    let errors = ways.iter().take(50);
    problem.errors = errors
        .map(|way| FieldError::new(way.label.clone().unwrap_or_default(), told(way)))
        .collect();
    problem
}

/// The rows of a file that a change did not take, as a CSV with the columns of the file, the row and the reason.
pub async fn write_change_rejects(
    app: &App,
    actor: &Actor,
    id: ChangeId,
) -> Result<(String, Vec<u8>), Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let change = org.change(id).await?.ok_or_else(gone)?;
    let rejects = org.change_rejects(id).await?;
    let columns = change.detail["columns"].as_array();
    let columns: Vec<&str> = columns
        .map(|columns| columns.iter().filter_map(|name| name.as_str()).collect())
        .unwrap_or_default();
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    // Not called “reason”: that is a column of the inventory, and the corrected rows come back by this file.
    let header = columns.iter().copied().chain(["row", "problem"]);
    writer
        .write_record(header.map(|cell| harmless(cell).into_owned()))
        .map_err(Problem::internal)?;
    for reject in rejects {
        let line = reject.line.to_string();
        let missing = columns.len().saturating_sub(reject.cells.len());
        let cells = reject.cells.iter().map(String::as_str);
        let cells = cells.chain(std::iter::repeat_n("", missing));
        let cells = cells.take(columns.len()).chain([&*line, &*reject.reason]);
        writer
            .write_record(cells.map(|cell| harmless(cell).into_owned()))
            .map_err(Problem::internal)?;
    }
    let csv = writer
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))?;
    let stem = std::path::Path::new(&change.label).file_stem();
    let stem = stem.map_or_else(
        || "inventory".into(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    Ok((format!("{stem} - rows not taken.csv"), csv))
}
