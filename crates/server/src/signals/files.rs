//! Where uploaded files lie: in the data folder, one folder for each organization, under their id.

use std::path::PathBuf;

use bytes::Bytes;
use domain::ids::{OrganizationId, UploadId};
use futures::{Stream, StreamExt as _};
use tokio::io::AsyncWriteExt as _;

use super::ops::BoxedError;
use crate::{
    App,
    error::{Code, Problem},
};

pub fn path(app: &App, organization: OrganizationId, id: UploadId) -> PathBuf {
    app.config()
        .data
        .join("uploads")
        .join(organization.to_string())
        .join(id.to_string())
}

/// Writes a file while it comes in. What is too large or breaks off leaves nothing.
pub async fn receive(
    app: &App,
    organization: OrganizationId,
    id: UploadId,
    mut bytes: impl Stream<Item = Result<Bytes, BoxedError>> + Send + Unpin,
) -> Result<u64, Problem> {
    let path = path(app, organization, id);
    let limit = app.config().upload_limit_mb;
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    }
    let mut file = tokio::fs::File::create(&path).await.map_err(failed)?;
    let mut written = 0;
    let result: Result<(), Problem> = async {
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(|error| Problem::because(Code::BadRequest, format!("The upload broke off: {error}.")))?;
            written += piece.len() as u64;
            if written > limit.saturating_mul(1 << 20) {
                return Err(Problem::because(
                    Code::TooLarge,
                    format!("The file is larger than {limit} MB. Import it on the server with `touchstone import`."),
                ));
            }
            file.write_all(&piece).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)
    }
    .await;
    if let Err(problem) = result {
        remove(app, organization, id).await;
        return Err(problem);
    }
    Ok(written)
}

/// Takes a file away. One that is gone already is as good.
pub async fn remove(app: &App, organization: OrganizationId, id: UploadId) {
    if let Err(error) = tokio::fs::remove_file(path(app, organization, id)).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!("the uploaded file {id} could not be removed: {error}");
    }
}

fn failed(error: std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Problem::because(
            Code::StorageFull,
            "The disk is full; nothing of the file was kept.",
        )
        .caused_by(error),
        _ => Problem::internal(error),
    }
}
