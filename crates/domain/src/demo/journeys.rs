//! The journeys that the invented firm has designed. Where its truth lies under a designed feeling, the lived line has
//! to show it: forms and kick-off call of a household, news while a claim runs of a company.

use crate::design::journeys::{JourneyDocument, JourneyStep, VERSION};

/// Stage, touchpoint, label, feeling, moment of truth.
type Frame = (&'static str, Option<&'static str>, &'static str, i8, bool);

/// Expectation, action, plus-ones, backstage, owner.
type Words = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const HOUSEHOLD: &[(Frame, Words)] = &[
    (("discover", Some("evening_talk"), "Comes to an evening talk", 0, false),
     ("One evening, one thing understood, nobody selling.", "Sits down among strangers and listens.",
      &["The slides by post the next morning, with the question they asked answered by hand"],
      "Speaker hears who comes and why; no forms on the table.", "Head of communication")),
    (("discover", None, "Asks a friend about us", 1, false),
     ("Somebody they trust says what it is like.", "Talks it over at home and with a friend who is a client.",
      &[], "", "")),
    (("enquire", Some("first_call"), "Calls for the first time", 0, false),
     ("A person, at once, who does not ask for everything twice.", "Calls in the lunch break.",
      &[], "The note of the call is in the file before the meeting is booked.", "Head of advice")),
    (("enquire", Some("first_meeting"), "First meeting", 1, true),
     ("They want to know us before they talk about money.", "Comes with a folder of papers and a few worries.",
      &["Coffee the way they took it on the phone", "A sketch of their year on one page, to take home"],
      "Two people read the folder the day before. The room is quiet, phones stay outside.", "Head of advice")),
    (("enquire", Some("proposal"), "Reads the proposal", 0, false),
     ("What it costs, in one number, and what we would do first.", "Reads it on Sunday evening, together.",
      &[], "Checked by a colleague who was not in the meeting.", "Head of advice")),
    (("join", Some("opening_forms"), "Fills in the forms", 0, false),
     ("Nothing that we know already.", "Fills in forms at the kitchen table.",
      &["What we know is filled in before they open it"], "Data from the first meeting goes into the forms overnight.",
      "Head of digital")),
    (("join", Some("kickoff_call"), "Kick-off call", 1, true),
     ("“Now it is real: what happens next, and who is with us?”", "Waits for the call at the hour we named.",
      &["The name and the direct line of whoever answers when their adviser is away"],
      "Adviser and assistant prepare ten minutes; the plan for ninety days is ready.", "Head of advice")),
    (("join", Some("welcome_pack"), "The welcome pack arrives", 0, false),
     ("Something to hold, and no advertising.", "Opens it, and puts it where the papers are.",
      &["A card signed by everybody who will answer the phone"], "Goes out the day after the kick-off call.",
      "Head of communication")),
    (("join", Some("thirty_day_call"), "Call after thirty days", 2, true),
     ("That somebody asks before something goes wrong.", "Says what was strange in the first weeks.",
      &[], "Every open point is written down and answered within two days.", "Head of service")),
    (("serve", Some("statement"), "The first quarterly statement", 0, false),
     ("Are we on our way? One page, and no riddles.", "Looks for one figure and one sentence.",
      &[], "", "Head of communication")),
    (("serve", Some("fee_invoice"), "The first invoice", 0, false),
     ("The number that was named, and what it was for.", "Compares it with the proposal.",
      &["The adviser calls a day before it arrives"], "Invoices above the named number are stopped and looked at.",
      "")),
    (("review", Some("annual_review"), "Review meeting", 1, true),
     ("That we remember what mattered to them a year ago.", "Comes with new questions: a child, a house, a parent.",
      &["What came of every wish of last year, on one page"], "Goals of last year, kept and not kept, are on the table first.",
      "Head of advice")),
    (("renew", Some("anniversary_note"), "A note on the anniversary", 1, false),
     ("Nothing at all.", "Finds a letter without a bill in it.",
      &["One sentence about something that only they would know"], "Written by hand, never by the system.",
      "Head of communication")),
];

#[rustfmt::skip]
const COMPANY: &[(Frame, Words)] = &[
    (("claim", Some("claim_report"), "Reports the damage", 1, true),
     ("Somebody takes it off their hands: the shop is open, the cellar is not.", "Calls between two customers.",
      &["We name the next step and its hour before they hang up"], "One person owns the claim from here to the end.",
      "Head of claims")),
    (("claim", Some("claim_news"), "Waits, and hears from us", 1, true),
     ("To know how it stands without having to ask.", "Keeps the business going; looks at the phone.",
      &["A call although there is nothing new"], "Every running claim is looked at on Tuesday and Friday.",
      "Head of claims")),
    (("claim", Some("service_line"), "Calls to ask", 0, false),
     ("That whoever answers knows the file.", "Calls the service line with one question.",
      &[], "The claim's file opens with the caller's number.", "Head of service")),
    (("claim", Some("claim_letter"), "The settlement arrives", 0, false),
     ("The money, and the reason for the number.", "Reads the sum first, then the sentence under it.",
      &[], "No letter without a call that announces it.", "Head of claims")),
    (("claim", Some("fee_invoice"), "The invoice of that quarter", 0, false),
     ("No bill in the week of the damage.", "Opens the post at night.",
      &[], "Invoices rest while a claim runs.", "")),
    (("renew", Some("renewal_letter"), "The renewal letter", 0, false),
     ("What changes because of the claim, in plain words.", "Asks whether it is still worth it.",
      &[], "", "Head of communication")),
    (("renew", Some("renewal_call"), "Renewal call", 1, true),
     ("That we call before they compare.", "Weighs us against an offer from elsewhere.",
      &["What would have happened without the cover, in one figure"], "The claim's story is read before the call.",
      "Head of service")),
];

fn steps(rows: &[(Frame, Words)]) -> Vec<JourneyStep> {
    let steps = rows.iter().enumerate();
    steps
        .map(|(at, (frame, words))| JourneyStep {
            id: format!("s{}", at + 1),
            stage: frame.0.to_owned(),
            touchpoint: frame.1.map(str::to_owned),
            label: frame.2.to_owned(),
            channel: None,
            expectation: words.0.to_owned(),
            action: words.1.to_owned(),
            feeling: Some(frame.3),
            plus_ones: words.2.iter().map(|one| (*one).to_owned()).collect(),
            backstage: words.3.to_owned(),
            owner: words.4.to_owned(),
            moment_of_truth: frame.4,
        })
        .collect()
}

/// Both journeys of the firm.
pub fn journeys() -> Vec<JourneyDocument> {
    let journey = |name: &str, note: &str, kind: &str, rows| JourneyDocument {
        version: VERSION,
        name: name.to_owned(),
        note: note.to_owned(),
        audience: None,
        filters: vec![format!("attr.kind={kind}")],
        steps: steps(rows),
        links: None,
    };
    vec![
        journey(
            "A household’s first year",
            "From an evening talk to the first review. We want to be the people whom they call first.",
            "Household",
            HOUSEHOLD,
        ),
        journey(
            "A small company when something happens",
            "From the damage to the renewal. Whoever is left alone with a claim does not stay.",
            "Company",
            COMPANY,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::firm::{CHANNELS, SPOTS, STAGES};
    use crate::design::journeys::{Known, settle};

    #[test]
    fn the_firms_journeys_name_what_the_firm_has() {
        let known = Known {
            stages: STAGES.iter().map(|it| it.key.to_owned()).collect(),
            channels: CHANNELS.iter().map(|it| it.key.to_owned()).collect(),
            touchpoints: SPOTS.iter().map(|it| it.key.to_owned()).collect(),
            ..Known::default()
        };
        for journey in journeys() {
            assert_eq!(settle(&journey, &known), Ok(journey));
        }
    }
}
