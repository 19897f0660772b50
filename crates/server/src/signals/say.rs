//! The words of `touchstone import`.

use domain::access::Actor;
use indicatif::HumanCount;

use super::explain::Explained;
use super::ops;
use super::outcome::OutcomeView;
use super::views::ImportView;
use crate::App;
use crate::cli::Failure;

pub fn count(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        HumanCount(number as u64),
        if number == 1 { "" } else { "s" }
    )
}

pub fn describe(name: &str, explained: &Explained) -> String {
    let layout = &explained.layout;
    let about = if explained.counted { "" } else { "about " };
    let form = match (&layout.encoding, layout.delimiter, &layout.sheet) {
        (_, _, Some(sheet)) => format!("sheet “{sheet}”"),
        (Some(encoding), Some(delimiter), _) => {
            format!("{encoding}, {}", delimiter_name(delimiter))
        }
        (Some(encoding), None, _) => format!("{encoding}, JSON lines"),
        _ => String::new(),
    };
    let mut text = format!(
        "{name}: {about}{} rows, {} ({form})",
        HumanCount(explained.rows),
        count(layout.columns.len(), "column")
    );
    if let Some(fitting) = &explained.fitting {
        text.push_str(&format!("\nMapping: {}. {}", fitting.name, fitting.why));
    }
    for settle in explained
        .warnings
        .iter()
        .filter(|settle| settle.id.starts_with("file:"))
    {
        text.push_str(&format!("\nNote: {}", settle.text));
    }
    text
}

fn delimiter_name(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        '|' => "bar",
        _ => "its own delimiter",
    }
}

pub fn preview(outcome: &OutcomeView) -> String {
    let cells = outcome.cells;
    let mut text = format!(
        "This would become {} responses and {} ratings of {} touchpoints; {} would be set aside.\nRating columns: {} ratings, {} never used or don't know, {} blank, {} left out.",
        HumanCount(outcome.responses),
        HumanCount(outcome.ratings),
        outcome.touchpoints,
        count(outcome.rejected as usize, "row"),
        HumanCount(cells.ratings),
        HumanCount(cells.not_used),
        HumanCount(cells.blank),
        HumanCount(cells.rejected),
    );
    if let Some(span) = &outcome.period {
        text.push_str(&format!(
            "\nFrom {} to {}.",
            &span.from[..10],
            &span.to[..10]
        ));
    }
    if let Some(nps) = &outcome.nps
        && let (Some(value), Some(low), Some(high)) = (nps.value, nps.low, nps.high)
    {
        text.push_str(&format!(
            "\nNPS {value:.2} ({low:.2} to {high:.2}), n {}.",
            HumanCount(nps.n)
        ));
    }
    for problem in outcome.problems.iter().take(10) {
        text.push_str(&format!("\nRow {}: {}", problem.row, problem.message));
    }
    if outcome.partial {
        text.push_str("\nThe file is long: only its first rows were looked at.");
    }
    text.push_str("\nNothing was kept.");
    text
}

/// One line for each of the last imports.
pub async fn list(app: &App, actor: &Actor) -> Result<String, Failure> {
    let imports = ops::list_imports(app, actor, None, 200).await?;
    if imports.is_empty() {
        return Ok("Nothing has been imported yet.".to_owned());
    }
    let head = [
        "no",
        "when",
        "state",
        "imported",
        "unchanged",
        "conflicts",
        "set aside",
        "left out",
        "file",
    ]
    .map(String::from);
    let mut rows = vec![head];
    for import in imports {
        let view = ImportView::of(&import, app.now());
        let number = |value: i64| HumanCount(value.unsigned_abs()).to_string();
        let when = import.created_at.to_string();
        rows.push([
            view.no.to_string(),
            when.get(..16).unwrap_or(&when).replace('T', " "),
            view.state,
            number(view.imported),
            number(view.unchanged),
            number(view.conflicts),
            number(view.rejected),
            number(view.left_out),
            view.file_name,
        ]);
    }
    let width = |at: usize| {
        rows.iter()
            .map(|row| row[at].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &[String; 9]| {
        // Words stand at the left, figures at the right.
        let cell = |(at, text): (usize, &String)| match at {
            1 | 2 | 8 => format!("{text:<width$}", width = widths[at]),
            _ => format!("{text:>width$}", width = widths[at]),
        };
        row.iter()
            .enumerate()
            .map(cell)
            .collect::<Vec<_>>()
            .join("  ")
            .trim_end()
            .to_owned()
    };
    Ok(rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}
