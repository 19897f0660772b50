//! English.

use super::double::Joins;
use super::{Book, Rule, Why};

/// Small words by which the language is known.
pub(super) const SMALL: &[&str] = &[
    "the", "you", "your", "our", "we", "us", "is", "are", "do", "did", "does", "how", "what", "of",
    "with", "and", "to", "that", "would", "have", "has", "when", "which", "why", "it", "isn",
    "don", "can", "will", "from", "for", "at", "on", "my", "i", "this", "were",
];

const OPEN: &str = "How do you find …?";

pub(super) const BOOK: Book = Book {
    rules: RULES,
    open: &[
        "what", "what's", "which", "who", "whom", "whose", "where", "when", "how", "tell",
        "describe", "think", "imagine", "walk",
    ],
    before_open: &[
        "in", "with", "at", "on", "for", "from", "about", "by", "to", "and", "so",
    ],
    extremes: &[
        "always",
        "never",
        "all",
        "every",
        "every single",
        "everything",
        "everybody|everyone",
        "nobody|none|nothing",
        "no one",
        "entirely|completely|totally|absolutely|perfectly",
        "100 %",
        "100%",
        "at all times",
        "without exception",
    ],
    harmless: &[
        "at all",
        "after all",
        "all in all",
        "above all",
        "all right",
        "all day",
        "all the best",
        "first of all",
        "all together",
        "every day|week|weekday|month|quarter|year|time|morning|evening|day|few|now|so|other",
        "every two|three|four|six|twelve _",
        "not|almost|nearly|mostly always|all|every|everything|everyone",
        "nothing but",
    ],
    often: "How often …?",
    joins: Joins {
        and: &["and", "&"],
        pairs: &[
            ("terms", "conditions"),
            ("profit", "loss"),
            ("research", "development"),
            ("health", "safety"),
            ("pros", "cons"),
            ("up", "running"),
            ("up", "down"),
            ("ups", "downs"),
            ("back", "forth"),
            ("now", "then"),
            ("again", "again"),
            ("questions", "answers"),
            ("black", "white"),
            ("good", "bad"),
            ("strengths", "weaknesses"),
            ("likes", "dislikes"),
            ("like", "dislike"),
            ("income", "expenses"),
            ("assets", "liabilities"),
            ("husband", "wife"),
            ("wife", "husband"),
            ("mother", "father"),
            ("children", "grandchildren"),
            ("wife", "children"),
            ("husband", "children"),
            ("friends", "family"),
            ("family", "friends"),
            ("trial", "error"),
            ("supply", "demand"),
            ("mergers", "acquisitions"),
            ("first", "foremost"),
            ("tried", "tested"),
            ("by", "large"),
            ("day", "night"),
            ("wear", "tear"),
            ("you", "*"),
            ("*", "you"),
            ("we", "*"),
            ("us", "*"),
        ],
        probes: &[
            "if", "why", "then", "so", "how", "what", "in", "when", "where", "who", "that",
            "others", "not",
        ],
        spans: &["between", "both"],
        ours: &["our", "my"],
        judging: &["how"],
        both: "^ when|how|where|what|who|why and when|how|where|what|who|why",
        follow: &[
            "why", "how", "what", "which", "if", "for", "such", "in", "can", "could", "when",
            "where", "who", "or", "tell", "please",
        ],
        names: true,
        then: "Then:",
    },
};

const RULES: &[Rule] = &[
    Rule::new(
        Why::TagQuestion,
        ", isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|wouldn't|can't|couldn't|shouldn't|haven't|hasn't it|you|they|we|he|she|that|there $",
        OPEN,
    ),
    Rule::new(Why::TagQuestion, ", right|correct|agreed|true|yes $", OPEN),
    Rule::new(
        Why::TagQuestion,
        ", don't|wouldn't|won't you think|agree|find|say $",
        OPEN,
    ),
    Rule::new(
        Why::NegativeOpening,
        "^ isn't|aren't|wasn't|weren't|don't|doesn't|didn't|wouldn't|shouldn't|couldn't|haven't|hasn't|can't|won't you|it|this|that|our|the|your|we|there|they|these|those",
        OPEN,
    ),
    Rule::new(
        Why::NegativeOpening,
        "don't|wouldn't|didn't you think|agree|find|say|feel|want",
        OPEN,
    )
    .unless(&["why|what|when|where|who|how|which|if"]),
    Rule::new(
        Why::PresumesGood,
        "how satisfied|happy|pleased|delighted|glad|impressed|thrilled are|were you with",
        "How was it for you with {rest}?",
    )
    .unless(BALANCED),
    Rule::new(
        Why::PresumesGood,
        "how satisfied|happy|pleased|delighted|glad|impressed|thrilled",
        "How was it for you?",
    )
    .unless(BALANCED),
    Rule::new(
        Why::PresumesGood,
        "how much do|did|does you enjoy|like|love|value|appreciate",
        "What is {rest} like for you?",
    )
    .unless(&["or|if dislike|anything|any|at", "anything"]),
    Rule::new(
        Why::PresumesGood,
        "how good|great|excellent|wonderful|fantastic|amazing|pleasant is|was|are|were|do|did",
        "How do you find {rest}?",
    )
    .unless(&["or bad|poor|not|unpleasant"]),
    Rule::new(
        Why::PresumesGood,
        "what do|did you love|enjoy|like most|best|about|the",
        "What stays in your mind about …?",
    )
    .unless(&["dislike|least|worst|less|not|don't|didn't"]),
    Rule::new(
        Why::PresumesGood,
        "why do|did you love|trust|like|prefer|choose us|our",
        "What made you decide as you did?",
    ),
    Rule::new(
        Why::PraisesItself,
        "our|this|the (new) excellent|great|wonderful|outstanding|fantastic|amazing|superb|award-winning|world-class|first-class|unrivalled|market-leading|excellent",
        "Say what it is, without praise: “our …”.",
    ),
    Rule::new(
        Why::AsksToAgree,
        "do|would|don't|wouldn't|will you (not) agree",
        "What do you think of …?",
    )
    .unless(&["agree or disagree", "agree on|upon|to"]),
    Rule::new(
        Why::AsksToAgree,
        "would you say that",
        "What would you say about …?",
    ),
    Rule::new(
        Why::AsksToAgree,
        "is it fair to say",
        "What would you say about …?",
    ),
    Rule::new(
        Why::AsksToAgree,
        "can we agree that",
        "What do you think of …?",
    ),
    Rule::new(Why::Supposes, "surely|obviously|undoubtedly", "Ask without it."),
    Rule::new(Why::Supposes, "of course", "Ask without it."),
    Rule::new(Why::Supposes, "no doubt", "Ask without it."),
    Rule::new(Why::Supposes, "^ clearly|naturally", "Ask without it."),
    Rule::new(Why::Supposes, "as you (all|certainly|already) know", "Ask without it."),
    Rule::new(Why::Supposes, "as we all know", "Ask without it."),
    Rule::new(
        Why::Supposes,
        "i|we assume|guess|suppose|imagine|expect|bet|trust you|that|your",
        "How is it for you?",
    ),
    Rule::new(Why::Supposes, "i|we take it", "How is it for you?"),
    Rule::new(
        Why::Supposes,
        "you must be happy|pleased|satisfied|glad|delighted|proud|relieved",
        "How do you feel about …?",
    ),
    Rule::new(
        Why::Supposes,
        "you must have been|felt|noticed|enjoyed",
        "How was …?",
    ),
    Rule::new(
        Why::Supposes,
        "you probably|presumably|certainly|naturally",
        "How is it for you?",
    ),
    Rule::new(
        Why::AsksForScore,
        "give|rate|score|mark us|me (with) a|an|with|the|full|top 9|10|nine|ten|five|5|top|full|best|highest|good|marks",
        "How would you rate …, from 0 to 10?",
    ),
    Rule::new(
        Why::AsksForScore,
        "five|5 stars|star",
        "How would you rate …?",
    )
    .but_open(),
    Rule::new(
        Why::AsksForScore,
        "10|ten out of 10|ten",
        "How would you rate …, from 0 to 10?",
    )
    .but_open(),
    Rule::new(
        Why::AsksForScore,
        "for a good|positive|five-star|5-star|top|great review|rating|score",
        "Ask without a reward.",
    ),
    Rule::new(Why::Pressure, "after all|everything (that) we|i", "Ask without it."),
    Rule::new(
        Why::Pressure,
        "you don't|wouldn't|won't want to miss|lose|risk|disappoint|regret|let",
        "Would … be of use to you, or not?",
    ),
    Rule::new(
        Why::Pressure,
        "before it's|it too|is too|late late",
        "Ask without hurry.",
    ),
    Rule::new(Why::Pressure, "before it's too late", "Ask without hurry."),
    Rule::new(Why::Pressure, "last chance", "Ask without hurry."),
    Rule::new(
        Why::Pressure,
        "you'd be crazy|foolish|mad|silly|stupid not",
        "Would … be of use to you, or not?",
    ),
    Rule::new(
        Why::Pressure,
        "you would be crazy|foolish|mad|silly|stupid not",
        "Would … be of use to you, or not?",
    ),
    Rule::new(
        Why::Pressure,
        "my|our bonus|job|boss|salary|pay|evaluation",
        "Leave yourself out of it.",
    )
    .but_open(),
    Rule::new(Why::Pressure, "do me|us a favour|favor", "Leave yourself out of it."),
    Rule::new(
        Why::Pressure,
        "help|helps us|me reach|meet|hit our|my target|targets|goal|goals",
        "Leave yourself out of it.",
    ),
    Rule::new(
        Why::Pressure,
        "can|could we|i count on you|your",
        "Would you like to …, or not?",
    ),
    Rule::new(Why::Pressure, "would|will hurt|disappoint|sadden us|me", "Leave yourself out of it."),
    Rule::new(
        Why::OthersDo,
        "most|all|many|other|thousands|hundreds (of) (our|the) (other) clients|customers|people|families|households|investors",
        "Ask about them alone: “What about you?”",
    )
    .but_open(),
    Rule::new(
        Why::OthersDo,
        "everybody|everyone else",
        "Ask about them alone: “What about you?”",
    )
    .but_open(),
    Rule::new(
        Why::OthersDo,
        "any reasonable|sensible|smart|responsible|rational|clever _",
        "Ask about them alone: “What about you?”",
    ),
    Rule::new(
        Why::Flatters,
        "as|for a|an|such (a|an) smart|clever|intelligent|loyal|responsible|discerning|valued client|customer|person|investor|parent",
        "Ask without it.",
    ),
    Rule::new(
        Why::Flatters,
        "smart|clever|intelligent|discerning person|people|client|customer|investor like you",
        "Ask without it.",
    ),
];

const BALANCED: &[&str] = &[
    "or dissatisfied|unhappy|displeased|not|disappointed|unsatisfied",
    "if at all",
];
