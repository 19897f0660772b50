//! Get-or-create of what a file or the API needs, in one call.

use domain::design::{Channel, Question, Stage, Touchpoint};
use domain::ids::OrganizationId;

use super::{Design, Ensured, Needed, NewQuestion, NewTouchpoint, sql};
use crate::db::{Tx, args, narrow};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

impl OrgStore {
    /// Sees to it that all of this is there. What has the same key is left alone, but for a question's scale,
    /// which may change from one year's file to the next, and what attributes are called. Refused where a question of that key is of another kind.
    ///
    /// A touchpoint has one primary question: a second one joins it as an aspect.
    pub async fn ensure_design(&self, needed: &Needed) -> Result<Ensured> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let before = numbers.clone();
        let mut design = tx.design(tenant).await?;
        for new in &needed.stages {
            if design.stages.iter().any(|stage| stage.key == new.key) {
                continue;
            }
            numbers.stage += 1;
            let no = narrow(numbers.stage, "numbers.stage")?;
            let values = args![tenant, new.id, no, new.key.as_str(), new.label.as_str(), no];
            tx.run(&sql::insert_stage, values).await?;
            let (key, label) = (new.key.clone(), new.label.clone());
            design.stages.push(Stage {
                id: new.id,
                no,
                key,
                label,
                position: no,
            });
        }
        for new in &needed.channels {
            if design.channels.iter().any(|channel| channel.key == new.key) {
                continue;
            }
            numbers.channel += 1;
            let no = narrow(numbers.channel, "numbers.channel")?;
            let values = args![tenant, new.id, no, new.key.as_str(), new.label.as_str(), no];
            tx.run(&sql::insert_channel, values).await?;
            let (key, label) = (new.key.clone(), new.label.clone());
            design.channels.push(Channel {
                id: new.id,
                no,
                key,
                label,
                position: no,
            });
        }
        let mut touchpoints_created = 0;
        for new in &needed.touchpoints {
            if design.touchpoint_by_key(&new.key).is_some() {
                continue;
            }
            let made =
                insert_touchpoint(&mut tx, tenant, &mut numbers, &design, new, needed.import)
                    .await?;
            design.touchpoints.push(made);
            touchpoints_created += 1;
        }
        let mut questions_created = 0;
        let mut changed = false;
        for new in &needed.questions {
            if let Some(known) = design
                .questions
                .iter_mut()
                .find(|question| question.key == new.key)
            {
                if known.kind != new.kind {
                    return Err(StoreError::OtherKind {
                        question: new.key.clone(),
                        known: known.kind,
                        asked: new.kind,
                    });
                }
                if new.scale.is_some() && known.scale != new.scale {
                    tx.run(
                        &sql::update_question_scale,
                        args![tenant, known.id, new.scale.clone()],
                    )
                    .await?;
                    known.scale.clone_from(&new.scale);
                    changed = true;
                }
                continue;
            }
            let made =
                insert_question(&mut tx, tenant, &mut numbers, &design, new, needed.import).await?;
            design.questions.push(made);
            questions_created += 1;
        }
        for (key, label) in &needed.attribute_labels {
            if design.attribute_labels.get(key) == Some(label) {
                continue;
            }
            tx.run(
                &sql::upsert_attribute_label,
                args![tenant, key.as_str(), label.as_str()],
            )
            .await?;
            design.attribute_labels.insert(key.clone(), label.clone());
            changed = true;
        }
        if numbers != before || changed {
            numbers.design_version += 1;
            tx.save(tenant, &numbers).await?;
        }
        design.version = numbers.design_version;
        tx.commit().await?;
        Ok(Ensured {
            design,
            touchpoints_created,
            questions_created,
        })
    }
}

pub(super) async fn insert_touchpoint(
    tx: &mut Tx,
    tenant: OrganizationId,
    numbers: &mut Numbers,
    design: &Design,
    new: &NewTouchpoint,
    import: i32,
) -> Result<Touchpoint> {
    let stage = match &new.stage {
        None => None,
        Some(key) => Some(
            design
                .stages
                .iter()
                .find(|stage| stage.key == *key)
                .ok_or(StoreError::Unknown("the stage"))?
                .id,
        ),
    };
    let channel = match &new.channel {
        None => None,
        Some(key) => Some(
            design
                .channels
                .iter()
                .find(|channel| channel.key == *key)
                .ok_or(StoreError::Unknown("the channel"))?
                .id,
        ),
    };
    numbers.touchpoint += 1;
    let no = narrow(numbers.touchpoint, "numbers.touchpoint")?;
    let values = args![
        tenant,
        new.id,
        no,
        new.key.as_str(),
        new.label.as_str(),
        new.kind.as_str(),
        new.existence.as_str(),
        stage,
        channel,
        new.owner,
        no,
        import,
        new.profile.moment_of_truth,
        i32::from(new.profile.importance),
        new.profile.department.clone(),
        new.profile.our_attention.map(i64::from),
        new.profile.industry_attention.map(i64::from),
        new.profile.reason.clone(),
        new.profile.note.clone(),
    ];
    tx.run(&sql::insert_touchpoint, values).await?;
    for audience in &new.profile.audiences {
        tx.run(
            &sql::insert_touchpoint_audience,
            args![tenant, new.id, *audience],
        )
        .await?;
    }
    Ok(Touchpoint {
        id: new.id,
        no,
        key: new.key.clone(),
        label: new.label.clone(),
        kind: new.kind,
        existence: new.existence,
        stage,
        channel,
        owner: new.owner,
        position: no,
        profile: new.profile.clone(),
    })
}

async fn insert_question(
    tx: &mut Tx,
    tenant: OrganizationId,
    numbers: &mut Numbers,
    design: &Design,
    new: &NewQuestion,
    import: i32,
) -> Result<Question> {
    let touchpoint = match &new.touchpoint {
        None => None,
        Some(key) => Some(
            design
                .touchpoint_by_key(key)
                .ok_or(StoreError::Unknown("the touchpoint"))?
                .id,
        ),
    };
    let taken = touchpoint.is_some()
        && design
            .questions
            .iter()
            .any(|other| other.primary && other.touchpoint == touchpoint);
    let primary = new.primary && !taken;
    numbers.question += 1;
    let no = narrow(numbers.question, "numbers.question")?;
    let values = args![
        tenant,
        new.id,
        no,
        new.key.as_str(),
        new.label.as_str(),
        new.kind.name(),
        new.scale.clone(),
        touchpoint,
        new.aspect.clone(),
        primary,
        import,
    ];
    tx.run(&sql::insert_question, values).await?;
    Ok(Question {
        id: new.id,
        no,
        key: new.key.clone(),
        label: new.label.clone(),
        kind: new.kind,
        scale: new.scale.clone(),
        touchpoint,
        aspect: new.aspect.clone(),
        primary,
    })
}
