//! The invented firm: its stages, channels, touchpoints, questions, and the truth about each.
//!
//! *Brindlewick Advisers* looks after the money and the insurance of households and small companies. Neither the
//! firm nor its places exist. Everything a test may want to recover stands here as a constant: how good a touchpoint
//! really is, how it drifts, what an intervention did, and how much each experience weighs.

use Trigger::{Claim, Every, Joining, Leaving, Monthly, Never};

use crate::design::Existence::{self, Live, Missing, Planned};
use crate::design::QuestionKind;
use crate::design::TouchpointKind::{self, Dynamic, Static, WorkProduct};

/// The organization's name on every screen of the demo.
pub const FIRM: &str = "Brindlewick Advisers";
/// The time zone the firm counts its months in.
pub const TIME_ZONE: &str = "Europe/Zurich";

/// A step of the client's life with the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoStage {
    pub key: &'static str,
    pub label: &'static str,
}

/// How a touch happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoChannel {
    pub key: &'static str,
    pub label: &'static str,
}

macro_rules! keyed {
    ($type:ident: $($key:literal $label:literal),+ $(,)?) => {
        &[$($type { key: $key, label: $label }),+]
    };
}

pub const STAGES: &[DemoStage] = keyed!(DemoStage:
    "discover" "Discover",
    "enquire" "Enquire",
    "join" "Join",
    "serve" "Every day",
    "review" "Yearly review",
    "claim" "When something happens",
    "renew" "Renew",
    "leave" "Leave",
);

pub const CHANNELS: &[DemoChannel] = keyed!(DemoChannel:
    "in_person" "In person",
    "phone" "Phone",
    "video" "Video",
    "letter" "Letter",
    "email" "E-mail",
    "web" "Web",
    "app" "App",
    "premises" "Premises",
);

/// When a client meets a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trigger {
    /// Never recorded as a touch.
    Never,
    /// By chance, with this mean number of touches a client and month.
    Monthly(f64),
    /// Every so many months from joining, shifted by the second number.
    Every(i32, i32),
    /// Once, so many months after joining (negative: before), with this probability.
    Joining(i32, f64),
    /// So many months after a claim, with this probability.
    Claim(i32, f64),
    /// In the month the client leaves, with this probability.
    Leaving(f64),
}

/// A touchpoint with the truth about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    pub key: &'static str,
    pub label: &'static str,
    pub stage: &'static str,
    pub channel: &'static str,
    pub kind: TouchpointKind,
    pub existence: Existence,
    /// True quality on the first day: the centre of what an average client feels, on the scale 1–5 before rounding.
    pub quality: f64,
    /// What a year changes, on the same scale.
    pub drift: f64,
    pub trigger: Trigger,
    /// Chance that a touch is followed by its own short survey; `None`: nobody ever asks about it.
    pub ask: Option<f64>,
    /// True weight of this experience in the overall rating (points per point).
    pub overall: f64,
    /// True weight in the willingness to recommend (points on 0–10 per point of experience).
    pub recommend: f64,
}

impl Spot {
    /// Only a touch on the premises depends on which branch it was.
    pub fn at_branch(&self) -> bool {
        matches!(self.channel, "in_person" | "premises")
    }

    /// The firm starts it, so it belongs to the plan.
    pub fn outbound(&self) -> bool {
        matches!(self.trigger, Every(..)) || self.kind == WorkProduct
    }
}

/// Something the firm did on a known day, and what it truly changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intervention {
    pub touchpoint: &'static str,
    pub label: &'static str,
    /// How long before the last day, in days.
    pub days_before_end: i64,
    /// Lift of the true quality from that day on. Zero: it was done and helped nothing.
    pub lift: f64,
}

pub const INTERVENTIONS: &[Intervention] = &[
    Intervention {
        touchpoint: "statement",
        label: "Statement cut to one page",
        days_before_end: 372,
        lift: 0.75,
    },
    Intervention {
        touchpoint: "kickoff_call",
        label: "Kick-off call got its own plan",
        days_before_end: 372,
        lift: 0.85,
    },
    Intervention {
        touchpoint: "app",
        label: "New colours in the app",
        days_before_end: 372,
        lift: 0.0,
    },
];

#[allow(clippy::too_many_arguments)] // one row of the table below
const fn spot(
    stage: &'static str,
    key: &'static str,
    label: &'static str,
    kind: TouchpointKind,
    channel: &'static str,
    truth: (f64, f64),
    trigger: Trigger,
    ask: Option<f64>,
    weights: (f64, f64),
) -> Spot {
    Spot {
        key,
        label,
        stage,
        channel,
        kind,
        existence: Live,
        quality: truth.0,
        drift: truth.1,
        trigger,
        ask,
        overall: weights.0,
        recommend: weights.1,
    }
}

const fn not_there(
    stage: &'static str,
    key: &'static str,
    label: &'static str,
    kind: TouchpointKind,
    channel: &'static str,
    existence: Existence,
) -> Spot {
    Spot {
        key,
        label,
        stage,
        channel,
        kind,
        existence,
        quality: 4.0,
        drift: 0.0,
        trigger: Never,
        ask: None,
        overall: 0.0,
        recommend: 0.0,
    }
}

/// Every touchpoint. Weights of zero are on purpose: pleasant, and nothing depends on it.
#[rustfmt::skip]
pub const SPOTS: &[Spot] = &[
    spot("discover", "website", "Website", Static, "web", (4.25, 0.0), Monthly(0.10), Some(0.04), (0.0, 0.0)),
    spot("discover", "brochure", "Brochure", Static, "letter", (4.0, 0.0), Joining(-2, 0.5), None, (0.0, 0.0)),
    spot("discover", "branch_front", "Branch front and signs", Static, "premises", (4.0, 0.0), Never, None, (0.0, 0.0)),
    spot("discover", "evening_talk", "Evening talk", Dynamic, "in_person", (4.6, 0.0), Joining(-2, 0.22), Some(0.5), (0.0, 0.0)),
    not_there("discover", "referral_thanks", "Thanks for a recommendation", Dynamic, "letter", Missing),
    spot("enquire", "first_call", "First phone call", Dynamic, "phone", (4.4, 0.0), Joining(-1, 0.9), Some(0.7), (0.05, 0.1)),
    spot("enquire", "first_meeting", "First meeting", Dynamic, "in_person", (4.65, 0.0), Joining(-1, 0.95), Some(0.8), (0.08, 0.2)),
    spot("enquire", "proposal", "Written proposal", WorkProduct, "email", (4.2, 0.0), Joining(-1, 0.9), Some(0.6), (0.05, 0.1)),
    spot("enquire", "fees_page", "Fees explained", Static, "web", (3.55, 0.0), Monthly(0.06), Some(0.05), (0.08, 0.15)),
    spot("enquire", "waiting_area", "Waiting area", Static, "premises", (4.35, 0.0), Monthly(0.08), Some(0.03), (0.0, 0.0)),
    spot("join", "kickoff_call", "Kick-off call", Dynamic, "phone", (3.55, 0.0), Joining(0, 0.95), Some(1.0), (0.10, 0.25)),
    spot("join", "opening_forms", "Forms to open an account", WorkProduct, "web", (3.3, 0.0), Joining(0, 1.0), Some(0.8), (0.08, 0.15)),
    spot("join", "identity_check", "Identity check", Dynamic, "app", (4.15, 0.0), Joining(0, 0.9), Some(0.5), (0.0, 0.0)),
    spot("join", "welcome_pack", "Welcome pack", WorkProduct, "letter", (4.55, 0.0), Joining(1, 0.95), Some(0.6), (0.03, 0.1)),
    spot("join", "app_setup", "Setting up the app", Dynamic, "app", (4.1, 0.0), Joining(1, 0.8), Some(0.5), (0.02, 0.0)),
    not_there("join", "first_invoice_call", "First invoice explained", Dynamic, "phone", Missing),
    not_there("join", "thirty_day_call", "Call after thirty days", Dynamic, "phone", Planned),
    spot("serve", "service_line", "Service line", Dynamic, "phone", (4.35, -0.28), Monthly(0.22), Some(0.10), (0.16, 0.40)),
    spot("serve", "hold_music", "Waiting on the phone", Static, "phone", (3.4, 0.0), Never, None, (0.0, 0.0)),
    spot("serve", "email_reply", "Replies by e-mail", Dynamic, "email", (4.3, 0.0), Monthly(0.22), Some(0.08), (0.10, 0.20)),
    spot("serve", "branch_visit", "Branch visit", Dynamic, "in_person", (4.55, 0.0), Monthly(0.14), Some(0.12), (0.08, 0.20)),
    spot("serve", "app", "App", Static, "app", (4.25, 0.06), Monthly(0.40), Some(0.02), (0.08, 0.15)),
    spot("serve", "statement", "Quarterly statement", WorkProduct, "letter", (3.65, 0.0), Every(3, 0), Some(0.05), (0.12, 0.25)),
    spot("serve", "secure_messages", "Secure messages", Dynamic, "web", (4.3, 0.0), Monthly(0.14), Some(0.06), (0.05, 0.10)),
    spot("serve", "client_letter", "Letter to clients", WorkProduct, "email", (4.2, 0.0), Every(6, 1), Some(0.03), (0.0, 0.0)),
    spot("serve", "fee_invoice", "Fee invoice", WorkProduct, "letter", (3.75, -0.16), Every(6, 2), Some(0.06), (0.14, 0.30)),
    spot("serve", "adviser_change", "Change of adviser", Dynamic, "in_person", (3.3, 0.0), Monthly(0.006), Some(0.6), (0.10, 0.35)),
    spot("review", "review_invitation", "Invitation to the review", Dynamic, "email", (4.3, 0.0), Every(12, 9), Some(0.08), (0.0, 0.0)),
    spot("review", "annual_review", "Review meeting", Dynamic, "in_person", (4.75, 0.0), Every(12, 10), Some(0.35), (0.18, 0.50)),
    spot("review", "review_video", "Review by video", Dynamic, "video", (4.4, 0.0), Monthly(0.025), Some(0.35), (0.05, 0.10)),
    spot("review", "review_summary", "Summary of the review", WorkProduct, "email", (4.45, 0.0), Every(12, 11), Some(0.15), (0.05, 0.15)),
    spot("claim", "claim_report", "Reporting a claim", Dynamic, "phone", (4.35, 0.0), Claim(0, 0.95), Some(0.4), (0.06, 0.15)),
    spot("claim", "claim_news", "News while a claim runs", Dynamic, "email", (3.05, 0.0), Claim(1, 0.8), Some(0.4), (0.16, 0.45)),
    spot("claim", "claim_letter", "Settlement letter", WorkProduct, "letter", (4.1, 0.0), Claim(2, 0.85), Some(0.3), (0.08, 0.20)),
    spot("claim", "complaint_reply", "Reply to a complaint", Dynamic, "phone", (3.7, 0.0), Monthly(0.008), Some(0.6), (0.10, 0.30)),
    spot("renew", "renewal_letter", "Renewal letter", WorkProduct, "letter", (4.1, 0.0), Every(12, 6), Some(0.10), (0.05, 0.10)),
    spot("renew", "renewal_call", "Renewal call", Dynamic, "phone", (4.5, 0.0), Every(12, 7), Some(0.15), (0.06, 0.15)),
    spot("renew", "anniversary_note", "Note on the anniversary", Dynamic, "letter", (4.85, 0.0), Every(12, 12), Some(0.08), (0.04, 0.25)),
    spot("leave", "farewell_talk", "Farewell conversation", Dynamic, "in_person", (3.9, 0.0), Leaving(0.4), Some(0.6), (0.0, 0.0)),
    spot("leave", "transfer_papers", "Transfer papers", WorkProduct, "letter", (3.5, 0.0), Leaving(0.95), None, (0.0, 0.0)),
];

/// A level of service, with what is true of its clients.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tier {
    pub key: &'static str,
    pub label: &'static str,
    /// Share of all clients.
    pub share: f64,
    /// Added to the quality of every touchpoint.
    pub effect: f64,
    /// Chance that a survey is answered: who is served better answers more, so the plain mean flatters.
    pub propensity: f64,
}

pub const TIERS: &[Tier] = &[
    Tier {
        key: "essential",
        label: "Essential",
        share: 0.55,
        effect: -0.25,
        propensity: 0.30,
    },
    Tier {
        key: "plus",
        label: "Plus",
        share: 0.32,
        effect: 0.10,
        propensity: 0.50,
    },
    Tier {
        key: "premier",
        label: "Premier",
        share: 0.13,
        effect: 0.45,
        propensity: 0.80,
    },
];

/// Where a client is looked after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Branch {
    pub key: &'static str,
    pub label: &'static str,
    pub region: &'static str,
    pub share: f64,
    /// Added to the quality of what happens on the premises.
    pub effect: f64,
}

pub const BRANCHES: &[Branch] = &[
    Branch {
        key: "lakeside",
        label: "Lakeside",
        region: "North",
        share: 0.27,
        effect: 0.15,
    },
    Branch {
        key: "old_town",
        label: "Old Town",
        region: "North",
        share: 0.24,
        effect: 0.05,
    },
    Branch {
        key: "harbour",
        label: "Harbour",
        region: "South",
        share: 0.21,
        effect: -0.45,
    },
    Branch {
        key: "hillfoot",
        label: "Hillfoot",
        region: "South",
        share: 0.13,
        effect: 0.10,
    },
    Branch {
        key: "online",
        label: "Online only",
        region: "Everywhere",
        share: 0.15,
        effect: 0.0,
    },
];

/// Spread of one client around the others: some people are always kinder.
pub const CLIENT_SPREAD: f64 = 0.25;
/// Spread of one experience around what the touchpoint usually is.
pub const TOUCH_SPREAD: f64 = 0.65;
/// Spread between what was felt and the box that is ticked.
pub const ANSWER_SPREAD: f64 = 0.30;
/// Centre and spread of the overall rating for a client whose experiences were all exactly 4.
pub const OVERALL_BASE: f64 = 4.05;
pub const OVERALL_SPREAD: f64 = 0.45;
/// The same for the willingness to recommend, on 0–10.
pub const RECOMMEND_BASE: f64 = 8.1;
pub const RECOMMEND_SPREAD: f64 = 1.25;
/// How much one client's own kindness (in units of [`CLIENT_SPREAD`]) moves the willingness to recommend.
pub const RECOMMEND_KINDNESS: f64 = 1.6;
/// Chance of leaving in a month for a client whose running experience is exactly 4 …
pub const HAZARD: f64 = 0.004;
/// … and how fast it grows: times e^1.6 for every point less.
pub const HAZARD_SLOPE: f64 = -1.6;
/// How much of the running experience a new touch replaces.
pub const MEMORY: f64 = 0.12;
/// Chance of a claim in a month.
pub const CLAIM_RATE: f64 = 0.022;
/// Months between two relationship surveys to one client.
pub const SURVEY_EVERY: i32 = 6;
/// Most touchpoints one relationship survey asks about.
pub const SURVEY_LENGTH: usize = 10;

/// A question of the firm's surveys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoQuestion {
    pub key: String,
    pub label: String,
    pub kind: QuestionKind,
    /// Index into [`SPOTS`]; `None`: about the whole experience.
    pub spot: Option<usize>,
    pub aspect: Option<&'static str>,
    /// It gives its touchpoint's score, of which there is one; or it asks about the whole.
    pub primary: bool,
}

impl DemoQuestion {
    /// The scale as the store writes it; words and choices have none.
    pub fn scale(&self) -> Option<&'static str> {
        match self.kind {
            QuestionKind::Recommend => Some("0-10"),
            QuestionKind::Rating => Some("1-5"),
            QuestionKind::Effort => Some("1-7"),
            QuestionKind::Comment | QuestionKind::Choice => None,
        }
    }
}

/// Further ratings of one touchpoint: key, touchpoint, wording, aspect, and how far it lies from the touchpoint's own quality.
pub(super) const ASPECTS: &[(&str, &str, &str, &str, f64)] = &[
    (
        "branch_visit_calm",
        "branch_visit",
        "How calm and private was your visit?",
        "calm and private",
        -0.35,
    ),
    (
        "annual_review_ready",
        "annual_review",
        "How well prepared were we?",
        "well prepared",
        0.1,
    ),
    ("app_speed", "app", "How fast is the app?", "speed", -0.2),
];

/// What a client can pick when asked what to do better; each belongs to a touchpoint.
pub const WISHES: &[(&str, &str, &str)] = &[
    ("answer_faster", "Answer faster", "service_line"),
    ("say_the_cost", "Say plainly what it costs", "fees_page"),
    ("shorter_forms", "Shorter forms", "opening_forms"),
    (
        "keep_me_posted",
        "Keep me posted while a claim runs",
        "claim_news",
    ),
    ("explain_the_invoice", "Explain the invoice", "fee_invoice"),
    (
        "one_adviser",
        "The same adviser every year",
        "adviser_change",
    ),
    ("clearer_statement", "A statement I understand", "statement"),
    ("better_app", "More that works in the app", "app"),
    ("nothing", "Nothing, carry on", ""),
];

pub const OVERALL: usize = 0;
pub const RECOMMEND: usize = 1;
pub const WHY: usize = 2;
pub const WISH: usize = 3;
pub const EFFORT: usize = 4;
pub(super) const FIRST_ASPECT: usize = 5;

/// Index of a touchpoint in [`SPOTS`].
pub fn spot_index(key: &str) -> Option<usize> {
    SPOTS.iter().position(|spot| spot.key == key)
}

/// Every question, in a fixed order: the constants above index its head; then come two per asked touchpoint.
pub fn questions() -> Vec<DemoQuestion> {
    let whole = |key: &str, label: &str, kind| DemoQuestion {
        key: key.into(),
        label: label.into(),
        kind,
        spot: None,
        aspect: None,
        primary: true,
    };
    let mut all = vec![
        whole(
            "overall",
            "All in all, how good are we?",
            QuestionKind::Rating,
        ),
        whole(
            "recommend",
            "How likely are you to recommend us?",
            QuestionKind::Recommend,
        ),
        whole(
            "why",
            "What is the reason for your answer?",
            QuestionKind::Comment,
        ),
        whole("wish", "What should we do better?", QuestionKind::Choice),
        DemoQuestion {
            primary: false,
            spot: spot_index("service_line"),
            ..whole(
                "service_line_ease",
                "The service line made it easy to get it done",
                QuestionKind::Effort,
            )
        },
    ];
    for (key, touchpoint, label, aspect, _) in ASPECTS {
        all.push(DemoQuestion {
            spot: spot_index(touchpoint),
            aspect: Some(aspect),
            primary: false,
            ..whole(key, label, QuestionKind::Rating)
        });
    }
    for (index, spot) in SPOTS
        .iter()
        .enumerate()
        .filter(|(_, spot)| spot.ask.is_some())
    {
        all.push(DemoQuestion {
            spot: Some(index),
            ..whole(
                spot.key,
                &format!("{}: how good was it?", spot.label),
                QuestionKind::Rating,
            )
        });
        all.push(DemoQuestion {
            spot: Some(index),
            primary: false,
            ..whole(
                &format!("{}_words", spot.key),
                &format!("{}: anything to tell us?", spot.label),
                QuestionKind::Comment,
            )
        });
    }
    all
}
