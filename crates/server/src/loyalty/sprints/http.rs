//! How HTTP says it.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domain::ids::SprintId;
use futures::{Stream, stream};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops;
use super::room::{self, Room};
use super::views::{
    HostView, IdeaView, IdeaVote, JoinedView, Joining, NearView, NewIdeaForm, NewSprintForm,
    RoomView, SinceParams, SprintChange, SprintClosing, SprintView, StartedView, Typed, VisitView,
};
use crate::App;
use crate::access::Visitor;
use crate::error::{Code, Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::view::List;

/// The operations on sprints.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_sprints, start_sprint))
        .routes(routes!(show_sprint, change_sprint))
        .routes(routes!(renew_sprint_link))
        .routes(routes!(close_sprint))
        .routes(routes!(export_ideas))
        .routes(routes!(watch_sprint))
        .routes(routes!(show_sprint_room))
        .routes(routes!(join_sprint))
        .routes(routes!(add_idea))
        .routes(routes!(vote_idea))
        .routes(routes!(find_near_ideas))
        .routes(routes!(watch_sprint_room))
}

/// Sprints, the newest first
#[utoipa::path(get, path = "/v1/sprints", tag = "loyalty", extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = List<SprintView>)))]
async fn list_sprints(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<SprintView>>, Problem> {
    let items = ops::list_sprints(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Start a sprint; its link is told once
#[utoipa::path(post, path = "/v1/sprints", tag = "loyalty", request_body = NewSprintForm,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = StartedView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn start_sprint(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<NewSprintForm>,
) -> Result<(StatusCode, Json<StartedView>), Problem> {
    let started = ops::start_sprint(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(started)))
}

/// A sprint with its lines
#[utoipa::path(get, path = "/v1/sprints/{id}", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_insight"))), responses((status = 200, body = HostView)))]
async fn show_sprint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
) -> Result<Json<HostView>, Problem> {
    Ok(Json(ops::show_sprint(&app, &actor, id).await?))
}

/// Give more or less time
#[utoipa::path(patch, path = "/v1/sprints/{id}", tag = "loyalty", params(("id" = String, Path)),
    request_body = SprintChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = SprintView)))]
async fn change_sprint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
    Body(change): Body<SprintChange>,
) -> Result<Json<SprintView>, Problem> {
    Ok(Json(
        ops::change_sprint(&app, &actor, id, change.add_minutes).await?,
    ))
}

/// Make a new link; the old one opens nothing any more
#[utoipa::path(post, path = "/v1/sprints/{id}/link", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = StartedView)))]
async fn renew_sprint_link(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
) -> Result<(StatusCode, Json<StartedView>), Problem> {
    let started = ops::renew_link(&app, &actor, id).await?;
    Ok((StatusCode::CREATED, Json(started)))
}

/// Close a sprint; what was chosen goes to the board
#[utoipa::path(post, path = "/v1/sprints/{id}/close", tag = "loyalty", params(("id" = String, Path)),
    request_body = SprintClosing, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = SprintView), (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn close_sprint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
    Body(closing): Body<SprintClosing>,
) -> Result<Json<SprintView>, Problem> {
    Ok(Json(
        ops::close_sprint(&app, &actor, id, &closing.ideas).await?,
    ))
}

/// The lines of a sprint as a table
#[utoipa::path(get, path = "/v1/sprints/{id}/ideas.csv", tag = "loyalty", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_ideas(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
) -> Result<Response, Problem> {
    let csv = ops::export_ideas(&app, &actor, id).await?.to_csv()?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"ideas.csv\""),
    ];
    Ok((headers, csv).into_response())
}

/// Watch a sprint, as its host
///
/// A stream of events named `room`, each what changed since the one before, until the sprint is closed.
#[utoipa::path(get, path = "/v1/sprints/{id}/events", tag = "loyalty", params(("id" = String, Path), SinceParams),
    extensions(("x-permission" = json!("read_insight"))),
    responses((status = 200, body = RoomView, content_type = "text/event-stream")))]
async fn watch_sprint(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<SprintId>,
    Params(params): Params<SinceParams>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let room = room::host_room(&app, &actor, id).await?;
    Ok(watch(app, room, last_seen(&params, &headers)))
}

/// The key by which a participant is known.
fn key(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-participant")?.to_str().ok()
}

/// The room, for whoever holds its link
#[utoipa::path(get, path = "/v1/sprint-links/{secret}", tag = "loyalty", params(("secret" = String, Path)),
    responses((status = 200, body = VisitView), (status = GONE, body = ProblemBody)))]
async fn show_sprint_room(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Json<VisitView>, Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    Ok(Json(room.visit(&app, key(&headers)).await?))
}

/// Come into a sprint by its link, without an account
///
/// A browser makes one key for itself (32 random bytes in base64url) and sends it as `x-participant`, now and from now
/// on: one that is in already keeps its place and its name, also where the answer to the first request was lost. Without
/// a key one is made and told.
#[utoipa::path(post, path = "/v1/sprint-links/{secret}/people", tag = "loyalty", params(("secret" = String, Path)),
    request_body = Joining, responses((status = 201, body = JoinedView), (status = CONFLICT, body = ProblemBody),
        (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn join_sprint(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Body(joining): Body<Joining>,
) -> Result<(StatusCode, Json<JoinedView>), Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    let joined = room.join(&app, key(&headers), &joining.name).await?;
    Ok((StatusCode::CREATED, Json(joined)))
}

/// Write a line; sent twice it is one
#[utoipa::path(post, path = "/v1/sprint-links/{secret}/ideas", tag = "loyalty", params(("secret" = String, Path)),
    request_body = NewIdeaForm, responses((status = 201, body = IdeaView), (status = CONFLICT, body = ProblemBody),
        (status = UNPROCESSABLE_ENTITY, body = ProblemBody)))]
async fn add_idea(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Body(form): Body<NewIdeaForm>,
) -> Result<(StatusCode, Json<IdeaView>), Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    let idea = room.add_idea(&app, key(&headers), &form).await?;
    Ok((StatusCode::CREATED, Json(idea)))
}

/// Be for a line, or no more
#[utoipa::path(post, path = "/v1/sprint-links/{secret}/votes", tag = "loyalty", params(("secret" = String, Path)),
    request_body = IdeaVote, responses((status = 200, body = IdeaView)))]
async fn vote_idea(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Body(vote): Body<IdeaVote>,
) -> Result<Json<IdeaView>, Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    let idea = room
        .vote(&app, key(&headers), vote.idea, vote.wanted)
        .await?;
    Ok(Json(idea))
}

/// Lines that are near to what is being typed
#[utoipa::path(post, path = "/v1/sprint-links/{secret}/near", tag = "loyalty", params(("secret" = String, Path)),
    request_body = Typed, responses((status = 200, body = List<NearView>)))]
async fn find_near_ideas(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Body(typed): Body<Typed>,
) -> Result<Json<List<NearView>>, Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    let items = room.near(&typed.words).await?;
    Ok(Json(List { items }))
}

/// Watch a sprint by its link
///
/// A stream of events named `room`, each what changed since the one before, until the sprint is closed. Who lost the
/// line comes back with the id of the last event it saw, and misses nothing.
#[utoipa::path(get, path = "/v1/sprint-links/{secret}/events", tag = "loyalty",
    params(("secret" = String, Path), SinceParams),
    responses((status = 200, body = RoomView, content_type = "text/event-stream")))]
async fn watch_sprint_room(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Params(params): Params<SinceParams>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let room = room::open_room(&app, visitor.ip, &secret).await?;
    if !room.has_room(&app) {
        return Err(Problem::new(Code::SprintFull));
    }
    Ok(watch(app, room, last_seen(&params, &headers)))
}

/// What the browser says it saw last: by itself after the line was lost, by the address at first.
fn last_seen(params: &SinceParams, headers: &HeaderMap) -> i64 {
    let header = headers.get("last-event-id");
    let id = header.and_then(|id| id.to_str().ok()?.parse().ok());
    id.or(params.since).unwrap_or_default()
}

fn watch(app: App, room: Room, since: i64) -> Response {
    Sse::new(events(app, room, since))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

/// How long until it looks by itself: for what another program wrote.
const LOOK: Duration = Duration::from_secs(3);
/// Changes that come together are told together.
const BREATH: Duration = Duration::from_millis(80);

fn events(app: App, room: Room, since: i64) -> impl Stream<Item = Result<Event, Infallible>> {
    struct Watching {
        changed: tokio::sync::watch::Receiver<()>,
        app: App,
        room: Room,
        since: i64,
        first: bool,
        over: bool,
    }
    let start = Watching {
        changed: app.live().watch(room.sprint),
        app,
        room,
        since,
        first: true,
        over: false,
    };
    stream::unfold(start, |mut it| async move {
        if it.over {
            return None;
        }
        let mut stopping = it.app.stopping();
        loop {
            it.changed.borrow_and_update();
            let now = it.room.since(it.since, it.app.now()).await.ok()?;
            if !now.closed && !it.room.is_let_in(&it.app).await.ok()? {
                return None;
            }
            if it.first || now.closed || now.revision > it.since {
                it.first = false;
                it.over = now.closed;
                it.since = now.revision;
                let event = Event::default()
                    .event("room")
                    .id(now.revision.to_string())
                    .json_data(&now)
                    .ok()?;
                return Some((Ok(event), it));
            }
            let told = tokio::select! {
                _ = it.changed.changed() => true,
                () = tokio::time::sleep(LOOK) => false,
                _ = stopping.wait_for(|stopping| *stopping) => return None,
            };
            if told {
                tokio::time::sleep(BREATH).await;
            }
        }
    })
}
