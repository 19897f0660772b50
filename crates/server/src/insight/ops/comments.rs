//! What clients wrote.

use domain::access::{Actor, Permission};
use domain::time::Timestamp;
use insight::query::NO_VALUE;
use insight::{By, Filter};
use store::signals::{Comment, CommentCursor, CommentFilter};

use super::{Desk, named, told};
use crate::App;
use crate::error::Problem;
use crate::insight::asking::{Asked, NamedPeriod};
use crate::insight::natural;
use crate::insight::themes;
use crate::insight::views::{
    CommentList, CommentSummaryView, CommentView, KeyView, NamedView, ThemeView,
};

const PAGE: usize = 50;

/// Words are counted over at most so many comments, the newest.
const MOST_READ: usize = 2_000;

/// At most so many themes.
const MOST_THEMES: usize = 12;

pub async fn list_comments(
    app: &App,
    actor: &Actor,
    asked: &Asked,
) -> Result<CommentList, Problem> {
    let grant = actor.require(Permission::ReadComments)?;
    let desk = Desk::open(app, actor).await?;
    let Some(mut filter) = filter(&desk, &asked.filters)? else {
        return Ok(CommentList {
            items: Vec::new(),
            next: None,
            hidden: false,
        });
    };
    if let Some(key) = &asked.touchpoint {
        let touchpoint = desk
            .touchpoint(key)
            .ok_or_else(|| Problem::not_found("such touchpoint"))?;
        let about = |no: &i32| {
            desk.question(*no)
                .is_some_and(|question| question.touchpoint == Some(touchpoint.id))
        };
        let questions = filter
            .questions
            .take()
            .unwrap_or_else(|| desk.design.questions.iter().map(|q| q.no).collect());
        filter.questions = Some(questions.into_iter().filter(about).collect());
    }
    if let Some(text) = &asked.period {
        filter.period = Some(NamedPeriod::parse("period", text, &desk.zone, desk.now)?.period);
    }
    filter.text = asked.q.clone();
    if hides(&desk, &asked.filters).await? {
        return Ok(CommentList {
            items: Vec::new(),
            next: None,
            hidden: true,
        });
    }
    let after = asked.cursor.as_deref().map(cursor).transpose()?;
    let page = app
        .store()
        .org(&grant)
        .comments(&filter, after, asked.limit.unwrap_or(PAGE))
        .await?;
    Ok(CommentList {
        items: page
            .items
            .into_iter()
            .map(|comment| view(&desk, comment))
            .collect(),
        next: page
            .next
            .map(|next| format!("{}.{}.{}", next.at.micros(), next.record, next.question)),
        hidden: false,
    })
}

/// Words point at who wrote them where the filters leave only a few clients.
async fn hides(desk: &Desk, filters: &[Filter]) -> Result<bool, Problem> {
    let about_clients: Vec<Filter> = filters
        .iter()
        .filter(|filter| matches!(filter.dimension, By::Attribute(_)))
        .cloned()
        .collect();
    if desk.discretion.sees_small_groups || about_clients.is_empty() {
        return Ok(false);
    }
    let heads = desk
        .clone()
        .compute(move |desk| {
            desk.engine
                .respondents(&desk.snapshot, &about_clients, None, &[])
                .map_err(told)
        })
        .await?;
    let clients = heads
        .into_iter()
        .map(|(_, heads)| heads.clients.len())
        .sum();
    Ok(desk.discretion.hides(clients))
}

/// The filters in the store's words; `None` when nothing can match.
fn filter(desk: &Desk, filters: &[Filter]) -> Result<Option<CommentFilter>, Problem> {
    let mut asked = CommentFilter::default();
    for filter in filters {
        match &filter.dimension {
            By::Attribute(key) => {
                let Some(column) = desk.snapshot.dimensions.attributes.get(key) else {
                    return Err(Problem::field(
                        "where",
                        format!("There is no attribute “{key}”."),
                    ));
                };
                // A label does as well as a key, as everywhere.
                let values = filter.is.iter().map(|said| {
                    let found = column
                        .values
                        .iter()
                        .find(|value| value.key == *said)
                        .or_else(|| {
                            column
                                .values
                                .iter()
                                .find(|value| value.label.to_lowercase() == said.to_lowercase())
                        });
                    found.map_or_else(|| said.clone(), |value| value.key.clone())
                });
                asked.attributes.push((key.clone(), values.collect()));
            }
            By::Touchpoint | By::Question | By::Stage | By::Channel => {
                let fits = |question: &&domain::design::Question| fits(desk, filter, question);
                let numbers: Vec<i32> = desk
                    .design
                    .questions
                    .iter()
                    .filter(fits)
                    .map(|question| question.no)
                    .collect();
                asked.questions = Some(match asked.questions.take() {
                    Some(known) => known
                        .into_iter()
                        .filter(|no| numbers.contains(no))
                        .collect(),
                    None => numbers,
                });
            }
            By::Source => {
                let found = desk
                    .design
                    .sources
                    .iter()
                    .find(|source| filter.is.contains(&source.key));
                match (found, filter.is.len()) {
                    (_, 2..) => {
                        return Err(Problem::field(
                            "where",
                            "Comments can be filtered by one source at a time.",
                        ));
                    }
                    (Some(source), _) => asked.source = Some(source.no),
                    (None, _) => return Ok(None),
                }
            }
            By::Time(_) => {
                return Err(Problem::field(
                    "where",
                    "A time cannot be a filter; use the period.",
                ));
            }
        }
    }
    Ok(Some(asked))
}

fn fits(desk: &Desk, filter: &Filter, question: &domain::design::Question) -> bool {
    let touchpoint = question
        .touchpoint
        .and_then(|id| desk.design.touchpoint(id));
    let said = |key: &str, label: &str| {
        filter
            .is
            .iter()
            .any(|said| said == key || said.to_lowercase() == label.to_lowercase())
    };
    let nothing = || filter.is.iter().any(|said| said == NO_VALUE);
    match &filter.dimension {
        By::Question => said(&question.key, &question.label),
        By::Touchpoint => touchpoint.map_or_else(nothing, |touchpoint| {
            said(&touchpoint.key, &touchpoint.label)
        }),
        By::Stage => touchpoint
            .and_then(|touchpoint| desk.design.stage(touchpoint.stage?))
            .map_or_else(nothing, |stage| said(&stage.key, &stage.label)),
        _ => touchpoint
            .and_then(|touchpoint| desk.design.channel(touchpoint.channel?))
            .map_or_else(nothing, |channel| said(&channel.key, &channel.label)),
    }
}

fn cursor(text: &str) -> Result<CommentCursor, Problem> {
    let read = || {
        let mut parts = text.split('.');
        let cursor = CommentCursor {
            at: Timestamp::from_micros(parts.next()?.parse().ok()?),
            record: parts.next()?.parse().ok()?,
            question: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(cursor)
    };
    read().ok_or_else(|| Problem::field("cursor", "Take it from the page before."))
}

fn view(desk: &Desk, comment: Comment) -> CommentView {
    let question = desk.question(comment.question);
    let touchpoint = question.and_then(|question| desk.design.touchpoint(question.touchpoint?));
    let key = |code: String| KeyView {
        label: code.clone(),
        code,
    };
    CommentView {
        record: comment.record,
        at: comment.at.to_string(),
        text: comment.text,
        codes: comment.codes.into_iter().map(key).collect(),
        score: comment.score.map(|score| score as f64),
        scale: comment.scale,
        touchpoint: touchpoint.map(named),
        question: question.map_or_else(
            || NamedView {
                key: comment.question.to_string(),
                label: comment.question.to_string(),
            },
            |question| NamedView {
                key: question.key.clone(),
                label: question.label.clone(),
            },
        ),
        client_attributes: comment
            .client_attributes
            .into_iter()
            .map(|(key, value)| (natural::label_of_key(&key), value))
            .collect(),
    }
}

/// What the comments about a touchpoint are about: the codes that readers gave them, or else the words that several
/// clients use. `asked` must name the touchpoint and the period.
pub(super) async fn summarize_comments(
    app: &App,
    actor: &Actor,
    desk: &Desk,
    asked: &Asked,
    total: u64,
) -> Result<CommentSummaryView, Problem> {
    let nothing = CommentSummaryView {
        total,
        themes_by: "words".to_owned(),
        themes: Vec::new(),
    };
    if !actor.may(Permission::ReadComments) || hides(desk, &asked.filters).await? {
        return Ok(nothing);
    }
    let grant = actor.require(Permission::ReadComments)?;
    let org = app.store().org(&grant);
    let Some(mut filter) = filter(desk, &asked.filters)? else {
        return Ok(nothing);
    };
    if let Some(text) = &asked.period {
        filter.period = Some(NamedPeriod::parse("period", text, &desk.zone, desk.now)?.period);
    }
    let touchpoint = asked
        .touchpoint
        .as_deref()
        .and_then(|key| desk.touchpoint(key));
    let about = |question: &&domain::design::Question| {
        touchpoint.is_none_or(|touchpoint| question.touchpoint == Some(touchpoint.id))
    };
    let numbers: Vec<i32> = desk
        .design
        .questions
        .iter()
        .filter(about)
        .map(|question| question.no)
        .collect();
    filter.questions = Some(match filter.questions.take() {
        Some(known) => known
            .into_iter()
            .filter(|no| numbers.contains(no))
            .collect(),
        None => numbers,
    });
    let codes = org.comment_codes(&filter).await?;
    if !codes.is_empty() {
        let themes = codes
            .into_iter()
            .take(MOST_THEMES)
            .map(|(code, clients)| ThemeView {
                label: code.clone(),
                code,
                clients,
            })
            .collect();
        return Ok(CommentSummaryView {
            total,
            themes_by: "codes".to_owned(),
            themes,
        });
    }
    let (mut read, mut after) = (Vec::new(), None);
    while read.len() < MOST_READ {
        let page = org.comments(&filter, after, 200).await?;
        read.extend(
            page.items
                .into_iter()
                .filter_map(|comment| Some((comment.client, comment.text?))),
        );
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let themes = tokio::task::spawn_blocking(move || {
        themes::of_words(
            read.iter().map(|(client, text)| (*client, text.as_str())),
            MOST_THEMES,
        )
    });
    Ok(CommentSummaryView {
        themes: themes.await.map_err(Problem::internal)?,
        ..nothing
    })
}
