//! What a file needs in the design before its rows come in.

use domain::design::{Existence, Profile, QuestionKind};
use domain::signals::mapping::{Mapping, Role, TouchpointRule, apply::Plan};
use store::OrgStore;
use store::design::{Needed, NewChannel, NewQuestion, NewStage, NewTouchpoint};

use crate::App;
use crate::error::{Code, Problem};

/// What the file needs in the design. Touchpoints that clients rate are there: live.
pub fn needed(app: &App, plan: &Plan, mapping: &Mapping, import: i32) -> Needed {
    let used = |key: &str, of: fn(&TouchpointRule) -> &Option<String>| {
        mapping
            .touchpoints
            .iter()
            .any(|touchpoint| of(touchpoint).as_deref() == Some(key))
    };
    Needed {
        stages: mapping
            .stages
            .iter()
            .filter(|stage| used(&stage.key, |touchpoint| &touchpoint.stage))
            .map(|stage| NewStage {
                id: app.id(),
                key: stage.key.clone(),
                label: stage.label.clone(),
            })
            .collect(),
        channels: channels(app, mapping, used),
        touchpoints: mapping
            .touchpoints
            .iter()
            .map(|touchpoint| NewTouchpoint {
                id: app.id(),
                key: touchpoint.key.clone(),
                label: touchpoint.label.clone(),
                kind: touchpoint.kind,
                existence: Existence::Live,
                stage: touchpoint.stage.clone(),
                channel: touchpoint.channel.clone(),
                owner: None,
                profile: Profile::default(),
            })
            .collect(),
        questions: plan
            .questions()
            .iter()
            .map(|question| NewQuestion {
                id: app.id(),
                key: question.key.to_string(),
                label: question.label.clone(),
                kind: question.kind,
                scale: question.scale.map(|scale| scale.to_string()),
                touchpoint: question.touchpoint.clone(),
                aspect: question.aspect.clone(),
                primary: question.primary,
            })
            .collect(),
        attribute_labels: attribute_labels(mapping),
        import,
    }
}

/// What the mapping calls the attributes; those that it only takes keep the names they have.
fn attribute_labels(mapping: &Mapping) -> Vec<(String, String)> {
    mapping
        .columns
        .iter()
        .filter_map(|rule| {
            let label = rule.label.as_deref()?.trim();
            (!label.is_empty()).then_some((rule.role.attribute()?.to_owned(), label.to_owned()))
        })
        .collect()
}

/// Refuses a mapping that would make of a known question something else, before anything is written.
pub async fn check_questions(org: &OrgStore, mapping: &Mapping) -> Result<(), Problem> {
    let design = org.design().await?;
    for rule in &mapping.columns {
        if let (Some(question), Some(asked)) = (rule.role.question(), kind_of(&rule.role))
            && let Some(known) = design.question_by_key(question)
            && known.kind != asked
        {
            return Err(other_kind(mapping, question, known.kind, asked));
        }
    }
    Ok(())
}

/// The kind of question that a column with this role answers.
fn kind_of(role: &Role) -> Option<QuestionKind> {
    match role {
        Role::Recommend(_) => Some(QuestionKind::Recommend),
        Role::Rating(_) => Some(QuestionKind::Rating),
        Role::Effort(_) => Some(QuestionKind::Effort),
        Role::Comment { .. } | Role::CommentCodes { .. } => Some(QuestionKind::Comment),
        Role::Choice { .. } => Some(QuestionKind::Choice),
        _ => None,
    }
}

/// What to do about a question that was something else before.
pub fn other_kind(
    mapping: &Mapping,
    question: &str,
    known: QuestionKind,
    asked: QuestionKind,
) -> Problem {
    let column = mapping
        .columns
        .iter()
        .find(|rule| rule.role.question() == Some(question));
    let column = column.map_or_else(
        || "A column".to_owned(),
        |rule| format!("Column `{}`", rule.column),
    );
    Problem::because(
        Code::MappingDoesNotFit,
        format!(
            "{column} is read as {} for the question `{question}`, but earlier answers to `{question}` are {}. Give the \
             column another question key, such as `{question}-2`, or the meaning that it had before.",
            in_words(asked),
            in_words(known),
        ),
    )
}

fn in_words(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Recommend => "a recommendation",
        QuestionKind::Rating => "a rating",
        QuestionKind::Effort => "effort",
        QuestionKind::Comment => "a comment",
        QuestionKind::Choice => "a choice",
    }
}

fn channels(
    app: &App,
    mapping: &Mapping,
    used: impl Fn(&str, fn(&TouchpointRule) -> &Option<String>) -> bool,
) -> Vec<NewChannel> {
    let mut channels: Vec<NewChannel> = mapping
        .channels
        .iter()
        .filter(|channel| {
            mapping.channel.as_deref() == Some(&channel.key)
                || used(&channel.key, |touchpoint| &touchpoint.channel)
        })
        .map(|channel| NewChannel {
            id: app.id(),
            key: channel.key.clone(),
            label: channel.label.clone(),
        })
        .collect();
    // A channel that is only named is called as it is named.
    if let Some(key) = &mapping.channel
        && !channels.iter().any(|channel| channel.key == *key)
    {
        channels.push(NewChannel {
            id: app.id(),
            key: key.clone(),
            label: key.clone(),
        });
    }
    channels
}
