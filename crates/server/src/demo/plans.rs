//! The demo's plans: written, reviewed and published by the same rules as anybody's, at the time they went live.

use std::collections::HashMap;

use domain::demo::conduct::{DemoPlan, plans};
use domain::demo::firm::{SPOTS, TIME_ZONE, spot_index};
use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp, gate};
use domain::ids::{DeliveryId, PersonId};
use domain::signals::deliveries::DeliveryRecord;
use domain::time::{Timestamp, ZoneName};
use jiff::ToSpan as _;
use store::OrgStore;
use store::design::plans::{PlanStep, Stepped};
use store::signals::NewTouch;
use store::signals::deliveries::NewDelivery;

use crate::App;
use crate::design::plans::door::setting;
use crate::error::Problem;

/// How long before it went live a plan was written and reviewed, in days.
const WRITTEN: i64 = 12;
const REVIEWED: i64 = 3;

/// Writes the plans that are not there yet: a loading may have been broken off in their midst.
pub(super) async fn write_plans(
    app: &App,
    org: &OrgStore,
    owners: &HashMap<&'static str, PersonId>,
    end: Timestamp,
) -> Result<(), Problem> {
    let (design, known) = (org.design().await?, org.plans().await?);
    for demo in plans() {
        let Some(touchpoint) = design.touchpoint_by_key(&demo.touchpoint) else {
            continue;
        };
        if known.contains_key(&touchpoint.id) {
            continue;
        }
        let document = document(demo, owners, end);
        let owner = touchpoint.owner;
        let live_since = demo.live_since(end);
        let since = live_since.unwrap_or(end);
        let stamp = |by: Option<PersonId>, days: i64| Stamp {
            by,
            at: since.plus_seconds(-days * 86_400),
        };
        let draft = Plan {
            id: app.id(),
            touchpoint: touchpoint.id,
            version: 1,
            document: document.clone(),
            state: PlanState::Draft {
                saved: stamp(owner, WRITTEN),
            },
        };
        let (name, plan, last) = if live_since.is_some() {
            let today = since.date(&zone());
            let gate = gate(&document, &setting(touchpoint, today));
            let (reviewed, published) = (stamp(document.deputy, REVIEWED), stamp(owner, 0));
            let plan = draft
                .review(&gate, reviewed)
                .and_then(|plan| plan.publish(&gate, published))
                .map_err(Problem::internal)?;
            ("publish", plan, published)
        } else {
            ("save", draft, stamp(owner, WRITTEN))
        };
        let step = PlanStep {
            touchpoint: touchpoint.id,
            revision: 0,
            name,
            stamp: last,
            put: vec![plan],
            discard: None,
            shown: (1, document),
            make_touchpoint_live: live_since.is_some(),
        };
        if !matches!(org.step_plan(&step).await?, Stepped::Done(_)) {
            return Err(Problem::internal("somebody else writes the demo's plans"));
        }
    }
    Ok(())
}

fn zone() -> jiff::tz::TimeZone {
    ZoneName::parse(TIME_ZONE)
        .unwrap_or_else(|_| ZoneName::utc())
        .zone()
}

/// With what depends on the organization: who stands in, how it happens, when it is due.
fn document(
    demo: &DemoPlan,
    owners: &HashMap<&'static str, PersonId>,
    end: Timestamp,
) -> PlanDocument {
    let today = end.date(&zone());
    let deputy_of = demo.deputy_of.as_deref();
    PlanDocument {
        deputy: deputy_of.and_then(|spot| owners.get(spot)).copied(),
        channel: spot_index(&demo.touchpoint).map(|spot| SPOTS[spot].channel.to_owned()),
        review_by: Some(today.saturating_add(demo.review_in_days.days())),
        ..demo.document.clone()
    }
}

/// A touch with how it was delivered, as the demo's plan wanted it.
pub(super) fn delivery(app: &App, touch: NewTouch, record: DeliveryRecord) -> NewDelivery {
    let plan = plans()
        .iter()
        .find(|plan| plan.touchpoint == touch.record.touchpoint);
    NewDelivery {
        id: app.id::<DeliveryId>(),
        record,
        plan_version: Some(1),
        intended: plan.map_or_else(Vec::new, |plan| plan.document.emotions.clone()),
        touch,
    }
}
