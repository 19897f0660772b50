//! What can go wrong while answering.

use crate::{query::QueryRefusal, source::SourceError};

#[derive(Debug, thiserror::Error)]
pub enum InsightError {
    /// The question itself; the asker can mend it.
    #[error(transparent)]
    Query(#[from] QueryRefusal),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("the segment {path} could not be read or written")]
    Segment {
        path: String,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("the folder of segments {path} could not be opened")]
    Folder {
        path: String,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl InsightError {
    pub(crate) fn segment(
        path: impl Into<String>,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> InsightError {
        InsightError::Segment {
            path: path.into(),
            cause: cause.into(),
        }
    }
}
