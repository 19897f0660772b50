use uuid::Uuid;

use super::check as check_it;
use super::file::{Draft, Field, fields, read_row};
use super::*;

fn touchpoint(n: u128) -> Touchpoint {
    Touchpoint {
        id: Uuid::from_u128(n).into(),
        no: 1,
        key: format!("t{n}"),
        label: format!("T{n}"),
        kind: TouchpointKind::Dynamic,
        existence: Existence::Live,
        stage: None,
        channel: None,
        owner: None,
        position: 1,
        profile: Profile::default(),
    }
}

fn image(it: &Touchpoint) -> Image {
    Image::Touchpoint(it.into())
}

fn item(before: Option<&Touchpoint>, after: Option<&Touchpoint>) -> ChangeItem {
    let (before, after) = (before.map(image), after.map(image));
    let subject = before.as_ref().or(after.as_ref()).unwrap().subject();
    ChangeItem {
        subject,
        before,
        after,
    }
}

#[test]
fn coverage_counts_what_is_there_and_what_should_be() {
    use Existence::*;
    let check = |list: &[Existence], live, missing, value| {
        let found = coverage(list.iter().copied());
        assert_eq!(
            (found.live, found.missing, found.value),
            (live, missing, value)
        );
    };
    check(&[], 0, 0, None);
    check(&[Planned, Retired, NotApplicable], 0, 0, None);
    check(&[Live, Live, Live, Missing, Planned], 3, 1, Some(0.75));
    // Wilson 1927 for 3 of 4.
    let interval = coverage([Live, Live, Live, Missing]).interval.unwrap();
    assert!((interval.low - 0.3006).abs() < 1e-4 && (interval.high - 0.9544).abs() < 1e-4);
}

#[test]
fn what_is_not_there_on_purpose_has_a_reason() {
    let check = |existence, reason: Option<&str>, ok: bool| {
        let profile = Profile {
            reason: reason.map(str::to_owned),
            ..Profile::default()
        };
        assert_eq!(
            check_it(existence, &profile).is_ok(),
            ok,
            "{existence:?} {reason:?}"
        );
    };
    check(Existence::Live, None, true);
    check(Existence::Retired, None, false);
    check(Existence::NotApplicable, Some("  "), false);
    check(Existence::NotApplicable, Some("No branches."), true);
}

#[test]
fn a_patch_changes_what_it_names() {
    let before = touchpoint(1);
    let (a, b) = (Uuid::from_u128(7).into(), Uuid::from_u128(5).into());
    let patch = Patch {
        audiences: Some(vec![a, b, a]),
        department: Some(Some("Service".into())),
        ..Patch::default()
    };
    let after = patch.apply(&before);
    assert_eq!(after.profile.audiences, [b, a], "in their order, each once");
    assert_eq!(Patch::default().apply(&after), after);
    assert!(!patch.only_moves() && !Patch::default().only_moves());
    let moving = Patch {
        stage: Some(None),
        ..Patch::default()
    };
    assert!(moving.only_moves());
}

#[test]
fn a_change_is_taken_back_while_it_stands() {
    let (old, new) = (
        touchpoint(1),
        Touchpoint {
            label: "New".into(),
            ..touchpoint(1)
        },
    );
    let edit = [item(Some(&old), Some(&new))];
    assert_eq!(
        undo(&edit, |_| Some(image(&new))),
        Ok(vec![Step::Put(image(&old))])
    );
    let other = Touchpoint {
        label: "Newer".into(),
        ..touchpoint(1)
    };
    let obstacles = undo(&edit, |_| Some(image(&other))).unwrap_err();
    assert_eq!(obstacles[0].label.as_deref(), Some("Newer"));
    assert!(undo(&edit, |_| None).is_err(), "it is gone");
    let made = [item(None, Some(&new))];
    assert_eq!(
        undo(&made, |_| Some(image(&new))),
        Ok(vec![Step::Remove(image(&new))])
    );
    let removed = [item(Some(&old), None)];
    assert_eq!(undo(&removed, |_| None), Ok(vec![Step::Put(image(&old))]));
}

#[test]
fn stages_come_first_and_go_last_and_never_stand_in_the_way() {
    let stage = |label: &str| Image::Stage {
        id: Uuid::from_u128(3).into(),
        key: "join".into(),
        label: label.into(),
    };
    let came = ChangeItem {
        subject: stage("Join").subject(),
        before: None,
        after: Some(stage("Join")),
    };
    let made = item(None, Some(&touchpoint(1)));
    let now = |subject: &str| match subject.starts_with("stage") {
        true => Some(stage("Renamed")),
        false => Some(image(&touchpoint(1))),
    };
    let steps = undo(&[came.clone(), made.clone()], now).unwrap();
    assert_eq!(
        steps,
        [
            Step::Remove(image(&touchpoint(1))),
            Step::Remove(stage("Renamed"))
        ]
    );
    let back = |item: ChangeItem| ChangeItem {
        before: item.after,
        after: item.before,
        ..item
    };
    let steps = undo(&[back(made), back(came)], |_| None).unwrap();
    assert_eq!(
        steps,
        [Step::Put(stage("Join")), Step::Put(image(&touchpoint(1)))]
    );
}

#[test]
fn an_image_reads_back() {
    let mut it = touchpoint(1);
    it.profile.importance = 5;
    let text = serde_json::to_string(&image(&it)).unwrap();
    assert_eq!(serde_json::from_str::<Image>(&text).unwrap(), image(&it));
    let cell = Image::Cell {
        place: CellPlace {
            stage: Uuid::from_u128(1).into(),
            channel: Uuid::from_u128(2).into(),
            audience: None,
        },
        reason: "x".into(),
        decided_at: Timestamp::from_micros(1_234_567),
    };
    let text = serde_json::to_string(&cell).unwrap();
    assert_eq!(serde_json::from_str::<Image>(&text).unwrap(), cell);
}

#[test]
fn columns_are_known_by_their_names() {
    let check = |header: &[&str], expected: &[Option<Field>]| {
        let header: Vec<String> = header.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(fields(&header), expected, "{header:?}");
    };
    use Field::*;
    check(
        &[
            "Touch Point",
            "Phase",
            "KANAL",
            "Moment of Truth?",
            "Colour",
        ],
        &[
            Some(Label),
            Some(Stage),
            Some(Channel),
            Some(MomentOfTruth),
            None,
        ],
    );
    check(
        &["Name", "Kontaktpunkt", "Prioritaet", "Priorität"],
        &[None, Some(Label), Some(Importance), None],
    );
    let written: Vec<String> = Field::ALL
        .iter()
        .map(|field| field.heading().to_owned())
        .collect();
    let all: Vec<_> = Field::ALL.iter().copied().map(Some).collect();
    assert_eq!(fields(&written), all, "what we write we read");
}

#[test]
fn a_row_says_what_its_cells_say() {
    let columns = [
        Some(Field::Label),
        Some(Field::Kind),
        Some(Field::Importance),
        None,
        Some(Field::Audiences),
    ];
    let draft = read_row(
        &columns,
        &[
            " Welcome  call",
            "Work-Product",
            "4.0",
            "blue",
            "Premier, Plus",
        ],
    )
    .unwrap();
    assert_eq!(
        draft,
        Draft {
            label: Some("Welcome call".into()),
            kind: Some(TouchpointKind::WorkProduct),
            importance: Some(4),
            audiences: Some(vec!["Premier".into(), "Plus".into()]),
            ..Draft::default()
        }
    );
    assert_eq!(read_row(&columns, &["", "", ""]).unwrap(), Draft::default());
    let bad = read_row(&columns, &["A", "magic", "9", "", "x"]).unwrap_err();
    let told: Vec<_> = bad.iter().map(|it| (it.column, &*it.message)).collect();
    assert_eq!(
        told,
        [
            (1, "say dynamic, static or work product"),
            (2, "importance is a whole number from 1 to 5")
        ]
    );
    let note = read_row(&[Some(Field::Note)], &["'=1+1"]).unwrap();
    assert_eq!(
        note.note.as_deref(),
        Some("=1+1"),
        "as it stood before we wrote it to a file"
    );
}
