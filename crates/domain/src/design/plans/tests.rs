use expect_test::{Expect, expect};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::design::TouchpointKind;
use crate::ids::PersonId;
use crate::time::Timestamp;

const TODAY: Date = date(2026, 11, 22);

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(n))
}

fn setting(kind: TouchpointKind) -> Setting {
    Setting {
        kind,
        owner: Some(person(1)),
        today: TODAY,
    }
}

/// A plan that may go live, with changes laid over it.
fn plan(changes: serde_json::Value) -> PlanDocument {
    let mut full = json!({
        "purpose": "Show the household that the plan is theirs", "deputy": person(2),
        "trigger": { "kind": "event", "event": "kickoff", "words": "Ninety days after" },
        "window": { "from_days": 80, "to_days": 100 }, "channel": "in_person",
        "standards": [
            { "id": "figures", "words": "Every figure matches", "wanted": 0.95 },
            { "id": "time", "words": "Twenty minutes are the client's", "wanted": 0.9 },
            { "id": "minutes", "words": "Minutes within two days", "wanted": 0.9 },
        ],
        "emotions": ["heard"], "behaviours": [{ "kind": "voice", "words": "slow" }],
        "senses": [{ "sense": "sight", "words": "goals on one page" }],
        "failures": [{ "id": "ill", "words": "Adviser is ill", "recovery": "Deputy leads" }], "minutes": 75,
        "expectations": [{ "level": "must", "words": "No surprises", "theme": "figures" }], "review_by": "2027-06-01",
    });
    for (name, value) in changes.as_object().unwrap() {
        full[name] = value.clone();
    }
    serde_json::from_value(full).unwrap()
}

fn check_gate(kind: TouchpointKind, changes: serde_json::Value, expected: Expect) {
    let gate = gate(&plan(changes), &setting(kind));
    let lacks: Vec<String> = gate
        .lacks
        .iter()
        .map(|lack| {
            let item = lack.item.as_deref().unwrap_or("-");
            format!(
                "{} {item} {}: {}",
                lack.field.as_str(),
                lack.code.as_str(),
                lack.sentence()
            )
        })
        .collect();
    let (filled, required) = (gate.filled.len(), gate.required.len());
    assert_eq!(gate.is_open(), lacks.is_empty());
    expected.assert_eq(&format!("{filled}/{required} {}", lacks.join(" | ")));
}

#[test]
fn the_gate_says_what_and_where() {
    use TouchpointKind::{Dynamic, Static, WorkProduct};
    check_gate(Dynamic, json!({}), expect!["13/13 "]);
    check_gate(WorkProduct, json!({ "behaviours": [] }), expect!["12/12 "]);
    check_gate(
        Static,
        json!({ "trigger": null, "window": null, "minutes": null }),
        expect!["10/10 "],
    );
    check_gate(
        Static,
        json!({ "senses": [] }),
        expect!["9/10 senses - empty: There is nothing under senses."],
    );
    check_gate(
        Dynamic,
        json!({ "deputy": null }),
        expect!["12/13 deputy - empty: No deputy is named."],
    );
    check_gate(
        Dynamic,
        json!({ "deputy": person(1) }),
        expect!["12/13 deputy - deputy_is_owner: Owner and deputy are the same person."],
    );
    check_gate(
        Dynamic,
        json!({ "failures": [{ "id": "fell", "words": "Markets fell" }, { "words": "Late", "recovery": "Call" }] }),
        expect!["12/13 failures fell no_recovery: “Markets fell” has no recovery."],
    );
    check_gate(
        Dynamic,
        json!({ "standards": [{ "id": "a", "words": "" }, { "words": "" }] }),
        expect![
            "12/13 standards a no_words: An entry of standards has no words. | standards 2 no_words: An entry of standards has no words."
        ],
    );
    check_gate(
        Dynamic,
        json!({ "window": { "from_days": 5, "to_days": 1 } }),
        expect!["12/13 window - window_backwards: The window ends before it begins."],
    );
    check_gate(
        Dynamic,
        json!({ "review_by": "2026-11-21" }),
        expect!["12/13 review_by - review_passed: The review-by day is over."],
    );
    check_gate(
        Dynamic,
        json!({ "review_by": "2026-11-22" }),
        expect!["13/13 "],
    );
    check_gate(
        Dynamic,
        json!({ "trigger": { "kind": "event", "words": "x" }, "cost_cents": 100 }),
        expect![
            "12/13 trigger - no_event: The trigger does not say which event. | cost_cents - no_currency: The cost has no currency."
        ],
    );
}

#[test]
fn without_an_owner_nothing_goes_live() {
    let setting = Setting {
        owner: None,
        ..setting(TouchpointKind::Dynamic)
    };
    let gate = gate(&plan(json!({})), &setting);
    assert_eq!(gate.lacks[0].sentence(), "Nobody owns this touchpoint.");
    let nothing = super::gate(&PlanDocument::default(), &setting);
    assert_eq!((nothing.filled.len(), nothing.lacks.len()), (0, 13));
}

#[test]
fn attention_fades_after_the_review_by_day() {
    let check = |day: Date, late: Option<i32>, fresh: f64| {
        assert_eq!(months_late(Some(day), TODAY), late, "{day}");
        assert_eq!(is_stale(Some(day), TODAY), late.is_some());
        assert!(
            (freshness(Some(day), TODAY) - fresh).abs() < 1e-9,
            "{day}: {}",
            freshness(Some(day), TODAY)
        );
    };
    check(date(2027, 1, 1), None, 1.0);
    check(TODAY, None, 1.0);
    check(date(2026, 11, 21), Some(0), 0.5_f64.powf(1.0 / 180.0));
    check(date(2026, 10, 22), Some(1), 0.5_f64.powf(31.0 / 180.0));
    check(date(2026, 10, 23), Some(0), 0.5_f64.powf(30.0 / 180.0));
    check(date(2026, 5, 26), Some(5), 0.5);
    check(date(2025, 12, 1), Some(11), 0.5_f64.powf(356.0 / 180.0));
    assert_eq!(
        (freshness(None, TODAY), is_stale(None, TODAY)),
        (1.0, false)
    );
    assert!((attention(11.0 / 13.0, Some(date(2026, 5, 26)), TODAY) - 11.0 / 26.0).abs() < 1e-12);
}

fn stamp(n: i64) -> Stamp {
    Stamp {
        by: Some(person(n as u128)),
        at: Timestamp::from_micros(n),
    }
}

fn version(state: PlanState) -> Plan {
    Plan {
        id: uuid::Uuid::from_u128(9).into(),
        touchpoint: uuid::Uuid::from_u128(8).into(),
        version: 1,
        document: plan(json!({})),
        state,
    }
}

#[test]
fn a_version_lives_from_draft_to_superseded() {
    let open = gate(&plan(json!({})), &setting(TouchpointKind::Dynamic));
    let shut = gate(&PlanDocument::default(), &setting(TouchpointKind::Dynamic));
    let draft = version(PlanState::Draft { saved: stamp(1) });
    assert!(
        matches!(draft.clone().review(&shut, stamp(2)), Err(PlanRefusal::Incomplete(lacks)) if lacks.len() == 12)
    );
    assert!(matches!(
        draft.clone().publish(&shut, stamp(2)),
        Err(PlanRefusal::Incomplete(_))
    ));
    assert_eq!(
        draft.clone().publish(&open, stamp(2)),
        Err(PlanRefusal::NotReviewed)
    );
    assert_eq!(draft.clone().reopen(), Err(PlanRefusal::NothingToReopen));
    assert_eq!(
        draft.clone().supersede(Timestamp::EPOCH),
        Err(PlanRefusal::NotLive)
    );
    let reviewed = draft.clone().review(&open, stamp(2)).unwrap();
    assert_eq!(
        reviewed.clone().review(&open, stamp(3)),
        Err(PlanRefusal::NotADraft)
    );
    assert_eq!(reviewed.clone().reopen().unwrap(), draft);
    let changed = reviewed
        .clone()
        .save(plan(json!({ "purpose": "other" })), stamp(4))
        .unwrap();
    assert_eq!(
        changed.state,
        PlanState::Draft { saved: stamp(4) },
        "the reviewer has not read this"
    );
    assert!(
        matches!(
            reviewed.clone().publish(&shut, stamp(5)),
            Err(PlanRefusal::Incomplete(_))
        ),
        "the review-by day may pass meanwhile"
    );
    let live = reviewed.publish(&open, stamp(5)).unwrap();
    assert_eq!(live.state.published(), Some(stamp(5)));
    assert_eq!(
        live.clone().save(plan(json!({})), stamp(6)),
        Err(PlanRefusal::NotADraft)
    );
    let over = live.supersede(Timestamp::from_micros(7)).unwrap();
    assert_eq!(
        (over.state.as_str(), over.state.until()),
        ("superseded", Some(Timestamp::from_micros(7)))
    );
    assert_eq!(over.publish(&open, stamp(8)), Err(PlanRefusal::NotADraft));
}

fn check_compare(a: serde_json::Value, b: serde_json::Value, expected: Expect) {
    let told: Vec<String> = compare(&plan(a), &plan(b))
        .into_iter()
        .map(|change| {
            let items: Vec<String> = change
                .items
                .iter()
                .map(|it| {
                    format!(
                        "{} {} {:?}→{:?}",
                        it.item,
                        it.change.as_str(),
                        it.from,
                        it.to
                    )
                })
                .collect();
            format!("{} [{}]", change.field.as_str(), items.join(", "))
        })
        .collect();
    expected.assert_eq(&told.join(" | "));
}

#[test]
fn versions_are_compared_field_by_field_and_entry_by_entry() {
    check_compare(json!({}), json!({}), expect![""]);
    check_compare(
        json!({}),
        json!({ "purpose": "x", "minutes": 80 }),
        expect!["purpose [] | minutes []"],
    );
    let standard = |id: &str, words: &str| json!({ "id": id, "words": words, "wanted": 0.9 });
    let (a, b, c) = (standard("a", "A"), standard("b", "B"), standard("c", "C"));
    check_compare(
        json!({ "standards": [a, b, c] }),
        json!({ "standards": [c, a, b] }),
        expect!["standards [c moved Some(2)→Some(0)]"],
    );
    check_compare(
        json!({ "standards": [a, b, c] }),
        json!({ "standards": [a, standard("b", "better"), standard("d", "D")] }),
        expect![
            "standards [b changed Some(1)→Some(1), d added None→Some(2), c removed Some(2)→None]"
        ],
    );
    check_compare(
        json!({ "emotions": ["heard", "calm"] }),
        json!({ "emotions": ["calm", "relieved"] }),
        expect!["emotions [relieved added None→Some(1), heard removed Some(0)→None]"],
    );
    check_compare(
        json!({ "behaviours": [{ "kind": "voice", "words": "slow" }, { "kind": "voice", "words": "slow" }] }),
        json!({ "behaviours": [{ "kind": "voice", "words": "slow" }] }),
        expect!["behaviours [voice: slow (2) removed Some(1)→None]"],
    );
}

fn names(fields: &[PlanField]) -> Vec<&'static str> {
    fields.iter().map(|field| field.as_str()).collect()
}

#[test]
fn two_peoples_changes_are_laid_together() {
    let base = plan(json!({}));
    let mine = plan(json!({ "purpose": "mine", "minutes": 60, "emotions": ["heard", "calm"] }));
    let theirs =
        plan(json!({ "script": "theirs", "minutes": 90, "emotions": ["heard", "relieved"] }));
    let both = merge(&base, &mine, &theirs);
    assert_eq!(names(&both.mine), ["purpose", "emotions", "minutes"]);
    assert_eq!(names(&both.theirs), ["script", "emotions", "minutes"]);
    assert_eq!(names(&both.conflicts), ["minutes"]);
    assert_eq!(
        (
            &*both.document.purpose,
            &*both.document.script,
            both.document.minutes
        ),
        ("mine", "theirs", Some(60))
    );
    assert_eq!(both.document.emotions, ["heard", "calm", "relieved"]);
}

#[test]
fn the_same_standard_changed_by_both_is_a_conflict_and_another_is_not() {
    let with = |time: &str, minutes: &str| {
        plan(json!({ "standards": [
            { "id": "figures", "words": "Every figure matches", "wanted": 0.95 },
            { "id": "time", "words": time, "wanted": 0.9 }, { "id": "minutes", "words": minutes, "wanted": 0.9 },
        ] }))
    };
    let base = with("twenty", "two days");
    let merged = merge(
        &base,
        &with("thirty", "two days"),
        &with("twenty", "one day"),
    );
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.document, with("thirty", "one day"));
    let merged = merge(
        &base,
        &with("thirty", "two days"),
        &with("forty", "one day"),
    );
    assert_eq!(names(&merged.conflicts), ["standards"]);
    assert_eq!(merged.document, with("thirty", "one day"));
    let mut without = base.clone();
    without.standards.remove(1);
    let merged = merge(&base, &without, &with("forty", "two days"));
    assert_eq!(
        names(&merged.conflicts),
        ["standards"],
        "removed by one, changed by the other"
    );
    assert_eq!(
        merged.document,
        with("forty", "two days"),
        "nothing is lost"
    );
    let merged = merge(&base, &without, &base);
    assert_eq!(merged.document, without);
}

#[test]
fn a_document_of_another_format_says_so() {
    let text = plan(json!({})).write();
    assert_eq!(PlanDocument::read(&text), Ok(plan(json!({}))));
    let newer = text.replace("\"format\":1", "\"format\":2");
    assert_eq!(
        PlanDocument::read(&newer),
        Err(PlanUnreadable::OtherFormat(2))
    );
    assert!(matches!(
        PlanDocument::read("[]"),
        Err(PlanUnreadable::NotAPlan(_))
    ));
    assert!(matches!(
        PlanDocument::read("{"),
        Err(PlanUnreadable::NotAPlan(_))
    ));
}

#[test]
fn what_cant_be_kept_says_where() {
    let check = |changes: serde_json::Value, paths: &[&str]| {
        let faults = plan(changes.clone()).faults();
        let found: Vec<&str> = faults.iter().map(|fault| &*fault.path).collect();
        assert_eq!(found, paths, "{changes}");
    };
    check(json!({}), &[]);
    check(
        json!({ "standards": [{ "id": "a", "words": "w", "wanted": 1.2 }] }),
        &["standards[0].wanted"],
    );
    let twice = json!([{ "id": "a", "words": "w" }, { "id": "a", "words": "v" }]);
    check(json!({ "standards": twice }), &["standards[1].id"]);
    check(json!({ "currency": "EURO" }), &["currency"]);
    check(json!({ "purpose": "x".repeat(4001) }), &[""]);
    check(json!({ "emotions": vec!["calm"; 61] }), &["emotions"]);
}

#[test]
fn words_are_tidied_and_entries_get_ids() {
    let mut count = 0;
    let mut next = || {
        count += 1;
        format!("n{count}")
    };
    let document = plan(json!({
        "purpose": "  p ", "standards": [{ "words": " w " }, { "id": "k", "words": "" }], "emotions": ["calm", " "],
        "currency": "eur", "channel": " ",
    }));
    let tidy = document.tidied(&mut next);
    let ids: Vec<&str> = tidy.standards.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["n1", "k"]);
    assert_eq!((&*tidy.purpose, &*tidy.standards[0].words), ("p", "w"));
    assert_eq!(
        (tidy.emotions.len(), tidy.currency.as_deref(), tidy.channel),
        (1, Some("EUR"), None)
    );
}

/// Some document, different for each seed.
fn some(seed: u64) -> PlanDocument {
    let pick = |shift: u64, of: u64| (seed >> shift) % of;
    let standards: Vec<_> = (0..5)
        .filter(|at| pick(*at, 2) == 1)
        .map(|at| json!({ "id": format!("s{at}"), "words": format!("w{}", pick(7 + at, 3)), "wanted": 0.9 }))
        .collect();
    let mut standards = standards;
    if pick(20, 3) == 0 {
        standards.reverse();
    }
    plan(
        json!({ "purpose": format!("p{}", pick(30, 3)), "minutes": pick(35, 3), "standards": standards }),
    )
}

proptest! {
    #[test]
    fn merging_with_nobody_changes_nothing(a: u64, b: u64) {
        let (a, b) = (some(a), some(b));
        prop_assert_eq!(&merge(&a, &b, &a).document, &b);
        prop_assert_eq!(&merge(&a, &a, &b).document, &b);
        prop_assert_eq!(&merge(&a, &b, &b).document, &b);
        prop_assert!(merge(&a, &b, &a).conflicts.is_empty() && merge(&a, &a, &b).conflicts.is_empty());
    }

    #[test]
    fn no_entry_that_somebody_wrote_is_lost(a: u64, b: u64, c: u64) {
        let (base, mine, theirs) = (some(a), some(b), some(c));
        let merged = merge(&base, &mine, &theirs).document;
        for standard in mine.standards.iter().chain(&theirs.standards) {
            let new = !base.standards.iter().any(|it| it.id == standard.id);
            prop_assert!(!new || merged.standard(&standard.id).is_some(), "{standard:?}");
        }
        let mut ids: Vec<&str> = merged.standards.iter().map(|it| &*it.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count, "no entry stands twice");
    }

    #[test]
    fn nothing_differs_from_itself(a: u64, b: u64) {
        let (a, b) = (some(a), some(b));
        prop_assert!(compare(&a, &a).is_empty());
        prop_assert_eq!(compare(&a, &b).is_empty(), a == b);
    }
}
