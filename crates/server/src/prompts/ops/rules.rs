//! When clients are to be touched.

use domain::access::{Actor, Permission};
use domain::design::Key;
use domain::ids::CareRuleId;
use domain::prompts::{CareRule, Counts, Except, When};
use serde_json::json;
use store::OrgStore;
use store::prompts::KeptRule;

use super::refresh::after_rules;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem, sentence};
use crate::prompts::views::{CareRuleForm, CareRuleView};

/// The longest name of a rule, in characters.
const NAME: usize = 120;
/// The most rules of one organization.
const MOST: usize = 100;

/// The rules that hold, in the order in which they were made.
pub async fn list_care_rules(app: &App, actor: &Actor) -> Result<Vec<CareRuleView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let kept = org.care_rules().await?;
    let design = org.design().await?;
    let tiers = org.tiers().await?;
    Ok(kept
        .into_iter()
        .filter(|kept| kept.removed_at.is_none())
        .map(|kept| CareRuleView::of(&kept.rule, &tiers, &design))
        .collect())
}

pub async fn create_care_rule(
    app: &App,
    actor: &Actor,
    form: &CareRuleForm,
) -> Result<CareRuleView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let there = org.care_rules().await?;
    let rule = read(&org, app.id(), form).await?;
    if there.iter().filter(|it| it.removed_at.is_none()).count() >= MOST {
        return Err(Problem::field(
            "name",
            format!("There are {MOST} rules already. Remove one that nobody needs."),
        ));
    }
    let kept = KeptRule {
        rule,
        created_at: app.now(),
        removed_at: None,
    };
    org.put_care_rule(&kept).await?;
    let subject = Subject::new("care_rule", kept.rule.id, &kept.rule.name);
    note(app, &grant, "create_care_rule", subject, detail(&kept.rule)).await?;
    after_rules(app, &org).await?;
    shown(&org, &kept.rule).await
}

/// The whole rule as it is from now on.
pub async fn change_care_rule(
    app: &App,
    actor: &Actor,
    id: CareRuleId,
    form: &CareRuleForm,
) -> Result<CareRuleView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut kept = found(&org, id, false).await?;
    kept.rule = read(&org, id, form).await?;
    org.put_care_rule(&kept).await?;
    let subject = Subject::new("care_rule", id, &kept.rule.name);
    note(app, &grant, "change_care_rule", subject, detail(&kept.rule)).await?;
    after_rules(app, &org).await?;
    shown(&org, &kept.rule).await
}

/// It asks for nothing any more; what it asked for stays in the clients' history.
pub async fn delete_care_rule(app: &App, actor: &Actor, id: CareRuleId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut kept = found(&org, id, false).await?;
    kept.removed_at = Some(app.now());
    org.put_care_rule(&kept).await?;
    let subject = Subject::new("care_rule", id, &kept.rule.name);
    note(app, &grant, "delete_care_rule", subject, detail(&kept.rule)).await?;
    after_rules(app, &org).await
}

/// Takes back that a rule was removed.
pub async fn restore_care_rule(
    app: &App,
    actor: &Actor,
    id: CareRuleId,
) -> Result<CareRuleView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut kept = found(&org, id, true).await?;
    if kept.removed_at.take().is_some() {
        org.put_care_rule(&kept).await?;
        let subject = Subject::new("care_rule", id, &kept.rule.name);
        note(
            app,
            &grant,
            "restore_care_rule",
            subject,
            detail(&kept.rule),
        )
        .await?;
        after_rules(app, &org).await?;
    }
    shown(&org, &kept.rule).await
}

async fn found(org: &OrgStore, id: CareRuleId, removed: bool) -> Result<KeptRule, Problem> {
    org.care_rule(id)
        .await?
        .filter(|kept| removed || kept.removed_at.is_none())
        .ok_or_else(|| Problem::not_found("such care rule"))
}

async fn shown(org: &OrgStore, rule: &CareRule) -> Result<CareRuleView, Problem> {
    let (tiers, design) = (org.tiers().await?, org.design().await?);
    Ok(CareRuleView::of(rule, &tiers, &design))
}

fn detail(rule: &CareRule) -> serde_json::Value {
    json!({ "kind": rule.when.kind(), "active": rule.active })
}

async fn read(org: &OrgStore, id: CareRuleId, form: &CareRuleForm) -> Result<CareRule, Problem> {
    let mut fields = Fields::default();
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => fields.refuse("name", "Say in a few words what the touch is for."),
        1..=NAME => {}
        _ => fields.refuse("name", &format!("A name has at most {NAME} characters.")),
    }
    if let Some(tier) = form.tier
        && !org.tiers().await?.iter().any(|it| it.id == tier)
    {
        fields.refuse("tier", "There is no such tier.");
    }
    if let Some(touchpoint) = form.touchpoint
        && org.touchpoint(touchpoint).await?.is_none()
    {
        fields.refuse("touchpoint", "There is no such touchpoint.");
    }
    // Out of range stays out of range, so that the domain says what is wrong with it.
    let days = |given: Option<i64>, otherwise: u16| {
        given.map_or(otherwise, |days| u16::try_from(days).unwrap_or(u16::MAX))
    };
    let days_before = days(form.days_before, 0);
    let mut attribute = || {
        let text = form.attribute.as_deref().unwrap_or_default();
        fields
            .take("attribute", Key::parse(text))
            .map(|key| key.as_str().to_owned())
            .unwrap_or_default()
    };
    let when = match form.kind.as_str() {
        "rhythm" => When::Rhythm {
            every_days: days(form.every_days, 0),
            counts: match form.counts.as_deref() {
                None | Some("any_encounter") => Counts::AnyEncounter,
                Some("same_touchpoint") => Counts::SameTouchpoint,
                Some(_) => {
                    fields.refuse(
                        "counts",
                        "`any_encounter` or `same_touchpoint` is expected.",
                    );
                    Counts::AnyEncounter
                }
            },
        },
        "birthday" => When::Birthday { days_before },
        "anniversary" => When::Anniversary {
            attribute: attribute(),
            days_before,
        },
        "renewal" => When::Renewal {
            attribute: attribute(),
            days_before,
        },
        _ => {
            let expected = "`rhythm`, `birthday`, `anniversary` or `renewal` is expected.";
            fields.refuse("kind", expected);
            When::Birthday { days_before }
        }
    };
    let except = form.except.as_ref().and_then(|it| {
        let key = fields.take("except.attribute", Key::parse(&it.attribute))?;
        if it.value.trim().is_empty() {
            fields.refuse(
                "except.value",
                "Say which value clients have who are left out.",
            );
        }
        Some(Except {
            attribute: key.as_str().to_owned(),
            value: it.value.trim().to_owned(),
        })
    });
    let rule = CareRule {
        id,
        name,
        tier: form.tier,
        except,
        when,
        touchpoint: form.touchpoint,
        grace_days: days(form.grace_days, 7),
        active: form.active.unwrap_or(true),
    };
    for (field, refusal) in rule.faults() {
        fields.refuse(field, &sentence(&refusal));
    }
    fields.check()?;
    Ok(rule)
}
