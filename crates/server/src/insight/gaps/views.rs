//! What the interface says about runs and measures of the gap finder.

use domain::design::gaps::{DaysToLive, Share};
use domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::insight::views::PeriodView;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// There was none yet.
    Never,
    Queued,
    Running,
    Done,
    Failed,
}

/// The last run of the gap finder, or the one that waits or runs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = GapRun)]
pub struct RunView {
    pub state: RunState,
    /// Of the one that waits or runs, 0 to 100.
    pub progress: u8,
    /// From here on: of the last run that ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Timestamp>,
    pub milliseconds: Option<i64>,
    /// Clients whose history was looked at.
    pub clients: Option<i64>,
    /// Findings that were new or came back.
    pub raised: Option<i64>,
    /// Findings whose ground was gone.
    pub closed: Option<i64>,
}

/// So many of so many, with Wilson's 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = GapShare)]
pub struct ShareView {
    pub hits: u64,
    pub n: u64,
    /// 0…1.
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl From<Share> for ShareView {
    fn from(share: Share) -> Self {
        Self {
            hits: share.hits,
            n: share.n,
            value: share.value,
            low: share.low,
            high: share.high,
        }
    }
}

/// Days from finding to live, by Kaplan and Meier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = DaysToLive)]
pub struct DaysToLiveView {
    /// None while fewer than half are live.
    pub median_days: Option<f64>,
    pub low: Option<f64>,
    /// None where nobody can say how long it may take.
    pub high: Option<f64>,
    /// Accepted findings.
    pub n: u64,
    /// Of these, live.
    pub live: u64,
}

impl From<DaysToLive> for DaysToLiveView {
    fn from(days: DaysToLive) -> Self {
        let finite = |value: f64| value.is_finite().then_some(value);
        Self {
            median_days: days.median_days,
            low: days.interval.and_then(|interval| finite(interval.low)),
            high: days.interval.and_then(|interval| finite(interval.high)),
            n: days.n,
            live: days.live,
        }
    }
}

/// How complete the touches are. None: there is nothing to count.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = GapMeasures)]
pub struct MeasuresView {
    /// None: all of the past.
    pub period: Option<PeriodView>,
    /// Live touchpoints ÷ live and missing ones, as the inventory is now.
    pub coverage: Option<ShareView>,
    /// Touches that rules and plans called for and that did not come in time ÷ all that were called for.
    pub missed_touch_rate: Option<ShareView>,
    /// Planned touches ÷ touches of which it was noted.
    pub planned_share: Option<ShareView>,
    /// Contacts in which clients chased us ÷ touches.
    pub chase_ratio: Option<ShareView>,
    /// From finding to live; whatever the period.
    pub days_to_live: Option<DaysToLiveView>,
}
