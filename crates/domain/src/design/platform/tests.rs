use uuid::Uuid;

use super::*;
use crate::design::Existence;
use crate::ids::{PersonId, TouchpointId};
use crate::time::Timestamp;

fn id<I: From<Uuid>>(n: u128) -> I {
    Uuid::from_u128(n).into()
}

fn day(n: i64) -> Timestamp {
    Timestamp::EPOCH.plus_seconds(n * 86_400)
}

fn part(key: &str, words: &str) -> Part {
    Part {
        key: key.to_owned(),
        words: words.to_owned(),
    }
}

fn whole() -> PlatformDocument {
    PlatformDocument {
        theme: "A steady hand".to_owned(),
        promise: vec![
            part("first", "We call before you have to"),
            part("plain", "In plain words"),
        ],
        senses: Senses {
            sound: "quiet".to_owned(),
            ..Senses::default()
        },
        feel: "unhurried".to_owned(),
        think: "clear".to_owned(),
        act: "decide in time".to_owned(),
        relate: "to those who plan ahead".to_owned(),
    }
}

#[test]
fn a_whole_platform_lacks_nothing_and_each_hole_is_named() {
    let check = |change: fn(&mut PlatformDocument), expected: &[(&str, Option<usize>, &str)]| {
        let mut document = whole();
        change(&mut document);
        let lacks = document.lacks();
        let told: Vec<_> = lacks
            .iter()
            .map(|lack| (lack.field, lack.item, lack.code.as_str()))
            .collect();
        assert_eq!(told, expected);
    };
    check(|_| {}, &[]);
    check(|it| it.theme.clear(), &[("theme", None, "missing")]);
    check(|it| it.promise.clear(), &[("promise", None, "missing")]);
    check(
        |it| it.promise[1].words.clear(),
        &[("promise", Some(1), "part_without_words")],
    );
    check(
        |it| it.promise[1].words = "we call BEFORE you have to".to_owned(),
        &[("promise", Some(1), "part_twice")],
    );
    check(
        |it| it.senses = Senses::default(),
        &[("senses", None, "no_sense")],
    );
    check(|it| it.relate.clear(), &[("relate", None, "missing")]);
    let all: Vec<_> = PlatformDocument::default()
        .lacks()
        .iter()
        .map(|lack| lack.field)
        .collect();
    assert_eq!(
        all,
        [
            "theme", "promise", "senses", "feel", "think", "act", "relate"
        ]
    );
}

#[test]
fn spaces_are_tidied_and_new_parts_get_keys_that_nothing_had() {
    let document = PlatformDocument {
        theme: "  A   steady hand\n".to_owned(),
        promise: vec![
            part("", "Plain words, always"),
            part("plain-words-always", "x"),
            part("", "  "),
        ],
        feel: " one \n  two ".to_owned(),
        ..PlatformDocument::default()
    };
    let tidy = document
        .tidied(&["plain-words-always-2".to_owned()])
        .unwrap();
    assert_eq!((&*tidy.theme, &*tidy.feel), ("A steady hand", "one\ntwo"));
    let keys: Vec<&str> = tidy.promise.iter().map(|part| &*part.key).collect();
    assert_eq!(keys, ["plain-words-always-3", "plain-words-always"]);
    let again = tidy.clone().tidied(&[]).unwrap();
    assert_eq!(again, tidy, "what is tidy stays");
    let wordless = PlatformDocument {
        promise: vec![part("", "!?")],
        ..PlatformDocument::default()
    };
    assert_eq!(wordless.tidied(&[]).unwrap().promise[0].key, "part");
}

#[test]
fn a_document_that_cannot_be_is_refused_with_its_field() {
    let check = |change: fn(&mut PlatformDocument), field: &str| {
        let mut document = whole();
        change(&mut document);
        assert_eq!(document.tidied(&[]).unwrap_err().field(), field);
    };
    check(|it| it.theme = "x".repeat(161), "theme");
    check(|it| it.senses.smell = "x".repeat(601), "senses.smell");
    check(|it| it.promise[0].key = "Plain words".to_owned(), "promise");
    check(|it| it.promise[0].key = "plain".to_owned(), "promise");
    check(
        |it| it.promise = (0..13).map(|n| part("", &format!("part {n}"))).collect(),
        "promise",
    );
}

#[test]
fn versions_are_compared_field_by_field() {
    let before = whole();
    let mut after = whole();
    after.theme = "A steady hand, early".to_owned();
    after.promise = vec![
        part("plain", "In plain words"),
        part("own", "We say it first"),
        part("first", "We call first"),
    ];
    after.senses.smell = "fresh paper".to_owned();
    after.feel.clear();
    let changes = after.changes_since(&before);
    let told: Vec<_> = changes
        .iter()
        .map(|it| (&*it.field, it.part.as_deref(), &*it.from, &*it.to))
        .collect();
    assert_eq!(
        told,
        [
            ("theme", None, "A steady hand", "A steady hand, early"),
            ("promise", Some("own"), "", "We say it first"),
            (
                "promise",
                Some("first"),
                "We call before you have to",
                "We call first"
            ),
            ("order", None, "first, plain", "plain, first"),
            ("senses.smell", None, "", "fresh paper"),
            ("feel", None, "unhurried", ""),
        ]
    );
    assert!(before.changes_since(&before).is_empty());
    let gone = PlatformDocument {
        promise: vec![],
        ..whole()
    }
    .changes_since(&before);
    assert_eq!(gone.len(), 2);
    assert!(gone.iter().all(|it| it.to.is_empty()));
}

fn exam(n: u128, subject: ExamSubject, score: i32, on: i64) -> Exam {
    Exam {
        id: id(n),
        subject,
        score,
        evidence: "seen".to_owned(),
        picture: None,
        examined_at: day(on),
        examined_by: "Ana".to_owned(),
        created_at: day(on),
        withdrawn_at: None,
    }
}

#[test]
fn alignment_is_the_mean_of_the_latest_exams_with_its_n() {
    let (sign, voice, room) = (
        ExamSubject::Element(id(1)),
        ExamSubject::Standard(id(2)),
        ExamSubject::Element(id(3)),
    );
    let mut exams = vec![
        exam(10, sign, 1, 1),
        exam(11, voice, 3, 2),
        exam(12, sign, 4, 5),
    ];
    let all = [sign, voice, room];
    let none = alignment(&exams, &all, day(0));
    assert_eq!(
        (none.value, none.interval, none.n, none.of),
        (None, None, 0, 3)
    );
    let early = alignment(&exams, &all, day(3));
    assert_eq!((early.value, early.n), (Some(0.5), 2));
    let later = alignment(&exams, &all, day(9));
    assert_eq!((later.value, later.n, later.of), (Some(0.875), 2, 3));
    // Wilson at 1.75 of 2, worked by hand: centre (1.75 + 1.9207) / 5.8415, half 1.96 / 5.8415 · √(0.21875 + 0.96036).
    let interval = later.interval.unwrap();
    assert!((interval.low - 0.2641).abs() < 0.001, "{interval:?}");
    assert!((interval.high - 0.9927).abs() < 0.001, "{interval:?}");
    let perfect = alignment(&[exam(10, sign, 4, 1)], &[sign], day(9));
    assert!(
        perfect.interval.unwrap().width() > 0.5,
        "one exam proves little"
    );
    exams[2].withdrawn_at = Some(day(6));
    assert_eq!(
        alignment(&exams, &all, day(9)).value,
        Some(0.5),
        "what was withdrawn counts no more"
    );
    assert_eq!(
        alignment(&exams, &[voice], day(9)).of,
        1,
        "only the subjects that are asked for"
    );
}

#[test]
fn what_nobody_looked_at_for_a_year_is_due() {
    let (sign, voice, room) = (
        ExamSubject::Element(id(1)),
        ExamSubject::Standard(id(2)),
        ExamSubject::Element(id(3)),
    );
    let exams = vec![exam(10, sign, 1, 10), exam(11, voice, 3, 300)];
    let subjects = [(sign, day(0)), (voice, day(0)), (room, day(200))];
    let due = due(&exams, &subjects, day(400));
    let told: Vec<_> = due
        .iter()
        .map(|one| (one.subject, one.last, one.since))
        .collect();
    assert_eq!(
        told,
        [(room, None, day(200)), (sign, Some(day(10)), day(375))]
    );
}

#[test]
fn an_orphan_expresses_no_part_in_force() {
    let check = |expresses: &[&str], orphan: bool| {
        let expresses: Vec<String> = expresses.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(expresses_nothing(&expresses, ["first", "plain"]), orphan);
    };
    check(&[], true);
    check(&["taken-out"], true);
    check(&["taken-out", "plain"], false);
}

fn card() -> RoleCard {
    RoleCard {
        id: id(1),
        job: "Adviser".to_owned(),
        department: "Advice".to_owned(),
        means: vec!["I call before the paper does".to_owned()],
        holders: vec![id(7), id(8)],
        signatures: vec![],
        wording: 1,
        changed_at: day(1),
        removed_at: None,
    }
}

#[test]
fn a_card_is_signed_by_who_holds_the_job_and_asks_again_when_it_says_something_new() {
    let mut card = card();
    let (ana, ben, guest): (PersonId, PersonId, PersonId) = (id(7), id(8), id(9));
    assert_eq!(card.sign(guest, 1, day(2)), Err(SignRefusal::NotAHolder));
    assert_eq!(card.sign(ana, 0, day(2)), Err(SignRefusal::OtherWording));
    let signature = card.sign(ana, 1, day(2)).unwrap();
    card.signatures.push(signature);
    assert_eq!(standing_of(&card, ana), Holding::Signed(day(2)));
    assert_eq!(standing_of(&card, ben), Holding::Unsigned);
    assert_eq!(card.sign(ana, 1, day(3)), Err(SignRefusal::AlreadySigned));

    assert!(!card.says_other_than("Adviser", &card.means));
    assert!(card.says_other_than("Senior adviser", &card.means));
    assert!(card.says_other_than("Adviser", &["Another".to_owned()]));
    card.wording = 2;
    assert_eq!(standing_of(&card, ana), Holding::AskedAgain(day(2)));
    let signature = card.sign(ana, 2, day(4)).unwrap();
    card.signatures.push(signature);
    assert_eq!(standing_of(&card, ana), Holding::Signed(day(4)));
    card.means.clear();
    assert_eq!(card.sign(ben, 2, day(5)), Err(SignRefusal::Empty));
}

#[test]
fn traceability_tells_what_of_the_promise_no_touchpoint_expresses() {
    let (call, letter, portal, old): (TouchpointId, TouchpointId, TouchpointId, TouchpointId) =
        (id(1), id(2), id(3), id(4));
    let touchpoints = [
        (call, Existence::Live),
        (letter, Existence::Live),
        (portal, Existence::Planned),
        (old, Existence::Retired),
    ];
    let says = |key: &str, touchpoint, source| Expression {
        part: key.to_owned(),
        touchpoint,
        source,
    };
    let expressions = [
        says("first", call, Source::Own),
        says("first", call, Source::Element(id(5))),
        says("first", letter, Source::Plan),
        says("plain", portal, Source::Plan),
        says("own", old, Source::Own),
    ];
    let parts = [part("first", "F"), part("plain", "P"), part("own", "O")];
    let told: Vec<_> = trace(&parts, &touchpoints, &expressions)
        .into_iter()
        .map(|it| (it.key, it.reach.as_str(), it.live, it.planned))
        .collect();
    let own = |key: &str| key.to_owned();
    assert_eq!(
        told,
        [
            (own("first"), "live", 2, 0),
            (own("plain"), "only_planned", 0, 1),
            (own("own"), "nowhere", 0, 0),
        ]
    );
}
