//! Working out what is due, ahead of anybody asking: for some clients at a time, from the facts as they are now. Doing it
//! twice, or in another order, gives the same.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};

use domain::clients::Tier;
use domain::design::plans::Plan;
use domain::design::{Existence, TouchpointKind};
use domain::ids::{OrganizationId, PromptId, TouchpointId};
use domain::prompts::{CareRule, KnownDay, PlanRule, PromptState, SetOff};
use domain::time::{Timestamp, ZoneName};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::rows::PromptRow;
use super::work_out::{Happened, Known, work_out};
use super::{KeptPrompt, sql};
use crate::access::read_all;
use crate::clients::read_attributes;
use crate::db::{Tx, args, numbered, read_id_opt};
use crate::design::Design;
use crate::error::Result;
use crate::org::OrgStore;

/// The attribute in which clients' birthdays stand that have no contact of their own with one.
const BIRTHDAY: &str = "birthday";

/// By what the prompts of an organization are worked out, at one moment.
#[derive(Debug, Clone)]
pub struct CareTerms {
    pub now: Timestamp,
    /// In the organization's time zone.
    pub today: Date,
    pub zone: TimeZone,
    /// Those that are switched on.
    pub(super) rules: Vec<CareRule>,
    /// What live plans ask for.
    pub(super) plans: Vec<PlanRule>,
    /// Numbers of the kinds of events that set plans off.
    pub(super) kinds: HashMap<String, i32>,
    pub(super) tiers: Vec<Tier>,
    /// Numbers of the touchpoints where people meet.
    pub(super) encounters: HashSet<i32>,
    /// Numbers of the touchpoints that rules and plans speak of.
    pub(super) places: HashMap<TouchpointId, i32>,
    mark: String,
}

impl CareTerms {
    /// The same for the same rules, plans, tiers, touchpoints and time zone; another where one of them has changed.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// There is no rule that is switched on, and no plan that can be followed.
    pub fn asks_for_nothing(&self) -> bool {
        self.rules.is_empty() && self.plans.is_empty()
    }
}

/// What live plans ask for on that day. Where the touch can't happen (a touchpoint that is not live, or that nobody meets
/// anybody at), nobody is asked for it.
pub fn plan_rules(plans: &[Plan], design: &Design, today: Date) -> Vec<PlanRule> {
    let place = |key: &str| design.touchpoint_by_key(key).map(|it| it.id);
    plans
        .iter()
        .filter_map(|plan| {
            let at = design.touchpoint(plan.touchpoint)?;
            let happens = at.existence == Existence::Live && at.kind != TouchpointKind::Static;
            PlanRule::of(plan, at.owner, place, today).filter(|_| happens)
        })
        .collect()
}

/// Up to where the prompts of an organization are worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptMark {
    /// Place in the log.
    pub seq: i64,
    /// Number of the last client.
    pub client: i64,
    pub attributes_version: i64,
    /// By which terms all clients were last gone through.
    pub terms: String,
    pub swept_at: Timestamp,
}

/// What became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refreshed {
    pub clients: usize,
    pub changed: usize,
}

#[derive(sqlx::FromRow)]
struct ClientRow {
    no: i64,
    attributes: String,
    created_at: i64,
    owner_id: Option<String>,
    merged_into: Option<i64>,
    departures: i64,
}

#[derive(sqlx::FromRow)]
struct BirthdayRow {
    client_no: i64,
    birthday: String,
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    client_no: i64,
    touchpoint_no: i64,
    at: i64,
}

#[derive(sqlx::FromRow)]
struct HappenedRow {
    client_no: i64,
    event: i32,
    what: i64,
    at: i64,
}

#[derive(sqlx::FromRow)]
struct SeqRow {
    seq: i64,
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct NumberRow {
    no: i64,
}

#[derive(sqlx::FromRow)]
struct ClientNoRow {
    client_no: i64,
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    seq: i64,
    client_no: i64,
    attributes_version: i64,
    terms: String,
    swept_at: i64,
}

impl OrgStore {
    /// By what prompts are worked out now.
    pub async fn care_terms(&self, now: Timestamp) -> Result<CareTerms> {
        let organization = self.organization().await?;
        let zone_name = organization.map_or_else(ZoneName::utc, |it| it.time_zone);
        let zone = zone_name.zone();
        let kept = self.care_rules().await?;
        let rules: Vec<CareRule> = kept
            .into_iter()
            .filter(|kept| kept.removed_at.is_none() && kept.rule.active)
            .map(|kept| kept.rule)
            .collect();
        let tiers = self.tiers().await?;
        let design = self.design().await?;
        let encounters: HashSet<i32> = design
            .touchpoints
            .iter()
            .filter(|it| it.kind == TouchpointKind::Dynamic)
            .map(|it| it.no)
            .collect();
        let today = now.date(&zone);
        let plans = plan_rules(&self.live_plans().await?, &design, today);
        let spoken_of = |plan: &PlanRule| match plan.set_off {
            SetOff::Touch { touchpoint } => [Some(plan.touchpoint), Some(touchpoint)],
            SetOff::Event { .. } | SetOff::Date { .. } => [Some(plan.touchpoint), None],
        };
        let places: HashMap<TouchpointId, i32> = rules
            .iter()
            .filter_map(|rule| rule.touchpoint)
            .chain(plans.iter().flat_map(spoken_of).flatten())
            .filter_map(|id| design.touchpoint(id))
            .map(|it| (it.id, it.no))
            .collect();
        let wants_events = |plan: &PlanRule| matches!(plan.set_off, SetOff::Event { .. });
        let kinds: HashMap<String, i32> = if plans.iter().any(wants_events) {
            let kinds = self.event_kinds().await?;
            kinds.into_iter().map(|it| (it.key, it.no)).collect()
        } else {
            HashMap::new()
        };
        let mut hasher = DefaultHasher::new();
        let mut met: Vec<i32> = encounters.iter().copied().collect();
        met.sort_unstable();
        let mut set_off: Vec<(&String, &i32)> = kinds.iter().collect();
        set_off.sort_unstable();
        let zone_text = zone_name.as_str();
        format!("{rules:?}{plans:?}{set_off:?}{tiers:?}{met:?}{zone_text}").hash(&mut hasher);
        Ok(CareTerms {
            now,
            today,
            zone,
            plans,
            kinds,
            rules,
            tiers,
            encounters,
            places,
            mark: format!("{:016x}", hasher.finish()),
        })
    }

    /// Works out the prompts of these clients (by their numbers). `new_id` names those that are new.
    pub async fn refresh_prompts(
        &self,
        clients: &[i64],
        terms: &CareTerms,
        new_id: &(dyn Fn() -> PromptId + Send + Sync),
    ) -> Result<Refreshed> {
        let mut tx = self.db.write().await?;
        tx.lock(self.tenant()).await?;
        let known = tx.known_of(self, clients, terms).await?;
        let mut changed = Vec::new();
        for one in &known {
            changed.extend(work_out(one, terms, new_id));
        }
        tx.put_prompts(self, &changed).await?;
        tx.commit().await?;
        Ok(Refreshed {
            clients: known.len(),
            changed: changed.len(),
        })
    }

    /// Whom touches were recorded of after a place in the log: each client once, and the place up to where that is.
    pub async fn touched_since(&self, seq: i64, limit: usize) -> Result<(Vec<i64>, i64)> {
        let values = args![self.tenant(), seq, limit];
        let rows: Vec<SeqRow> = self.db.rows(&sql::list_touched_since, values).await?;
        let up_to = rows.last().map_or(seq, |row| row.seq);
        let mut clients: Vec<i64> = rows.into_iter().map(|row| row.client_no).collect();
        clients.sort_unstable();
        clients.dedup();
        Ok((clients, up_to))
    }

    /// The numbers of the next clients.
    pub async fn client_numbers(&self, after: i64, limit: usize) -> Result<Vec<i64>> {
        let values = args![self.tenant(), after, limit];
        let rows: Vec<NumberRow> = self.db.rows(&sql::list_client_numbers, values).await?;
        Ok(rows.into_iter().map(|row| row.no).collect())
    }

    /// Clients with an open prompt whose date has gone by.
    pub async fn lapsed_clients(&self, today: Date, limit: usize) -> Result<Vec<i64>> {
        let values = args![self.tenant(), today.to_string(), limit];
        let rows: Vec<ClientNoRow> = self.db.rows(&sql::list_lapsed_clients, values).await?;
        Ok(rows.into_iter().map(|row| row.client_no).collect())
    }

    pub async fn prompt_mark(&self) -> Result<Option<PromptMark>> {
        let row: Option<MarkRow> = self
            .db
            .row(&sql::find_prompt_mark, args![self.tenant()])
            .await?;
        Ok(row.map(|row| PromptMark {
            seq: row.seq,
            client: row.client_no,
            attributes_version: row.attributes_version,
            terms: row.terms,
            swept_at: Timestamp::from_micros(row.swept_at),
        }))
    }

    pub async fn put_prompt_mark(&self, mark: &PromptMark) -> Result<()> {
        let values = args![
            self.tenant(),
            mark.seq,
            mark.client,
            mark.attributes_version,
            mark.terms.as_str(),
            mark.swept_at,
        ];
        self.db.run(&sql::put_prompt_mark, values).await?;
        Ok(())
    }

    /// The place up to where the log is written, the number of the last client, and the version of their attributes.
    pub async fn prompt_grounds(&self) -> Result<(i64, i64, i64)> {
        let mut view = self.db.view().await?;
        let numbers = view.numbers(self.tenant()).await?;
        view.commit().await?;
        Ok((numbers.seq, numbers.client, numbers.attributes_version))
    }
}

impl Tx {
    async fn known_of(
        &mut self,
        org: &OrgStore,
        clients: &[i64],
        terms: &CareTerms,
    ) -> Result<Vec<Known>> {
        let tenant = org.tenant();
        let keys = numbered(clients.iter().copied())?;
        let rows: Vec<ClientRow> = self
            .rows(
                &sql::list_clients_of_care,
                args![tenant, keys.as_str(), terms.now],
            )
            .await?;
        let mut known: BTreeMap<i64, Known> = BTreeMap::new();
        for row in rows {
            let attributes = read_attributes(&row.attributes)?;
            let birthday = attributes.get(BIRTHDAY);
            let one = Known {
                no: row.no,
                since: Timestamp::from_micros(row.created_at),
                owner: read_id_opt(row.owner_id.as_deref(), "clients.owner_id")?,
                left_alone: row.merged_into.is_some() || row.departures > 0,
                birthdays: birthday
                    .and_then(|text| KnownDay::parse(text))
                    .into_iter()
                    .collect(),
                touches: Vec::new(),
                happened: HashMap::new(),
                open: HashMap::new(),
                settled: HashMap::new(),
                attributes,
            };
            known.insert(row.no, one);
        }
        let birthdays: Vec<BirthdayRow> = self
            .rows(&sql::list_birthdays, args![tenant, keys.as_str()])
            .await?;
        for row in birthdays {
            if let Some(one) = known.get_mut(&row.client_no) {
                one.birthdays.extend(KnownDay::parse(&row.birthday));
            }
        }
        let touches: Vec<TouchRow> = self
            .rows(
                &sql::list_last_touches,
                args![tenant, keys.as_str(), terms.now],
            )
            .await?;
        for row in touches {
            if let (Some(one), Ok(no)) = (
                known.get_mut(&row.client_no),
                i32::try_from(row.touchpoint_no),
            ) {
                one.touches.push((no, Timestamp::from_micros(row.at)));
            }
        }
        self.happened_to(tenant, &keys, terms, &mut known).await?;
        // What was said longer ago than the longest rhythm says nothing any more.
        let since = Date::constant(1, 1, 1).max(
            terms
                .today
                .checked_sub(jiff::Span::new().days(2_200))
                .unwrap_or(Date::MIN),
        );
        let rows: Vec<PromptRow> = self
            .rows(
                &sql::list_prompts_of_clients,
                args![tenant, keys.as_str(), since.to_string()],
            )
            .await?;
        for kept in read_all::<_, KeptPrompt>(rows)? {
            let Some(one) = known.get_mut(&kept.prompt.client) else {
                continue;
            };
            match &kept.prompt.state {
                PromptState::Open => {
                    one.open.insert(kept.prompt.asked_by, kept);
                }
                PromptState::Done { on, .. } | PromptState::NotNeeded { on, .. } => {
                    let settled = one.settled.entry(kept.prompt.asked_by).or_default();
                    settled.on = settled.on.max(Some(*on));
                    settled.occasion = settled.occasion.max(kept.prompt.due.occasion);
                }
                PromptState::Lapsed { .. } | PromptState::Withdrawn { .. } => {}
            }
        }
        Ok(known.into_values().collect())
    }

    /// What can set a plan off, or answer it.
    async fn happened_to(
        &mut self,
        tenant: OrganizationId,
        keys: &str,
        terms: &CareTerms,
        known: &mut BTreeMap<i64, Known>,
    ) -> Result<()> {
        let Some(back) = terms.plans.iter().map(PlanRule::reaches_back).max() else {
            return Ok(());
        };
        // A day more on each side: zones, and clocks that change.
        let since = terms.now.plus_seconds(-(i64::from(back) + 2) * 86_400);
        let rows: Vec<HappenedRow> = self
            .rows(&sql::list_happened, args![tenant, keys, since, terms.now])
            .await?;
        for row in rows {
            let (Some(one), Ok(what)) = (known.get_mut(&row.client_no), i32::try_from(row.what))
            else {
                continue;
            };
            let what = if row.event == 1 {
                Happened::Event(what)
            } else {
                Happened::Touch(what)
            };
            let moments = one.happened.entry(what).or_default();
            moments.push(Timestamp::from_micros(row.at));
        }
        Ok(())
    }
}
