//! What discovery looks at, and what was decided about what it found.

use domain::ids::{ChangeId, TouchpointId};
use domain::time::Timestamp;

use super::rows::{DecidedRow, InboundNoteRow, TouchWayRow, UnplacedRow};
use super::sql;
use crate::access::read_all;
use crate::db::args;
use crate::error::Result;
use crate::org::OrgStore;

/// How clients are met at a touchpoint: one channel, one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchWay {
    /// Number of the touchpoint.
    pub touchpoint: i32,
    /// Number of the channel, or −1.
    pub channel: i32,
    pub inbound: bool,
    pub n: i64,
    pub clients: i64,
    pub first: Timestamp,
    pub last: Timestamp,
}

/// What a client came for, as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboundNote {
    /// Number of the client.
    pub client: i64,
    /// Number of the channel, or −1.
    pub channel: i32,
    pub at: Timestamp,
    pub note: String,
}

/// A touchpoint that an import brought and that stands nowhere on the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    pub touchpoint: TouchpointId,
    /// Questionnaires that asked about it.
    pub asked: i64,
    /// Whose they were; `None` where several files would count some twice.
    pub clients: Option<i64>,
    pub first: Option<Timestamp>,
    pub last: Option<Timestamp>,
}

/// A discovery that somebody has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedDiscovery {
    pub ground: String,
    pub label: String,
    /// The change by which it became a touchpoint; `None`: it was dismissed.
    pub change: Option<ChangeId>,
    pub at: Timestamp,
    pub by_name: String,
}

/// A decision to be remembered.
#[derive(Debug, Clone)]
pub struct NewDecision {
    pub ground: String,
    pub label: String,
    pub change: Option<ChangeId>,
}

impl OrgStore {
    /// By which channels and in which directions clients were met at each touchpoint, by the newest `limit` touches.
    pub async fn touch_ways(&self, limit: usize) -> Result<Vec<TouchWay>> {
        read_all(
            self.db
                .rows::<TouchWayRow>(&sql::list_touch_ways, args![self.tenant(), limit])
                .await?,
        )
    }

    /// What clients came for, the newest first.
    pub async fn inbound_notes(&self, limit: usize) -> Result<Vec<InboundNote>> {
        read_all(
            self.db
                .rows::<InboundNoteRow>(&sql::list_inbound_notes, args![self.tenant(), limit])
                .await?,
        )
    }

    /// Touchpoints that imports brought and that stand nowhere on the grid.
    pub async fn unplaced_touchpoints(&self) -> Result<Vec<Unplaced>> {
        read_all(
            self.db
                .rows::<UnplacedRow>(&sql::list_unplaced, args![self.tenant()])
                .await?,
        )
    }

    /// What was decided and still stands, the latest first.
    pub async fn decided_discoveries(&self) -> Result<Vec<DecidedDiscovery>> {
        read_all(
            self.db
                .rows::<DecidedRow>(&sql::list_decided_discoveries, args![self.tenant()])
                .await?,
        )
    }

    /// Remembers decisions; the latest about a ground counts.
    pub async fn decide_discoveries(
        &self,
        decisions: &[NewDecision],
        by_name: &str,
        now: Timestamp,
    ) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        for it in decisions {
            let values = args![
                tenant,
                it.ground.as_str(),
                it.label.as_str(),
                it.change,
                now,
                by_name
            ];
            tx.run(&sql::upsert_decided_discovery, values).await?;
        }
        tx.commit().await
    }

    /// Takes dismissals back; how many there were.
    pub async fn restore_discoveries(&self, grounds: &[String]) -> Result<u64> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut restored = 0;
        for ground in grounds {
            let values = args![tenant, ground.as_str()];
            restored += tx.run(&sql::delete_decided_discovery, values).await?;
        }
        tx.commit().await?;
        Ok(restored)
    }
}
