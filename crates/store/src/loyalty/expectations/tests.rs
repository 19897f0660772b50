use domain::clients::Attributes;
use domain::loyalty::expectations::ChangeKind;
use domain::loyalty::facts::{What, settle};
use domain::loyalty::{
    Evidence, EvidenceKind, Expectation, ExpectationChange, ExpectationEdit, HALF_LIFE_DAYS, Level,
    Status,
};
use domain::time::Timestamp;

use super::{ExpectationFilter, ExpectationWrite, Kept, NewExpectation, Written};
use crate::OrgStore;
use crate::clients::NewClient;
use crate::story::{at, found, id};
use crate::testing::each_database;

/// Somebody of us changes an expectation.
pub async fn change(
    org: &OrgStore,
    before: &Expectation,
    after: &Expectation,
    kind: ChangeKind,
    now: Timestamp,
) -> Written {
    let write = ExpectationWrite {
        before,
        after,
        kind,
        by: "Cora",
        by_client: false,
        undoes: None,
    };
    org.change_expectation(&write, now).await.unwrap()
}

pub(crate) fn expectation(n: u64, client: &str, words: &str, status: Status) -> NewExpectation {
    NewExpectation {
        id: id(n),
        client: NewClient {
            id: id(n + 500_000),
            key: client.to_owned(),
            name: None,
            attributes: Attributes::new(),
        },
        words: words.to_owned(),
        level: Level::Must,
        depth: 2,
        status,
        theme: Some("bad-news-first".to_owned()),
        source: "interview".to_owned(),
        stated_at: at(0),
        confirmed_at: (status == Status::Confirmed).then(|| at(60)),
        half_life_days: HALF_LIFE_DAYS,
        contact: None,
        weight: None,
        target: None,
        evidence: Vec::new(),
    }
}

#[tokio::test]
async fn the_same_words_of_two_contacts_are_two_expectations() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let of = |n: u64, contact: Option<u64>| NewExpectation {
            contact: contact.map(id),
            ..expectation(n, "h1", "Call before noon", Status::Assumed)
        };
        let keep = async |item: NewExpectation| {
            let kept = org.add_expectations(at(1), &[item]).await.unwrap();
            kept[0]
        };
        assert_eq!(keep(of(1, Some(8))).await, Kept::Created(id(1)));
        assert_eq!(keep(of(2, Some(9))).await, Kept::Created(id(2)));
        assert_eq!(keep(of(3, Some(9))).await, Kept::Unchanged(id(2)));
        // Where nobody is named it is one that is known; and what the client as a whole expects, each of them does.
        assert_eq!(keep(of(4, None)).await, Kept::Unchanged(id(1)));
        let shared = |n, contact: Option<u64>| NewExpectation {
            words: "Be on time".to_owned(),
            ..of(n, contact)
        };
        assert_eq!(keep(shared(5, None)).await, Kept::Created(id(5)));
        assert_eq!(keep(shared(6, Some(8))).await, Kept::Unchanged(id(5)));
    })
    .await;
}

#[tokio::test]
async fn the_same_words_of_one_client_are_one_expectation() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let items = [
            expectation(1_001, "h1", "Ring me first", Status::Confirmed),
            expectation(1_002, "h2", "Ring me first", Status::Assumed),
            expectation(1_003, "h1", "Ring me first", Status::Stated),
        ];
        let kept = org.add_expectations(at(90), &items).await.unwrap();
        assert_eq!(
            kept,
            [
                Kept::Created(id(1_001)),
                Kept::Created(id(1_002)),
                Kept::Unchanged(id(1_001)),
            ]
        );
        let themes = org.expectation_themes().await.unwrap();
        assert_eq!(themes.len(), 1);
        assert_eq!(
            (themes[0].confirmed, themes[0].assumed, themes[0].stated),
            (1, 1, 0)
        );

        // What is assumed is never among the known.
        let confirmed = org.confirmed_expectations().await.unwrap();
        assert_eq!(confirmed.len(), 1);
        assert_eq!(confirmed[0].words, "Ring me first");
        assert_eq!(confirmed[0].half_life_days, HALF_LIFE_DAYS);

        let of_second = org.expectation(id(1_002)).await.unwrap().unwrap();
        assert_eq!(of_second.client_key, "h2");
        let changed = of_second.clone().confirm(at(120)).unwrap();
        let written = change(&org, &of_second, &changed, ChangeKind::Confirmed, at(121)).await;
        assert_eq!(written, Written::Done);
        assert_eq!(org.expectation(id(1_002)).await.unwrap().unwrap(), changed);
        assert_eq!(org.confirmed_expectations().await.unwrap().len(), 2);

        let gone = changed.clone().retire().unwrap();
        let written = change(&org, &changed, &gone, ChangeKind::Retired, at(122)).await;
        assert_eq!(written, Written::Done);
        // Said again later, it is a new one.
        let again = [expectation(1_004, "h2", "Ring me first", Status::Stated)];
        assert_eq!(
            org.add_expectations(at(123), &again).await.unwrap(),
            [Kept::Created(id(1_004))]
        );

        let page = |after| ExpectationFilter {
            after,
            ..ExpectationFilter::default()
        };
        let first = org.expectations(&page(None), 2).await.unwrap();
        assert_eq!(first.len(), 2);
        let rest = org
            .expectations(&page(Some(first[1].id)), 10)
            .await
            .unwrap();
        assert_eq!(rest.len(), 1);
        let other = ExpectationFilter {
            theme: Some("another".to_owned()),
            ..ExpectationFilter::default()
        };
        assert!(org.expectations(&other, 10).await.unwrap().is_empty());
        let mine = ExpectationFilter {
            client: Some(2),
            ..ExpectationFilter::default()
        };
        assert_eq!(org.expectations(&mine, 10).await.unwrap().len(), 2);
    })
    .await;
}

/// How the ladder reads the first client's expectations, moment by moment.
async fn states(org: &OrgStore) -> Vec<(Timestamp, Level, Status)> {
    let mut facts: Vec<_> = org
        .loyalty_facts(1)
        .await
        .unwrap()
        .into_iter()
        .map(|it| it.fact)
        .collect();
    settle(&mut facts);
    let states = facts.iter().filter_map(|fact| match fact.what {
        What::Expectation(state) => Some((fact.at, state.level, state.status)),
        _ => None,
    });
    states.collect()
}

async fn undo(org: &OrgStore, last: Option<&ExpectationChange>, now: Timestamp) -> Expectation {
    let before = org.expectation(id(1_001)).await.unwrap().unwrap();
    let after = before.clone().undo(last).unwrap();
    let write = ExpectationWrite {
        before: &before,
        after: &after,
        kind: ChangeKind::Undone,
        by: "Cora",
        by_client: false,
        undoes: last,
    };
    assert_eq!(
        org.change_expectation(&write, now).await.unwrap(),
        Written::Done
    );
    org.expectation(id(1_001)).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_was_wrong_is_corrected_and_what_stood_before_is_kept() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let said = Evidence {
            kind: EvidenceKind::Said,
            at: at(1),
            words: Some("Before the paper, please.".to_owned()),
            reference: None,
        };
        let first = NewExpectation {
            contact: Some(id(9)),
            weight: Some(7),
            target: Some("The same day".to_owned()),
            evidence: vec![said],
            ..expectation(1_001, "h1", "Ring me first", Status::Stated)
        };
        org.add_expectations(at(2), &[first]).await.unwrap();
        let stated = org.expectation(id(1_001)).await.unwrap().unwrap();
        assert_eq!((stated.weight, stated.contact), (7, Some(id(9))));
        assert_eq!(stated.evidence.len(), 1);
        assert_eq!(stated.target.as_deref(), Some("The same day"));

        let known = stated.clone().confirm(at(60)).unwrap();
        change(&org, &stated, &known, ChangeKind::Confirmed, at(61)).await;
        let lower = ExpectationEdit {
            level: Some(Level::Delight),
            ..ExpectationEdit::default()
        };
        let corrected = known.clone().correct(lower).unwrap();
        // Who read it before somebody else changed it does not write over that.
        let late = change(&org, &stated, &corrected, ChangeKind::Corrected, at(70)).await;
        assert_eq!(late, Written::Meanwhile);
        change(&org, &known, &corrected, ChangeKind::Corrected, at(70)).await;
        assert_eq!(
            org.expectation(id(1_001)).await.unwrap().unwrap(),
            corrected
        );
        // The correction counts from when the wrong fact counted.
        let expected = [
            (at(0), Level::Must, Status::Stated),
            (at(60), Level::Delight, Status::Confirmed),
        ];
        assert_eq!(states(&org).await, expected);

        let history = org.expectation_changes(id(1_001), 10).await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0].kind, ChangeKind::Corrected);
        assert_eq!(history[0].before, known.snapshot());
        assert_eq!(history[0].after, corrected.snapshot());
        assert_eq!(
            (history[1].by.as_str(), history[1].by_client),
            ("Cora", false)
        );

        // Taken back, it never was so; and so with the confirmation, and with the writing down.
        assert_eq!(undo(&org, Some(&history[0]), at(80)).await, known);
        let expected = [
            (at(0), Level::Must, Status::Stated),
            (at(60), Level::Must, Status::Confirmed),
        ];
        assert_eq!(states(&org).await, expected);
        assert_eq!(undo(&org, Some(&history[1]), at(81)).await, stated);
        assert_eq!(states(&org).await, [(at(0), Level::Must, Status::Stated)]);
        let gone = undo(&org, None, at(82)).await;
        assert_eq!(gone.status, Status::Retired);
        assert_eq!(states(&org).await, []);
        let history = org.expectation_changes(id(1_001), 10).await.unwrap();
        assert_eq!(history.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn what_weighs_most_is_asked_again_first() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let day = 86_400;
        let items = [
            (2_200, 9, "Grave", 9),
            (2_201, 1, "Light", 0),
            (2_202, 9, "Grave and older", 8),
            (2_203, 3, "A must", 1),
            (2_204, 3, "Another must of the same day", 1),
        ];
        let items = items.map(|(no, weight, words, confirmed)| NewExpectation {
            weight: Some(weight),
            stated_at: at(0),
            confirmed_at: Some(at(confirmed * day)),
            half_life_days: 10,
            ..expectation(no, "h2", words, Status::Confirmed)
        });
        org.add_expectations(at(9), &items).await.unwrap();
        let end = at(30 * day);
        let words = |items: &[Expectation]| -> Vec<String> {
            items.iter().map(|it| it.words.clone()).collect()
        };
        let whole = org.due_expectations(end, None, 100).await.unwrap();
        let expected = [
            "Grave and older",
            "Grave",
            "A must",
            "Another must of the same day",
            "Light",
        ];
        assert_eq!(words(&whole), expected);
        // The statement and the rule say the same, and pages of one lose nothing and show nothing twice.
        assert!(whole.is_sorted_by_key(Expectation::ask_place));
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = org.due_expectations(end, after, 1).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.ask_place();
            paged.extend(page);
        }
        assert_eq!(words(&paged), expected);
    })
    .await;
}

#[tokio::test]
async fn the_ledger_is_filtered_and_what_is_old_waits_to_be_asked_again() {
    each_database(|store| async move {
        let org = found(&store, 1, "Adviser").await;
        let day = 86_400;
        let mut items = Vec::new();
        for n in 0..6_u64 {
            items.push(NewExpectation {
                theme: Some(if n % 2 == 0 { "fees" } else { "news" }.to_owned()),
                depth: u8::try_from(n % 3).unwrap() + 1,
                stated_at: at(0),
                confirmed_at: Some(at(i64::try_from(n).unwrap() * day)),
                half_life_days: 10,
                ..expectation(2_000 + n, "h1", &format!("No. {n}"), Status::Confirmed)
            });
        }
        items.push(expectation(2_100, "h2", "A guess", Status::Assumed));
        items.push(expectation(2_101, "h2", "In passing", Status::Stated));
        org.add_expectations(at(9), &items).await.unwrap();

        let count = |filter: ExpectationFilter| {
            let org = org.clone();
            async move { org.expectations(&filter, 100).await.unwrap().len() }
        };
        let all = ExpectationFilter::default;
        assert_eq!(count(all()).await, 8);
        let status = Some(Status::Assumed);
        assert_eq!(count(ExpectationFilter { status, ..all() }).await, 1);
        let depth = Some(3);
        assert_eq!(count(ExpectationFilter { depth, ..all() }).await, 2);
        let level = Some(Level::Delight);
        assert_eq!(count(ExpectationFilter { level, ..all() }).await, 0);
        let due_before = Some(at(12 * day));
        assert_eq!(
            count(ExpectationFilter {
                due_before,
                ..all()
            })
            .await,
            2
        );
        // What live plans serve, by theme or by id, is no orphan; what is not confirmed is none either.
        let news = org.expectations(&all(), 100).await.unwrap();
        let one = news.iter().find(|it| it.words == "No. 1").unwrap();
        let unserved = Some(vec!["fees".to_owned(), one.id.to_string()]);
        assert_eq!(count(ExpectationFilter { unserved, ..all() }).await, 2);
        let unserved = Some(Vec::new());
        assert_eq!(count(ExpectationFilter { unserved, ..all() }).await, 6);

        let first = org.due_expectations(at(13 * day), None, 2).await.unwrap();
        let words = |items: &[Expectation]| -> Vec<String> {
            items.iter().map(|it| it.words.clone()).collect()
        };
        assert_eq!(words(&first), ["No. 0", "No. 1"]);
        let after = first[1].ask_place();
        let rest = org.due_expectations(at(13 * day), after, 2).await.unwrap();
        assert_eq!(words(&rest), ["No. 2"]);

        let counts = org.iceberg_counts(at(12 * day)).await.unwrap();
        let of = |status, fresh| -> u64 {
            let alike = counts
                .iter()
                .filter(|it| it.status == status && it.fresh == fresh);
            alike.map(|it| it.count).sum()
        };
        assert_eq!(
            (of(Status::Confirmed, true), of(Status::Confirmed, false)),
            (4, 2)
        );
        assert_eq!(
            (of(Status::Assumed, false), of(Status::Stated, false)),
            (1, 1)
        );
        // By client: of one everything is confirmed, of the other nothing; a theme and an id are served.
        let one = one.id.to_string();
        let alike = org
            .alike_clients(at(12 * day), ["fees", &*one])
            .await
            .unwrap();
        let told: Vec<[u64; 6]> = alike
            .iter()
            .map(|it| {
                [
                    it.clients,
                    it.all,
                    it.known,
                    it.below,
                    it.confirmed,
                    it.orphans,
                ]
            })
            .collect();
        assert_eq!(told, [[1, 2, 0, 2, 0, 0], [1, 6, 4, 4, 6, 2]]);
        let unserved = org.alike_clients(at(12 * day), []).await.unwrap();
        assert_eq!(unserved.iter().map(|it| it.orphans).sum::<u64>(), 6);
        let ages = org.confirmation_ages(at(5 * day + 9)).await.unwrap();
        let ages: Vec<(u32, u64)> = ages.iter().map(|it| (it.days, it.count)).collect();
        assert_eq!(ages, [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
        let ids = [id(2_101), id(9_999), id(2_000)];
        let found = org.expectations_by_id(&ids).await.unwrap();
        assert_eq!(words(&found), ["No. 0", "In passing"]);
    })
    .await;
}
