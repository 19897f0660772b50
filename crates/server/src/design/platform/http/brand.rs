//! Elements, standards, exams and pictures over HTTP.
#![allow(
    unused_qualifications,
    reason = "utoipa names parameter types by their full path"
)]

use axum::Json;
use axum::body::{Body as RawBody, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{ElementId, ExamId, PictureId, StandardId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::super::ops::{self, ElementForm, ExamForm, StandardForm};
use super::super::reading::Size;
use super::super::views::{
    AlignmentView, ElementChange, ElementView, ExamView, NewElement, NewExam, NewStandard,
    PictureView, StandardChange, StandardView, SubjectKind, SubjectView,
};
use crate::App;
use crate::error::Problem;
use crate::http::{Body, Item, Params, Signed};
use crate::view::{List, Page};

pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_elements, create_element))
        .routes(routes!(change_element, remove_element))
        .routes(routes!(restore_element))
        .routes(routes!(list_standards, create_standard))
        .routes(routes!(change_standard, remove_standard))
        .routes(routes!(restore_standard))
        .routes(routes!(list_exams, create_exam))
        .routes(routes!(withdraw_exam))
        .routes(routes!(restore_exam))
        .routes(routes!(show_alignment))
        .routes(routes!(create_picture))
        .routes(routes!(show_picture))
}

/// The static elements of the brand
#[utoipa::path(get, path = "/v1/elements", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<ElementView>)))]
async fn list_elements(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<ElementView>>, Problem> {
    Ok(Json(List::of(ops::list_elements(&app, &actor).await?)))
}

/// Add an element
#[utoipa::path(post, path = "/v1/elements", tag = "design", request_body = NewElement,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = ElementView)))]
async fn create_element(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewElement>,
) -> Result<(StatusCode, Json<ElementView>), Problem> {
    let form = ElementForm {
        label: Some(new.label),
        kind: Some(new.kind.into()),
        note: Some(new.note),
        expresses: Some(new.expresses),
        touchpoints: Some(new.touchpoints),
        pictures: Some(new.pictures),
    };
    let made = ops::create_element(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change an element
#[utoipa::path(patch, path = "/v1/elements/{id}", tag = "design", params(("id" = String, Path)),
    request_body = ElementChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = ElementView)))]
async fn change_element(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ElementId>,
    Body(change): Body<ElementChange>,
) -> Result<Json<ElementView>, Problem> {
    let form = ElementForm {
        label: change.label,
        kind: change.kind.map(Into::into),
        note: change.note,
        expresses: change.expresses,
        touchpoints: change.touchpoints,
        pictures: change.pictures,
    };
    let changed = ops::change_element(&app, &actor, id, &form).await?;
    Ok(Json(changed.into()))
}

/// Take an element out of use
///
/// Its exams stay, and it can be brought back.
#[utoipa::path(delete, path = "/v1/elements/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn remove_element(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ElementId>,
) -> Result<StatusCode, Problem> {
    ops::remove_element(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring an element back
#[utoipa::path(post, path = "/v1/elements/{id}/restore", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ElementView)))]
async fn restore_element(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ElementId>,
) -> Result<Json<ElementView>, Problem> {
    Ok(Json(ops::restore_element(&app, &actor, id).await?.into()))
}

/// The standards of behaviour
#[utoipa::path(get, path = "/v1/standards", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = List<StandardView>)))]
async fn list_standards(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<List<StandardView>>, Problem> {
    Ok(Json(List::of(ops::list_standards(&app, &actor).await?)))
}

/// Add a standard
#[utoipa::path(post, path = "/v1/standards", tag = "design", request_body = NewStandard,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = StandardView)))]
async fn create_standard(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewStandard>,
) -> Result<(StatusCode, Json<StandardView>), Problem> {
    let form = StandardForm {
        kind: Some(new.kind.into()),
        words: Some(new.words),
        expresses: Some(new.expresses),
        example: Some(new.example),
        counter_example: Some(new.counter_example),
    };
    let made = ops::create_standard(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Change a standard
#[utoipa::path(patch, path = "/v1/standards/{id}", tag = "design", params(("id" = String, Path)),
    request_body = StandardChange, extensions(("x-permission" = json!("edit_design"))),
    responses((status = 200, body = StandardView)))]
async fn change_standard(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<StandardId>,
    Body(change): Body<StandardChange>,
) -> Result<Json<StandardView>, Problem> {
    let form = StandardForm {
        kind: change.kind.map(Into::into),
        words: change.words,
        expresses: change.expresses,
        example: change.example,
        counter_example: change.counter_example,
    };
    let changed = ops::change_standard(&app, &actor, id, &form).await?;
    Ok(Json(changed.into()))
}

/// Take a standard out of use
///
/// Its exams stay, and it can be brought back.
#[utoipa::path(delete, path = "/v1/standards/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn remove_standard(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<StandardId>,
) -> Result<StatusCode, Problem> {
    ops::remove_standard(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a standard back
#[utoipa::path(post, path = "/v1/standards/{id}/restore", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = StandardView)))]
async fn restore_standard(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<StandardId>,
) -> Result<Json<StandardView>, Problem> {
    Ok(Json(ops::restore_standard(&app, &actor, id).await?.into()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExamParams {
    /// Only of elements, or only of standards: with `id` only of one.
    #[param(inline)]
    kind: Option<SubjectKind>,
    /// The element or the standard; needs `kind`.
    #[param(value_type = Option<String>)]
    id: Option<Uuid>,
    /// The cursor from `next`.
    cursor: Option<String>,
}

/// The exams, newest first
#[utoipa::path(get, path = "/v1/exams", tag = "design", params(ExamParams),
    extensions(("x-permission" = json!("read_design"))), responses((status = 200, body = Page<ExamView>)))]
async fn list_exams(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<ExamParams>,
) -> Result<Json<Page<ExamView>>, Problem> {
    let of = match (params.kind, params.id) {
        (Some(kind), Some(id)) => Some(SubjectView { kind, id }.into()),
        (None, None) => None,
        _ => return Err(Problem::field("id", "Name both: `kind` and `id`.")),
    };
    let after = match params.cursor.as_deref().map(str::parse) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Err(Problem::field("cursor", "This is no cursor of this list.")),
    };
    let (exams, next) = ops::list_exams(&app, &actor, of, after).await?;
    Ok(Json(Page {
        items: exams.into_iter().map(Into::into).collect(),
        next: next.map(|id| id.to_string()),
    }))
}

/// Write down an exam
#[utoipa::path(post, path = "/v1/exams", tag = "design", request_body = NewExam,
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = ExamView)))]
async fn create_exam(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(new): Body<NewExam>,
) -> Result<(StatusCode, Json<ExamView>), Problem> {
    let form = ExamForm {
        subject: new.subject.into(),
        score: new.score,
        evidence: new.evidence,
        picture: new.picture,
        examined_at: new.examined_at,
    };
    let made = ops::create_exam(&app, &actor, &form).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Withdraw an exam that was a mistake
#[utoipa::path(delete, path = "/v1/exams/{id}", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 204)))]
async fn withdraw_exam(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExamId>,
) -> Result<StatusCode, Problem> {
    ops::withdraw_exam(&app, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let an exam count again
#[utoipa::path(post, path = "/v1/exams/{id}/restore", tag = "design", params(("id" = String, Path)),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 200, body = ExamView)))]
async fn restore_exam(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<ExamId>,
) -> Result<Json<ExamView>, Problem> {
    Ok(Json(ops::restore_exam(&app, &actor, id).await?.into()))
}

/// How far the brand and the behaviour fit the platform
#[utoipa::path(get, path = "/v1/alignment", tag = "design", extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = AlignmentView)))]
async fn show_alignment(
    State(app): State<App>,
    Signed(actor): Signed,
) -> Result<Json<AlignmentView>, Problem> {
    let it = ops::show_alignment(&app, &actor).await?;
    Ok(Json(AlignmentView {
        whole: it.whole.into(),
        elements: it.elements.into(),
        standards: it.standards.into(),
        trend: it.trend.into_iter().map(Into::into).collect(),
        due: it.due.into_iter().map(Into::into).collect(),
    }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PictureName {
    /// What the file is called.
    #[serde(default)]
    name: String,
}

/// Send a picture
///
/// The body is the file as it is, up to 10 MB: PNG, JPEG, WebP or GIF. It is decoded, made no larger than a screen and
/// written anew, so that nothing but the picture is kept. `unreadable_picture`: it is none; `picture_too_large`: it has
/// more pixels than are taken.
#[utoipa::path(post, path = "/v1/pictures", tag = "design", params(PictureName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    extensions(("x-permission" = json!("edit_design"))), responses((status = 201, body = PictureView)))]
async fn create_picture(
    State(app): State<App>,
    Signed(actor): Signed,
    Params(params): Params<PictureName>,
    body: RawBody,
) -> Result<(StatusCode, Json<PictureView>), Problem> {
    let kept = ops::create_picture(&app, &actor, &params.name, body.into_data_stream()).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}

#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum PictureSize {
    Small,
    Whole,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PictureParams {
    /// `small` for galleries; the whole picture, if it is not said.
    #[param(inline)]
    size: Option<PictureSize>,
}

/// A picture
#[utoipa::path(get, path = "/v1/pictures/{id}", tag = "design", params(("id" = String, Path), PictureParams),
    extensions(("x-permission" = json!("read_design"))),
    responses((status = 200, body = Vec<u8>, content_type = "image/*")))]
async fn show_picture(
    State(app): State<App>,
    Signed(actor): Signed,
    Item(id): Item<PictureId>,
    Params(params): Params<PictureParams>,
) -> Result<Response, Problem> {
    let size = match params.size {
        Some(PictureSize::Small) => Size::Small,
        Some(PictureSize::Whole) | None => Size::Whole,
    };
    let (bytes, media_type) = ops::show_picture(&app, &actor, id, size).await?;
    // What stands under an id never changes; it is for this person's browser alone.
    let headers = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, "private, max-age=31536000, immutable"),
    ];
    Ok((headers, Bytes::from(bytes)).into_response())
}
