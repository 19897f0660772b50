//! What the interface says about the iceberg.

use domain::loyalty::expectations::iceberg::{Age, BELOW_WATER, Iceberg, Layer, Share, Waterline};
use domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::views::ExpectationView;
use crate::signals::events::views::ClientNameView;

/// A share with what it was counted from.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = CountedShare)]
pub struct ShareView {
    pub hits: u64,
    pub n: u64,
    /// 0 to 1; `null` where there is nothing to count.
    pub value: Option<f64>,
    /// The ends of the 95 % interval (Wilson); over all clients with as many answers as clients as clusters are worth.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl From<Share> for ShareView {
    fn from(it: Share) -> Self {
        Self {
            hits: it.hits,
            n: it.n,
            value: it.value,
            low: it.interval.map(|interval| interval.low),
            high: it.interval.map(|interval| interval.high),
        }
    }
}

/// How the share below the waterline compares with an iceberg's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Waterline)]
pub enum WaterlineView {
    /// Nothing to compare.
    Unknown,
    /// The whole interval lies under 8/9.
    Shallow,
    /// 8/9 lies within the interval.
    AsIceberg,
    /// The whole interval lies over 8/9.
    Deep,
}

impl From<Waterline> for WaterlineView {
    fn from(it: Waterline) -> Self {
        match it {
            Waterline::Unknown => Self::Unknown,
            Waterline::Shallow => Self::Shallow,
            Waterline::AsIceberg => Self::AsIceberg,
            Waterline::Deep => Self::Deep,
        }
    }
}

/// How many expectations there are at one depth.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = IcebergLayer)]
pub struct LayerView {
    pub depth: u8,
    pub fresh: u64,
    pub stale: u64,
    pub stated: u64,
    pub assumed: u64,
}

impl From<Layer> for LayerView {
    fn from(it: Layer) -> Self {
        Self {
            depth: it.depth,
            fresh: it.fresh,
            stale: it.stale,
            stated: it.stated,
            assumed: it.assumed,
        }
    }
}

/// The median age of what clients confirmed, in days.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = MedianAge)]
pub struct AgeView {
    pub n: u64,
    pub days: Option<f64>,
    /// The ends of the 95 % interval, from the order statistics; `null` under six.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl From<Age> for AgeView {
    fn from(it: Age) -> Self {
        Self {
            n: it.n,
            days: it.days,
            low: it.interval.map(|interval| interval.low),
            high: it.interval.map(|interval| interval.high),
        }
    }
}

/// What is expected, measured. Retired expectations are no part of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Iceberg)]
pub struct IcebergView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Depth 1, 2 and 3.
    pub layers: Vec<LayerView>,
    /// Confirmed and fresh ÷ all.
    pub known: ShareView,
    /// Depth 2 and 3 ÷ all.
    pub below: ShareView,
    /// The iceberg's share, 8/9.
    pub below_expected: f64,
    pub waterline: WaterlineView,
    /// Confirmed and served by no live plan ÷ confirmed.
    pub orphans: ShareView,
    pub age: AgeView,
    /// How many are to be asked again by now.
    pub due: u64,
}

impl IcebergView {
    pub fn of(it: &Iceberg, at: Timestamp) -> Self {
        Self {
            at,
            layers: it.layers.iter().copied().map(Into::into).collect(),
            known: it.known.into(),
            below: it.below.into(),
            below_expected: BELOW_WATER,
            waterline: it.waterline.into(),
            orphans: it.orphans.into(),
            age: it.age.into(),
            due: it.layers.iter().map(|layer| layer.stale).sum(),
        }
    }
}

/// The iceberg of one client with everything that it is made of, the deepest last.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientIceberg)]
pub struct ClientIcebergView {
    pub client: ClientNameView,
    pub iceberg: IcebergView,
    pub items: Vec<ExpectationView>,
}
