//! What the invented firm promises, what of it expresses the promise, how well, and who stands by it.
//!
//! On purpose one part of the promise is expressed nowhere, two elements express nothing, and one card was rewritten
//! after it had been signed: a newcomer should see what each screen is for.

use crate::design::platform::{BehaviourKind, ElementKind, Part, PlatformDocument, Senses};

/// One version of the platform, and how many days before the end of the story it was published.
#[derive(Debug, Clone, Copy)]
pub struct DemoPlatform {
    pub theme: &'static str,
    /// Key and words.
    pub promise: &'static [(&'static str, &'static str)],
    /// Sight, sound, smell, taste, touch.
    pub senses: [&'static str; 5],
    /// Feel, think, act, relate.
    pub modules: [&'static str; 4],
    pub days_before: i64,
    /// The title of the colleague who published it.
    pub by: &'static str,
}

impl DemoPlatform {
    pub fn document(&self) -> PlatformDocument {
        let [sight, sound, smell, taste, touch] = self.senses.map(str::to_owned);
        let [feel, think, act, relate] = self.modules.map(str::to_owned);
        let part = |(key, words): &(&str, &str)| Part {
            key: (*key).to_owned(),
            words: (*words).to_owned(),
        };
        PlatformDocument {
            theme: self.theme.to_owned(),
            promise: self.promise.iter().map(part).collect(),
            senses: Senses {
                sight,
                sound,
                smell,
                taste,
                touch,
            },
            feel,
            think,
            act,
            relate,
        }
    }
}

/// The versions, oldest first; the last one is in force.
pub const VERSIONS: &[DemoPlatform] = &[
    DemoPlatform {
        theme: "A steady hand",
        promise: &[
            ("call-first", "We call before you have to"),
            ("plain-words", "Every figure in plain words"),
            ("one-person", "One person who knows your story"),
            ("always-open", "There at any hour"),
        ],
        senses: [
            "Paper white, deep green, one warm light",
            "A voice that has time",
            "",
            "",
            "Heavy paper, a chair one stays in",
        ],
        modules: [
            "unhurried",
            "clear about what matters",
            "decide in time instead of at the last moment",
            "to households that plan ahead",
        ],
        days_before: 410,
        by: "Head of communication",
    },
    DemoPlatform {
        theme: "A steady hand, a day ahead",
        promise: &[
            ("call-first", "We call before you have to"),
            ("plain-words", "Every figure in words you would use"),
            ("one-person", "One person who knows your whole story"),
            ("own-errors", "We name our mistakes before you find them"),
            (
                "same-day",
                "When something happens, we are there the same day",
            ),
        ],
        senses: [
            "Paper white, deep green, one warm light; no stock photographs of happy couples",
            "A voice that has time. No music while you wait: we call back",
            "Fresh paper and coffee, nothing sprayed",
            "Coffee the way you took it last time",
            "Heavy paper, a chair one stays in",
        ],
        modules: [
            "unhurried, and a little looked after",
            "clear about the one thing that matters this year",
            "decide in time instead of at the last moment",
            "to households that plan ahead, and speak about it",
        ],
        days_before: 96,
        by: "Head of communication",
    },
];

/// What a picture of an element shows; the server draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    Mark,
    Front,
    WaitingArea,
    Letterhead,
    WelcomePack,
    Website,
    App,
    Statement,
    FeesPage,
    HoldMusic,
    Pens,
}

/// An element of the firm's brand.
#[derive(Debug, Clone, Copy)]
pub struct DemoElement {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: ElementKind,
    pub note: &'static str,
    pub expresses: &'static [&'static str],
    pub touchpoints: &'static [&'static str],
    pub scene: Scene,
}

const fn element(
    key: &'static str,
    label: &'static str,
    kind: ElementKind,
    scene: Scene,
    expresses: &'static [&'static str],
    touchpoints: &'static [&'static str],
    note: &'static str,
) -> DemoElement {
    DemoElement {
        key,
        label,
        kind,
        note,
        expresses,
        touchpoints,
        scene,
    }
}

#[rustfmt::skip]
pub const ELEMENTS: &[DemoElement] = &[
    element("mark", "Name and mark", ElementKind::Identity, Scene::Mark, &["one-person"],
        &["website", "branch_front", "welcome_pack"], "Two lines that meet: somebody walks a step ahead."),
    element("front", "Branch front", ElementKind::Space, Scene::Front, &["same-day"],
        &["branch_front"], "The door is lit as long as somebody is in."),
    element("waiting", "Waiting area", ElementKind::Space, Scene::WaitingArea, &["one-person"],
        &["waiting_area", "branch_visit"], "Two chairs, no counter; your adviser comes and gets you."),
    element("letterhead", "Letterhead", ElementKind::Print, Scene::Letterhead, &["plain-words"],
        &["client_letter", "renewal_letter", "claim_letter"], "The one thing to know stands on top, in a sentence."),
    element("welcome", "Welcome pack", ElementKind::Print, Scene::WelcomePack, &["one-person", "call-first"],
        &["welcome_pack"], "A card with a handwritten number and the day of the next call."),
    element("website", "Website", ElementKind::Digital, Scene::Website, &["plain-words"],
        &["website"], "Questions as clients ask them, answers in two sentences."),
    element("app", "App", ElementKind::Digital, Scene::App, &["plain-words"],
        &["app", "app_setup"], "Opens on what has changed since last time."),
    element("statement", "Quarterly statement", ElementKind::Product, Scene::Statement, &["plain-words"],
        &["statement"], "Figures first for us, words first for clients; at present it is the other way round."),
    element("fees", "Fees explained", ElementKind::Digital, Scene::FeesPage, &["plain-words"],
        &["fees_page"], "What it costs in euro a year, for three households."),
    element("music", "Waiting on the phone", ElementKind::Identity, Scene::HoldMusic, &["always-open"],
        &["hold_music"], "Music and “your call is important to us”."),
    element("pens", "Pens and calendars", ElementKind::Product, Scene::Pens, &[],
        &["evening_talk"], "Given away since 2009. Nobody knows why."),
];

/// How the firm's people behave.
#[derive(Debug, Clone, Copy)]
pub struct DemoStandard {
    pub key: &'static str,
    pub kind: BehaviourKind,
    pub words: &'static str,
    pub expresses: &'static [&'static str],
    pub example: &'static str,
    pub counter_example: &'static str,
}

#[rustfmt::skip]
pub const STANDARDS: &[DemoStandard] = &[
    DemoStandard { key: "price", kind: BehaviourKind::Voice, words: "We say what it costs before anybody asks",
        expresses: &["plain-words"], example: "“That is 240 euro a year, and I would not do it.”",
        counter_example: "“Fees are listed in the annex.”" },
    DemoStandard { key: "no-jargon", kind: BehaviourKind::Voice, words: "We use the client’s own words for their plans",
        expresses: &["plain-words", "one-person"], example: "“The house for Mina, then.”",
        counter_example: "“Your real-estate allocation.”" },
    DemoStandard { key: "knows-more", kind: BehaviourKind::Attitude, words: "The client knows more about their life than we do",
        expresses: &["one-person"], example: "We ask what has changed before we open a file.",
        counter_example: "We explain the plan before we have asked." },
    DemoStandard { key: "our-fault", kind: BehaviourKind::Attitude, words: "If something went wrong, we look on our side first",
        expresses: &["own-errors"], example: "“We sent it a day late. That was us.”",
        counter_example: "“The system must have …”" },
    DemoStandard { key: "last-minutes", kind: BehaviourKind::Style, words: "The last ten minutes belong to the client",
        expresses: &["one-person", "call-first"], example: "At a quarter to we put the pen down.",
        counter_example: "We look at the clock at five to." },
    DemoStandard { key: "next-call", kind: BehaviourKind::Style, words: "No conversation ends without the day of the next one",
        expresses: &["call-first"], example: "“I will call you on Thursday, also if there is no news.”",
        counter_example: "" },
];

/// One look: what, its score, how many days before the end of the story, who looked, and what was seen.
#[derive(Debug, Clone, Copy)]
pub struct DemoExam {
    /// The key of an element or a standard.
    pub of: &'static str,
    pub score: i32,
    pub days_before: i64,
    pub by: &'static str,
    pub evidence: &'static str,
}

const fn exam(
    of: &'static str,
    score: i32,
    days_before: i64,
    by: &'static str,
    evidence: &'static str,
) -> DemoExam {
    DemoExam {
        of,
        score,
        days_before,
        by,
        evidence,
    }
}

#[rustfmt::skip]
pub const EXAMS: &[DemoExam] = &[
    exam("mark", 3, 395, "Head of communication", "Right everywhere but on the old car park sign."),
    exam("website", 2, 340, "Head of digital", "Three of ten answers begin with “Generally”."),
    exam("statement", 1, 320, "Head of service", "Read aloud to two clients: neither found what had changed."),
    exam("waiting", 3, 300, "Branch lead South", "Quiet and warm; the counter is still there."),
    exam("price", 2, 280, "Head of service", "Eight calls listened to: the price came unasked in four."),
    exam("app", 3, 250, "Head of digital", "Opens on the changes; the words are ours, not theirs."),
    exam("letterhead", 2, 230, "Head of communication", "The sentence on top was there in three of nine letters."),
    exam("fees", 1, 210, "Head of digital", "Percentages only, no amount in euro."),
    exam("no-jargon", 3, 190, "Head of advice", "Two meetings sat in on; one “asset class” in ninety minutes."),
    exam("website", 3, 150, "Head of digital", "Rewritten; nine of ten answers stand in two sentences."),
    exam("front", 3, 130, "Branch lead North", "The light goes off at five, though people are in until six."),
    exam("welcome", 4, 110, "Head of communication", "Twelve of twelve packs had the number and the day by hand."),
    exam("letterhead", 3, 80, "Head of communication", "The sentence on top is there in eleven of twelve letters."),
    exam("fees", 3, 62, "Head of digital", "Amounts in euro for three households; the fourth is missing: companies."),
    exam("waiting", 4, 48, "Branch lead South", "The counter is gone. Both clients were fetched within two minutes."),
    exam("music", 0, 40, "Head of service", "Nine minutes of pan pipes. We promise to call back, and don’t."),
    exam("price", 3, 33, "Head of service", "Ten calls: the price came unasked in eight."),
    exam("knows-more", 3, 21, "Head of advice", "Asked first in four of five meetings."),
    exam("next-call", 2, 12, "Head of service", "A day was named in five of twelve calls."),
];

/// What the platform means in one job.
#[derive(Debug, Clone, Copy)]
pub struct DemoCard {
    pub job: &'static str,
    pub department: &'static str,
    pub means: &'static [&'static str],
    /// Keys of colleagues; `None` stands for who looks at the demo.
    pub holders: &'static [Option<&'static str>],
    /// Keys of colleagues who have signed, and how many days before the end of the story.
    pub signed: &'static [(&'static str, i64)],
    /// What the card said until a month ago, if it said something else: who had signed is asked again.
    pub before: Option<&'static [&'static str]>,
}

#[rustfmt::skip]
pub const CARDS: &[DemoCard] = &[
    DemoCard { job: "Adviser", department: "Advice", before: None,
        means: &["I call the day before a figure changes, not the day after.",
            "I put the pen down ten minutes before the end and ask what I got wrong.",
            "I write the minutes in the client’s words and send them within two days."],
        holders: &[Some("head-of-advice"), Some("branch-lead-north"), Some("branch-lead-south")],
        signed: &[("head-of-advice", 88), ("branch-lead-south", 74)] },
    DemoCard { job: "Service line", department: "Service", before: Some(&["I answer within three rings."]),
        means: &["I answer with my name and stay with the question until it is settled.",
            "If I can’t settle it, I say who calls back and when, and look whether they did."],
        holders: &[Some("head-of-service")], signed: &[("head-of-service", 120)] },
    DemoCard { job: "Claims", department: "Service", before: None,
        means: &["I call on the day a claim comes in, also when I know nothing yet.",
            "I say what we got wrong before the client finds it."],
        holders: &[Some("head-of-claims")], signed: &[] },
    DemoCard { job: "Design of app and website", department: "Digital", before: None,
        means: &["Every screen opens with the one sentence that matters.",
            "I try each word on somebody who is not one of us."],
        holders: &[Some("head-of-digital")], signed: &[("head-of-digital", 61)] },
    DemoCard { job: "Letters and print", department: "Communication", before: None,
        means: &["The sentence on top says what has changed; the rest may be skipped.",
            "Nothing leaves the house that I would have to explain."],
        holders: &[Some("head-of-communication")], signed: &[("head-of-communication", 90)] },
    DemoCard { job: "Managing partner", department: "Management", before: None,
        means: &["I read ten letters of clients a week and answer two myself.",
            "When we have failed somebody, I sign the letter."],
        holders: &[None], signed: &[] },
];

/// Touchpoints of which somebody has said what they express, beside their elements.
pub const SAID: &[(&str, &[&str])] = &[
    ("kickoff_call", &["one-person"]),
    ("thirty_day_call", &["call-first"]),
    ("renewal_call", &["call-first"]),
    ("annual_review", &["one-person", "plain-words"]),
    ("review_summary", &["plain-words"]),
    ("claim_report", &["same-day"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::colleagues::COLLEAGUES;
    use crate::demo::firm::spot_index;

    #[test]
    fn each_version_could_be_published() {
        for version in VERSIONS {
            let document = version.document();
            assert_eq!(document.clone().tidied(&[]).unwrap(), document);
            assert!(document.lacks().is_empty(), "{}", version.theme);
        }
        let days: Vec<i64> = VERSIONS.iter().map(|it| it.days_before).collect();
        assert!(days.windows(2).all(|two| two[0] > two[1]));
    }

    #[test]
    fn what_is_named_is_there() {
        let parts: BTreeSet<&str> = VERSIONS
            .iter()
            .flat_map(|it| it.promise)
            .map(|it| it.0)
            .collect();
        let expressed = ELEMENTS.iter().map(|it| it.expresses);
        let expressed = expressed.chain(STANDARDS.iter().map(|it| it.expresses));
        let expressed = expressed.chain(SAID.iter().map(|it| it.1));
        for key in expressed.flatten() {
            assert!(parts.contains(key), "{key}");
        }
        let met = ELEMENTS.iter().flat_map(|it| it.touchpoints);
        for key in met.chain(SAID.iter().map(|it| &it.0)) {
            assert!(spot_index(key).is_some(), "{key}");
        }
        let examined: BTreeSet<&str> = ELEMENTS
            .iter()
            .map(|it| it.key)
            .chain(STANDARDS.iter().map(|it| it.key))
            .collect();
        for exam in EXAMS {
            assert!(examined.contains(exam.of), "{}", exam.of);
            assert!((0..=4).contains(&exam.score));
        }
        let known: BTreeSet<&str> = COLLEAGUES.iter().map(|it| it.key).collect();
        for card in CARDS {
            let holders: Vec<&str> = card.holders.iter().flatten().copied().collect();
            assert!(holders.iter().all(|key| known.contains(key)));
            assert!(card.signed.iter().all(|(key, _)| holders.contains(key)));
        }
    }

    #[test]
    fn one_part_is_expressed_nowhere_and_two_elements_express_nothing() {
        let in_force = VERSIONS.last().unwrap();
        let parts: Vec<&str> = in_force.promise.iter().map(|it| it.0).collect();
        let mut said: BTreeSet<&str> = ELEMENTS
            .iter()
            .flat_map(|it| it.expresses)
            .copied()
            .collect();
        said.extend(SAID.iter().flat_map(|it| it.1));
        let nowhere: Vec<&&str> = parts.iter().filter(|part| !said.contains(**part)).collect();
        assert_eq!(nowhere, [&"own-errors"]);
        let orphans = ELEMENTS
            .iter()
            .filter(|it| !it.expresses.iter().any(|key| parts.contains(key)));
        assert_eq!(orphans.count(), 2);
    }
}
