//! What can be done about templates.

use std::collections::HashSet;

use domain::access::{Actor, Grant, Locale, Permission};
use domain::design::inventory::ChangeKind;
use domain::design::templates::{self, Template};
use domain::design::{Existence, Profile};
use serde_json::json;
use store::design::inventory::InventoryStep;
use store::design::{NewChannel, NewStage, NewTouchpoint};

use super::views::{AppliedView, ApplyForm, TemplateDetailView, TemplateView};
use crate::App;
use crate::access::ops::Subject;
use crate::design::inventory::ops::{Doing, change_by};
use crate::error::{Fields, Problem};

/// English when nothing is said; a language that templates are not written in is refused.
fn read_locale(text: Option<&str>) -> Result<Locale, Problem> {
    match text {
        None => Ok(Locale::En),
        Some(text) => Locale::parse(text)
            .ok_or_else(|| Problem::field("locale", "Templates are written in en and de.")),
    }
}

fn find(key: &str) -> Result<&'static Template, Problem> {
    templates::get(key).ok_or_else(|| Problem::not_found("such template"))
}

/// Keys of the inventory's touchpoints, and of the templates that were applied.
async fn known(app: &App, grant: &Grant) -> Result<(HashSet<String>, Vec<String>), Problem> {
    let org = app.store().org(grant);
    let design = org.design().await?;
    let keys = design.touchpoints.into_iter().map(|it| it.key).collect();
    Ok((keys, org.applied_templates().await?))
}

/// What firms of some industries usually have.
pub async fn list_templates(
    app: &App,
    actor: &Actor,
    locale: Option<&str>,
) -> Result<Vec<TemplateView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let locale = read_locale(locale)?;
    let (keys, applied) = known(app, &grant).await?;
    let view = |template: &Template| TemplateView {
        key: template.key.clone(),
        label: template.label.of(locale).to_owned(),
        description: template.description.of(locale).to_owned(),
        touchpoints: template.touchpoints.len(),
        stages: template.stages.len(),
        channels: template.channels.len(),
        present: template
            .touchpoints
            .iter()
            .filter(|it| keys.contains(&it.key))
            .count(),
        applied: applied.contains(&template.key),
    };
    Ok(templates::all().iter().map(view).collect())
}

/// A template with all it holds.
pub async fn show_template(
    app: &App,
    actor: &Actor,
    key: &str,
    locale: Option<&str>,
) -> Result<TemplateDetailView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let template = find(key)?;
    let locale = read_locale(locale)?;
    let (keys, applied) = known(app, &grant).await?;
    let applied = applied.contains(&template.key);
    let present = |key: &str| keys.contains(key);
    Ok(TemplateDetailView::of(template, locale, present, applied))
}

/// Brings a template's touchpoints into the inventory, with the stages and channels that they stand in.
pub async fn apply_template(
    app: &App,
    actor: &Actor,
    key: &str,
    form: &ApplyForm,
) -> Result<AppliedView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let template = find(key)?;
    let mut fields = Fields::default();
    let existence = Existence::from(form.existence);
    if matches!(existence, Existence::Retired | Existence::NotApplicable) {
        fields.refuse("existence", "Say live, planned or missing.");
    }
    let locale = form
        .locale
        .as_deref()
        .map_or(Some(Locale::En), Locale::parse);
    if locale.is_none() {
        fields.refuse("locale", "Templates are written in en and de.");
    }
    for (at, wanted) in form.touchpoints.iter().flatten().enumerate() {
        if !template.touchpoints.iter().any(|it| it.key == *wanted) {
            fields.refuse(
                &format!("touchpoints[{at}]"),
                &format!("The template has no {wanted:?}."),
            );
        }
    }
    fields.check()?;
    let locale = locale.unwrap_or_default();
    let wanted = |key: &String| {
        form.touchpoints
            .as_ref()
            .is_none_or(|all| all.contains(key))
    };
    let (keys, _) = known(app, &grant).await?;
    let chosen = template.touchpoints.iter().filter(|it| wanted(&it.key));
    let (there, missing): (Vec<_>, Vec<_>) = chosen.partition(|it| keys.contains(&it.key));
    let steps = steps(app, template, &missing, existence, locale);
    let doing = Doing {
        kind: ChangeKind::Template,
        action: "apply_template",
        subject: Subject::new("template", &template.key, template.label.of(locale)),
        label: template.key.clone(),
        detail: json!({ "created": missing.len(), "existence": existence.as_str() }),
    };
    let changed = change_by(app, &grant, doing, &steps).await?;
    Ok(AppliedView {
        created: missing.len(),
        present: there.len(),
        change: changed.change,
    })
}

fn steps(
    app: &App,
    template: &Template,
    missing: &[&templates::TemplateTouchpoint],
    existence: Existence,
    locale: Locale,
) -> Vec<InventoryStep> {
    let mut steps = Vec::new();
    for word in &template.stages {
        if missing.iter().any(|it| it.stage == word.key) {
            steps.push(InventoryStep::Stage(NewStage {
                id: app.id(),
                key: word.key.clone(),
                label: word.label.of(locale).to_owned(),
            }));
        }
    }
    for word in &template.channels {
        if missing.iter().any(|it| it.channel == word.key) {
            steps.push(InventoryStep::Channel(NewChannel {
                id: app.id(),
                key: word.key.clone(),
                label: word.label.of(locale).to_owned(),
            }));
        }
    }
    steps.extend(missing.iter().map(|it| {
        InventoryStep::Create(NewTouchpoint {
            id: app.id(),
            key: it.key.clone(),
            label: it.label.of(locale).to_owned(),
            kind: it.kind,
            existence,
            stage: Some(it.stage.clone()),
            channel: Some(it.channel.clone()),
            owner: None,
            profile: Profile {
                moment_of_truth: it.moment_of_truth,
                importance: it.importance,
                industry_attention: Some(it.industry_attention),
                note: Some(it.purpose.of(locale).to_owned()),
                ..Profile::default()
            },
        })
    }));
    steps
}
