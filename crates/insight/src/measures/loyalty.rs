//! Measures of loyalty: how they are defined, printed into docs/measures.md. Their rules stand in `domain::loyalty`, because
//! they count what clients expect, promises, signals, plus-ones and acts, and no answers of surveys.

mod sums;

use domain::loyalty::ladder::flows::Rate;
use domain::loyalty::plusones::habituation::half_life;

use super::told::{self, About, Example};

const MEASURES: [About; 14] = [
    About {
        name: "known_rate",
        title: "Known rate",
        question: "How much of what clients expect do we know from themselves?",
        formula: "expectations that the client confirmed within their half-life ÷ expectations",
        unit: "percent, 0 to 100",
        n: "Expectations, whatever we know of them.",
        interval: CLUSTERED,
        left_out: "Retired expectations. What is assumed, only stated, or was confirmed too long ago is in n and never counts as \
                   known.",
        source: "Tovey, on expectations; Korn and Graubard 1998; Dean and Pagano 2015.",
        example: Example {
            given: "20 clients: 3 with 8 of 9 known, 2 with 11 of 12, 5 with 1 of 3, 4 with 0 of 6 and 6 with 0 of 5; all of a \
                    client is known or little, so that 120 expectations say no more than 20",
            outcome: || sums::counted(sums::iceberg().known),
            expected: "42.5000 %, 95 % 23.8286 to 63.5883, n 120",
        },
    },
    About {
        name: "below_waterline",
        title: "Below-waterline ratio",
        question: "How much of what we have noted is what clients don't say by themselves?",
        formula: "expectations of depth 2 (probed) and 3 (unspoken) ÷ expectations; beside an iceberg's 8/9 = 88.9 %",
        unit: "percent, 0 to 100",
        n: "Expectations, whatever we know of them.",
        interval: CLUSTERED,
        left_out: "Retired expectations. “Shallow” or “deep” is said only where the whole interval lies under or over 8/9.",
        source: "Tovey for 8/9; Korn and Graubard 1998; Dean and Pagano 2015.",
        example: Example {
            given: "the same 20 clients, with 7 of 9, 10 of 12, 1 of 3, 3 of 6 and 4 of 5 below; they are alike, so that each \
                    expectation counts whole",
            outcome: || sums::counted(sums::iceberg().below),
            expected: "68.3333 %, 95 % 59.5521 to 75.9772, n 120",
        },
    },
    About {
        name: "kept_on_time",
        title: "Promises kept on time",
        question: "How reliably do we do what we said, by when we said it?",
        formula: "median of Beta(1 + f · Σw kept, 1 + f · Σw not), w = ½^(days since its end ÷ 365); f = effective n ÷ Σw is 1 for \
                  one client, and where every promise was made to another client",
        unit: "percent, 0 to 100",
        n: "Promises that were kept, kept late or broken, each counted whole.",
        interval: "The central 95 % of the posterior. Over many clients the effective n is Σw ÷ design effect, the weighted share's \
                   Taylor variance over clients beside that of as many independent promises; never more than Σw, never less than \
                   one promise of mean weight a client.",
        left_out: "Promises still running, also when they are overdue: nobody has said yet how they end.",
        source: "Bayes' rule with a uniform prior and exponential forgetting; Kish 1965 for the design effect. The example's \
                 quantiles are SciPy's.",
        example: Example {
            given: "5 promises to one client that ended today (kept), 10 days ago (broken), 30 (kept), 365 (late) and 730 days ago \
                    (kept); and 4 clients with 3 of 4, 1 of 4, 4 of 4 and 1 of 2 kept today",
            outcome: || format!("{}; {}", sums::promises_of_one(), sums::promises_of_four()),
            expected: "57.0709 %, 95 % 18.4689 to 89.9911, n 5; 61.9865 %, 95 % 29.6119 to 88.0377, n 14, effective n 7.0673",
        },
    },
    About {
        name: "trust_index",
        title: "Trust we have earned",
        question: "How far does our conduct give a client reason to trust us?",
        formula: "each leg (credibility, competence, compatibility): median of Beta(1 + Σw for us, 1 + Σw against us), w = weight · \
                  ½^(age ÷ half-life); the index is their geometric mean, so that no leg is bought off by another; the \
                  arithmetic mean stands beside it",
        unit: "points, 0 to 100",
        n: "Signals that hold. Under five, or with a leg that has none, trust is unknown.",
        interval: "95 % by a Beta with the mean and variance of the geometric mean of three independent Betas, whose moments are \
                   exact.",
        left_out: "Signals that were taken back or corrected. It judges our conduct and never a client. Over all clients: the mean \
                   of the known indices with Student's t.",
        source: "Tovey, on the three legs; Mayer, Davis and Schoorman 1995. The example's quantiles are SciPy's.",
        example: Example {
            given: "13 signals of today: credibility 4 for us and 1 against, competence 5 and 0, compatibility 1 and 2",
            outcome: sums::trust,
            expected: "63.2277 points, 95 % 33.4911 to 83.4982, n 13; legs 73.5550, 89.0899, 38.5728",
        },
    },
    About {
        name: "standing_shares",
        title: "Standing shares, rises and slips",
        question: "Where do our clients stand, and who rises and falls?",
        formula: "clients on a rung ÷ clients; rises: of the satisfied, those who stand as loyal or ambassador at the end of the \
                  stretch; slips: of loyal ones and ambassadors, those who fell back",
        unit: "percent, 0 to 100",
        n: "Clients with anything in the log at that moment; of rises and slips those who were still with us.",
        interval: "95 % Wilson score interval. Each client counts once. The shares of renewals below (the proof of the ladder) take \
                   clients for clusters.",
        left_out: "Clients of whom the log knows nothing, who are told apart. What makes a standing is told in the product for \
                   each client.",
        source: "Tovey, on the ladder; Wilson 1927.",
        example: Example {
            given: "12 of 60 clients are loyal",
            outcome: || {
                let rate = Rate::of(12, 60);
                sums::percent(rate.share, rate.interval, rate.n)
            },
            expected: "20.0000 %, 95 % 11.8285 to 31.7818, n 60",
        },
    },
    About {
        name: "expectation_gap",
        title: "Gap of an item",
        question: "How far do we stay behind what clients expect of one thing?",
        formula: "mean of perceived − expected, by the newest reading of each confirmed expectation; both sides stand beside it",
        unit: "points of the item's own scale",
        n: "Expectations read in the rules' window, and the clients who spoke.",
        interval: "95 % Student's t with clients as clusters: Taylor's variance k ÷ (k − 1) · Σ(s − mean · n)² ÷ (Σn)² over a \
                   client's sum s and number n, k − 1 degrees of freedom. p is Holm-adjusted over the table.",
        left_out: "Readings that were corrected, and older ones of the same expectation. Different scales are never put together. \
                   It describes and does not predict: perceived quality alone explains more.",
        source: "Parasuraman, Zeithaml and Berry 1988; Korn and Graubard 1998.",
        example: Example {
            given: "8 readings of 3 clients: −2, −2.5 and −1.5; 0.5 and 1; −0.5, 0 and −1",
            outcome: sums::gap,
            expected: "−0.7500 points, 95 % −3.9517 to 2.4517, n 8 of 3 clients",
        },
    },
    About {
        name: "shortfall_asymmetry",
        title: "Falling short and going beyond",
        question: "Does falling short cost more than going beyond earns?",
        formula: "an outcome where delivery was short, met and beyond on average in the year before: cost = met − short, gain = \
                  beyond − met. For renewals also per step, by least squares on steps short and steps beyond at once",
        unit: "of the outcome; of renewals shares who stay, 0 to 1",
        n: "Renewals and departures with felt touches before them. Slopes need twenty, and five who left.",
        interval: "95 % Welch of two means; for renewals clients are clusters, of shares (effective n) and of slopes (sandwich \
                   variance). A ratio is told only where both slopes are told from nothing.",
        left_out: "Touches that nobody was asked about. Within a quarter of a step counts as met.",
        source: "Tovey, on shortfall and surplus; White 1980 and Liang and Zeger 1986 for the slopes' errors.",
        example: Example {
            given: "satisfaction 6, 7, 5, 6 where it was short, 8, 8, 9, 7 where it was met, 8, 9, 8, 9 where it went beyond",
            outcome: sums::asymmetry,
            expected: "cost 2.0000, 95 % 0.5873 to 3.4127; gain 0.5000, 95 % −0.7572 to 1.7572; n 4, 4 and 4",
        },
    },
    About {
        name: "habituation",
        title: "Habituation α",
        question: "How fast does a surprise become what is expected?",
        formula: "a client's norm N moves by α · (delivered − N) at each turn; a delivery lifts by what lies above N, leaving it out \
                  costs what lies below. α by least squares within clients, along a grid of α",
        unit: "share of the way, 0 to 1",
        n: "Clients with three or more measured turns, and their turns; under a hundred such clients it is not estimable.",
        interval: "95 % by profile likelihood: all α whose sum of squares is at most that of the best · (1 + 3.841 ÷ df). Where it \
                   reaches 1, or nobody felt any different, α is “not estimable”.",
        left_out: "Deliveries that nobody has heard of yet. Whether there is any habituation is tested against the boundary \
                   (critical value 2.71).",
        source: "Das Gupta, Karmarkar and Roels, on acclimation; Helson, on adaptation levels; Self and Liang 1987 for the boundary.",
        example: Example {
            given: "α 0.35; given four times, left out, given again",
            outcome: sums::worn,
            expected: "lifts 1.0000, 0.6500, 0.4225, 0.2746; left out −0.8215; lifts 0.4660",
        },
    },
    About {
        name: "plus_one_half_life",
        title: "Half-life of a plus-one",
        question: "After how many deliveries has its lift halved?",
        formula: "ln 2 ÷ −ln(1 − α)",
        unit: "deliveries, above 0",
        n: "That of α.",
        interval: "95 %, from the ends of α's interval; open upwards where that reaches nothing: it may never wear out.",
        left_out: "Unknown while α is.",
        source: "Follows from the model above.",
        example: Example {
            given: "α 0.35",
            outcome: || format!("{:.4} deliveries", half_life(0.35)),
            expected: "1.6090 deliveries",
        },
    },
    About {
        name: "wow_rate",
        title: "Wow rate",
        question: "How often does a plus-one delight?",
        formula: "deliveries answered by a wow ÷ deliveries whose reaction is known",
        unit: "percent, 0 to 100",
        n: "Deliveries with a known reaction: wow, noticed, unnoticed or unwanted.",
        interval: "95 % Wilson score interval.",
        left_out: "Held-out turns, deliveries taken back, and those of which nobody has heard yet.",
        source: "Wilson 1927.",
        example: Example {
            given: "9 wows among 30 known reactions",
            outcome: || {
                let rate = sums::thirty().wow_rate();
                sums::percent(rate.value, rate.interval, rate.n.into())
            },
            expected: "30.0000 %, 95 % 16.6647 to 47.8758, n 30",
        },
    },
    About {
        name: "cost_per_wow",
        title: "Cost per wow",
        question: "What does one delighted client cost?",
        formula: "cost of one delivery ÷ wow rate",
        unit: "the card's currency",
        n: "That of the wow rate.",
        interval: "95 %, from the ends of the wow rate's interval; unknown without a wow.",
        left_out: "Minutes, which are told beside it.",
        source: "Wilson 1927.",
        example: Example {
            given: "4.50 a delivery, 9 wows among 30",
            outcome: sums::wow,
            expected: "15.00, 95 % 9.40 to 27.00",
        },
    },
    About {
        name: "norm_debt",
        title: "Norm debt",
        question: "What do the surprises cost in a year that became a matter of course?",
        formula: "over plus-ones that are norms and were not withdrawn: deliveries of the last twelve months (one younger than a \
                  year is stretched to a year, from a month on) · cost of one",
        unit: "the card's currency a year; one sum a currency",
        n: "Deliveries it is reckoned from.",
        interval: "95 %, from Garwood's exact interval of a Poisson count.",
        left_out: "Held-out turns and deliveries taken back; norms gracefully withdrawn.",
        source: "Garwood 1936.",
        example: Example {
            given: "a norm of 4.50 a delivery, given 24 times in the last year",
            outcome: sums::debt,
            expected: "108.00 a year, 95 % 69.20 to 160.70, n 24",
        },
    },
    About {
        name: "earned_growth",
        title: "Earned growth",
        question: "How much of our growth did clients give us, and how much did we buy?",
        formula: "this year's revenue of last year's clients ÷ last year's revenue + this year's revenue of new clients whom others \
                  sent ÷ last year's revenue − 1; beside it the bought share, all growth, and earned ÷ all growth",
        unit: "percent, −100 upwards",
        n: "Clients with revenue in the year before, new ones, and those of them whom others sent.",
        interval: "None: it counts all revenue that is recorded and is no sample.",
        left_out: "Revenue that was taken back. Unknown where the year before has none; currencies are never added up.",
        source: "Reichheld, Darnell and Burns 2021, appendix B.",
        example: Example {
            given: "revenue grows from 100 to 130: last year's clients bring 85, new ones sent by others 25, other new ones 20",
            outcome: sums::growth,
            expected: "earned 10.0000 %, all growth 30.0000 %, earned share of it 33.3333 %, n 3, 3 new, 2 of them sent by others",
        },
    },
    About {
        name: "warning_days",
        title: "Warning days",
        question: "How long before a client left could we have seen it?",
        formula: "days from the earliest sign to the departure; signs: the client had to chase, a silence longer than promised, a \
                  promise late or broken, an error of ours that the client found, an expectation met short",
        unit: "days, 0 to 365",
        n: "Signs seen; one departure.",
        interval: "None: it is a count of days of one departure.",
        left_out: "Signs older than a year, and those before the client last decided to stay. Without a sign it is unknown: nothing \
                   could be seen in what is recorded.",
        source: "Follows from the facts.",
        example: Example {
            given: "a client renews on day 50, has an expectation met short on days 20 and 100, a promise comes late on day 180, and \
                    it leaves on day 300",
            outcome: sums::warning,
            expected: "200 days, 2 signs",
        },
    },
];

const CLUSTERED: &str = "95 % Wilson score interval; over many clients with clients as clusters: n is replaced by the effective n, \
                         n ÷ design effect (Taylor's variance), never more than n and never less than one a client.";

/// The sections of docs/measures.md.
pub(super) fn sections() -> String {
    let mut text = String::from(
        "\n## Measures of loyalty\n\n\
         These count what clients expect, promises, signals of trust, plus-ones, acts and money. Their rules stand in \
         `crates/domain/src/loyalty/`. What is said of one client rests on that client's facts alone; where many clients stand \
         together, clients and not their facts are taken for what is independent.\n",
    );
    text += &told::sections(&MEASURES);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_examples_come_out() {
        told::check(&MEASURES);
    }
}
