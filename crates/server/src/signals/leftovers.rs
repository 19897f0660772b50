//! What of a file did not come in, as files to be corrected or looked through.

use std::path::Path;

use domain::access::{Actor, Permission};
use domain::ids::ImportId;
use store::signals::{Import, Reject};

use super::explain::Explained;
use super::ops::show_import;
use crate::App;
use crate::error::Problem;
use crate::view::harmless;

/// The rows that were not taken, as a CSV with the columns of the file and the reason.
pub async fn write_rejects(
    app: &App,
    actor: &Actor,
    id: ImportId,
) -> Result<(String, Vec<u8>), Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let import = show_import(app, actor, id).await?;
    let org = app.store().org(&grant);
    // The columns of the file in their order: a mapping that was made by a proposal names all of them.
    let columns: Vec<String> = match import.upload {
        Some(upload) => match org.upload(upload).await? {
            Some(upload) => serde_json::from_value::<Explained>(upload.details)
                .map(|it| it.layout.columns)
                .unwrap_or_default(),
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    let columns = if columns.is_empty() {
        mapped_columns(&import)
    } else {
        columns
    };
    let mut out = Vec::new();
    let mut after = 0;
    let mut first = true;
    loop {
        let rejects = org.rejects(import.no, after, 10_000).await?;
        let Some(last) = rejects.last() else { break };
        after = last.line;
        let width = rejects
            .iter()
            .map(|reject| reject.cells.len())
            .max()
            .unwrap_or(0);
        if std::mem::take(&mut first) {
            header(&mut out, &columns, width)?;
        }
        append(&mut out, &rejects, columns.len().max(width))?;
    }
    if first {
        header(&mut out, &columns, 0)?;
    }
    Ok((csv_name(&import.file_name, "rows set aside"), out))
}

/// The values that were left out of rows that stayed, as a CSV: row, column, value and reason. The first 10,000 of them.
pub async fn write_left_out(
    app: &App,
    actor: &Actor,
    id: ImportId,
) -> Result<(String, Vec<u8>), Problem> {
    let grant = actor.require(Permission::RunImports)?;
    let import = show_import(app, actor, id).await?;
    let values = app.store().org(&grant).left_out(import.no, 10_000).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["row", "column", "value", "reason"])
        .map_err(Problem::internal)?;
    for one in values {
        let line = one.line.to_string();
        let cells = [&line, &one.column, &one.value, &one.reason];
        writer
            .write_record(cells.map(|cell| harmless(cell).into_owned()))
            .map_err(Problem::internal)?;
    }
    let csv = writer
        .into_inner()
        .map_err(|error| Problem::internal(error.into_error()))?;
    Ok((csv_name(&import.file_name, "values left out"), csv))
}

fn mapped_columns(import: &Import) -> Vec<String> {
    let columns = import.mapping["columns"].as_array();
    columns.map_or_else(Vec::new, |columns| {
        columns
            .iter()
            .filter_map(|rule| rule["column"].as_str().map(str::to_owned))
            .collect()
    })
}

fn csv_name(file_name: &str, what: &str) -> String {
    let stem = Path::new(file_name).file_stem().map_or_else(
        || "import".into(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    format!("{stem} - {what}.csv")
}

fn header(out: &mut Vec<u8>, columns: &[String], width: usize) -> Result<(), Problem> {
    let mut writer = csv::Writer::from_writer(out);
    let extra = (columns.len()..width).map(|at| format!("Column {}", at + 1));
    let names = columns
        .iter()
        .cloned()
        .chain(extra)
        .chain(["line".to_owned(), "reason".to_owned()]);
    writer
        .write_record(names.map(|name| harmless(&name).into_owned()))
        .map_err(Problem::internal)?;
    writer.flush().map_err(Problem::internal)
}

fn append(out: &mut Vec<u8>, rejects: &[Reject], width: usize) -> Result<(), Problem> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    for reject in rejects {
        let line = reject.line.to_string();
        let padding = std::iter::repeat_n("", width.saturating_sub(reject.cells.len()));
        let cells = reject
            .cells
            .iter()
            .map(String::as_str)
            .chain(padding)
            .chain([line.as_str(), reject.reason.as_str()]);
        // Clients' words stand here, and a spreadsheet is where people open it.
        writer
            .write_record(cells.map(|cell| harmless(cell).into_owned()))
            .map_err(Problem::internal)?;
    }
    writer.flush().map_err(Problem::internal)
}
