//! What the host can do about sprints.

use domain::access::{Actor, Grant, Permission};
use domain::ids::{IdeaId, SprintId};
use domain::loyalty::plusones::{Card, CostClass};
use domain::loyalty::sprints::{
    Clock, GOAL, HIGHEST_GOAL, LINK_HOURS, LONGEST_TITLE, MINUTES, SprintRefusal,
};
use serde_json::json;
use store::OrgStore;
use store::loyalty::plusones::NewPlusOne;
use store::loyalty::sprints::{Chosen, Idea, NewSprint, Sprint};

use super::views::{HostView, IdeaView, NewSprintForm, SprintView, StartedView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::access::secret;
use crate::error::{Code, Fields, Problem, sentence};
use crate::insight::export::Sheet;
use crate::loyalty::plusones::ops::person;
use crate::loyalty::plusones::views::{PlaceView, owner};

pub(super) fn gone() -> Problem {
    Problem::not_found("such sprint")
}

fn subject(sprint: &Sprint) -> Subject {
    Subject::new("sprint", sprint.id, &sprint.title)
}

pub(super) fn refused(refusal: SprintRefusal) -> Problem {
    let code = match refusal {
        SprintRefusal::Closed => Code::SprintClosed,
        SprintRefusal::Full | SprintRefusal::Overflowing => Code::SprintFull,
        SprintRefusal::TooFast => Code::Throttled,
        SprintRefusal::Minutes => Code::InvalidFields,
    };
    Problem::because(code, sentence(&refusal))
}

pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn view(app: &App, org: &OrgStore, it: Sprint) -> Result<SprintView, Problem> {
    let design = org.design().await?;
    let place = it.touchpoint.and_then(|id| design.touchpoint(id));
    let now = app.now();
    Ok(SprintView {
        id: it.id,
        touchpoint: place.map(|place| PlaceView {
            id: place.id,
            key: place.key.clone(),
            label: place.label.clone(),
        }),
        goal: it.goal,
        started_at: it.clock.started_at,
        ends_at: it.clock.ends_at,
        closed_at: it.clock.closed_at,
        open: it.clock.is_open(now),
        seconds_left: it.clock.seconds_left(now),
        ideas: it.ideas,
        people: it.people,
        revision: it.revision,
        started_by: owner(it.started_by, &org.people().await?),
        title: it.title,
    })
}

/// All sprints, the newest first.
pub async fn list_sprints(app: &App, actor: &Actor) -> Result<Vec<SprintView>, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let mut views = Vec::new();
    for sprint in org.sprints().await? {
        views.push(view(app, &org, sprint).await?);
    }
    Ok(views)
}

/// Opens a room. Its link is told once.
pub async fn start_sprint(
    app: &App,
    actor: &Actor,
    form: &NewSprintForm,
) -> Result<StartedView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let title = tidy(&form.title);
    let goal = form.goal.unwrap_or(GOAL);
    let now = app.now();
    let mut fields = Fields::default();
    match title.chars().count() {
        0 => fields.refuse("title", "Say what the hour is about."),
        1..=LONGEST_TITLE => {}
        _ => fields.refuse("title", "This has at most 80 characters."),
    }
    if !(1..=HIGHEST_GOAL).contains(&goal) {
        fields.refuse("goal", "A sprint comes to 1 to 1,000 ideas.");
    }
    if let Some(id) = form.touchpoint
        && org.design().await?.touchpoint(id).is_none()
    {
        fields.refuse("touchpoint", "There is no such touchpoint.");
    }
    let clock = Clock::start(now, form.minutes.unwrap_or(MINUTES));
    let clock = fields.take("minutes", clock);
    let Some(clock) = clock.filter(|_| fields.is_empty()) else {
        return Err(fields.problem());
    };
    let new = NewSprint {
        id: app.id(),
        title,
        touchpoint: form.touchpoint,
        goal,
        clock,
        link_ends_at: now.plus_seconds(LINK_HOURS * 3_600),
        started_by: person(&grant),
    };
    let text = secret::new(app);
    org.open_sprint(&new, &secret::hash(&text)).await?;
    let sprint = org.sprint(new.id).await?.ok_or_else(gone)?;
    note(app, &grant, "start_sprint", subject(&sprint), json!({})).await?;
    Ok(StartedView {
        sprint: view(app, &org, sprint).await?,
        address: address(&text),
    })
}

fn address(secret: &str) -> String {
    format!("/s/{secret}")
}

/// A sprint with its lines, for the host.
pub async fn show_sprint(app: &App, actor: &Actor, id: SprintId) -> Result<HostView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    let ideas = org.sprint_ideas(id, 0).await?;
    let people = org.sprint_people(id).await?;
    Ok(HostView {
        sprint: view(app, &org, sprint).await?,
        ideas: ideas.into_iter().map(IdeaView::from).collect(),
        names: people.into_iter().map(|it| it.name).collect(),
    })
}

/// Gives more or less time.
pub async fn change_sprint(
    app: &App,
    actor: &Actor,
    id: SprintId,
    add_minutes: i64,
) -> Result<SprintView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    let clock = sprint
        .clock
        .extend(add_minutes, app.now())
        .map_err(refused)?;
    changed(
        app,
        &grant,
        &sprint,
        org.change_sprint(id, clock, None).await?,
    )?;
    let detail = json!({ "minutes": add_minutes });
    note(app, &grant, "change_sprint", subject(&sprint), detail).await?;
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    view(app, &org, sprint).await
}

/// Somebody else may have closed it meanwhile.
fn changed(app: &App, _: &Grant, sprint: &Sprint, done: bool) -> Result<(), Problem> {
    if !done {
        return Err(refused(SprintRefusal::Closed));
    }
    app.live().changed(sprint.id);
    Ok(())
}

/// A new link; the old one opens nothing any more.
pub async fn renew_link(app: &App, actor: &Actor, id: SprintId) -> Result<StartedView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    let text = secret::new(app);
    let hash = secret::hash(&text);
    let done = org.change_sprint(id, sprint.clock, Some(&hash)).await?;
    changed(app, &grant, &sprint, done)?;
    note(
        app,
        &grant,
        "renew_sprint_link",
        subject(&sprint),
        json!({}),
    )
    .await?;
    Ok(StartedView {
        sprint: view(app, &org, sprint).await?,
        address: address(&text),
    })
}

/// Closes the room; what was chosen goes to the board as ideas.
pub async fn close_sprint(
    app: &App,
    actor: &Actor,
    id: SprintId,
    chosen: &[IdeaId],
) -> Result<SprintView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    let ideas = org.sprint_ideas(id, 0).await?;
    if chosen
        .iter()
        .any(|id| !ideas.iter().any(|idea| idea.id == *id))
    {
        return Err(Problem::field(
            "ideas",
            "One of these is not in this sprint.",
        ));
    }
    let now = app.now();
    let to_board = |idea: &Idea| Chosen {
        idea: idea.id,
        plus_one: NewPlusOne {
            id: app.id(),
            card: Card {
                words: idea.words.clone(),
                cost_class: idea.cost_class.unwrap_or(CostClass::Tiny),
                cost_cents: 0,
                currency: "EUR".to_owned(),
                minutes: 0,
                ask_first: false,
                hold_out_percent: 0,
            },
            touchpoint: sprint.touchpoint,
            votes: idea.votes,
            sprint: Some(id),
            replaces: None,
            made_at: now,
            made_by: person(&grant),
        },
    };
    let chosen: Vec<Chosen> = ideas
        .iter()
        .filter(|idea| chosen.contains(&idea.id))
        .map(to_board)
        .collect();
    let clock = Clock {
        closed_at: Some(now),
        ..sprint.clock
    };
    let done = org.close_sprint(id, clock, &chosen).await?;
    changed(app, &grant, &sprint, done)?;
    let detail = json!({ "ideas": sprint.ideas, "chosen": chosen.len() });
    note(app, &grant, "close_sprint", subject(&sprint), detail).await?;
    let sprint = org.sprint(id).await?.ok_or_else(gone)?;
    view(app, &org, sprint).await
}

/// The lines of a sprint as a table.
pub async fn export_ideas(app: &App, actor: &Actor, id: SprintId) -> Result<Sheet, Problem> {
    let host = show_sprint(app, actor, id).await?;
    let columns = [
        "No",
        "Idea",
        "Cost class",
        "Votes",
        "Written",
        "On the board",
    ];
    let rows = host.ideas.into_iter().map(|it| {
        let class = it
            .cost_class
            .map(|it| CostClass::from(it).as_str().to_owned());
        vec![
            (it.no as f64).into(),
            it.words.into(),
            class.into(),
            (it.votes as f64).into(),
            it.written_at.to_string().into(),
            it.plus_one.is_some().into(),
        ]
    });
    Ok(Sheet {
        name: "Ideas",
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.collect(),
    })
}
