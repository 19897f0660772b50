//! A file explained: what it is, what its columns hold, and what they probably mean to this organization.

use std::{ops::ControlFlow, path::Path};

use domain::signals::mapping::{
    FileHints, Mapping, Role,
    names::{self, Match},
    profile::{ColumnProfile, Profile, Profiler},
    propose::{ColumnNote, Confidence, Context, Proposal, propose},
    ready,
    settle::{Change, Settle},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::{Layout, ReadError, Remark, Table};

/// Rows from which the meaning of columns is told.
const PROFILED_ROWS: u64 = 50_000;
/// Files up to this size are read to their end to count their rows; the number of larger ones is estimated.
const COUNTED_BYTES: u64 = 256 << 20;
/// Rows shown as they are.
const SHOWN_ROWS: usize = 20;
/// Values shown of each column.
const SHOWN_VALUES: usize = 20;

/// A file that has been looked at.
pub struct Looked {
    pub table: Table,
    pub rows: u64,
    /// Whether `rows` was counted and not estimated.
    pub counted: bool,
    pub profile: Profile,
    pub preview: Vec<Vec<String>>,
}

/// Reads a file once and remembers what its columns hold.
pub fn look(path: &Path, name: &str, hints: &FileHints) -> Result<Looked, ReadError> {
    let table = Table::open(path, name, hints)?;
    let mut profiler = Profiler::new(&table.layout.columns);
    let mut preview = Vec::new();
    let mut rows = 0;
    let counts = table.bytes <= COUNTED_BYTES;
    let estimate = table.rows(|row| {
        rows += 1;
        if preview.len() < SHOWN_ROWS {
            preview.push(row.cells.iter().map(|cell| (*cell).to_owned()).collect());
        }
        if rows <= PROFILED_ROWS {
            profiler.push(row.cells);
        } else if !counts {
            return ControlFlow::Break((rows as f64 / row.share.max(1e-9)) as u64);
        }
        ControlFlow::Continue(())
    })?;
    Ok(Looked {
        rows: estimate.unwrap_or(rows),
        counted: estimate.is_none(),
        profile: profiler.finish(),
        table,
        preview,
    })
}

/// One column as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ColumnView {
    pub name: String,
    /// Place in the file, from 0.
    pub index: usize,
    /// Different values, exact up to 100,000.
    pub distinct: u64,
    pub empty: u64,
    /// The most frequent values, at most twenty.
    pub values: Vec<ValueView>,
    /// The role that was guessed without any saved or ready mapping.
    pub kind_guess: String,
    /// `sure`, `likely` or `asks`.
    #[schema(value_type = String)]
    pub confidence: Confidence,
    /// One line.
    pub why: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ValueView {
    pub value: String,
    pub count: u64,
}

/// A mapping that was there before and fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FittingView {
    /// Of a saved mapping, or the key of a ready one.
    pub id: String,
    pub name: String,
    pub why: String,
    /// Columns that have another name there: (here, there).
    #[serde(default)]
    pub renamed: Vec<(String, String)>,
    /// Columns of the file that the mapping doesn't know.
    #[serde(default)]
    pub new: Vec<String>,
    /// Columns of the mapping that the file doesn't have.
    #[serde(default)]
    pub vanished: Vec<String>,
}

/// All that is known of a file; kept with the upload.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Explained {
    pub layout: Layout,
    pub rows: u64,
    pub counted: bool,
    pub columns: Vec<ColumnView>,
    pub preview: Vec<Vec<String>>,
    pub fitting: Option<FittingView>,
    pub proposal: Mapping,
    pub warnings: Vec<Settle>,
}

/// A mapping that people saved, with the name they gave it.
pub struct Saved {
    pub id: String,
    pub name: String,
    pub mapping: Mapping,
}

/// Says what a file probably means: as a saved mapping says, as a ready one says, or from the values alone.
pub fn explain(looked: Looked, file_name: &str, saved: &[Saved], today: Date) -> Explained {
    let Looked {
        table,
        rows,
        counted,
        profile,
        preview,
    } = looked;
    let layout = table.layout;
    let automatic = propose(
        Context {
            file_name,
            labels: &layout.labels,
            today,
        },
        &profile,
    );
    let guesses: Vec<String> = automatic
        .mapping
        .columns
        .iter()
        .map(|rule| rule.role.name().to_owned())
        .collect();
    let (proposal, fitting) = match fitting(&layout, saved, file_name) {
        Some((mapping, fitting)) => (merge(mapping, &fitting, automatic), Some(fitting)),
        None => (automatic, None),
    };
    let Proposal {
        mapping,
        notes,
        mut settle,
    } = proposal;
    settle.extend(
        layout
            .remarks
            .iter()
            .enumerate()
            .map(|(at, remark)| told(at, remark)),
    );
    let columns = profile
        .columns
        .iter()
        .zip(notes)
        .zip(guesses)
        .map(|((column, note), guess)| view(column, note, guess))
        .collect();
    Explained {
        layout,
        rows,
        counted,
        columns,
        preview,
        fitting,
        proposal: mapping,
        warnings: settle,
    }
}

fn view(column: &ColumnProfile, note: ColumnNote, kind_guess: String) -> ColumnView {
    ColumnView {
        name: column.name.clone(),
        index: column.index,
        distinct: column.distinct,
        empty: column.empty,
        values: column
            .values
            .iter()
            .take(SHOWN_VALUES)
            .map(|value| ValueView {
                value: value.value.chars().take(200).collect(),
                count: value.count,
            })
            .collect(),
        kind_guess,
        confidence: note.confidence,
        why: note.why,
    }
}

/// What is odd about the file, among the questions: nothing to choose, but to know.
fn told(at: usize, remark: &Remark) -> Settle {
    let lines: Vec<String> = remark.lines.iter().take(8).map(u64::to_string).collect();
    let more = if remark.lines.len() > 8 { ", …" } else { "" };
    let text = if lines.is_empty() {
        remark.message.clone()
    } else {
        format!(
            "{} {} {}{more}.",
            remark.message,
            if lines.len() == 1 { "Line" } else { "Lines" },
            lines.join(", ")
        )
    };
    Settle {
        id: format!("file:{at}"),
        question: "Something is odd about the file".into(),
        text,
        columns: Vec::new(),
        options: Vec::new(),
        chosen: 0,
        open: false,
    }
}

/// The saved or ready mapping that fits best. A saved one that fits nearly whole goes before a ready one.
fn fitting(layout: &Layout, saved: &[Saved], file_name: &str) -> Option<(Mapping, FittingView)> {
    let best = saved
        .iter()
        .filter_map(|saved| {
            let adoption = names::adopt(&saved.mapping, &layout.columns);
            let needed = saved
                .mapping
                .columns
                .iter()
                .filter(|rule| rule.role != Role::Ignore)
                .count();
            let found = needed - adoption.vanished.len();
            let keyed = saved
                .mapping
                .columns
                .iter()
                .filter(|rule| matches!(rule.role, Role::Key | Role::Date { .. }))
                .all(|rule| !adoption.vanished.contains(&rule.column));
            (keyed && needed > 0 && found * 10 >= needed * 7).then_some((
                found * 1000 / needed,
                found,
                saved,
                adoption,
            ))
        })
        .max_by_key(|(share, found, ..)| (*share, *found));
    let ready = ready::find(&layout.columns);
    if let Some((share, found, saved, adoption)) = best
        && (share >= 950 || ready.is_none())
    {
        let renamed: Vec<(String, String)> = adoption
            .matched
            .iter()
            .filter(|(_, _, how)| *how != Match::Exact)
            .map(|(here, there, _)| (here.clone(), there.clone()))
            .collect();
        let why = format!(
            "{found} columns are those of your mapping “{}”{}.",
            saved.name,
            if renamed.is_empty() {
                String::new()
            } else {
                format!(", {} of them spelled differently", renamed.len())
            }
        );
        let mut mapping = adoption.mapping;
        next_year(&mut mapping, file_name);
        let view = FittingView {
            id: saved.id.clone(),
            name: saved.name.clone(),
            why,
            renamed,
            new: adoption.new,
            vanished: adoption.vanished,
        };
        return Some((mapping, view));
    }
    let (key, why) = ready?;
    let mapping = ready::get(key)?;
    let adoption = names::adopt(mapping, &layout.columns);
    let view = FittingView {
        id: key.to_owned(),
        name: mapping.name.clone(),
        why,
        renamed: Vec::new(),
        new: adoption.new,
        vanished: adoption.vanished,
    };
    Some((adoption.mapping, view))
}

/// Last year's mapping for this year's file: numbers of respondents start again each year, so the source must be
/// another one, and a date that stands in no column is another one.
fn next_year(mapping: &mut Mapping, file_name: &str) {
    let year_in = |text: &str| -> Option<i16> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|part| part.len() == 4)
            .filter_map(|part| part.parse().ok())
            .find(|year| (1990..=2100).contains(year))
    };
    let (Some(new), Some(old)) = (year_in(file_name), year_in(&mapping.source)) else {
        return;
    };
    if new == old {
        return;
    }
    let swap = |text: &str| text.replace(&old.to_string(), &new.to_string());
    // What was said of that year's file may not hold for this one.
    mapping.about = None;
    mapping.source = swap(&mapping.source);
    mapping.name = swap(&mapping.name);
    if mapping.date.year == Some(old) {
        mapping.date.year = Some(new);
    }
}

/// Puts the meanings of a fitting mapping over the guessed ones; columns it doesn't know keep their guess.
fn merge(mut mapping: Mapping, fitting: &FittingView, automatic: Proposal) -> Proposal {
    let mut notes = Vec::with_capacity(automatic.notes.len());
    for (rule, note) in automatic.mapping.columns.iter().zip(automatic.notes) {
        if !fitting.new.contains(&rule.column) {
            let (confidence, why) = match fitting
                .renamed
                .iter()
                .find(|(here, _)| *here == rule.column)
            {
                Some((_, there)) => (
                    Confidence::Likely,
                    format!("`{there}` in “{}”.", fitting.name),
                ),
                None => (Confidence::Sure, format!("As in “{}”.", fitting.name)),
            };
            notes.push(ColumnNote {
                column: note.column,
                confidence,
                why,
            });
            continue;
        }
        let mut wished = rule.clone();
        if let Some(score) = wished.role.score_mut() {
            score.primary = false;
        }
        let structural = matches!(
            wished.role,
            Role::Key | Role::ClientKey | Role::ClientName | Role::Weight | Role::Date { .. }
        );
        let mut tried = mapping.clone();
        if let Some(place) = tried.rule_mut(&rule.column) {
            place.role = wished.role.clone();
            place.label = wished.label;
        }
        if let Some(touchpoint) = automatic
            .mapping
            .touchpoints
            .iter()
            .find(|t| wished.role.touchpoint() == Some(&t.key))
            && !tried
                .touchpoints
                .iter()
                .any(|known| known.key == touchpoint.key)
        {
            tried.touchpoints.push(touchpoint.clone());
        }
        let attribute_taken = wished.role.attribute().is_some_and(|key| {
            mapping
                .columns
                .iter()
                .any(|other| other.role.attribute() == Some(key))
        });
        if !structural && !attribute_taken && tried.check().is_ok() {
            mapping = tried;
            notes.push(ColumnNote {
                confidence: note.confidence.max(Confidence::Likely),
                ..note
            });
        } else {
            let why = format!("New since “{}”.", fitting.name);
            notes.push(ColumnNote {
                column: note.column,
                confidence: Confidence::Asks,
                why,
            });
        }
    }
    // What the mapping already answers is settled; what it answers otherwise is no question any more.
    let settle = automatic
        .settle
        .into_iter()
        .filter(|settle| {
            let changes: &[Change] = settle
                .options
                .get(settle.chosen)
                .map_or(&[], |option| &option.changes);
            let mut same = mapping.clone();
            changes.iter().for_each(|change| same.apply_change(change));
            !changes.is_empty() && same == mapping
        })
        .map(|settle| Settle {
            open: false,
            ..settle
        })
        .collect();
    Proposal {
        mapping,
        notes,
        settle,
    }
}
