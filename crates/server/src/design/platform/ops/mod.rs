//! What can be done about the platform, the brand and the role cards.

mod brand;
mod cards;
mod document;
mod exams;
mod fields;
mod pictures;
mod trace;

pub use brand::{
    ElementForm, Expressed, ShownElement, ShownStandard, StandardForm, Word, change_element,
    change_standard, create_element, create_standard, list_elements, list_standards,
    remove_element, remove_standard, restore_element, restore_standard,
};
pub use cards::{
    CardForm, HeldBy, ShownCard, change_role_card, create_role_card, list_role_cards,
    remove_role_card, restore_role_card, sign_role_card,
};
pub use document::{
    ShownPlatform, ShownVersion, discard_platform, list_platform_versions, publish_platform,
    save_platform, show_platform, show_platform_version,
};
pub use exams::{
    ExamForm, ShownAlignment, ShownDue, ShownExam, TrendPoint, create_exam, list_exams,
    restore_exam, show_alignment, withdraw_exam,
};
pub use pictures::{create_picture, keep_picture, show_picture};
pub use trace::{ShownLink, ShownTrace, set_expressions, show_traceability};
