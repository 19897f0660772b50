//! `touchstone measure`: the numbers of the screens on the command line, by the same operations.

use std::io::Write as _;

use clap::Args;
use domain::access::{Actor, Organization};
use serde::Serialize;

use super::asking::Asked;
use super::ops;
use super::views::{BadgeView, CompareAnswer, EstimateView, KeyView, MeasureAnswer};
use crate::App;
use crate::cli::{Context, Failure};
use crate::error::Problem;

/// One measure of the experience log, with n and interval
#[derive(Args)]
pub struct Measure {
    /// nps, csat, ces, mean or distribution
    measure: String,
    /// Groups: touchpoint, stage, channel, question, source, attr.<key>, time.day|week|month|quarter|year
    #[arg(long, value_name = "DIMENSIONS")]
    by: Vec<String>,
    /// Only these rows, such as touchpoint=wifi,parking or attr.terminal=A; may repeat, all must hold
    #[arg(long = "where", value_name = "FILTER")]
    filters: Vec<String>,
    /// 2017, 2017-Q2, 2017-05, 2016..2017, last-90-days [default: all time]
    #[arg(long)]
    period: Option<String>,
    /// Count each response with its weight
    #[arg(long)]
    weighted: bool,
    /// Compare two periods or segments, such as --compare period:2017 period:2016
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    compare: Option<Vec<String>>,
    /// As JSON, the same as the HTTP interface answers
    #[arg(long)]
    json: bool,
    /// As a table in CSV
    #[arg(long, conflicts_with_all = ["json", "compare"])]
    csv: bool,
    /// Name or identifier of the organization, when there are several
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

impl Measure {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = pick_organization(&app, self.organization.as_deref()).await?;
        // Who stands at the server's own command line is the owner.
        let actor = Actor::system(organization.id);
        let asked = self.asked()?;
        if self.compare.is_some() {
            let answer = ops::compare_measures(&app, &actor, &asked).await?;
            return if self.json {
                print_json(&answer)
            } else {
                print_compared(&answer)
            };
        }
        if self.csv {
            let sheet = ops::export_measure(&app, &actor, &asked).await?;
            std::io::stdout().lock().write_all(&sheet.to_csv()?)?;
            return Ok(());
        }
        let answer = ops::get_measure(&app, &actor, &asked).await?;
        if self.json {
            print_json(&answer)
        } else {
            print_answer(&answer)
        }
    }

    /// By the same reader as the HTTP interface, so that both understand the same words.
    fn asked(&self) -> Result<Asked, Problem> {
        let mut pairs = vec![("measure".to_owned(), self.measure.clone())];
        pairs.extend(self.by.iter().map(|by| ("by".to_owned(), by.clone())));
        pairs.extend(
            self.filters
                .iter()
                .map(|filter| ("where".to_owned(), filter.clone())),
        );
        pairs.extend(
            self.period
                .iter()
                .map(|period| ("period".to_owned(), period.clone())),
        );
        if self.weighted {
            pairs.push(("weighted".to_owned(), "true".to_owned()));
        }
        if let Some([a, b]) = self.compare.as_deref() {
            pairs.push(("a".to_owned(), a.clone()));
            pairs.push(("b".to_owned(), b.clone()));
        }
        Asked::of_pairs(&pairs)
    }
}

/// The organization that was named; or the only one, the demo not counted when there is another.
pub async fn pick_organization(app: &App, wanted: Option<&str>) -> Result<Organization, Failure> {
    let all = app
        .store()
        .access()
        .organizations()
        .await
        .map_err(Problem::from)?;
    if let Some(wanted) = wanted {
        let found = all
            .iter()
            .find(|one| one.id.to_string() == wanted || one.name.eq_ignore_ascii_case(wanted));
        return found.cloned().ok_or_else(|| {
            Failure::new(format!("There is no organization “{wanted}”.")).advise(names(&all))
        });
    }
    let own: Vec<&Organization> = all.iter().filter(|one| !one.demo).collect();
    match (own.as_slice(), all.as_slice()) {
        ([only], _) => Ok((*only).clone()),
        ([], [only]) => Ok(only.clone()),
        ([], []) => Err(Failure::new("There is no organization here yet.")
            .advise("Start the server with `touchstone serve` and open the link it prints, or load the demo: `touchstone demo`.")),
        _ => Err(Failure::new("There are several organizations; say which with --organization.").advise(names(&all))),
    }
}

fn names(all: &[Organization]) -> String {
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    format!("There are: {}.", names.join(", "))
}

fn print_json(answer: &impl Serialize) -> Result<(), Failure> {
    let text =
        serde_json::to_string_pretty(answer).map_err(|error| Failure::new(error.to_string()))?;
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}

/// Columns as wide as their widest cell, all but the first ones flush right.
fn print_table(rows: &[Vec<String>], left: usize) -> Result<(), Failure> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = std::io::stdout().lock();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(column, cell)| {
                let width = widths[column];
                if column < left {
                    format!("{cell:width$}")
                } else {
                    format!("{cell:>width$}")
                }
            })
            .collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn group(keys: &[KeyView]) -> Vec<String> {
    keys.iter()
        .map(|key| {
            if key.label.is_empty() {
                key.code.clone()
            } else {
                key.label.clone()
            }
        })
        .collect()
}

fn figures(estimate: &EstimateView) -> Vec<String> {
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
    let badge = match estimate.badge {
        BadgeView::None => "no answers",
        BadgeView::CountsOnly => "counts only",
        BadgeView::Indicative => "indicative",
        BadgeView::Sound => "",
    };
    let effective = if estimate.weighted {
        format!("{:.1}", estimate.n_effective)
    } else {
        String::new()
    };
    let rejected = if estimate.rejected > 0 {
        format!("{} off scale", estimate.rejected)
    } else {
        String::new()
    };
    vec![
        number(estimate.value),
        number(estimate.low),
        number(estimate.high),
        estimate.n.to_string(),
        effective,
        rejected,
        badge.to_owned(),
    ]
}

fn headings(by: &[String]) -> Vec<String> {
    let mut headings = by.to_vec();
    headings.extend(["value", "low", "high", "n", "n eff.", "", ""].map(str::to_owned));
    headings
}

fn print_answer(answer: &MeasureAnswer) -> Result<(), Failure> {
    let mut rows = vec![headings(&answer.by)];
    for one in &answer.groups {
        let mut row = group(&one.keys);
        row.extend(figures(&one.estimate));
        rows.push(row);
    }
    let mut total: Vec<String> = answer.by.iter().map(|_| "all".to_owned()).collect();
    total.extend(figures(&answer.total));
    rows.push(total);
    print_table(&rows, answer.by.len())?;
    let mut out = std::io::stdout().lock();
    let scale = answer
        .scale
        .as_ref()
        .map(|scale| format!("; answers on {scale}"))
        .unwrap_or_default();
    let weighted = if answer.weighted { ", weighted" } else { "" };
    writeln!(
        out,
        "\n{} in {}{scale}; 95 % interval: {}{weighted}.",
        answer.measure, answer.unit, answer.total.method
    )?;
    if answer.by.is_empty() {
        for part in &answer.total.parts {
            writeln!(
                out,
                "  {:>12}  {:>8}  {:>6.2} %",
                part.label,
                part.count,
                part.share * 100.0
            )?;
        }
    }
    if let Some(also) = &answer.total.also {
        writeln!(out, "{} {:.4} ({}).", also.name, also.value, also.method)?;
    }
    for note in &answer.total.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

fn print_compared(answer: &CompareAnswer) -> Result<(), Failure> {
    let mut headings = answer.by.clone();
    headings.extend(
        [
            answer.a.as_str(),
            "n",
            answer.b.as_str(),
            "n",
            "difference",
            "low",
            "high",
            "p",
            "p (Holm)",
            "",
        ]
        .map(str::to_owned),
    );
    let mut rows = vec![headings];
    let number =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
    for item in &answer.items {
        let mut row = group(&item.keys);
        let change = item.change;
        row.extend([
            number(item.a.value),
            item.a.n.to_string(),
            number(item.b.value),
            item.b.n.to_string(),
            number(change.map(|change| change.difference)),
            number(change.map(|change| change.low)),
            number(change.map(|change| change.high)),
            number(change.map(|change| change.p)),
            number(change.map(|change| change.p_adjusted)),
            if change.is_some_and(|change| change.significant) {
                "changed"
            } else {
                "≈"
            }
            .to_owned(),
        ]);
        rows.push(row);
    }
    print_table(&rows, answer.by.len())?;
    writeln!(
        std::io::stdout().lock(),
        "\n{} in {}; difference by {}; p corrected for {} comparisons (Holm).",
        answer.measure,
        answer.unit,
        answer.method,
        answer.comparisons
    )?;
    Ok(())
}
