//! Single measures: asked for by name, compared, and as tables.

use domain::access::{Actor, Permission};
use domain::time::Period;
use insight::{Answer, Filter, MeasureName, Query, measures};

use super::scoreboard::badge;
use super::scores::change;
use super::{Desk, told};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::{Asked, NamedPeriod};
use crate::insight::export::{Cell, Sheet};
use crate::insight::views::{
    CompareAnswer, ComparedView, EstimateView, GroupView, KeyView, MeasureAnswer, MeasureList,
    MeasureView,
};

pub fn list_measures(actor: &Actor) -> Result<MeasureList, Problem> {
    actor.require(Permission::ReadInsight)?;
    let items = measures::catalogue()
        .iter()
        .map(|measure| {
            let about = measure.about();
            MeasureView {
                name: about.name.to_string(),
                title: about.title.to_owned(),
                question: about.question.to_owned(),
                formula: about.formula.to_owned(),
                unit: about.unit.to_owned(),
                n: about.n.to_owned(),
                interval: about.interval.to_owned(),
                left_out: about.left_out.to_owned(),
                source: about.source.to_owned(),
            }
        })
        .chain(measures::conduct::catalogue().iter().map(|measure| {
            let about = measure.about();
            MeasureView {
                name: about.name.as_str().to_owned(),
                title: about.title.to_owned(),
                question: about.question.to_owned(),
                formula: about.formula.to_owned(),
                unit: about.unit.to_owned(),
                n: about.n.to_owned(),
                interval: about.interval.to_owned(),
                left_out: about.left_out.to_owned(),
                source: about.source.to_owned(),
            }
        }))
        .collect();
    Ok(MeasureList { items })
}

pub async fn get_measure(
    app: &App,
    actor: &Actor,
    asked: &Asked,
) -> Result<MeasureAnswer, Problem> {
    let measure = asked.measure()?;
    let desk = Desk::open(app, actor).await?;
    let asked = asked.clone();
    desk.compute(move |desk| {
        let period = period(desk, asked.period.as_deref())?;
        let mut query = Query::new(measure);
        query.filters = asked.filters.clone();
        query.by = asked.by.clone();
        query.period = period.as_ref().map(|named| named.period);
        query.weighted = asked.weighted;
        let answer = desk.engine.measure(&desk.snapshot, &query).map_err(told)?;
        Ok(view(desk, &asked, period, &answer))
    })
    .await
}

pub(super) fn period(desk: &Desk, text: Option<&str>) -> Result<Option<NamedPeriod>, Problem> {
    text.map(|text| NamedPeriod::parse("period", text, &desk.zone, desk.now))
        .transpose()
}

fn view(desk: &Desk, asked: &Asked, period: Option<NamedPeriod>, answer: &Answer) -> MeasureAnswer {
    let groups: Vec<GroupView> = answer
        .groups
        .iter()
        .map(|group| GroupView {
            keys: group.keys.iter().map(key).collect(),
            scale: group.scale.map(|scale| scale.to_string()),
            estimate: desk.discretion.view(&group.estimate),
        })
        .collect();
    MeasureAnswer {
        measure: answer.measure.to_string(),
        unit: measures::of(answer.measure).about().unit.to_owned(),
        by: answer.by.iter().map(ToString::to_string).collect(),
        filters: asked.filters.iter().map(ToString::to_string).collect(),
        period: period.map(|named| named.view()),
        weighted: answer.weighted,
        total: desk.discretion.view(&answer.total),
        scale: answer.total_scale.map(|scale| scale.to_string()),
        groups,
        rejected: answer.total.rejected,
    }
}

pub(super) fn key(key: &insight::Key) -> KeyView {
    KeyView {
        code: key.code.clone(),
        label: key.label.clone(),
    }
}

/// One side of a comparison, in words and as conditions.
struct Side {
    label: String,
    filters: Vec<Filter>,
    period: Option<Period>,
}

impl Side {
    /// `period:2017`, or a filter: `attr.terminal=A`.
    fn parse(desk: &Desk, field: &str, text: Option<&str>, asked: &Asked) -> Result<Self, Problem> {
        let text = text.ok_or_else(|| {
            Problem::field(
                field,
                "Say what to compare: period:2017, or attr.terminal=A.",
            )
        })?;
        let mut filters = asked.filters.clone();
        if let Some(written) = text.strip_prefix("period:") {
            let named = NamedPeriod::parse(field, written, &desk.zone, desk.now)?;
            return Ok(Self {
                label: named.label,
                filters,
                period: Some(named.period),
            });
        }
        let filter: Filter = text.parse().map_err(|refusal| {
            Problem::field(field, format!("Neither period:… nor a filter: {refusal}."))
        })?;
        let label = filter.to_string();
        filters.push(filter);
        let period = period(desk, asked.period.as_deref())?.map(|named| named.period);
        Ok(Self {
            label,
            filters,
            period,
        })
    }

    fn query(&self, measure: MeasureName, weighted: bool) -> Query {
        let mut query = Query::new(measure);
        query.filters = self.filters.clone();
        query.period = self.period;
        query.weighted = weighted;
        query
    }
}

pub async fn compare_measures(
    app: &App,
    actor: &Actor,
    asked: &Asked,
) -> Result<CompareAnswer, Problem> {
    let measure = asked.measure()?;
    if measure == MeasureName::Distribution {
        return Err(Problem::field(
            "measure",
            "A distribution has no single value to compare; take nps, csat, ces or mean.",
        ));
    }
    let desk = Desk::open(app, actor).await?;
    let asked = asked.clone();
    desk.compute(move |desk| {
        let a = Side::parse(desk, "a", asked.a.as_deref(), &asked)?;
        let b = Side::parse(desk, "b", asked.b.as_deref(), &asked)?;
        let (of_a, of_b) = (
            a.query(measure, asked.weighted),
            b.query(measure, asked.weighted),
        );
        let found = desk
            .engine
            .compare(&desk.snapshot, &of_a, &of_b, &asked.by)
            .map_err(told)?;
        let items = found
            .items
            .iter()
            .map(|item| ComparedView {
                keys: item.keys.iter().map(key).collect(),
                change: item
                    .change
                    .filter(|_| {
                        !desk.discretion.hides(item.a.n) && !desk.discretion.hides(item.b.n)
                    })
                    .map(change),
                a: desk.discretion.view(&item.a),
                b: desk.discretion.view(&item.b),
            })
            .collect();
        Ok(CompareAnswer {
            measure: measure.to_string(),
            unit: measures::of(measure).about().unit.to_owned(),
            by: asked.by.iter().map(ToString::to_string).collect(),
            a: a.label,
            b: b.label,
            method: found.method.to_owned(),
            comparisons: found.comparisons,
            weighted: asked.weighted,
            items,
        })
    })
    .await
}

/// A measure as a table: a line for each group, then everything together.
pub async fn export_measure(app: &App, actor: &Actor, asked: &Asked) -> Result<Sheet, Problem> {
    let answer = get_measure(app, actor, asked).await?;
    let mut columns: Vec<String> = answer
        .by
        .iter()
        .flat_map(|by| [by.clone(), format!("{by}_label")])
        .collect();
    let figures = [
        "measure",
        "value",
        "low",
        "high",
        "n",
        "n_effective",
        "method",
        "weighted",
        "rejected",
        "badge",
        "hidden",
    ];
    columns.extend(figures.map(str::to_owned));
    let labels: Vec<String> = answer
        .total
        .parts
        .iter()
        .map(|part| part.label.clone())
        .collect();
    columns.extend(
        labels
            .iter()
            .flat_map(|label| [format!("count_{label}"), format!("share_{label}")]),
    );
    let line = |keys: Vec<Cell>, estimate: &EstimateView| {
        let mut cells = keys;
        cells.extend([
            Cell::from(answer.measure.as_str()),
            estimate.value.into(),
            estimate.low.into(),
            estimate.high.into(),
            estimate.n.into(),
            estimate.n_effective.into(),
            estimate.method.as_str().into(),
            estimate.weighted.into(),
            estimate.rejected.into(),
            badge(estimate).into(),
            estimate.hidden.into(),
        ]);
        for label in &labels {
            let part = estimate.parts.iter().find(|part| part.label == *label);
            cells.push(part.map_or(Cell::Empty, |part| part.count.into()));
            cells.push(part.map_or(Cell::Empty, |part| part.share.into()));
        }
        cells
    };
    let mut rows: Vec<Vec<Cell>> = answer
        .groups
        .iter()
        .map(|group| {
            let keys = group
                .keys
                .iter()
                .flat_map(|key| [Cell::from(key.code.as_str()), key.label.as_str().into()])
                .collect();
            line(keys, &group.estimate)
        })
        .collect();
    let all = answer
        .by
        .iter()
        .flat_map(|_| [Cell::Empty, Cell::from("all")])
        .collect();
    rows.push(line(all, &answer.total));
    Ok(Sheet {
        name: "Measure",
        columns,
        rows,
    })
}
