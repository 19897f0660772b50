//! What can be filtered and grouped by.

use domain::access::Actor;
use insight::Term;

use super::{Desk, told};
use crate::App;
use crate::error::Problem;
use crate::insight::views::{
    AttributeValueView, AttributeView, DimensionsView, NamedView, PeriodsView, QuestionView,
};

/// Attributes with more values than this are names or numbers, not groups; only their most frequent values are listed.
const MOST_VALUES: usize = 60;

pub async fn get_dimensions(app: &App, actor: &Actor) -> Result<DimensionsView, Problem> {
    Desk::open(app, actor).await?.compute(view).await
}

fn view(desk: &Desk) -> Result<DimensionsView, Problem> {
    let names = |terms: &[Term]| -> Vec<NamedView> {
        terms
            .iter()
            .map(|term| NamedView {
                key: term.key.clone(),
                label: term.label.clone(),
            })
            .collect()
    };
    let dimensions = &desk.snapshot.dimensions;
    Ok(DimensionsView {
        attributes: attributes(desk),
        stages: names(&dimensions.stages),
        channels: names(&dimensions.channels),
        touchpoints: dimensions
            .touchpoints
            .iter()
            .map(|term| NamedView {
                key: term.key.clone(),
                label: term.label.clone(),
            })
            .collect(),
        questions: dimensions
            .questions
            .iter()
            .map(|question| QuestionView {
                key: question.key.clone(),
                label: question.label.clone(),
                kind: question.kind.name().to_owned(),
                scale: question.scale.map(|scale| scale.to_string()),
                touchpoint: question
                    .touchpoint
                    .and_then(|no| dimensions.touchpoint(no))
                    .map(|term| term.key.clone()),
                aspect: question.aspect.clone(),
                primary: question.primary,
            })
            .collect(),
        sources: names(&dimensions.sources),
        periods: periods(desk)?,
    })
}

pub(super) fn periods(desk: &Desk) -> Result<PeriodsView, Problem> {
    let extent = desk.engine.extent(&desk.snapshot).map_err(told)?;
    Ok(desk
        .calendar()?
        .view(extent.first(), extent.last(), &desk.zone, desk.now))
}

fn attributes(desk: &Desk) -> Vec<AttributeView> {
    let columns = desk.snapshot.dimensions.attributes.iter();
    columns
        .map(|(key, column)| {
            let mut counts = vec![0_u64; column.values.len()];
            for code in &column.code_of_client {
                if let Some(count) = usize::try_from(*code)
                    .ok()
                    .and_then(|at| counts.get_mut(at))
                {
                    *count += 1;
                }
            }
            let mut values: Vec<(usize, u64)> = counts
                .into_iter()
                .enumerate()
                .filter(|(_, n)| *n > 0)
                .collect();
            if values.len() > MOST_VALUES {
                values.sort_by_key(|(at, n)| (std::cmp::Reverse(*n), *at));
                values.truncate(MOST_VALUES);
                values.sort_by_key(|(at, _)| *at);
            }
            AttributeView {
                key: key.clone(),
                label: column.label.clone(),
                values: values
                    .into_iter()
                    .map(|(at, n)| AttributeValueView {
                        code: column.values[at].key.clone(),
                        label: column.values[at].label.clone(),
                        n,
                    })
                    .collect(),
            }
        })
        .collect()
}
