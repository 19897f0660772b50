//! Touches and responses that programs send, one or many at a time.

pub(crate) mod sent;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::access::{Actor, Grant, Permission};
use domain::design::{Key, QuestionKind};
use domain::signals::Scale;
use domain::signals::record::{AnswerRecord, AnswerValue, ResponseRecord, TouchRecord};
use serde_json::Value;
use store::design::{Design, Needed, NewQuestion};
use store::signals::{NewResponse, NewTouch};

use super::views::{AnswerForm, RecordedListView, ResponseForm, TouchForm};
use crate::App;
use crate::error::{FieldError, Problem};
use sent::{Faults, LONGEST_KEY, Tally, read, sent};

/// Records touches, each exactly once.
pub async fn record_touches(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let design = app.store().org(&grant).design().await?;
    let mut good = Vec::new();
    let mut tally = Tally::new(&sent);
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<TouchForm>(item).and_then(|form| read_touch(&form, &design)) {
            Ok((source, record)) => {
                good.push((
                    at,
                    NewTouch {
                        id: app.id(),
                        client_id: app.id(),
                        source,
                        record,
                    },
                ));
            }
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewTouch>) = good.into_iter().unzip();
    if !items.is_empty() {
        let recorded = app
            .store()
            .org(&grant)
            .record_touches(0, app.now(), &items)
            .await?;
        tally.take(&places, recorded);
    }
    tally.answer()
}

pub(crate) fn source_of(source: Option<&str>, faults: &mut Faults) -> Arc<str> {
    match source {
        None => "api".into(),
        Some(source) => match Key::parse(source) {
            Ok(key) => key.as_str().into(),
            Err(refusal) => {
                faults.add("source", format!("{refusal}."));
                "api".into()
            }
        },
    }
}

fn read_touch(
    form: &TouchForm,
    design: &Design,
) -> Result<(Arc<str>, TouchRecord), Vec<FieldError>> {
    let mut faults = Faults::default();
    if design.touchpoint_by_key(&form.touchpoint).is_none() {
        faults.add(
            "touchpoint",
            format!("There is no touchpoint `{}`.", form.touchpoint),
        );
    }
    check_channel(form.channel.as_deref(), design, &mut faults);
    if form
        .perception
        .is_some_and(|perception| !(-3..=3).contains(&perception))
    {
        faults.add("perception", "This goes from -3 to 3.");
    }
    let record = TouchRecord {
        external_id: faults.key("external_id", &form.external_id),
        client: faults.client(&form.client),
        touchpoint: form.touchpoint.clone(),
        channel: form.channel.clone(),
        occurred_at: faults.moment("occurred_at", &form.occurred_at),
        direction: form.direction.unwrap_or_default(),
        planned: form.planned.unwrap_or(false),
        note: form
            .note
            .as_deref()
            .map(|note| faults.text("note", note))
            .filter(|note| !note.trim().is_empty()),
        perception: form.perception,
        emotion: form
            .emotion
            .as_deref()
            .map(|emotion| faults.key("emotion", emotion)),
    };
    let source = source_of(form.source.as_deref(), &mut faults);
    faults.unless((source, record))
}

fn check_channel(channel: Option<&str>, design: &Design, faults: &mut Faults) {
    if let Some(key) = channel
        && !design.channels.iter().any(|channel| channel.key == key)
    {
        faults.add("channel", format!("There is no channel `{key}`."));
    }
}

/// Records responses, each exactly once.
pub async fn record_responses(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let sent = sent(body)?;
    let mut tally = Tally::new(&sent);
    let mut forms = Vec::new();
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<ResponseForm>(item) {
            Ok(form) => forms.push((at, form)),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let design = app.store().org(&grant).design().await?;
    let design = make_questions(
        app,
        &grant,
        design,
        forms.iter().flat_map(|(_, form)| &form.answers),
    )
    .await?;
    let mut good = Vec::new();
    for (at, form) in forms {
        match read_response(&form, &design) {
            Ok((source, record)) => good.push((
                at,
                NewResponse {
                    id: app.id(),
                    client_id: app.id(),
                    source,
                    record,
                },
            )),
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewResponse>) = good.into_iter().unzip();
    if !items.is_empty() {
        let recorded = app
            .store()
            .org(&grant)
            .record_responses(0, app.now(), &items)
            .await?;
        tally.take(&places, recorded);
    }
    tally.answer()
}

/// Makes the questions that nobody asked before and that an answer describes. Whoever may record answers says with
/// them what was asked; what is described wrongly is refused with its answer.
async fn make_questions(
    app: &App,
    grant: &Grant,
    design: Design,
    answers: impl Iterator<Item = &AnswerForm>,
) -> Result<Design, Problem> {
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for answer in answers {
        let Some(kind) = answer.kind.as_deref().and_then(QuestionKind::of_name) else {
            continue;
        };
        let key = answer.question.trim();
        let scale = answer
            .scale
            .as_deref()
            .and_then(|scale| scale.parse::<Scale>().ok());
        let scale = if kind == QuestionKind::Recommend {
            scale.or(Some(Scale::RECOMMEND))
        } else {
            scale
        };
        let placed = answer
            .touchpoint
            .as_deref()
            .is_none_or(|key| design.touchpoint_by_key(key).is_some());
        let fits = !key.is_empty()
            && key.chars().count() <= LONGEST_KEY
            && placed
            && (scale.is_some() || !kind.scored());
        if !fits || design.question_by_key(key).is_some() || !seen.insert(key.to_owned()) {
            continue;
        }
        questions.push(NewQuestion {
            id: app.id(),
            key: key.to_owned(),
            label: answer
                .label
                .as_deref()
                .map(str::trim)
                .filter(|label| !label.is_empty())
                .unwrap_or(key)
                .to_owned(),
            kind,
            scale: scale.map(|scale| scale.to_string()),
            touchpoint: answer.touchpoint.clone(),
            aspect: None,
            primary: kind == QuestionKind::Rating,
        });
    }
    if questions.is_empty() {
        return Ok(design);
    }
    let needed = Needed {
        questions,
        ..Needed::default()
    };
    Ok(app.store().org(grant).ensure_design(&needed).await?.design)
}

fn read_response(
    form: &ResponseForm,
    design: &Design,
) -> Result<(Arc<str>, ResponseRecord), Vec<FieldError>> {
    let mut faults = Faults::default();
    check_channel(form.channel.as_deref(), design, &mut faults);
    let weight = form.weight.unwrap_or(1.0);
    if !(weight.is_finite() && weight > 0.0) {
        faults.add("weight", "A weight is a number above 0.");
    }
    let mut answers: Vec<AnswerRecord> = Vec::new();
    for (at, answer) in form.answers.iter().enumerate() {
        let place = format!("answers[{at}]");
        if answers
            .iter()
            .any(|known| *known.question == *answer.question.trim())
        {
            faults.add(
                format!("{place}.question"),
                "This question has been answered above.",
            );
            continue;
        }
        answers.extend(read_answer(answer, design, &place, &mut faults));
    }
    if form.answers.is_empty() {
        faults.add("answers", "A response has at least one answer.");
    }
    let record = ResponseRecord {
        external_id: faults.key("external_id", &form.external_id),
        client: faults.client(&form.client),
        occurred_at: faults.moment("occurred_at", &form.occurred_at),
        channel: form.channel.as_deref().map(Arc::from),
        weight,
        answers,
    };
    let source = source_of(form.source.as_deref(), &mut faults);
    faults.unless((source, record))
}

fn read_answer(
    form: &AnswerForm,
    design: &Design,
    place: &str,
    faults: &mut Faults,
) -> Option<AnswerRecord> {
    let Some(question) = design.question_by_key(form.question.trim()) else {
        let message = format!(
            "There is no question `{}`. Say what it is with `kind` (recommend, rating, effort, comment or choice) and, for scores, `scale`.",
            form.question
        );
        faults.add(format!("{place}.question"), message);
        return None;
    };
    let given = [
        form.score.is_some(),
        form.text.is_some(),
        form.codes.is_some(),
    ]
    .iter()
    .filter(|given| **given)
    .count();
    if given != 1 {
        faults.add(place, "Give one of `score`, `text` and `codes`.");
        return None;
    }
    let value = match (question.kind.scored(), form) {
        (
            true,
            AnswerForm {
                score: Some(score), ..
            },
        ) => {
            let scale = question
                .scale
                .as_deref()
                .and_then(|scale| scale.parse::<Scale>().ok());
            if let Some(scale) = scale
                && !scale.contains(*score)
            {
                faults.add(
                    format!("{place}.score"),
                    format!("{score} is not on the scale {scale}."),
                );
                return None;
            }
            AnswerValue::Score(*score)
        }
        (true, _) => {
            faults.add(
                place,
                format!("`{}` is answered with a `score`.", question.key),
            );
            return None;
        }
        (
            false,
            AnswerForm {
                text: Some(text), ..
            },
        ) if question.kind == QuestionKind::Comment => {
            AnswerValue::Text(faults.text(&format!("{place}.text"), text))
        }
        (
            false,
            AnswerForm {
                codes: Some(codes), ..
            },
        ) => AnswerValue::Codes(codes.iter().map(|code| Arc::from(code.trim())).collect()),
        (false, _) => {
            faults.add(
                place,
                format!(
                    "`{}` is answered with `codes`{}.",
                    question.key,
                    if question.kind == QuestionKind::Comment {
                        " or `text`"
                    } else {
                        ""
                    }
                ),
            );
            return None;
        }
    };
    Some(AnswerRecord {
        question: question.key.as_str().into(),
        value,
    })
}
