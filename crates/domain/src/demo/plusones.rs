//! The firm's plus-ones: what it gives, to whom, how they took it; and one of them whose true habituation is known.

use super::chance::Chance;
use crate::loyalty::plusones::habituation::sequence;
use crate::loyalty::plusones::{CostClass, Reaction};
use crate::time::Timestamp;

const DAY: i64 = 86_400;

/// What is true of [`KNOWN`], for whoever wants to compare it with what is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrueHabituation {
    /// How far one delivery moves what the client expects.
    pub alpha: f64,
    /// What a delivery lifts that nobody expected, in steps.
    pub above: f64,
    /// What leaving it out costs somebody who is sure of it.
    pub below: f64,
    /// Standard deviation of how one touch is felt.
    pub noise: f64,
}

pub const TRUTH: TrueHabituation = TrueHabituation {
    alpha: 0.35,
    above: 1.4,
    below: 1.6,
    noise: 0.6,
};

/// The plus-one whose truth is [`TRUTH`].
pub const KNOWN: &str = "A call before the rate changes";

/// What becomes of it in the firm's story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// Nobody has tried it.
    Idea { votes: i64 },
    /// Given so many times, so many wows in five.
    Given { times: usize, wows: usize },
    /// Given and given; one colleague decided to keep it.
    Kept,
    /// Delighted at first, then no more.
    WornOut { times: usize },
    /// Withdrawn, and clients were told.
    Retired {
        times: usize,
        unwanted: bool,
        farewell: &'static str,
    },
}

/// One of the firm's plus-ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DemoPlusOne {
    pub words: &'static str,
    /// Key of the touchpoint.
    pub spot: &'static str,
    pub cost: CostClass,
    pub cents: i64,
    pub minutes: i64,
    pub ask_first: bool,
    /// Percent left out by lot.
    pub held_out: i64,
    pub fate: Fate,
}

const fn plus_one(
    words: &'static str,
    spot: &'static str,
    (cost, cents, minutes): (CostClass, i64, i64),
    fate: Fate,
) -> DemoPlusOne {
    DemoPlusOne {
        words,
        spot,
        cost,
        cents,
        minutes,
        ask_first: false,
        held_out: 0,
        fate,
    }
}

use CostClass::{Free, Small, Tiny};
use Fate::{Given, Idea, Kept, Retired, WornOut};

/// All of them.
pub const PLUS_ONES: &[DemoPlusOne] = &[
    DemoPlusOne {
        held_out: 20,
        ..plus_one(KNOWN, "renewal_call", (Free, 0, 6), Kept)
    },
    plus_one(
        "Tax date sheet, filled in",
        "client_letter",
        (Tiny, 140, 4),
        Given { times: 74, wows: 3 },
    ),
    plus_one(
        "Parking code beforehand",
        "review_invitation",
        (Free, 40, 1),
        Given { times: 66, wows: 3 },
    ),
    plus_one(
        "The claim's next step, drawn on one page",
        "claim_news",
        (Tiny, 60, 9),
        Given { times: 31, wows: 4 },
    ),
    DemoPlusOne {
        held_out: 20,
        ..plus_one(
            "Pension map on one page",
            "annual_review",
            (Small, 880, 20),
            Given { times: 9, wows: 4 },
        )
    },
    plus_one(
        "Name on the parking bay",
        "waiting_area",
        (Tiny, 200, 3),
        Given { times: 8, wows: 3 },
    ),
    plus_one(
        "Grant map for a new site",
        "annual_review",
        (Small, 1_230, 25),
        Given { times: 6, wows: 3 },
    ),
    plus_one(
        "Same-day welcome note",
        "welcome_pack",
        (Small, 1_270, 8),
        WornOut { times: 62 },
    ),
    plus_one(
        "Minutes the same day",
        "review_summary",
        (Small, 2_500, 35),
        WornOut { times: 51 },
    ),
    plus_one(
        "Birthday card",
        "anniversary_note",
        (Tiny, 310, 5),
        Retired {
            times: 58,
            unwanted: false,
            farewell: "From this year on we ring instead of writing; the card ends.",
        },
    ),
    DemoPlusOne {
        ask_first: true,
        ..plus_one(
            "Wine at renewal",
            "renewal_letter",
            (Small, 1_900, 10),
            Retired {
                times: 31,
                unwanted: true,
                farewell: "Some of you don't drink, and told us. We stopped.",
            },
        )
    },
    plus_one(
        "A child's chair in the meeting room",
        "waiting_area",
        (Small, 900, 0),
        Idea { votes: 14 },
    ),
];

/// Who can get something: present from one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guest {
    /// Number of the client.
    pub client: i64,
    pub from: Timestamp,
    pub until: Timestamp,
}

/// One delivery, or its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoGift {
    pub client: i64,
    pub at: Timestamp,
    pub held_out: bool,
    pub reaction: Option<Reaction>,
    pub felt: Option<i8>,
    pub words: Option<&'static str>,
}

/// Most clients that get [`KNOWN`]: enough to tell its α, and no more work for a large demo.
const MOST_KNOWN: usize = 260;
/// Turns of one client with it, and days between two of them.
const TURNS: usize = 8;
const BETWEEN: i64 = 42;

/// The deliveries of one plus-one, the same for the same seed and guests.
pub fn gifts(it: &DemoPlusOne, guests: &[Guest], end: Timestamp, seed: u64) -> Vec<DemoGift> {
    let place = PLUS_ONES.iter().position(|one| one.words == it.words);
    let mut chance = Chance::new(seed, 7_000_000 + place.unwrap_or_default() as u64);
    match it.fate {
        Idea { .. } => Vec::new(),
        Kept => known(guests, end, &mut chance),
        Given { times, wows } => once_each(guests, end, times, &mut chance, |at, _| at % 5 < wows),
        WornOut { times } => once_each(guests, end, times, &mut chance, |at, of| {
            // Three in five at first, one in six towards the end.
            if at * 3 < of { at % 5 < 3 } else { at % 6 == 0 }
        }),
        Retired {
            times, unwanted, ..
        } => {
            let mut all = once_each(guests, end, times, &mut chance, |at, _| {
                if unwanted { at % 5 < 3 } else { at % 8 == 0 }
            });
            if unwanted {
                for gift in all.iter_mut().skip(5).step_by(6) {
                    gift.reaction = Some(Reaction::Unwanted);
                    gift.felt = Some(-2);
                    gift.words = Some("We don't drink, as you might know by now.");
                }
            }
            all
        }
    }
}

/// What a client says when it delights.
const DELIGHTED: &[&str] = &[
    "I didn't expect that. Thank you.",
    "That saved us a whole evening.",
    "How did you know?",
    "I showed it to my sister.",
];

/// Each to another client, evenly over the last year; `wow` says which of them delighted.
fn once_each(
    guests: &[Guest],
    end: Timestamp,
    times: usize,
    chance: &mut Chance,
    wow: impl Fn(usize, usize) -> bool,
) -> Vec<DemoGift> {
    let year = 350 * DAY;
    let mut all = Vec::new();
    let mut at = 0;
    for place in 0..times {
        let moment = end.plus_seconds(-year + year * place as i64 / times.max(1) as i64);
        // The next client who is there on that day; a small firm gives less.
        let here = guests.iter().enumerate().skip(at);
        let mut here = here.filter(|(_, guest)| guest.from <= moment && moment <= guest.until);
        let Some((found, guest)) = here.next() else {
            continue;
        };
        at = found + 1;
        let delighted = wow(place, times);
        let reaction = match (delighted, chance.unit()) {
            (true, _) => Reaction::Wow,
            (false, dice) if dice < 0.7 => Reaction::Noticed,
            (false, _) => Reaction::Unnoticed,
        };
        all.push(DemoGift {
            client: guest.client,
            at: moment,
            held_out: false,
            reaction: Some(reaction),
            felt: Some(if delighted { 2 } else { 0 }),
            words: (delighted && chance.happens(0.2)).then(|| *chance.pick(DELIGHTED)),
        });
    }
    all
}

/// The one whose truth is known: turn after turn for each client, every fifth left out by lot.
fn known(guests: &[Guest], end: Timestamp, chance: &mut Chance) -> Vec<DemoGift> {
    let first = end.plus_seconds(-(TURNS as i64) * BETWEEN * DAY);
    let there = guests
        .iter()
        .filter(|guest| guest.from <= first && guest.until >= end);
    let mut all = Vec::new();
    for guest in there.take(MOST_KNOWN) {
        let level = 0.4 * chance.normal();
        let run: Vec<(bool, f64)> = (0..TURNS)
            .map(|_| (!chance.happens(0.2), BETWEEN as f64))
            .collect();
        let felt = sequence(TRUTH.alpha, 0.0, run.iter().copied());
        for (turn, ((given, _), felt)) in run.iter().zip(felt).enumerate() {
            let days = turn as i64 * BETWEEN * DAY + (chance.unit() * 5.0 * DAY as f64) as i64;
            let steps = level + TRUTH.above * felt.above - TRUTH.below * felt.below
                + TRUTH.noise * chance.normal();
            let steps = steps.round().clamp(-3.0, 3.0) as i8;
            let reaction = match steps {
                2.. => Reaction::Wow,
                1 => Reaction::Noticed,
                0 if chance.happens(0.5) => Reaction::Noticed,
                _ => Reaction::Unnoticed,
            };
            all.push(DemoGift {
                client: guest.client,
                at: first.plus_seconds(days),
                held_out: !given,
                reaction: given.then_some(reaction),
                felt: Some(steps),
                words: None,
            });
        }
    }
    all
}

/// Who was in the firm's sprint.
pub const SPRINTERS: [&str; 6] = ["Ana", "Ben", "Cleo", "Dev", "Ines", "Tom"];
pub const SPRINT: &str = "After the review";

/// What they thought up in half an hour, in the order of writing.
pub const IDEAS: &[&str] = &[
    "Ring the day after the review, for no reason",
    "Photo of the signed file the same evening",
    "Two-line recap in the client's language",
    "Voice memo after every review",
    "Meet them at the gate, not at the desk",
    "Remember the dog's name",
    "Umbrella to borrow when it rains",
    "The form filled in as far as we know it",
    "A postcard from the branch with the view",
    "Tell them what other clients asked this year",
    "Reserve the table by the window",
    "A calendar entry for the next tax date",
    "Ask how the move went",
    "Bring the old file from the archive",
    "A glossary of the words we use",
    "Seat for the grandmother near the door",
    "One number to call, with a face to it",
    "Translate the letter for the parents",
    "Send the parking code with the agenda",
    "Say which paper can be thrown away",
    "A thank-you after ten years",
    "Charger for any phone in the waiting area",
    "Read the small print aloud, marked",
    "Show the fee before they ask",
    "Draw the family tree of the accounts",
    "Remind them of the promise they made themselves",
    "Introduce them to the person behind the e-mails",
    "An evening slot in the week of the deadline",
    "Congratulate on the exam of the daughter",
    "A map of who does what at our office",
    "Bookmark the three pages that matter",
    "Call when nothing happened, to say so",
    "Offer the tea they had last time",
    "A checklist for the next life event",
    "Pick up the papers on the way home",
    "Send the minutes with the decisions on top",
    "Explain the statement in a short film",
    "Warn before the invoice comes",
    "A quiet room for a difficult talk",
    "Leave a note under the file: well done",
    "Return the pen that they forgot",
    "Say no early when it is a no",
];

/// Which of them were voted for, by whom of [`SPRINTERS`], and cost how much.
pub fn votes(idea: usize) -> impl Iterator<Item = usize> {
    let mut chance = Chance::new(42, 7_100_000 + idea as u64);
    let liking = chance.unit().powi(2);
    (0..SPRINTERS.len()).filter(move |_| chance.happens(liking))
}

/// What one of them costs, roughly.
pub fn idea_cost(idea: usize) -> CostClass {
    [Free, Tiny, Free, Small][idea % 4]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loyalty::plusones::habituation::fading::{self, Model};
    use crate::loyalty::plusones::habituation::{Outcome, deliveries_alone, full, turns};
    use crate::loyalty::plusones::ratchet::life;
    use crate::loyalty::plusones::{Gift, State};

    fn end() -> Timestamp {
        Timestamp::EPOCH.plus_seconds(20_000 * DAY)
    }

    fn story(it: &DemoPlusOne, seed: u64) -> Vec<Gift> {
        let guest = |client| Guest {
            client,
            from: Timestamp::EPOCH,
            until: end(),
        };
        let guests: Vec<Guest> = (1..=300).map(guest).collect();
        let all = gifts(it, &guests, end(), seed);
        assert!(all.iter().all(|gift| gift.at <= end()));
        let gift = |(no, it): (usize, &DemoGift)| Gift {
            no: no as u64,
            at: it.at,
            client: it.client,
            held_out: it.held_out,
            reaction: it.reaction,
            felt: it.felt,
        };
        all.iter().enumerate().map(gift).collect()
    }

    #[test]
    fn each_ends_where_its_fate_says_whatever_the_seed() {
        for seed in 0..20 {
            for it in PLUS_ONES {
                let wanted = match it.fate {
                    Idea { .. } => State::Idea,
                    Given { times, .. } if times < 10 => State::Trial,
                    Given { .. } => State::Active,
                    Kept | WornOut { .. } => State::Norm,
                    // Somebody retires it afterwards, by hand.
                    Retired { .. } => continue,
                };
                assert_eq!(life(&[], &story(it, seed)).state, wanted, "{}", it.words);
            }
        }
    }

    /// So many of `n` intervals hold the truth if each does with probability .95: all but one in a thousand on either side.
    fn bounds(n: u32) -> std::ops::RangeInclusive<u32> {
        let mut shares = vec![1.0_f64];
        for _ in 0..n {
            let mut next = vec![0.0; shares.len() + 1];
            for (hits, share) in shares.iter().enumerate() {
                next[hits] += 0.05 * share;
                next[hits + 1] += 0.95 * share;
            }
            shares = next;
        }
        let mut below = 0.0;
        let low = shares.iter().position(|share| {
            below += share;
            below > 0.001
        });
        let mut above = 0.0;
        let high = shares.iter().rposition(|share| {
            above += share;
            above > 0.001
        });
        low.unwrap_or_default() as u32..=high.unwrap_or_default() as u32
    }

    #[test]
    fn intervals_hold_the_known_truth_nineteen_times_in_twenty() {
        // Counted apart from this: the tails beyond hold less than one in a thousand each.
        assert_eq!(bounds(120), 106..=120);
        let it = &PLUS_ONES[0];
        assert_eq!(it.words, KNOWN);
        const DEMOS: u32 = 120;
        let (mut hits, mut sum) = ([0, 0, 0], 0.0);
        for seed in 0..u64::from(DEMOS) {
            let turns = turns(&story(it, seed), Outcome::Felt);
            let found = fading::estimate(&deliveries_alone(&turns), Model::Norm).unwrap();
            hits[0] += u32::from(found.interval.contains(TRUTH.alpha));
            sum += found.alpha;
            let whole = full::estimate(&turns).unwrap();
            hits[1] += u32::from(whole.alpha_interval.contains(TRUTH.alpha));
            hits[2] += u32::from(whole.below_interval.contains(TRUTH.below));
        }
        let mean = sum / f64::from(DEMOS);
        assert!((mean - TRUTH.alpha).abs() < 0.015, "{mean}");
        for hits in hits {
            assert!(bounds(DEMOS).contains(&hits), "{hits:?} of {DEMOS}");
        }
    }
}
