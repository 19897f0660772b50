//! Touches, responses, events, their words, the experience log, and the imports that bring them.

mod comments;
pub mod deliveries;
mod events;
mod flatten;
mod imports;
mod log;
mod mappings;
mod record;
mod records;
#[cfg(test)]
mod tests;
mod touches;
mod undo;

pub use comments::{Comment, CommentCount, CommentCursor, CommentFilter, CommentPage};
pub use events::{EventCursor, EventDetail, EventKindEdit, NewEvent};
pub use imports::{Import, ImportEnd, ImportProgress, ImportState, LeftOut, NewImport, Reject};
pub use log::{LogHead, LogSnapshot, Segment, TailPage};
pub use mappings::{Mapping, NewMapping, Upload};
pub use record::{NewResponse, Recorded, RecordedBatch};
pub use records::{Answer, AnswerValue, ResponseDetail, SignalRecord, TouchDetail};
pub use touches::NewTouch;
pub use undo::Undone;

use crate::db::statements;

statements! { "signals": cancel_import count_comments delete_import_comments delete_import_events delete_import_responses delete_import_touches delete_import_uses delete_mapping delete_orphan_clients delete_orphan_questions delete_orphan_touchpoints delete_segment delete_upload find_event find_import find_mapping find_mapping_by_name find_mapping_version find_response find_response_words find_touch find_upload finish_import import_state insert_comments insert_event_kind insert_events insert_import insert_left_out insert_mapping insert_mapping_version insert_question_uses insert_rejects insert_responses insert_retracted insert_segment insert_source insert_touches insert_upload list_comment_codes list_comments list_event_kinds list_events_after list_events_before list_imports list_known_events list_known_responses list_known_touches list_left_out list_mappings list_rejects list_responses_after list_retracted list_segments list_touches_after list_uploads_before list_words_between start_import tail_events tail_responses tail_touches undo_import update_event_kind update_import_progress update_mapping  }
