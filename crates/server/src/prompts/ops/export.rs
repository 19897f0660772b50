//! Today as a table: what one sees, for whoever works with paper.

use domain::access::Actor;
use domain::prompts::Urgency;

use super::today::show_today;
use crate::App;
use crate::error::Problem;
use crate::insight::export::{Cell, Sheet};
use crate::prompts::views::{PromptView, TodayTouchView, TodayView};

const COLUMNS: [&str; 14] = [
    "What",
    "Client",
    "Name",
    "Tier",
    "Urgency",
    "Due",
    "In time until",
    "Days late",
    "Why",
    "Where",
    "Expectations",
    "Promises",
    "Plus-one",
    "Words",
];

/// The touches of the day with everything that stands on their cards, then the promises, then the newest words.
pub async fn export_today(app: &App, actor: &Actor) -> Result<Vec<u8>, Problem> {
    let today = show_today(app, actor).await?;
    let mut rows: Vec<Vec<Cell>> = today.touches.iter().map(|it| touch(it, &today)).collect();
    rows.extend(today.promises.iter().map(|it| {
        let urgency = if it.overdue { "late" } else { "due" };
        row([
            (0, "promise".into()),
            (2, it.client_name.clone().into()),
            (4, urgency.into()),
            (5, it.due.clone().into()),
            (11, it.words.clone().into()),
        ])
    }));
    rows.extend(today.words.iter().map(|it| {
        let place = it.touchpoint.as_ref().map(|place| place.label.clone());
        row([
            (0, "words".into()),
            (1, it.client.key.clone().into()),
            (2, it.client.name.clone().into()),
            (3, it.client.tier.clone().into()),
            (5, it.at.to_string().into()),
            (9, place.into()),
            (13, it.words.clone().into()),
        ])
    }));
    let columns = COLUMNS.iter().map(|it| (*it).to_owned()).collect();
    let sheet = Sheet {
        name: "Today",
        columns,
        rows,
    };
    sheet.to_csv()
}

fn row<const N: usize>(cells: [(usize, Cell); N]) -> Vec<Cell> {
    let mut row: Vec<Cell> = COLUMNS.iter().map(|_| Cell::Empty).collect();
    for (at, cell) in cells {
        row[at] = cell;
    }
    row
}

fn touch(it: &TodayTouchView, today: &TodayView) -> Vec<Cell> {
    let joined = |list: Vec<String>| Some(list.join("; ")).filter(|text| !text.is_empty());
    let place = today
        .places
        .iter()
        .find(|place| Some(place.id) == it.touchpoint);
    let first = it.prompts.first();
    let expected = it.expectations.iter().map(|one| one.words.clone());
    let promised = it.promises.iter();
    let promised = promised.map(|one| format!("{} ({})", one.words, one.due));
    row([
        (0, "touch".into()),
        (1, it.client.key.clone().into()),
        (2, it.client.name.clone().into()),
        (3, it.client.tier.clone().into()),
        (4, Urgency::from(it.urgency).as_str().into()),
        (5, first.map(|one| one.due.clone()).into()),
        (6, first.map(|one| one.in_time.clone()).into()),
        (7, f64::from(it.days_late).into()),
        (8, joined(it.prompts.iter().map(why).collect()).into()),
        (9, place.map(|place| place.label.clone()).into()),
        (10, joined(expected.collect()).into()),
        (11, joined(promised.collect()).into()),
        (12, it.plus_one.as_ref().map(|one| one.words.clone()).into()),
    ])
}

fn why(prompt: &PromptView) -> String {
    match &prompt.plan {
        None => prompt.rule.clone(),
        Some(plan) => format!("{}: {} (plan v{})", plan.set_off, plan.label, plan.version),
    }
}
