//! What can be done about the customer's world.

use domain::access::{Actor, Locale, Permission, Person, Who};
use domain::design::Key;
use domain::design::templates;
use domain::design::world::{
    Assumption, Choice, HALF_LIFE_DAYS, Knowledge, Offer, WorldInsight, choices, knowledge,
};
use domain::ids::InsightId;
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;

use super::views::{AssumptionView, InsightChange, NewInsight};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem, sentence};

/// An insight with who noted it.
pub struct Noted {
    pub insight: WorldInsight,
    pub by: Option<Person>,
    pub now: Timestamp,
}

/// How well one audience is known.
pub struct AudienceKnowledge {
    /// `None`: all clients.
    pub audience: Option<(String, String)>,
    pub knowledge: Knowledge,
}

/// What is known, and how well of whom.
pub struct World {
    pub insights: Vec<Noted>,
    pub audiences: Vec<AudienceKnowledge>,
}

pub async fn show_world(app: &App, actor: &Actor) -> Result<World, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let (known, audiences, people) = (
        org.world().await?,
        org.audiences().await?,
        org.people().await?,
    );
    let all = std::iter::once(None);
    let each = audiences.into_iter().map(|it| Some((it.key, it.label)));
    let audiences = all
        .chain(each)
        .map(|audience| AudienceKnowledge {
            knowledge: knowledge(&known, audience.as_ref().map(|(key, _)| key.as_str()), now),
            audience,
        })
        .collect();
    let insights = known
        .into_iter()
        .map(|insight| noted(insight, &people, now))
        .collect();
    Ok(World {
        insights,
        audiences,
    })
}

fn noted(insight: WorldInsight, people: &[Person], now: Timestamp) -> Noted {
    let by = insight
        .noted_by
        .and_then(|id| people.iter().find(|person| person.id == id))
        .cloned();
    Noted { insight, by, now }
}

pub async fn note_insight(app: &App, actor: &Actor, new: &NewInsight) -> Result<Noted, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let insight = WorldInsight {
        id: app.id(),
        audience: new.audience.clone(),
        facet: new.facet.into(),
        words: tidy(&new.words),
        quote: new.quote.as_deref().map(said).filter(|it| !it.is_empty()),
        evidence: new.evidence.into(),
        source: new.source.as_deref().map(tidy).filter(|it| !it.is_empty()),
        seen_at: app.now(),
        half_life_days: new.half_life_days.unwrap_or(HALF_LIFE_DAYS),
        assumes: None,
        withdrawn_at: None,
        noted_by: match grant.who() {
            Who::Person(id) => Some(id),
            Who::Token(_) | Who::System => None,
        },
    };
    let insight = settled(
        app,
        &org,
        insight,
        new.seen_at.as_deref(),
        new.assumes.as_ref(),
    )
    .await?;
    org.add_world_insight(&insight).await?;
    let detail = json!({ "facet": insight.facet.as_str(), "evidence": insight.evidence.as_str() });
    note(app, &grant, "note_insight", subject(&insight), detail).await?;
    Ok(noted(insight, &org.people().await?, app.now()))
}

/// Corrects an insight, withdraws it or takes it back onto the board.
pub async fn change_insight(
    app: &App,
    actor: &Actor,
    id: InsightId,
    change: &InsightChange,
) -> Result<Noted, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such insight");
    let before = org.world_insight(id).await?.ok_or_else(gone)?;
    let optional =
        |change: &Option<Option<String>>, known: &Option<String>, read: fn(&str) -> String| {
            match change {
                None => known.clone(),
                Some(text) => text.as_deref().map(read).filter(|it| !it.is_empty()),
            }
        };
    let edit = WorldInsight {
        audience: change
            .audience
            .clone()
            .unwrap_or_else(|| before.audience.clone()),
        facet: change.facet.map_or(before.facet, Into::into),
        words: change
            .words
            .as_deref()
            .map_or_else(|| before.words.clone(), tidy),
        quote: optional(&change.quote, &before.quote, said),
        evidence: change.evidence.map_or(before.evidence, Into::into),
        source: optional(&change.source, &before.source, tidy),
        half_life_days: change.half_life_days.unwrap_or(before.half_life_days),
        assumes: match &change.assumes {
            None => before.assumes.clone(),
            Some(_) => None,
        },
        withdrawn_at: match change.withdrawn {
            None => before.withdrawn_at,
            Some(true) => before.withdrawn_at.or(Some(app.now())),
            Some(false) => None,
        },
        ..before.clone()
    };
    let assumes = change.assumes.as_ref().and_then(Option::as_ref);
    let edit = settled(app, &org, edit, change.seen_at.as_deref(), assumes).await?;
    if !org.change_world_insight(&edit).await? {
        return Err(gone());
    }
    let action = match (before.withdrawn_at, edit.withdrawn_at) {
        (None, Some(_)) => "withdraw_insight",
        (Some(_), None) => "restore_insight",
        _ => "change_insight",
    };
    note(app, &grant, action, subject(&edit), json!({})).await?;
    Ok(noted(edit, &org.people().await?, app.now()))
}

/// One line, single spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Word for word, without the space around it.
fn said(text: &str) -> String {
    text.trim().to_owned()
}

fn subject(insight: &WorldInsight) -> Subject {
    let label: String = insight.words.chars().take(80).collect();
    Subject::new("insight", insight.id, &label)
}

/// Takes in what must be read first, and checks the whole.
async fn settled(
    app: &App,
    org: &OrgStore,
    mut insight: WorldInsight,
    seen_at: Option<&str>,
    assumes: Option<&AssumptionView>,
) -> Result<WorldInsight, Problem> {
    let mut fields = Fields::default();
    if let Some(text) = seen_at {
        let read = Timestamp::parse_rfc3339(text);
        let wanted = "a moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z".to_owned();
        if let Some(at) = fields.take("seen_at", read.map_err(|_| wanted)) {
            insight.seen_at = at;
        }
    }
    if let Some(AssumptionView { theme, level }) = assumes {
        let key = Key::of_label(theme).ok_or_else(|| "name the theme in a word or two".to_owned());
        if let Some(theme) = fields.take("assumes.theme", key) {
            insight.assumes = Some(Assumption {
                theme: theme.as_str().to_owned(),
                level: (*level).into(),
            });
        }
    }
    if let Some(key) = &insight.audience
        && !org.audiences().await?.iter().any(|it| it.key == *key)
    {
        fields.refuse(
            "audience",
            "There is no such audience; add it to the inventory first.",
        );
    }
    for (field, refusal) in insight.faults(app.now()) {
        fields.refuse(field, &sentence(&refusal));
    }
    fields.check()?;
    Ok(insight)
}

/// A touchpoint of a template that would answer something, with its words.
pub struct Offered {
    pub template: String,
    pub label: String,
    pub purpose: String,
    pub choice: Choice,
}

/// The most offers that are worth reading.
const MOST_OFFERS: usize = 12;

/// What the organization's templates (or the named one) have that would answer what is known, and the inventory lacks.
pub async fn offer_touchpoints(
    app: &App,
    actor: &Actor,
    template: Option<&str>,
    locale: Locale,
) -> Result<Vec<Offered>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let keys = match template {
        Some(key) => vec![key.to_owned()],
        None => org.applied_templates().await?,
    };
    let design = org.design().await?;
    let world = org.world().await?;
    let fresh: Vec<&WorldInsight> = world.iter().filter(|it| it.is_fresh(now)).collect();
    let mut found = Vec::new();
    for key in keys {
        let template = templates::get(&key)
            .ok_or_else(|| Problem::field("template", "There is no such template."))?;
        let missing: Vec<_> = template
            .touchpoints
            .iter()
            .filter(|it| design.touchpoint_by_key(&it.key).is_none())
            .collect();
        let offers: Vec<Offer> = missing
            .iter()
            .map(|it| Offer {
                key: it.key.clone(),
                text: format!(
                    "{} {} {} {}",
                    it.label.en, it.purpose.en, it.label.de, it.purpose.de
                ),
            })
            .collect();
        for choice in choices(&fresh, &offers, MOST_OFFERS) {
            let Some(touchpoint) = missing.iter().find(|it| it.key == choice.key) else {
                continue;
            };
            found.push(Offered {
                template: key.clone(),
                label: touchpoint.label.of(locale).to_owned(),
                purpose: touchpoint.purpose.of(locale).to_owned(),
                choice,
            });
        }
    }
    Ok(found)
}
