//! The ladder, the OK-trap and the gap table as files.

use domain::access::Actor;
use domain::loyalty::ladder::Rung;

use super::gaps::list_expectation_gaps;
use super::ops::show_ladder;
use super::trap::trap_of;
use super::views::{GapRowView, LadderParams, LadderView, StepView, WhomParams};
use crate::App;
use crate::clients::directory::views::RungView;
use crate::error::Problem;
use crate::insight::export::{Cell, Sheet};

fn heads(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|it| (*it).to_owned()).collect()
}

/// Stretch by stretch and standing by standing: how many stood there, and how many came there from where.
pub async fn export_ladder(
    app: &App,
    actor: &Actor,
    params: &LadderParams,
) -> Result<Vec<u8>, Problem> {
    let ladder = LadderView::from(show_ladder(app, actor, params).await?);
    let mut columns = heads(&[
        "stretch", "from", "to", "standing", "clients", "of", "share", "low", "high", "worth",
    ]);
    columns.extend(Rung::ALL.map(|rung| format!("from_{}", rung.as_str())));
    columns.push("new".to_owned());
    columns.push("left_since".to_owned());
    let mut rows = Vec::new();
    for (place, stretch) in ladder.stretches.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|at| ladder.steps.get(at));
        let after = ladder.steps.get(place);
        for it in &stretch.rungs {
            let moved = |from: Option<RungView>, to: Option<RungView>, step: Option<&StepView>| {
                let moves = step.map_or(&[][..], |step| &step.moves[..]);
                let found = moves.iter().find(|it| it.from == from && it.to == to);
                step.map(|_| found.map_or(0, |it| it.clients) as f64)
            };
            let mut row: Vec<Cell> = vec![
                stretch.label.clone().into(),
                stretch.from.to_string().into(),
                stretch.to.to_string().into(),
                Rung::from(it.rung).as_str().into(),
                it.clients.into(),
                stretch.clients.into(),
                it.share.share.into(),
                it.share.interval.map(|it| it.low).into(),
                it.share.interval.map(|it| it.high).into(),
                (it.worth_known > 0).then_some(it.worth).into(),
            ];
            row.extend(
                Rung::ALL.map(|from| moved(Some(from.into()), Some(it.rung), before).into()),
            );
            row.push(moved(None, Some(it.rung), before).into());
            row.push(moved(Some(it.rung), None, after).into());
            rows.push(row);
        }
    }
    let sheet = Sheet {
        name: "Ladder",
        columns,
        rows,
    };
    sheet.to_csv()
}

/// More rows than a spreadsheet holds serve nobody.
const MOST_ROWS: usize = 1_000_000;

/// Everybody in the trap.
pub async fn export_ok_trap(
    app: &App,
    actor: &Actor,
    whom: &WhomParams,
) -> Result<Vec<u8>, Problem> {
    let trap = trap_of(app, actor, whom, MOST_ROWS).await?;
    let rows = trap.items.into_iter().map(|it| {
        let candidate = &it.trapped.candidate;
        vec![
            it.key.into(),
            it.name.into(),
            candidate.revenue.into(),
            candidate.alternatives.into(),
            (it.trapped.days as f64).into(),
            it.trapped.never.into(),
            it.trapped.product.into(),
            it.owner.map(|it| it.name).into(),
            it.next.map(|it| it.words).into(),
        ]
    });
    let sheet = Sheet {
        name: "OK-trap",
        columns: heads(&[
            "client",
            "name",
            "revenue",
            "alternatives",
            "days",
            "never_felt_a_plus_one",
            "product",
            "owner",
            "next_plus_one",
        ]),
        rows: rows.collect(),
    };
    sheet.to_csv()
}

/// The gap table, item by item.
pub async fn export_expectation_gaps(
    app: &App,
    actor: &Actor,
    params: &WhomParams,
) -> Result<Vec<u8>, Problem> {
    let gaps = list_expectation_gaps(app, actor, params).await?;
    let rows = gaps.into_iter().map(|gap| {
        let it = GapRowView::from(gap);
        vec![
            it.item.into(),
            it.label.into(),
            it.scale_low.into(),
            it.scale_high.into(),
            it.n.into(),
            it.clients.into(),
            it.expected.into(),
            it.perceived.into(),
            it.gap.into(),
            it.interval.map(|it| it.low).into(),
            it.interval.map(|it| it.high).into(),
            it.p.into(),
            it.short.map(|it| it.count as f64).into(),
            it.met.map(|it| it.count as f64).into(),
            it.beyond.map(|it| it.count as f64).into(),
            it.hidden.into(),
        ]
    });
    let sheet = Sheet {
        name: "Gaps",
        columns: heads(&[
            "item",
            "label",
            "scale_low",
            "scale_high",
            "n",
            "clients",
            "expected",
            "perceived",
            "gap",
            "low",
            "high",
            "p",
            "short",
            "as_expected",
            "beyond",
            "hidden",
        ]),
        rows: rows.collect(),
    };
    sheet.to_csv()
}
