//! What can be asked of the experience log. Each operation reads one consistent moment, then computes on a thread for
//! blocking work.

mod cockpit;
mod comments;
mod conduct;
mod dimensions;
mod lived;
mod measures;
mod scoreboard;
mod scores;
mod touchpoint;

use std::sync::Arc;

use domain::access::{Actor, Permission};
use domain::design::{Question, Touchpoint};
use domain::time::{Granularity, Timestamp};
use insight::{By, Engine, InsightError, Snapshot};
use jiff::tz::TimeZone;
use store::design::Design;

pub use cockpit::get_cockpit;
pub use comments::list_comments;
pub use conduct::{get_conduct, get_touchpoint_conduct};
pub use dimensions::get_dimensions;
pub use lived::get_journey_lived;
pub use measures::{compare_measures, export_measure, get_measure, list_measures};
pub use scoreboard::{export_scoreboard, get_scoreboard};
pub use touchpoint::get_touchpoint_insight;

use super::asking::Calendar;
use super::judge::Discretion;
use super::source;
use super::views::{NamedView, QuestionRefView, TouchpointRefView};
use crate::App;
use crate::error::{Code, Problem};

/// One consistent moment of an organization's log and design, and who looks at it.
#[derive(Clone)]
pub(super) struct Desk {
    pub engine: Arc<Engine>,
    pub snapshot: Snapshot,
    pub design: Arc<Design>,
    pub zone: TimeZone,
    pub now: Timestamp,
    pub discretion: Discretion,
}

impl Desk {
    /// Opens the log to somebody who may read it.
    pub async fn open(app: &App, actor: &Actor) -> Result<Self, Problem> {
        let grant = actor.require(Permission::ReadInsight)?;
        let moment = source::read(app, &grant).await?;
        Ok(Self {
            engine: app.engine().clone(),
            zone: moment.snapshot.dimensions.zone(),
            snapshot: moment.snapshot,
            design: moment.design,
            now: app.now(),
            discretion: Discretion::of(actor),
        })
    }

    /// Computes without holding up other requests.
    pub async fn compute<T: Send + 'static>(
        self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        tokio::task::spawn_blocking(move || work(&self))
            .await
            .map_err(Problem::internal)?
    }

    /// The months in which there were answers, or touches where nobody answered yet.
    pub fn calendar(&self) -> Result<Calendar, Problem> {
        let by = [By::Time(Granularity::Month)];
        let mut groups = self
            .engine
            .respondents(&self.snapshot, &[], None, &by)
            .map_err(told)?;
        if groups.is_empty() {
            groups = self
                .engine
                .touches(&self.snapshot, &[], None, &by)
                .map_err(told)?;
        }
        let months = groups
            .into_iter()
            .filter_map(|(keys, _)| Some(keys.into_iter().next()?.label))
            .collect();
        Ok(Calendar { months })
    }

    /// A touchpoint by its identifier or key.
    pub fn touchpoint(&self, id: &str) -> Option<&Touchpoint> {
        self.design
            .touchpoints
            .iter()
            .find(|touchpoint| touchpoint.key == id || touchpoint.id.to_string() == id)
    }

    pub fn touchpoint_ref(&self, touchpoint: &Touchpoint) -> TouchpointRefView {
        let stage = touchpoint.stage.and_then(|id| self.design.stage(id));
        let channel = touchpoint.channel.and_then(|id| self.design.channel(id));
        TouchpointRefView {
            id: touchpoint.id.to_string(),
            key: touchpoint.key.clone(),
            label: touchpoint.label.clone(),
            kind: touchpoint.kind.as_str().to_owned(),
            existence: touchpoint.existence.as_str().to_owned(),
            stage: stage.map(|stage| NamedView {
                key: stage.key.clone(),
                label: stage.label.clone(),
            }),
            channel: channel.map(|channel| NamedView {
                key: channel.key.clone(),
                label: channel.label.clone(),
            }),
        }
    }
}

pub(super) fn question_ref(question: &Question) -> QuestionRefView {
    QuestionRefView {
        key: question.key.clone(),
        label: question.label.clone(),
        scale: question.scale.clone().unwrap_or_default(),
        aspect: question.aspect.clone(),
    }
}

pub(super) fn named(touchpoint: &Touchpoint) -> NamedView {
    NamedView {
        key: touchpoint.key.clone(),
        label: touchpoint.label.clone(),
    }
}

/// A refusal that the asker can mend, or our own failure.
pub(super) fn told(error: InsightError) -> Problem {
    match error {
        InsightError::Query(refusal) => {
            let text = refusal.to_string();
            let mut letters = text.chars();
            let first = letters
                .next()
                .map(|c| c.to_uppercase().to_string())
                .unwrap_or_default();
            Problem::because(Code::InvalidFields, format!("{first}{}.", letters.as_str()))
        }
        other => Problem::internal(other),
    }
}
