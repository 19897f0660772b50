//! How HTTP says it.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::{CareRuleId, ClientId, LinkId, PromptId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ops::{calendar, decide, export, log, next, rules, today, upcoming};
use super::views::{
    CalendarLinkView, CareRuleForm, CareRuleView, DoneParams, LogForm, LoggedView,
    NewCalendarLinkView, NotNeededForm, PortalNext, PromptView, SnoozeForm, TodayView,
    UpcomingView,
};
use crate::App;
use crate::access::Visitor;
use crate::error::{Problem, ProblemBody};
use crate::http::{Body, Item, Params, Signed};
use crate::loyalty::promises::http::csv_file;
use crate::view::List;

/// The operations of this noun.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_today))
        .routes(routes!(export_today_csv))
        .routes(routes!(show_portal_next))
        .routes(routes!(log_touch))
        .routes(routes!(snooze_prompt))
        .routes(routes!(mark_prompt_done))
        .routes(routes!(mark_prompt_not_needed))
        .routes(routes!(undo_prompt))
        .routes(routes!(show_upcoming))
        .routes(routes!(list_care_rules, create_care_rule))
        .routes(routes!(change_care_rule, delete_care_rule))
        .routes(routes!(restore_care_rule))
        .routes(routes!(list_calendar_links, create_calendar_link))
        .routes(routes!(revoke_calendar_link))
        .routes(routes!(read_calendar))
}

/// What one does today: three to seven touches, for whom and why
#[utoipa::path(get, path = "/v1/today", tag = "prompts", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = TodayView)))]
async fn show_today(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<TodayView>, Problem> {
    Ok(Json(today::show_today(&app, &actor).await?))
}

/// Today as a table
#[utoipa::path(get, path = "/v1/export/today.csv", tag = "prompts", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = String, content_type = "text/csv")))]
async fn export_today_csv(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let bytes = export::export_today(&app, &actor).await?;
    Ok(csv_file("today", bytes))
}

/// What happens next, and who: a part of the client's own page
///
/// Looking records nothing, and nothing says why we thought of it.
#[utoipa::path(get, path = "/v1/portal/{secret}/next", tag = "prompts", params(("secret" = String, Path)),
    responses((status = 200, body = PortalNext), (status = NOT_FOUND, body = ProblemBody)))]
async fn show_portal_next(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<Json<PortalNext>, Problem> {
    let view = next::show_portal_next(&app, &visitor, &secret).await?;
    Ok(Json(view))
}

/// Log a touch with everything that was noted of it
///
/// Sent twice, late or in another order it is kept once. The same id with another content is refused; what was recorded
/// first stays.
#[utoipa::path(post, path = "/v1/log", tag = "prompts", request_body = LogForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 201, body = LoggedView), (status = 200, body = LoggedView, description = "It was here already"),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn log_touch(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<LogForm>,
) -> Result<(StatusCode, Json<LoggedView>), Problem> {
    let (new, view) = log::log_touch(&app, &actor, &form).await?;
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(view)))
}

/// Put a touch off to another day, with a reason
#[utoipa::path(post, path = "/v1/today/{id}/snooze", tag = "prompts", params(("id" = String, Path)), request_body = SnoozeForm,
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromptView), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn snooze_prompt(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromptId>,
    Body(form): Body<SnoozeForm>,
) -> Result<Json<PromptView>, Problem> {
    let view = decide::snooze_prompt(&app, &actor, id, &form).await?;
    Ok(Json(view))
}

/// Say that a touch was done, without logging one
#[utoipa::path(post, path = "/v1/today/{id}/done", tag = "prompts", params(("id" = String, Path), DoneParams),
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromptView), (status = 409, body = ProblemBody)))]
async fn mark_prompt_done(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromptId>,
    Params(params): Params<DoneParams>,
) -> Result<Json<PromptView>, Problem> {
    let view = decide::mark_prompt_done(&app, &actor, id, params.at.as_deref()).await?;
    Ok(Json(view))
}

/// Say that a touch is not needed, and why
#[utoipa::path(post, path = "/v1/today/{id}/not-needed", tag = "prompts", params(("id" = String, Path)),
    request_body = NotNeededForm, extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromptView), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn mark_prompt_not_needed(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromptId>,
    Body(form): Body<NotNeededForm>,
) -> Result<Json<PromptView>, Problem> {
    let view = decide::mark_prompt_not_needed(&app, &actor, id, &form).await?;
    Ok(Json(view))
}

/// Take back what was last said of a touch
#[utoipa::path(post, path = "/v1/today/{id}/undo", tag = "prompts", params(("id" = String, Path)),
    extensions(("x-permission" = json!("record_signals"))),
    responses((status = 200, body = PromptView), (status = 409, body = ProblemBody)))]
async fn undo_prompt(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PromptId>,
) -> Result<Json<PromptView>, Problem> {
    Ok(Json(decide::undo_prompt(&app, &actor, id).await?))
}

/// What is coming for one client, and what lately became of it
#[utoipa::path(get, path = "/v1/clients/{id}/upcoming", tag = "prompts", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 200, body = UpcomingView)))]
async fn show_upcoming(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ClientId>,
) -> Result<Json<UpcomingView>, Problem> {
    Ok(Json(upcoming::show_upcoming(&app, &actor, id).await?))
}

/// When clients are to be touched
#[utoipa::path(get, path = "/v1/care-rules", tag = "prompts", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<CareRuleView>)))]
async fn list_care_rules(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<CareRuleView>>, Problem> {
    let items = rules::list_care_rules(&app, &actor).await?;
    Ok(Json(List { items }))
}

/// Add a care rule
#[utoipa::path(post, path = "/v1/care-rules", tag = "prompts", request_body = CareRuleForm,
    extensions(("x-permission" = json!("edit_design"))),
    responses((status = 201, body = CareRuleView), (status = 422, body = ProblemBody)))]
async fn create_care_rule(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(form): Body<CareRuleForm>,
) -> Result<(StatusCode, Json<CareRuleView>), Problem> {
    let made = rules::create_care_rule(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Change a care rule
///
/// The whole rule as it is from now on. What is due is worked out anew.
#[utoipa::path(patch, path = "/v1/care-rules/{id}", tag = "prompts", params(("id" = String, Path)),
    request_body = CareRuleForm, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = CareRuleView), (status = 422, body = ProblemBody)))]
async fn change_care_rule(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<CareRuleId>,
    Body(form): Body<CareRuleForm>,
) -> Result<Json<CareRuleView>, Problem> {
    let changed = rules::change_care_rule(&app, &actor, id, &form).await?;
    Ok(Json(changed))
}

/// Remove a care rule
///
/// It asks for nothing any more; what it asked for stays in the clients' history.
#[utoipa::path(delete, path = "/v1/care-rules/{id}", tag = "prompts", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn delete_care_rule(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<CareRuleId>,
) -> Result<StatusCode, Problem> {
    rules::delete_care_rule(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a removed care rule back
#[utoipa::path(post, path = "/v1/care-rules/{id}/restore", tag = "prompts", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = CareRuleView)))]
async fn restore_care_rule(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<CareRuleId>,
) -> Result<Json<CareRuleView>, Problem> {
    Ok(Json(rules::restore_care_rule(&app, &actor, id).await?))
}

/// The links to one's own calendar
#[utoipa::path(get, path = "/v1/calendar-links", tag = "prompts", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 200, body = List<CalendarLinkView>), (status = 403, body = ProblemBody)))]
async fn list_calendar_links(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<CalendarLinkView>>, Problem> {
    let links = calendar::list_calendar_links(&app, &actor).await?;
    Ok(Json(List::of(links)))
}

/// Make a link to one's own calendar
///
/// Its address is told once: who has it can read the calendar, and nothing else.
#[utoipa::path(post, path = "/v1/calendar-links", tag = "prompts", extensions(("x-permission" = json!("read_clients"))),
    responses((status = 201, body = NewCalendarLinkView), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody)))]
async fn create_calendar_link(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<(StatusCode, Json<NewCalendarLinkView>), Problem> {
    let (link, address) = calendar::create_calendar_link(&app, &actor).await?;
    let link = link.into();
    Ok((
        StatusCode::CREATED,
        Json(NewCalendarLinkView { link, address }),
    ))
}

/// Withdraw a link to one's own calendar
#[utoipa::path(delete, path = "/v1/calendar-links/{id}", tag = "prompts", params(("id" = String, Path)),
    extensions(("x-permission" = json!("read_clients"))), responses((status = 204)))]
async fn revoke_calendar_link(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<LinkId>,
) -> Result<StatusCode, Problem> {
    calendar::revoke_calendar_link(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A person's calendar, for whoever holds its link
///
/// iCalendar. The secret may end in `.ics`, as calendar programs like it.
#[utoipa::path(get, path = "/v1/calendar/{secret}", tag = "prompts", params(("secret" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = ProblemBody)))]
async fn read_calendar(
    State(app): State<App>,
    Path(secret): Path<String>,
) -> Result<impl IntoResponse, Problem> {
    let secret = secret.strip_suffix(".ics").unwrap_or(&secret);
    let text = calendar::read_calendar(&app, secret).await?;
    Ok((
        [
            (CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (CONTENT_DISPOSITION, "inline; filename=\"today.ics\""),
            (CACHE_CONTROL, "no-store"),
        ],
        text,
    ))
}
