//! Clients in the OK-trap, and what was expected beside what was met.

use domain::ids::{ClientId, PersonId, PlusOneId};
use domain::loyalty::ladder::flows::Rate;
use serde::Serialize;
use utoipa::ToSchema;

use super::IntervalView;
use super::whole::RateView;
use crate::insight::ladder::gaps::LabelledGap;
use crate::insight::ladder::trap::Trap;

/// A satisfied client, as deep in the trap as the product says.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrapItem)]
pub struct TrappedView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ClientId,
    pub key: String,
    pub name: Option<String>,
    /// What it is worth in a year; none: not known
    pub revenue: Option<f64>,
    /// How many others could serve it; none: not known
    pub alternatives: Option<f64>,
    /// Days since the last felt plus-one; since the first day where none was ever felt
    pub days: i64,
    pub never: bool,
    /// Revenue × alternatives × days; none where one of them is not known
    pub product: Option<f64>,
    /// Who of us answers for the relationship; none: nobody does
    pub owner: Option<TrapOwnerView>,
    /// The plus-one to give next; none: nothing on the board suits this client
    pub next: Option<TrapNextView>,
}

/// Who answers for a client.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrapOwner)]
pub struct TrapOwnerView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PersonId,
    pub name: String,
}

/// What to do next.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrapNext)]
pub struct TrapNextView {
    /// Of the plus-one.
    #[schema(value_type = String, format = "uuid")]
    pub id: PlusOneId,
    pub words: String,
    /// The client is asked before.
    pub ask_first: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OkTrap)]
pub struct OkTrapView {
    /// The deepest first; those of whom something is not known after them.
    pub items: Vec<TrappedView>,
    /// Satisfied clients, all of them.
    pub satisfied: u64,
    pub revenue_attribute: Option<String>,
    pub alternatives_attribute: Option<String>,
}

impl From<Trap> for OkTrapView {
    fn from(trap: Trap) -> Self {
        Self {
            items: trap
                .items
                .into_iter()
                .map(|it| TrappedView {
                    id: it.id,
                    key: it.key,
                    name: it.name,
                    revenue: it.trapped.candidate.revenue,
                    alternatives: it.trapped.candidate.alternatives,
                    days: it.trapped.days,
                    never: it.trapped.never,
                    product: it.trapped.product,
                    owner: it.owner,
                    next: it.next,
                })
                .collect(),
            satisfied: trap.satisfied,
            revenue_attribute: trap.settings.revenue_attribute,
            alternatives_attribute: trap.settings.alternatives_attribute,
        }
    }
}

/// One thing that is expected: what was expected, what was met, and the gap, in points of its scale.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = GapRow)]
pub struct GapRowView {
    /// Its theme, or its words where it has none.
    pub item: String,
    /// As people call it: the touchpoint whose theme it is, the theme in words, or the words.
    pub label: String,
    pub scale_low: f64,
    pub scale_high: f64,
    pub n: u64,
    /// Who spoke: the interval takes clients for what is independent.
    pub clients: u64,
    /// Fewer than five clients spoke, and who asks may not see so few: all figures below are none.
    pub hidden: bool,
    pub expected: Option<f64>,
    pub perceived: Option<f64>,
    /// Perceived less expected.
    pub gap: Option<f64>,
    pub interval: Option<IntervalView>,
    /// Of the gap against nothing, Holm-adjusted over the table.
    pub p: Option<f64>,
    pub short: Option<RateView>,
    pub met: Option<RateView>,
    pub beyond: Option<RateView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = GapTable)]
pub struct GapTableView {
    /// The widest shortfall first; those that are hidden after them, by their names.
    pub items: Vec<GapRowView>,
}

impl From<LabelledGap> for GapRowView {
    fn from(it: LabelledGap) -> Self {
        let (row, hidden) = (it.row, it.hidden);
        let shown = |value: f64| (!hidden).then_some(value);
        let counted = |rate: Rate| (!hidden).then(|| rate.into());
        Self {
            item: row.item,
            label: it.label,
            scale_low: row.scale.0,
            scale_high: row.scale.1,
            n: row.n,
            clients: row.clients,
            hidden,
            expected: shown(row.expected),
            perceived: shown(row.perceived),
            gap: shown(row.gap),
            interval: row.interval.filter(|_| !hidden).map(Into::into),
            p: row.p.and_then(shown),
            short: counted(row.short),
            met: counted(row.met),
            beyond: counted(row.beyond),
        }
    }
}

impl From<Vec<LabelledGap>> for GapTableView {
    fn from(rows: Vec<LabelledGap>) -> Self {
        Self {
            items: rows.into_iter().map(Into::into).collect(),
        }
    }
}
