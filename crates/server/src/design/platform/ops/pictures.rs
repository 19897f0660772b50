use bytes::Bytes;
use domain::access::{Actor, Grant, Permission};
use domain::ids::PictureId;
use futures::{Stream, StreamExt as _};
use serde_json::json;
use store::design::platform::Picture;
use tracing::warn;

use super::super::reading::{self, Kept, MOST_BYTES, Size};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::app::{make_private_folder, write_private};
use crate::error::{Code, Problem};

/// A picture that nothing shows is kept so long: somebody may be about to take its removal back.
const UNUSED_SECONDS: i64 = 7 * 86_400;
/// The longest name of a file that is kept.
const NAME: usize = 120;

/// Takes a picture in: within limits of bytes, pixels and memory, and written anew. What is no picture is refused, and
/// nothing of it is kept.
pub async fn create_picture<E: std::fmt::Display>(
    app: &App,
    actor: &Actor,
    name: &str,
    mut bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
) -> Result<Picture, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let mut whole: Vec<u8> = Vec::new();
    while let Some(piece) = bytes.next().await {
        let piece = piece.map_err(|error| {
            Problem::because(Code::BadRequest, format!("The upload broke off: {error}."))
        })?;
        whole.extend_from_slice(&piece);
        if whole.len() as u64 > MOST_BYTES {
            return Err(Problem::because(
                Code::TooLarge,
                format!(
                    "A picture has at most {} MB. Make it smaller first.",
                    MOST_BYTES >> 20
                ),
            ));
        }
    }
    let kept = tokio::task::spawn_blocking(move || reading::read(&whole))
        .await
        .map_err(Problem::internal)??;
    let picture = keep_picture(app, &grant, name, kept).await?;
    clear_unused(app, &grant).await;
    let subject = Subject::new("picture", picture.id, &picture.name);
    let detail = json!({ "width": picture.width, "height": picture.height });
    note(app, &grant, "create_picture", subject, detail).await?;
    Ok(picture)
}

/// Keeps a picture that was read or drawn.
pub async fn keep_picture(
    app: &App,
    grant: &Grant,
    name: &str,
    kept: Kept,
) -> Result<Picture, Problem> {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME)
        .collect();
    let picture = Picture {
        id: app.id(),
        name,
        format: kept.format.to_owned(),
        width: kept.width,
        height: kept.height,
        bytes: kept.bytes.len() as u64,
        created_at: app.now(),
    };
    let path = |size| reading::path(app, grant.organization(), picture.id, size);
    let (whole, small) = (path(Size::Whole), path(Size::Small));
    let written = tokio::task::spawn_blocking(move || {
        if let Some(folder) = whole.parent() {
            make_private_folder(folder)?;
        }
        write_private(&whole, &kept.bytes)?;
        write_private(&small, &kept.small)
    });
    let written = written.await.map_err(Problem::internal)?;
    if let Err(error) = written {
        forget(app, grant, picture.id).await;
        return Err(match error.kind() {
            std::io::ErrorKind::StorageFull => Problem::because(
                Code::StorageFull,
                "The disk is full; nothing of the picture was kept.",
            )
            .caused_by(error),
            _ => Problem::internal(error),
        });
    }
    if let Err(error) = app.store().org(grant).add_picture(&picture).await {
        forget(app, grant, picture.id).await;
        return Err(error.into());
    }
    Ok(picture)
}

/// A picture's bytes and their media type.
pub async fn show_picture(
    app: &App,
    actor: &Actor,
    id: PictureId,
    size: Size,
) -> Result<(Vec<u8>, &'static str), Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let gone = || Problem::not_found("such picture");
    let picture = app
        .store()
        .org(&grant)
        .picture(id)
        .await?
        .ok_or_else(gone)?;
    let path = reading::path(app, grant.organization(), id, size);
    let bytes = tokio::fs::read(&path).await.map_err(|error| {
        warn!(picture.id = %id, "a picture's file is missing: {error}");
        gone()
    })?;
    Ok((bytes, reading::media_type(&picture.format)))
}

async fn forget(app: &App, grant: &Grant, id: PictureId) {
    for size in [Size::Whole, Size::Small] {
        let path = reading::path(app, grant.organization(), id, size);
        if let Err(error) = tokio::fs::remove_file(&path).await
            && error.kind() != std::io::ErrorKind::NotFound
        {
            warn!(picture.id = %id, "a picture's file could not be removed: {error}");
        }
    }
}

/// Takes away pictures that nothing has shown for days: forms that were given up. Whoever uploads waits for no more
/// than this, and is told of no failure of it.
async fn clear_unused(app: &App, grant: &Grant) {
    let org = app.store().org(grant);
    let before = app.now().plus_seconds(-UNUSED_SECONDS);
    let unused = org.unused_pictures(before).await.unwrap_or_default();
    for picture in unused {
        // Somebody may have put it to use in this very moment; then the store refuses, and the file stays.
        if org.delete_picture(picture.id).await.unwrap_or(false) {
            forget(app, grant, picture.id).await;
        }
    }
}
