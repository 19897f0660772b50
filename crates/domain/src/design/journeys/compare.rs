//! What is different between two versions of a journey.

use super::{JourneyDocument, JourneyStep};

/// One difference, from the older to the newer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JourneyChange {
    /// `name`, `note`, `audience`, `filters` or `links` of the whole.
    Whole {
        field: &'static str,
        from: String,
        to: String,
    },
    Added {
        step: String,
        label: String,
    },
    Removed {
        step: String,
        label: String,
    },
    /// It stands elsewhere among the steps that stayed. Places are counted from 1.
    Moved {
        step: String,
        label: String,
        from: usize,
        to: usize,
    },
    Changed {
        step: String,
        /// What it is called now.
        label: String,
        field: &'static str,
        from: String,
        to: String,
    },
}

/// Everything that differs, in the order of the newer one; steps are the same where their ids are.
pub fn compare(older: &JourneyDocument, newer: &JourneyDocument) -> Vec<JourneyChange> {
    let mut changes = Vec::new();
    for (field, from, to) in [
        ("name", older.name.clone(), newer.name.clone()),
        ("note", older.note.clone(), newer.note.clone()),
        (
            "audience",
            older.audience.clone().unwrap_or_default(),
            newer.audience.clone().unwrap_or_default(),
        ),
        (
            "filters",
            older.filters.join("; "),
            newer.filters.join("; "),
        ),
        ("links", links(older), links(newer)),
    ] {
        if from != to {
            changes.push(JourneyChange::Whole { field, from, to });
        }
    }
    let gone = older
        .steps
        .iter()
        .filter(|step| newer.step(&step.id).is_none());
    changes.extend(gone.map(|step| JourneyChange::Removed {
        step: step.id.clone(),
        label: step.label.clone(),
    }));
    let stayed = stayed_in_order(older, newer);
    for (to, step) in newer.steps.iter().enumerate() {
        let Some((from, before)) = older
            .steps
            .iter()
            .enumerate()
            .find(|(_, before)| before.id == step.id)
        else {
            changes.push(JourneyChange::Added {
                step: step.id.clone(),
                label: step.label.clone(),
            });
            continue;
        };
        if !stayed.contains(&step.id.as_str()) {
            changes.push(JourneyChange::Moved {
                step: step.id.clone(),
                label: step.label.clone(),
                from: from + 1,
                to: to + 1,
            });
        }
        let fields = fields(before).into_iter().zip(fields(step));
        changes.extend(fields.filter(|(from, to)| from.1 != to.1).map(
            |((field, from), (_, to))| JourneyChange::Changed {
                step: step.id.clone(),
                label: step.label.clone(),
                field,
                from,
                to,
            },
        ));
    }
    changes
}

fn links(document: &JourneyDocument) -> String {
    let ways = document.links.iter().flatten();
    ways.map(|link| format!("{} → {}", link.from, link.to))
        .collect::<Vec<_>>()
        .join("; ")
}

fn fields(step: &JourneyStep) -> Vec<(&'static str, String)> {
    vec![
        ("stage", step.stage.clone()),
        ("touchpoint", step.touchpoint.clone().unwrap_or_default()),
        ("label", step.label.clone()),
        ("channel", step.channel.clone().unwrap_or_default()),
        ("expectation", step.expectation.clone()),
        ("action", step.action.clone()),
        (
            "feeling",
            step.feeling.map(|it| it.to_string()).unwrap_or_default(),
        ),
        ("plus_ones", step.plus_ones.join("; ")),
        ("backstage", step.backstage.clone()),
        ("owner", step.owner.clone()),
        ("moment_of_truth", step.moment_of_truth.to_string()),
    ]
}

/// The most steps that kept their order among each other: the rest has moved. Moving one step is one move, not many.
fn stayed_in_order<'a>(older: &JourneyDocument, newer: &'a JourneyDocument) -> Vec<&'a str> {
    let both: Vec<(&str, usize)> = newer
        .steps
        .iter()
        .filter_map(|step| {
            let place = older.steps.iter().position(|before| before.id == step.id)?;
            Some((step.id.as_str(), place))
        })
        .collect();
    // The longest ascending subsequence: for each step the longest run that ends there, and the step before it.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(both.len());
    for (at, (_, place)) in both.iter().enumerate() {
        let before = (0..at)
            .filter(|earlier| both[*earlier].1 < *place)
            .max_by_key(|earlier| (runs[*earlier].0, std::cmp::Reverse(*earlier)));
        runs.push((before.map_or(1, |earlier| runs[earlier].0 + 1), before));
    }
    let mut at = (0..runs.len()).max_by_key(|at| (runs[*at].0, std::cmp::Reverse(*at)));
    let mut stayed = Vec::new();
    while let Some(here) = at {
        stayed.push(both[here].0);
        at = runs[here].1;
    }
    stayed
}
