//! The dense numbers of an organization, and the turn that its writers take.
//!
//! Whoever gives out a number first takes the organization's row in `numbers` and keeps it until the
//! transaction ends. So writers of one organization come one after the other, and *commit in the order of
//! their numbers*: a reader that has seen seq N will never find a new seq below N later. Sequences of a
//! database don't promise that (number 7 may commit after number 8), and a reader that asks "what is new
//! since 8" would lose 7 for ever.

use domain::ids::OrganizationId;

use crate::db::{Tx, args, statements};
use crate::error::{Result, StoreError};

statements! { "numbers": lock_numbers save_numbers read_numbers insert_numbers }

/// The last number given of each kind.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Numbers {
    pub seq: i64,
    pub sealed_seq: i64,
    pub client: i64,
    pub stage: i64,
    pub channel: i64,
    pub touchpoint: i64,
    pub question: i64,
    pub source: i64,
    pub import: i64,
    pub attributes_version: i64,
    pub design_version: i64,
}

impl Tx {
    /// Takes the organization's turn to write.
    pub(crate) async fn lock(&mut self, organization: OrganizationId) -> Result<Numbers> {
        self.row(&sql::lock_numbers, args![organization])
            .await?
            .ok_or(StoreError::Unknown("the organization"))
    }

    /// The numbers as they stand, without taking a turn.
    pub(crate) async fn numbers(&mut self, organization: OrganizationId) -> Result<Numbers> {
        self.row(&sql::read_numbers, args![organization])
            .await?
            .ok_or(StoreError::Unknown("the organization"))
    }

    pub(crate) async fn save(
        &mut self,
        organization: OrganizationId,
        numbers: &Numbers,
    ) -> Result<()> {
        let n = numbers;
        let values = args![
            organization,
            n.seq,
            n.sealed_seq,
            n.client,
            n.stage,
            n.channel,
            n.touchpoint,
            n.question,
            n.source,
            n.import,
            n.attributes_version,
            n.design_version,
        ];
        self.run(&sql::save_numbers, values).await?;
        Ok(())
    }
}
