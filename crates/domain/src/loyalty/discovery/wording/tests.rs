use proptest::prelude::*;

use super::*;

/// What is pointed out, as "reason: the words".
fn told(text: &str, language: Option<Language>) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    check(text, language)
        .iter()
        .map(|flag| {
            let part: String = chars[flag.from..flag.to].iter().collect();
            format!("{:?}: {part}", flag.why)
        })
        .collect()
}

fn table(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = told(text, None);
        if found != *expected {
            wrong.push(format!(
                "{text}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_wording_that_is_not_free() {
    table(&[
        // Leading.
        (
            "Our reports are clear, aren't they?",
            &["TagQuestion: , aren't they"],
        ),
        (
            "You were happy with the meeting, right?",
            &["TagQuestion: , right"],
        ),
        (
            "The new portal is easier, don’t you think?",
            &["TagQuestion: , don’t you think"],
        ),
        (
            "Isn't our new portal easier to use?",
            &["NegativeOpening: Isn't our"],
        ),
        (
            "So, don't you want to hear from us sooner?",
            &["NegativeOpening: don't you want"],
        ),
        (
            "Wouldn't you prefer a call?",
            &["NegativeOpening: Wouldn't you"],
        ),
        (
            "How satisfied are you with our reports?",
            &["PresumesGood: How satisfied are you with"],
        ),
        (
            "How happy were you with the last meeting?",
            &["PresumesGood: How happy were you with"],
        ),
        (
            "How much did you enjoy the seminar?",
            &["PresumesGood: How much did you enjoy"],
        ),
        ("How good was the advice?", &["PresumesGood: How good was"]),
        (
            "What did you like best about us?",
            &["PresumesGood: What did you like best"],
        ),
        (
            "Why do you trust us?",
            &["PresumesGood: Why do you trust us"],
        ),
        (
            "How do you find our award-winning app?",
            &["PraisesItself: our award-winning"],
        ),
        (
            "Do you agree that our fees are fair?",
            &["AsksToAgree: Do you agree"],
        ),
        (
            "Would you say that the letter was clear?",
            &["AsksToAgree: Would you say that"],
        ),
        ("Surely you noticed the new report?", &["Supposes: Surely"]),
        (
            "As you know, we have changed the report. How is it?",
            &["Supposes: As you know"],
        ),
        (
            "I assume you were told about the fee?",
            &["Supposes: I assume you"],
        ),
        (
            "You must be pleased with the result?",
            &["Supposes: You must be pleased"],
        ),
        (
            "You probably read the newsletter?",
            &["Supposes: You probably"],
        ),
        // Manipulative.
        ("Will you give us a ten?", &["AsksForScore: give us a ten"]),
        (
            "Please rate us with five stars.",
            &["AsksForScore: rate us with five"],
        ),
        (
            "Would we get 10 out of 10 from you?",
            &["AsksForScore: 10 out of 10"],
        ),
        (
            "After all we have done for you, would you recommend us?",
            &["Pressure: After all we"],
        ),
        (
            "You don't want to miss this, do you?",
            &["Pressure: You don't want to miss"],
        ),
        ("Could you do me a favour?", &["Pressure: do me a favour"]),
        ("My bonus depends on your answer.", &["Pressure: My bonus"]),
        (
            "Can we count on you for a review?",
            &["Pressure: Can we count on you"],
        ),
        (
            "Most of our clients prefer the app. Do you?",
            &["OthersDo: Most of our clients"],
        ),
        (
            "Would any reasonable investor wait?",
            &["OthersDo: any reasonable investor"],
        ),
        (
            "As a smart investor, what would you do?",
            &["Flatters: As a smart investor"],
        ),
        // Two at once.
        (
            "How do you rate our speed and friendliness?",
            &["TwoThings: speed and friendliness"],
        ),
        (
            "Was the meeting useful and long enough?",
            &["TwoThings: useful and long"],
        ),
        (
            "Is the report clear and on time?",
            &["TwoThings: clear and on"],
        ),
        (
            "What do you expect of our reports and our calls?",
            &["TwoThings: reports and our"],
        ),
        (
            "When and how would you like to hear from us?",
            &["TwoThings: When and how"],
        ),
        (
            "Did you get the letter? Do you like the app?",
            &["TwoQuestions: Do you like the app"],
        ),
        // Absolute.
        (
            "Do we always call back on the same day?",
            &["Extreme: always"],
        ),
        ("Have we never been late?", &["Extreme: never"]),
        ("Is everything clear to you?", &["Extreme: everything"]),
        (
            "Are you completely sure about the plan?",
            &["Extreme: completely"],
        ),
        ("Did all the letters reach you?", &["Extreme: all"]),
        (
            "Is every single invoice correct?",
            &["Extreme: every single"],
        ),
    ]);
}

#[test]
fn english_wording_that_is_free() {
    let free = [
        "What do you expect of a first meeting?",
        "What would make this year a good one for you?",
        "What don't you like about our letters?",
        "Why don't you read the newsletter?",
        "How satisfied or dissatisfied are you with the reports?",
        "How was the last meeting for you?",
        "What do you like and dislike about the portal?",
        "What did you like best and least about the seminar?",
        "To what extent do you agree or disagree with the plan?",
        "What would a ten out of ten look like to you?",
        "On a scale from 0 to 10, how likely is it that you recommend us?",
        "What do most people get wrong about your business?",
        "What should we never do?",
        "What have you always wanted to ask us?",
        "Which of all these matters to you?",
        "Do you want to hear from us at all?",
        "Would a call every quarter be too much?",
        "Do you look at the report every month?",
        "What happens between the first call and the contract?",
        "How do you and your wife decide?",
        "Do the terms and conditions answer your question?",
        "Who is it at Smith and Sons?",
        "Do you prefer a phone call or an e-mail?",
        "What did you expect? Why?",
        "Is Monday and Tuesday too soon?",
        "Do you have two and a half hours?",
        "Tell me about the last time something went wrong.",
        "Did we explain the fees clearly?",
        "What worries your family and friends?",
        "There are no wrong answers, and nothing you say is held against you.",
        "After all, what matters to you?",
        "If you don't hear from us, what do you think?",
        "",
        "?",
    ];
    table(&free.map(|text| (text, [].as_slice())));
}

#[test]
fn german_wording_that_is_not_free() {
    table(&[
        (
            "Unsere Berichte sind verständlich, nicht wahr?",
            &["TagQuestion: , nicht wahr"],
        ),
        (
            "Sie waren mit dem Gespräch zufrieden, oder?",
            &["TagQuestion: , oder"],
        ),
        (
            "Finden Sie nicht auch, dass das Portal einfacher ist?",
            &["NegativeOpening: Finden Sie nicht auch"],
        ),
        (
            "Möchten Sie nicht früher von uns hören?",
            &["NegativeOpening: Möchten Sie nicht"],
        ),
        (
            "Ist es nicht schön, alles an einem Ort zu haben?",
            &["NegativeOpening: Ist es nicht", "Extreme: alles"],
        ),
        (
            "Wie zufrieden sind Sie mit unseren Berichten?",
            &["PresumesGood: Wie zufrieden sind Sie mit"],
        ),
        (
            "Wie gut hat Ihnen das Seminar gefallen?",
            &["PresumesGood: Wie gut hat"],
        ),
        (
            "Was gefällt Ihnen am besten an uns?",
            &["PresumesGood: Was gefällt Ihnen am besten"],
        ),
        (
            "Warum vertrauen Sie uns?",
            &["PresumesGood: Warum vertrauen Sie uns"],
        ),
        (
            "Wie finden Sie unsere ausgezeichnete App?",
            &["PraisesItself: unsere ausgezeichnete"],
        ),
        (
            "Stimmen Sie zu, dass unsere Gebühren fair sind?",
            &["AsksToAgree: Stimmen Sie zu"],
        ),
        (
            "Würden Sie sagen, dass der Brief klar war?",
            &["AsksToAgree: Würden Sie sagen, dass"],
        ),
        (
            "Teilen Sie unsere Meinung zu dem Fonds?",
            &["AsksToAgree: Teilen Sie unsere Meinung"],
        ),
        (
            "Sie haben sicherlich den neuen Bericht gesehen?",
            &["Supposes: sicherlich"],
        ),
        (
            "Sie sind doch mit uns zufrieden?",
            &["Supposes: Sie sind doch"],
        ),
        (
            "Wie Sie wissen, haben wir den Bericht geändert. Wie ist er?",
            &["Supposes: Wie Sie wissen"],
        ),
        (
            "Geben Sie uns bitte eine Zehn?",
            &["AsksForScore: Geben Sie uns bitte eine Zehn"],
        ),
        ("Verdienen wir fünf Sterne?", &["AsksForScore: fünf Sterne"]),
        (
            "Nach allem, was wir für Sie getan haben: Empfehlen Sie uns?",
            &["Pressure: Nach allem, was wir"],
        ),
        (
            "Sie wollen doch nicht zu spät dran sein?",
            &["Pressure: Sie wollen doch nicht"],
        ),
        (
            "Tun Sie mir den Gefallen?",
            &["Pressure: Tun Sie mir den Gefallen"],
        ),
        (
            "Dürfen wir auf Ihre Empfehlung hoffen?",
            &["Pressure: Dürfen wir auf Ihre Empfehlung"],
        ),
        (
            "Die meisten Kunden nehmen die App. Sie auch?",
            &["OthersDo: Die meisten Kunden"],
        ),
        (
            "Würde jeder vernünftige Anleger warten?",
            &["Extreme: jeder", "OthersDo: jeder vernünftige Anleger"],
        ),
        (
            "Als kluger Anleger: Was würden Sie tun?",
            &["Flatters: Als kluger Anleger"],
        ),
        (
            "Wie bewerten Sie unsere Schnelligkeit und Freundlichkeit?",
            &["TwoThings: Schnelligkeit und Freundlichkeit"],
        ),
        (
            "War das Gespräch nützlich und lang genug?",
            &["TwoThings: nützlich und lang"],
        ),
        (
            "Was erwarten Sie von unseren Berichten und unseren Anrufen?",
            &["TwoThings: Berichten und unseren"],
        ),
        (
            "Wann und wie möchten Sie von uns hören?",
            &["TwoThings: Wann und wie"],
        ),
        (
            "Haben Sie den Brief bekommen? Gefällt Ihnen die App?",
            &["TwoQuestions: Gefällt Ihnen die App"],
        ),
        (
            "Rufen wir Sie immer am selben Tag zurück?",
            &["Extreme: immer"],
        ),
        ("Waren wir nie zu spät?", &["Extreme: nie"]),
        ("Ist Ihnen alles klar?", &["Extreme: alles"]),
        ("Sind Sie vollkommen sicher?", &["Extreme: vollkommen"]),
    ]);
}

#[test]
fn german_wording_that_is_free() {
    let free = [
        "Was erwarten Sie von einem ersten Gespräch?",
        "Was würde dieses Jahr zu einem guten Jahr für Sie machen?",
        "Wie zufrieden oder unzufrieden sind Sie mit den Berichten?",
        "Was gefällt Ihnen am besten und was am wenigsten?",
        "Wie war das letzte Gespräch für Sie?",
        "Was sollten wir nie tun?",
        "Was wollten Sie uns immer schon fragen?",
        "Sind Sie immer noch an dem Haus interessiert?",
        "Reicht Ihnen ein Anruf jedes Quartal?",
        "Möchten Sie alle zwei Wochen von uns hören?",
        "Wer bestimmt bei Ihnen über Geld?",
        "Wie entscheiden Sie und Ihre Frau?",
        "Kennen Sie die Vor- und Nachteile?",
        "Ist der Weg zwischen Büro und Telefon zu lang?",
        "Ist Ihnen ein Anruf oder eine E-Mail lieber?",
        "Was haben Sie erwartet? Warum?",
        "Woran merken Sie, dass wir gut arbeiten?",
        "Sind Sie einverstanden, dass wir Ihre Daten speichern?",
        "Hatten Sie ab und zu Fragen, die offen blieben?",
        "Wie sicher fühlen Sie sich mit der Entscheidung?",
        "Worauf möchten Sie sich verlassen können?",
        "Was denken die meisten Leute über Ihren Beruf?",
        "Es gibt keine falschen Antworten, und nichts davon wird Ihnen vorgehalten.",
    ];
    table(&free.map(|text| (text, [].as_slice())));
}

#[test]
fn a_better_wording_is_made_of_the_clients_question() {
    let check_one = |text: &str, better: &str| {
        let flags = check(text, None);
        assert_eq!(flags[0].better.as_deref(), Some(better), "{text}");
    };
    check_one(
        "How satisfied are you with our reports?",
        "How was it for you with our reports?",
    );
    check_one(
        "How do you rate our speed and friendliness?",
        "How do you rate our speed? Then: How do you rate our friendliness?",
    );
    check_one(
        "What do you expect of our reports and our calls?",
        "What do you expect of our reports? Then: What do you expect of our calls?",
    );
    check_one("Do we always call back?", "How often …?");
    check_one(
        "Wie zufrieden sind Sie mit unseren Berichten?",
        "Wie war es für Sie mit unseren Berichten?",
    );
    check_one(
        "Wie bewerten Sie unsere Schnelligkeit und Freundlichkeit?",
        "Wie bewerten Sie unsere Schnelligkeit? Dann: Wie bewerten Sie unsere Freundlichkeit?",
    );
}

#[test]
fn a_better_wording_is_not_pointed_out_itself() {
    for book in [
        (&en::BOOK, Language::English),
        (&de::BOOK, Language::German),
    ] {
        for rule in book.0.rules {
            let better = rule.better.replace("{rest}", "the report").replace(
                "the report",
                match book.1 {
                    Language::English => "the report",
                    Language::German => "dem Bericht",
                },
            );
            assert_eq!(told(&better, Some(book.1)), [""; 0], "{better}");
        }
    }
}

#[test]
fn the_language_is_known_by_small_words() {
    assert_eq!(Language::of("Wie geht es Ihnen?"), Language::German);
    assert_eq!(Language::of("How are you?"), Language::English);
    assert_eq!(Language::of(""), Language::English);
    // Where the language is said, it counts: "die" is no German article here.
    assert_eq!(
        told("Did the flowers die?", Some(Language::English)),
        [""; 0]
    );
}

proptest! {
    /// Whatever is typed, the places lie within the text, in order, and nothing panics.
    #[test]
    fn places_lie_within_the_text(text in "[A-Za-zäöüß ,.?!'’&%0-9🙂-]{0,80}") {
        let length = text.chars().count();
        for language in [Language::English, Language::German] {
            let flags = check(&text, Some(language));
            for pair in flags.windows(2) {
                prop_assert!(pair[0].from <= pair[1].from);
            }
            for flag in flags {
                prop_assert!(flag.from < flag.to && flag.to <= length, "{flag:?}");
            }
        }
    }

    /// An open question stays free whatever it is about.
    #[test]
    fn open_questions_about_anything_are_free(noun in "[a-z]{3,12}") {
        let text = format!("What do you expect of a {noun}?");
        prop_assert!(check(&text, Some(Language::English)).is_empty());
    }
}
