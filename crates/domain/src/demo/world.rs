//! What the invented firm knows of its clients' world.
//!
//! On purpose one side of one audience is blank, and some of it was seen so long ago that it is due for another look.

use crate::design::plans::ServedLevel;
use crate::design::world::{Evidence, Facet};

/// One statement about an audience.
#[derive(Debug, Clone, Copy)]
pub struct DemoInsight {
    /// Key of the audience; `None`: all clients.
    pub audience: Option<&'static str>,
    pub facet: Facet,
    pub words: &'static str,
    /// What was said, word for word.
    pub quote: Option<&'static str>,
    pub evidence: Evidence,
    pub source: &'static str,
    /// Days before the end of the story.
    pub days_before: i64,
    /// Theme and level of what may be assumed.
    pub assumes: Option<(&'static str, ServedLevel)>,
}

const fn seen(
    audience: &'static str,
    facet: Facet,
    (evidence, source, days_before): (Evidence, &'static str, i64),
    words: &'static str,
) -> DemoInsight {
    DemoInsight {
        audience: Some(audience),
        facet,
        words,
        quote: None,
        evidence,
        source,
        days_before,
        assumes: None,
    }
}

impl DemoInsight {
    const fn said(self, quote: &'static str) -> DemoInsight {
        DemoInsight {
            quote: Some(quote),
            ..self
        }
    }

    const fn assuming(self, theme: &'static str, level: ServedLevel) -> DemoInsight {
        DemoInsight {
            assumes: Some((theme, level)),
            ..self
        }
    }
}

use Evidence::{Comment, Interview, Observation, Review};
use Facet::{Day, Fit, Goal, Pressure, Tools, Words};

/// The statements, as somebody would have written them down.
#[rustfmt::skip]
pub const INSIGHTS: &[DemoInsight] = &[
    seen("essential", Day, (Interview, "Six talks at the kitchen table", 62),
        "Letters are opened on Sunday evening, between supper and the dishes; whatever needs a second reading is put aside.")
        .said("If I have to read it twice, it goes on the pile."),
    seen("essential", Goal, (Interview, "Six talks at the kitchen table", 62),
        "They want the one sentence that says whether anything has to be done, and by when."),
    seen("essential", Pressure, (Comment, "Answers to the yearly survey", 118),
        "A raised premium that nobody explained is felt as a broken promise.")
        .said("Eleven euros more, and not a word why.")
        .assuming("no-surprises-on-fees", ServedLevel::Must),
    seen("essential", Words, (Observation, "A week at the front desk", 40),
        "They say “the paper”, never “the policy”, and “the lady on the phone”, never “the service centre”."),
    seen("essential", Fit, (Review, "Two public reviews", 410),
        "We are the ones who are rung when the comparison site has left them with three open questions."),

    seen("plus", Day, (Interview, "Four households with small children", 95),
        "Calls between eight and ten in the morning never reach them; a message at noon is answered within the hour."),
    seen("plus", Goal, (Interview, "Four households with small children", 95),
        "They want to settle retirement once and then not think of it until something in the family changes.")
        .said("Tell me when it is time. I will not think of it myself.")
        .assuming("tell-me-in-time", ServedLevel::Should),
    seen("plus", Pressure, (Interview, "Four households with small children", 95),
        "Two incomes, two diaries: a meeting that is moved costs them a babysitter."),
    seen("plus", Words, (Comment, "Comments of the last twelve months", 30),
        "“Sorted” is the word for a good day with us.")
        .said("It was sorted before I had found the form."),
    seen("plus", Tools, (Observation, "Shared screens in eleven video calls", 150),
        "A spreadsheet of their own lies beside ours, and theirs is the one that they believe."),
    seen("plus", Fit, (Interview, "Four households with small children", 95),
        "We are the second opinion on whatever the bank has offered."),

    seen("premier", Day, (Observation, "Three days beside the assistants of three clients", 210),
        "An assistant reads first. What is not clear to the assistant does not reach the client."),
    seen("premier", Goal, (Interview, "Eight talks on their premises", 20),
        "They want to hand the firm over without the family falling out over it.")
        .said("The money is the easy part. Tell me who will still come for Christmas."),
    seen("premier", Pressure, (Interview, "Eight talks on their premises", 20),
        "Bad news that comes by the paper before it comes from us costs more trust than the loss itself.")
        .said("Ring me before I read it.")
        .assuming("bad-news-first", ServedLevel::Must),
    seen("premier", Words, (Interview, "Eight talks on their premises", 20),
        "They speak of “the children” and mean heirs of fifty."),
    seen("premier", Tools, (Interview, "Eight talks on their premises", 430),
        "A lawyer, a tax adviser and a bank sit at the same table; nobody leads the round."),
    seen("premier", Fit, (Interview, "Eight talks on their premises", 20),
        "We are asked because we have no product of our own to sell."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::inventory::audiences;
    use crate::design::world::HALF_LIFE_DAYS;

    #[test]
    fn the_statements_are_about_audiences_of_the_firm() {
        let known: Vec<&str> = audiences().map(|it| it.0).collect();
        for it in INSIGHTS {
            assert!(it.audience.is_none_or(|key| known.contains(&key)), "{it:?}");
            assert!(it.days_before > 0 && !it.words.is_empty(), "{it:?}");
        }
    }

    #[test]
    fn one_side_is_blank_and_some_is_due_for_another_look() {
        let sides = |audience: &str| {
            let of = INSIGHTS.iter().filter(|it| it.audience == Some(audience));
            of.map(|it| it.facet)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        };
        assert_eq!(
            (sides("essential"), sides("plus"), sides("premier")),
            (5, 6, 6)
        );
        let aged = INSIGHTS
            .iter()
            .filter(|it| it.days_before > i64::from(HALF_LIFE_DAYS));
        assert_eq!(aged.count(), 2);
    }
}
