use std::sync::atomic::{AtomicU64, Ordering};

use domain::access::Role;
use domain::clients::{Attributes, Tier};
use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp, Trigger, TriggerKind, Window};
use domain::ids::{CareRuleId, PromptId, TouchpointId};
use domain::loyalty::advocacy::departures::Departure;
use domain::prompts::{AskedBy, CareRule, Counts, PromptState, When};
use domain::signals::record::{ClientRecord, EventRecord};
use jiff::civil::Date;

use super::*;
use crate::clients::NewClient;
use crate::design::plans::{PlanStep, Stepped};
use crate::loyalty::advocacy::tests::departure;
use crate::signals::{NewEvent, NewTouch};
use crate::story::{airport, at, found, id, member, touch};
use crate::testing::each_database;

const DAY: i64 = 86_400;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A rule that asks for a touch every so many days, at any touchpoint.
pub(crate) fn rhythm(n: u64, every_days: u16) -> KeptRule {
    KeptRule {
        rule: CareRule {
            id: id(n),
            name: "Keep in touch".to_owned(),
            tier: None,
            except: None,
            when: When::Rhythm {
                every_days,
                counts: Counts::SameTouchpoint,
            },
            touchpoint: None,
            grace_days: 7,
            active: true,
        },
        created_at: at(0),
        removed_at: None,
    }
}

/// Ids that are new each time, from a number on.
pub(crate) fn ids(first: u64) -> impl Fn() -> PromptId + Send + Sync {
    let next = AtomicU64::new(first);
    move || id(next.fetch_add(1, Ordering::Relaxed))
}

async fn client(org: &OrgStore, n: u64, key: &str, attributes: &[(&str, &str)]) -> i64 {
    let new = NewClient {
        id: id(n),
        key: key.to_owned(),
        name: Some(key.to_owned()),
        attributes: attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<Attributes>(),
    };
    org.ensure_clients(&[new], 0, at(0)).await.unwrap().clients[0].1
}

async fn met(org: &OrgStore, n: u64, key: &str, seconds: i64) {
    met_at(org, n, key, "wifi", seconds).await;
}

async fn met_at(org: &OrgStore, n: u64, key: &str, place: &str, seconds: i64) {
    let mut record = touch(n, "crm", 1, place).record;
    record.external_id = n.to_string();
    record.client = ClientRecord {
        key: key.to_owned(),
        ..ClientRecord::default()
    };
    record.occurred_at = at(seconds);
    let item = NewTouch {
        id: id(n),
        client_id: id(n + 1),
        source: "crm".into(),
        record,
    };
    org.record_touches(0, at(seconds), &[item]).await.unwrap();
}

async fn open_of(org: &OrgStore, client: i64) -> Vec<KeptPrompt> {
    let all = org.prompts_of_client(client, 100).await.unwrap();
    all.into_iter()
        .filter(|kept| kept.prompt.state.is_open())
        .collect()
}

#[tokio::test]
async fn a_touch_moves_a_rhythm_on_and_undoing_brings_it_back() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.ensure_design(&airport(1_000, 0)).await.unwrap();
        let place = org.design().await.unwrap();
        let wifi = place.touchpoint_by_key("wifi").unwrap().id;
        let mut rule = rhythm(1, 30);
        rule.rule.touchpoint = Some(wifi);
        assert!(org.put_care_rule(&rule).await.unwrap());
        assert_eq!(org.care_rules().await.unwrap(), [rule.clone()]);
        let no = client(&org, 2_000, "h1", &[]).await;
        let new_id = ids(9_000);

        let terms = org.care_terms(at(0)).await.unwrap();
        assert_eq!(terms.today, day("2026-03-01"));
        let done = org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        assert_eq!((done.clients, done.changed), (1, 1));
        let open = open_of(&org, no).await;
        assert_eq!(open[0].prompt.due.due, day("2026-03-31"));
        // Once more changes nothing.
        let again = org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        assert_eq!(again.changed, 0);

        // Met before it was due: the same one, later.
        met(&org, 3_000, "h1", 10 * DAY).await;
        assert_eq!(org.touched_since(0, 10).await.unwrap().0, [no]);
        let terms = org.care_terms(at(11 * DAY)).await.unwrap();
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let moved = open_of(&org, no).await;
        assert_eq!(moved[0].prompt.id, open[0].prompt.id);
        assert_eq!(moved[0].prompt.due.due, day("2026-04-10"));

        // Met when it was due: done, and the next one.
        met(&org, 3_010, "h1", 42 * DAY).await;
        let terms = org.care_terms(at(43 * DAY)).await.unwrap();
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let all = org.prompts_of_client(no, 10).await.unwrap();
        assert_eq!(all.len(), 2);
        assert!(matches!(
            all[1].prompt.state,
            PromptState::Done { said: false, .. }
        ));
        let next = all[0].clone();
        assert_eq!(next.prompt.due.due, day("2026-05-12"));

        // Somebody says that it is not needed; the rhythm begins anew from that day, and goes back when it is taken back.
        let today = day("2026-05-14");
        let now = at(74 * DAY);
        let said = KeptPrompt {
            prompt: next
                .prompt
                .clone()
                .not_needed("On a world tour", today, now)
                .unwrap(),
            said_by: Some(id(201)),
            changed_at: now,
            ..next.clone()
        };
        assert!(org.change_prompt(&said).await.unwrap());
        assert!(
            !org.change_prompt(&said).await.unwrap(),
            "from an old state"
        );
        let terms = org.care_terms(now).await.unwrap();
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let after = open_of(&org, no).await;
        assert_eq!(after[0].prompt.due.due, day("2026-06-13"));
        let kept = org.prompt(next.prompt.id).await.unwrap().unwrap();
        assert_eq!(kept, said);
        let back = KeptPrompt {
            prompt: kept.prompt.clone().undo(now).unwrap(),
            ..kept
        };
        assert!(org.change_prompt(&back).await.unwrap());
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let open = open_of(&org, no).await;
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].prompt.id, next.prompt.id);
        assert_eq!(open[0].prompt.due.due, day("2026-05-12"));

        // The rule is removed: nothing is asked any more.
        rule.removed_at = Some(now);
        assert!(org.put_care_rule(&rule).await.unwrap());
        let without = org.care_terms(now).await.unwrap();
        assert_ne!(without.mark(), terms.mark());
        org.refresh_prompts(&[no], &without, &new_id).await.unwrap();
        assert!(open_of(&org, no).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn dates_of_clients_are_asked_for_by_their_tier() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let gold = Tier {
            id: id(50),
            key: "gold".to_owned(),
            label: "Gold".to_owned(),
            attribute: "tier".to_owned(),
            value: "gold".to_owned(),
            max_silence_days: None,
        };
        org.create_tier(&gold).await.unwrap();
        let mut rule = rhythm(1, 30);
        rule.rule.tier = Some(gold.id);
        rule.rule.when = When::Birthday { days_before: 2 };
        org.put_care_rule(&rule).await.unwrap();
        let with = client(
            &org,
            2_000,
            "h1",
            &[("tier", "gold"), ("birthday", "--03-05")],
        )
        .await;
        let other = client(
            &org,
            2_010,
            "h2",
            &[("tier", "base"), ("birthday", "--03-05")],
        )
        .await;
        let wrong = client(&org, 2_020, "h3", &[("tier", "gold"), ("birthday", "soon")]).await;
        let terms = org.care_terms(at(0)).await.unwrap();
        let all = [with, other, wrong];
        assert_eq!(org.client_numbers(0, 10).await.unwrap(), all);
        org.refresh_prompts(&all, &terms, &ids(9_000))
            .await
            .unwrap();
        let open = open_of(&org, with).await;
        assert_eq!(open[0].prompt.due.due, day("2026-03-03"));
        assert_eq!(open[0].prompt.due.occasion, Some(day("2026-03-05")));
        assert!(open_of(&org, other).await.is_empty());
        assert!(open_of(&org, wrong).await.is_empty());
        // It goes by: next year's.
        let later = org.care_terms(at(30 * DAY)).await.unwrap();
        assert_eq!(org.lapsed_clients(later.today, 10).await.unwrap(), [with]);
        org.refresh_prompts(&[with], &later, &ids(9_100))
            .await
            .unwrap();
        let all = org.prompts_of_client(with, 10).await.unwrap();
        assert!(matches!(all[1].prompt.state, PromptState::Lapsed { .. }));
        assert_eq!(all[0].prompt.due.due, day("2027-03-03"));
        assert!(
            org.lapsed_clients(later.today, 10)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_day_is_a_stretch_of_what_has_been_shown_the_longest() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let (_, person) = member(&store, 1, 400, "cora@example.org", Role::Frontline).await;
        let mut rule = rhythm(1, 30);
        rule.rule.when = When::Rhythm {
            every_days: 30,
            counts: Counts::AnyEncounter,
        };
        org.put_care_rule(&rule).await.unwrap();
        let mut clients = Vec::new();
        for n in 0..12 {
            clients.push(client(&org, 2_000 + n, &format!("h{n:02}"), &[]).await);
        }
        let terms = org.care_terms(at(0)).await.unwrap();
        org.refresh_prompts(&clients, &terms, &ids(9_000))
            .await
            .unwrap();
        let today = day("2026-04-02");
        let wanted = Wanted {
            owner: None,
            from: Date::MIN.max(day("2000-01-01")),
            to: today,
            today,
            limit: 5,
        };
        let first = org.prompts_of(&wanted).await.unwrap();
        assert_eq!(first.len(), 5);
        assert_eq!(org.count_prompts_of(None, today, 100).await.unwrap(), 12);
        assert_eq!(org.count_prompts_of(None, today, 10).await.unwrap(), 10);
        assert_eq!(
            org.count_prompts_of(Some(person), today, 10).await.unwrap(),
            0
        );
        // One is put off: it is gone from today and comes back on its day.
        let one = first[0].clone();
        let put_off = KeptPrompt {
            prompt: one
                .prompt
                .clone()
                .snooze(day("2026-04-05"), "On holiday", today, at(0))
                .unwrap(),
            said_by: Some(person),
            ..one.clone()
        };
        assert!(org.change_prompt(&put_off).await.unwrap());
        assert_eq!(org.prompt(one.prompt.id).await.unwrap().unwrap(), put_off);
        assert_eq!(org.count_prompts_of(None, today, 100).await.unwrap(), 11);
        assert_eq!(
            org.count_prompts_of(None, day("2026-04-05"), 100)
                .await
                .unwrap(),
            12
        );
        let all = org.prompts_of_calendar(None, day("2026-03-01"), day("2026-05-01"), 100);
        assert_eq!(all.await.unwrap().len(), 12);
    })
    .await;
}

#[tokio::test]
async fn a_calendar_opens_by_its_secret_until_it_is_withdrawn() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let link = CalendarLink {
            id: id(900),
            person: id(201),
            created_at: at(0),
        };
        org.add_calendar_link(&link, "hash").await.unwrap();
        assert_eq!(
            org.calendar_links(id(201)).await.unwrap(),
            std::slice::from_ref(&link)
        );
        let whose = store.access().find_calendar_link("hash").await.unwrap();
        assert_eq!(whose, Some((id(1), id(201), Role::Owner)));
        assert_eq!(store.access().find_calendar_link("no").await.unwrap(), None);
        assert!(
            !org.revoke_calendar_link(link.id, id(202), at(1))
                .await
                .unwrap()
        );
        assert!(
            org.revoke_calendar_link(link.id, id(201), at(1))
                .await
                .unwrap()
        );
        assert!(
            !org.revoke_calendar_link(link.id, id(201), at(2))
                .await
                .unwrap()
        );
        assert_eq!(
            store.access().find_calendar_link("hash").await.unwrap(),
            None
        );
        assert!(org.calendar_links(id(201)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn how_far_it_is_worked_out_is_kept() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        assert_eq!(org.prompt_mark().await.unwrap(), None);
        let (seq, client, attributes_version) = org.prompt_grounds().await.unwrap();
        let mut mark = PromptMark {
            seq,
            client,
            attributes_version,
            terms: org.care_terms(at(0)).await.unwrap().mark().to_owned(),
            swept_at: at(0),
        };
        org.put_prompt_mark(&mark).await.unwrap();
        mark.seq = 7;
        org.put_prompt_mark(&mark).await.unwrap();
        assert_eq!(org.prompt_mark().await.unwrap(), Some(mark));
        let rule: CareRuleId = id(1);
        assert_eq!(org.care_rule(rule).await.unwrap(), None);
    })
    .await;
}

/// A plan of a touchpoint that is set off by an event of this kind, live since the first day.
fn plan_of(touchpoint: TouchpointId, kind: &str, review_by: &str) -> PlanStep {
    let stamp = Stamp {
        by: None,
        at: at(0),
    };
    let document = PlanDocument {
        trigger: Some(Trigger {
            kind: TriggerKind::Event,
            event: Some(kind.to_owned()),
            touchpoint: None,
            attribute: None,
            words: String::new(),
        }),
        window: Some(Window {
            from_days: 0,
            to_days: 5,
        }),
        review_by: Some(day(review_by)),
        ..PlanDocument::default()
    };
    PlanStep {
        touchpoint,
        revision: 0,
        name: "publish",
        stamp,
        put: vec![Plan {
            id: id(7_000),
            touchpoint,
            version: 1,
            document: document.clone(),
            state: PlanState::Live {
                saved: stamp,
                reviewed: stamp,
                published: stamp,
            },
        }],
        discard: None,
        shown: (1, document),
        make_touchpoint_live: true,
    }
}

async fn happened(org: &OrgStore, n: u64, key: &str, kind: &str, seconds: i64) {
    let record = EventRecord {
        external_id: n.to_string(),
        client: ClientRecord {
            key: key.to_owned(),
            ..ClientRecord::default()
        },
        kind: kind.to_owned(),
        occurred_at: at(seconds),
        note: None,
    };
    let item = NewEvent {
        id: id(n),
        client_id: id(n + 1),
        source: "crm".into(),
        record,
        kind_label: kind.to_owned(),
    };
    org.record_events(0, at(seconds), &[item]).await.unwrap();
}

#[tokio::test]
async fn a_live_plan_asks_for_its_touch_until_it_happened() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.ensure_design(&airport(1_000, 0)).await.unwrap();
        let parking = org
            .design()
            .await
            .unwrap()
            .touchpoint_by_key("parking")
            .unwrap()
            .id;
        let new_id = ids(9_000);
        assert!(org.care_terms(at(0)).await.unwrap().asks_for_nothing());
        let done = org
            .step_plan(&plan_of(parking, "invoice", "2026-12-31"))
            .await;
        assert_eq!(done.unwrap(), Stepped::Done(1));
        let no = client(&org, 2_000, "h1", &[]).await;
        happened(&org, 3_000, "h1", "invoice", DAY).await;
        // What has happened is heard of, also where nobody was touched.
        assert_eq!(org.touched_since(0, 10).await.unwrap().0, [no]);
        let terms = org.care_terms(at(2 * DAY)).await.unwrap();
        assert!(!terms.asks_for_nothing());
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let open = open_of(&org, no).await;
        assert_eq!(open.len(), 1);
        let due = open[0].prompt.due;
        assert_eq!(open[0].prompt.asked_by, AskedBy::Plan(parking));
        assert_eq!(
            (due.due, due.in_time),
            (day("2026-03-02"), day("2026-03-07"))
        );
        assert_eq!(
            org.refresh_prompts(&[no], &terms, &new_id)
                .await
                .unwrap()
                .changed,
            0
        );
        // Said to be done, and taken back: the same one again, and no follower stays behind.
        let said = KeptPrompt {
            prompt: open[0]
                .prompt
                .clone()
                .done(day("2026-03-03"), at(2 * DAY))
                .unwrap(),
            ..open[0].clone()
        };
        assert!(org.change_prompt(&said).await.unwrap());
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        assert!(open_of(&org, no).await.is_empty());
        let back = KeptPrompt {
            prompt: said.prompt.clone().undo(at(3 * DAY)).unwrap(),
            ..said
        };
        assert!(org.change_prompt(&back).await.unwrap());
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        assert_eq!(open_of(&org, no).await[0].prompt.id, open[0].prompt.id);

        met_at(&org, 3_010, "h1", "parking", 3 * DAY).await;
        let terms = org.care_terms(at(4 * DAY)).await.unwrap();
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        let all = org.prompts_of_client(no, 9).await.unwrap();
        assert!(
            matches!(all[0].prompt.state, PromptState::Done { said: false, .. }),
            "{all:?}"
        );
        // Another event asks anew; past its review day the plan asks for nothing.
        happened(&org, 3_020, "h1", "invoice", 4 * DAY).await;
        let terms = org.care_terms(at(5 * DAY)).await.unwrap();
        org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
        assert_eq!(open_of(&org, no).await.len(), 1);
        let stale = org.care_terms(at(310 * DAY)).await.unwrap();
        assert!(stale.asks_for_nothing() && stale.mark() != terms.mark());
        org.refresh_prompts(&[no], &stale, &new_id).await.unwrap();
        assert!(open_of(&org, no).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_has_left_is_asked_for_nothing() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        org.put_care_rule(&rhythm(1, 10)).await.unwrap();
        let no = client(&org, 2_000, "h1", &[]).await;
        let new_id = ids(9_000);
        let now = at(20 * DAY);
        let refreshed = || async {
            let terms = org.care_terms(now).await.unwrap();
            org.refresh_prompts(&[no], &terms, &new_id).await.unwrap();
            open_of(&org, no).await.len()
        };
        assert_eq!(refreshed().await, 1);
        let left = Departure {
            client: id(2_000),
            at: at(15 * DAY),
            ..departure(3_000)
        };
        org.add_departures(now, &[(left, no)]).await.unwrap();
        assert_eq!(refreshed().await, 0);
        assert!(org.withdraw_departure(id(3_000), now).await.unwrap());
        assert_eq!(refreshed().await, 1);
    })
    .await;
}
