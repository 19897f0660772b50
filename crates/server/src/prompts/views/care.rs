//! What the interface says about care rules, and what it is told.

use domain::clients::Tier;
use domain::ids::{CareRuleId, TierId, TouchpointId};
use domain::prompts::{CareRule, Counts, When};
use serde::{Deserialize, Serialize};
use store::design::Design;
use utoipa::ToSchema;

use crate::view::{told, words};

told! {
    /// What a care rule goes by.
    CareKindView as CareRuleKind = When {
        /// So many days after the last real touch.
        Rhythm
        /// The birthday of any of the client's contacts, every year.
        Birthday
        /// The day that an attribute of the client names, every year.
        Anniversary
        /// The day that an attribute names, once.
        Renewal
    }
}

words! {
    /// Which touches a rhythm counts.
    CountsView as CareRuleCounts = Counts { AnyEncounter SameTouchpoint }
}

/// When clients are to be touched.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CareRule)]
pub struct CareRuleView {
    #[schema(value_type = String, format = "uuid")]
    pub id: CareRuleId,
    pub name: String,
    /// Of whose clients; null: of all. One whose tier is gone asks for nothing.
    pub tier: Option<CareTierView>,
    /// Clients whose attribute has this value are left out.
    pub except: Option<ExceptView>,
    pub kind: CareKindView,
    /// Of a rhythm: so many days after the last real touch.
    pub every_days: Option<u16>,
    /// Of a rhythm.
    pub counts: Option<CountsView>,
    /// Of an anniversary or a renewal: the client's attribute in which its day stands.
    pub attribute: Option<String>,
    pub days_before: u16,
    /// Where the touch is suggested to happen.
    pub touchpoint: Option<CarePlaceView>,
    /// Days after the due day that are still in order.
    pub grace_days: u16,
    pub active: bool,
}

/// Who is left out of a rule.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CareExcept)]
pub struct ExceptView {
    /// The key of an attribute.
    pub attribute: String,
    pub value: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CareTier)]
pub struct CareTierView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TierId,
    /// Null: the tier is gone.
    pub label: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CarePlace)]
pub struct CarePlaceView {
    #[schema(value_type = String, format = "uuid")]
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
}

impl CareRuleView {
    pub fn of(rule: &CareRule, tiers: &[Tier], design: &Design) -> Self {
        let (every_days, counts) = match &rule.when {
            When::Rhythm { every_days, counts } => (Some(*every_days), Some(counts.into())),
            _ => (None, None),
        };
        let label = |id| {
            tiers
                .iter()
                .find(|it| it.id == id)
                .map(|it| it.label.clone())
        };
        Self {
            id: rule.id,
            name: rule.name.clone(),
            tier: rule.tier.map(|id| CareTierView {
                id,
                label: label(id),
            }),
            except: rule.except.as_ref().map(|it| ExceptView {
                attribute: it.attribute.clone(),
                value: it.value.clone(),
            }),
            kind: (&rule.when).into(),
            every_days,
            counts,
            attribute: rule.when.attribute().map(str::to_owned),
            days_before: rule.when.days_before(),
            touchpoint: rule
                .touchpoint
                .and_then(|id| design.touchpoint(id))
                .map(|it| CarePlaceView {
                    id: it.id,
                    key: it.key.clone(),
                    label: it.label.clone(),
                }),
            grace_days: rule.grace_days,
            active: rule.active,
        }
    }
}

/// A care rule as it shall be, whole: what is left out has its usual value.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct CareRuleForm {
    /// What the touch is for, in a few words.
    pub name: String,
    /// Of whose clients; left out: of all.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub tier: Option<TierId>,
    /// Who is left out.
    pub except: Option<ExceptView>,
    #[schema(value_type = CareKindView)]
    pub kind: String,
    /// 1 to 1,826; for a rhythm.
    pub every_days: Option<i64>,
    /// For a rhythm; `any_encounter` if nothing is said.
    #[schema(value_type = Option<CountsView>)]
    pub counts: Option<String>,
    /// For an anniversary or a renewal.
    pub attribute: Option<String>,
    /// 0 to 366; 0 if nothing is said.
    pub days_before: Option<i64>,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touchpoint: Option<TouchpointId>,
    /// 0 to 90; 7 if nothing is said.
    pub grace_days: Option<i64>,
    pub active: Option<bool>,
}
