use domain::ids::CareRuleId;
use domain::prompts::{CareRule, Counts, Except, When};
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// A rule with what the store alone knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRule {
    pub rule: CareRule,
    pub created_at: Timestamp,
    /// Since when it is removed; what it asked for stays in the clients' history.
    pub removed_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct RuleRow {
    id: String,
    name: String,
    tier_id: Option<String>,
    touchpoint_id: Option<String>,
    except_attribute: Option<String>,
    except_value: Option<String>,
    kind: String,
    every_days: Option<i64>,
    same_touchpoint: bool,
    attribute: Option<String>,
    days_before: i64,
    grace_days: i64,
    active: bool,
    created_at: i64,
    removed_at: Option<i64>,
}

impl TryFrom<RuleRow> for KeptRule {
    type Error = StoreError;

    fn try_from(row: RuleRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        let days = |number: i64, column| u16::try_from(number).map_err(|_| unreadable(column));
        let days_before = days(row.days_before, "care_rules.days_before")?;
        let attribute = row.attribute.unwrap_or_default();
        let when = match row.kind.as_str() {
            "rhythm" => When::Rhythm {
                every_days: days(row.every_days.unwrap_or(-1), "care_rules.every_days")?,
                counts: if row.same_touchpoint {
                    Counts::SameTouchpoint
                } else {
                    Counts::AnyEncounter
                },
            },
            "birthday" => When::Birthday { days_before },
            "anniversary" => When::Anniversary {
                attribute,
                days_before,
            },
            "renewal" => When::Renewal {
                attribute,
                days_before,
            },
            _ => return Err(unreadable("care_rules.kind")),
        };
        Ok(KeptRule {
            rule: CareRule {
                id: read_id(&row.id, "care_rules.id")?,
                name: row.name,
                tier: read_id_opt(row.tier_id.as_deref(), "care_rules.tier_id")?,
                except: match (row.except_attribute, row.except_value) {
                    (Some(attribute), Some(value)) => Some(Except { attribute, value }),
                    _ => None,
                },
                when,
                touchpoint: read_id_opt(row.touchpoint_id.as_deref(), "care_rules.touchpoint_id")?,
                grace_days: days(row.grace_days, "care_rules.grace_days")?,
                active: row.active,
            },
            created_at: Timestamp::from_micros(row.created_at),
            removed_at: row.removed_at.map(Timestamp::from_micros),
        })
    }
}

impl OrgStore {
    /// All rules in the order in which they were made, those that were removed too.
    pub async fn care_rules(&self) -> Result<Vec<KeptRule>> {
        let rows: Vec<RuleRow> = self
            .db
            .rows(&sql::list_care_rules, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn care_rule(&self, id: CareRuleId) -> Result<Option<KeptRule>> {
        let all = self.care_rules().await?;
        Ok(all.into_iter().find(|kept| kept.rule.id == id))
    }

    /// Writes a rule, new or changed. False where another organization has one of this id.
    pub async fn put_care_rule(&self, kept: &KeptRule) -> Result<bool> {
        let rule = &kept.rule;
        let (every_days, same) = match &rule.when {
            When::Rhythm { every_days, counts } => (
                Some(i64::from(*every_days)),
                *counts == Counts::SameTouchpoint,
            ),
            _ => (None, false),
        };
        let values = args![
            self.tenant(),
            rule.id,
            rule.name.as_str(),
            rule.tier,
            rule.touchpoint,
            rule.when.kind(),
            every_days,
            same,
            rule.when.attribute(),
            i64::from(rule.when.days_before()),
            i64::from(rule.grace_days),
            rule.active,
            kept.created_at,
            kept.removed_at,
            rule.except.as_ref().map(|it| it.attribute.as_str()),
            rule.except.as_ref().map(|it| it.value.as_str()),
        ];
        Ok(self.db.run(&sql::put_care_rule, values).await? > 0)
    }
}
