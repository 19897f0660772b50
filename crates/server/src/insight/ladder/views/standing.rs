//! Where one client stands.

use std::collections::HashMap;

use domain::ids::ExpectationId;
use domain::loyalty::facts::ProofKind;
use domain::loyalty::ladder::{Item, Reason, Standing, Transition};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::loyalty::ladder::ExpectationName;
use utoipa::ToSchema;

use super::BasisView;
use crate::clients::directory::views::RungView;
use crate::insight::ladder::ops::Shown;
use crate::loyalty::advocacy::views::KindView;
use crate::loyalty::expectations::views::LevelView;
use crate::loyalty::readings::views::ReadingSourceView;
use crate::view::told;

told! {
    /// What decided where a client stands.
    ReasonCodeView as StandingReasonCode = Reason {
        /// The client has confirmed nothing that is still fresh.
        NothingKnown
        /// Under half of the expectations' weight is covered.
        LittleCovered
        /// A must is short by more than the tolerance.
        MustShort
        /// A must is a little short: within the tolerance, but enough to keep from loyal.
        MustBelow
        /// The mean is short by more than the tolerance.
        MeanShort
        /// The mean is a little short.
        MeanBelow
        /// Met as expected or beyond.
        Met
        /// A plus-one was felt in the window.
        PlusOneFelt
        NoPlusOne
        /// Recommends us, and has done so in the window.
        Advocate
        /// No score in the window.
        NoScores
        Scores
    }
}

/// How a client recommended us; what else it did recommends nobody.
const fn recommends(kind: ProofKind) -> Option<KindView> {
    match kind {
        ProofKind::Referral => Some(KindView::Referral),
        ProofKind::Review => Some(KindView::Review),
        ProofKind::Reference => Some(KindView::Reference),
        ProofKind::Renewal | ProofKind::Purchase | ProofKind::Departure => None,
    }
}

/// What decided, in a form that can be told in any language.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StandingReason)]
pub struct ReasonView {
    pub code: ReasonCodeView,
    /// The words of the expectation that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub expectation: Option<ExpectationId>,
    /// In steps: how far short or beyond.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delta: Option<f64>,
    /// Share of the expectations' weight of which it is known how they are met, 0..=1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// How it recommended us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<KindView>,
    /// Scores counted, with the mean of −1 short, 0 as expected, +1 beyond in `delta`, and its interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl ReasonView {
    fn of(reason: &Reason, names: &HashMap<i64, ExpectationName>) -> Self {
        let mut view = Self {
            code: reason.into(),
            words: None,
            expectation: None,
            delta: None,
            coverage: None,
            at: None,
            proof: None,
            n: None,
            low: None,
            high: None,
        };
        match *reason {
            Reason::MustShort { subject, delta } | Reason::MustBelow { subject, delta } => {
                view.words = names.get(&subject).map(|it| it.words.clone());
                view.expectation = names.get(&subject).map(|it| it.id);
                view.delta = Some(delta);
            }
            Reason::LittleCovered { covered, total } => view.coverage = Some(covered / total),
            Reason::MeanShort { mean } | Reason::MeanBelow { mean } | Reason::Met { mean } => {
                view.delta = Some(mean);
            }
            Reason::PlusOneFelt { at, .. } => view.at = Some(at),
            Reason::NoPlusOne { last } => view.at = last,
            Reason::Advocate { kind, at } => {
                view.proof = recommends(kind);
                view.at = Some(at);
            }
            Reason::Scores { n, mean, low, high } => {
                view.n = Some(n);
                view.delta = Some(mean);
                view.low = low;
                view.high = high;
            }
            Reason::NothingKnown | Reason::NoScores => {}
        }
        view
    }
}

/// How one known expectation is met.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StandingItem)]
pub struct ItemView {
    #[schema(value_type = Option<String>, format = "uuid")]
    pub expectation: Option<ExpectationId>,
    /// In the client's words.
    pub words: Option<String>,
    pub theme: Option<String>,
    pub level: LevelView,
    pub weight: f64,
    /// In steps, −3…+3 mostly; none: nobody said.
    pub delta: Option<f64>,
    /// Readings in the window.
    pub n: u32,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_at: Option<Timestamp>,
    /// Of the newest.
    pub source: Option<ReadingSourceView>,
}

impl ItemView {
    fn of(item: &Item, names: &HashMap<i64, ExpectationName>) -> Self {
        let name = names.get(&item.subject);
        Self {
            expectation: name.map(|it| it.id),
            words: name.map(|it| it.words.clone()),
            theme: name.and_then(|it| it.theme.clone()),
            level: item.level.into(),
            weight: item.weight,
            delta: item.delta,
            n: item.n,
            last_at: item.last_at,
            source: item.source.map(Into::into),
        }
    }
}

/// A standing gave way to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StandingChange)]
pub struct ChangeView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub from: RungView,
    pub to: RungView,
    pub reasons: Vec<ReasonView>,
}

/// Where a client stands with us, and why. It judges our conduct, never the client.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ClientStanding)]
pub struct ClientStandingView {
    pub rung: RungView,
    /// Scores as long as the organization knows no expectations.
    pub basis: BasisView,
    pub reasons: Vec<ReasonView>,
    /// Share of the known expectations' weight of which it is known how they are met; none: nothing is known.
    pub coverage: Option<f64>,
    /// Known expectations.
    pub n: usize,
    /// The weighted mean of how they are met, in steps.
    pub mean: Option<f64>,
    /// The mean of what is short alone, never positive.
    pub shortfall: Option<f64>,
    /// The mean of what is beyond alone.
    pub surplus: Option<f64>,
    pub items: Vec<ItemView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_plus_one_at: Option<Timestamp>,
    /// Every change, the newest first.
    pub changes: Vec<ChangeView>,
    /// When it can change though nothing new comes.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub left_at: Option<Timestamp>,
    /// Steps by which one may fall short before it counts.
    pub tolerance: f64,
    pub reading_days: u16,
    pub plus_one_days: u16,
}

impl From<Shown> for ClientStandingView {
    fn from(shown: Shown) -> Self {
        let Standing {
            rung,
            basis,
            ref reasons,
            covered,
            total,
            mean,
            shortfall,
            surplus,
            ref items,
            last_plus_one,
        } = shown.standing;
        let names = &shown.names;
        let tell = |reasons: &[Reason]| -> Vec<ReasonView> {
            reasons.iter().map(|it| ReasonView::of(it, names)).collect()
        };
        let change = |it: &Transition| ChangeView {
            at: it.at,
            from: it.from.into(),
            to: it.to.rung.into(),
            reasons: tell(&it.to.reasons),
        };
        Self {
            rung: rung.into(),
            basis: basis.into(),
            reasons: tell(reasons),
            coverage: (total > 0.0).then(|| covered / total),
            n: items.len(),
            mean,
            shortfall,
            surplus,
            items: items.iter().map(|it| ItemView::of(it, names)).collect(),
            last_plus_one_at: last_plus_one,
            changes: shown.transitions.iter().rev().map(change).collect(),
            due_at: shown.due,
            left_at: shown.left,
            tolerance: shown.rules.tolerance,
            reading_days: shown.rules.reading_days,
            plus_one_days: shown.rules.plus_one_days,
        }
    }
}

/// How one expectation would be met.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SupposedMet {
    #[schema(value_type = String, format = "uuid")]
    pub expectation: ExpectationId,
    /// −3 (far short) to 3 (far beyond); 0: as expected
    #[serde(default)]
    pub delta: f64,
}

/// What is supposed; nothing is kept.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = StandingWhatIf)]
pub struct WhatIfForm {
    #[serde(default)]
    pub met: Vec<SupposedMet>,
    /// A plus-one were felt now.
    #[serde(default)]
    pub plus_one: bool,
}
