//! Which gaps a simulated firm has.

use super::super::chance::Chance;
use super::words::topics;

/// Streams of chance from here on belong to gaps; the firm's other story uses those below.
pub(super) const STREAMS: u64 = 1 << 40;

/// What is true of one firm.
#[derive(Debug, Clone, PartialEq)]
pub struct GapPlan {
    pub kinds: Vec<KindPlan>,
    /// Touchpoints after which clients wait for something.
    pub spots: Vec<SpotPlan>,
    /// Topics of wishes with the share of clients who speak of them.
    pub wishes: Vec<(&'static str, f64)>,
    /// Share of clients whose comment wishes for nothing.
    pub pleased: f64,
    pub themes: Vec<ThemePlan>,
    /// Share of clients of each tier (in the order of the tiers) who are forgotten on purpose.
    pub silent: [f64; 3],
    /// Days without a touch that each tier allows; `None`: no rule.
    pub limits: [Option<u16>; 3],
    /// Contacts a client and month that chase nothing in particular, and contacts that are no chase.
    pub idle_chases: f64,
    pub other_contacts: f64,
}

/// A kind of event and how the firm deals with it.
#[derive(Debug, Clone, PartialEq)]
pub struct KindPlan {
    pub key: &'static str,
    pub label: &'static str,
    pub after: After,
    /// What should follow it.
    pub answered: Answered,
    /// Share of events that nothing follows in time.
    pub unanswered: f64,
    /// Share of unanswered events after which the client chases.
    pub chased: f64,
    /// The relationship goes on without anything following: nothing is missing.
    pub harmless: bool,
}

/// When events of a kind happen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum After {
    /// By chance, so many a client and month.
    Monthly(f64),
    /// With every touch at this touchpoint.
    Touch(&'static str),
    /// Once, when the client leaves.
    Leaving,
}

/// What should follow an event, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// A rule: a touch at this touchpoint within so many days.
    Rule(&'static str, u16),
    /// A rule: any touch of ours within so many days.
    AnyTouch(u16),
    /// Nothing was set, but a touch at this touchpoint follows by custom, within so many days.
    Custom(&'static str, u16),
    /// Only the industry's template says what should follow; where the firm has the touchpoint, it is used.
    Template(Option<&'static str>, u16),
    Nothing,
}

/// A touchpoint after which clients wait for word, which the firm doesn't send.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpotPlan {
    pub key: &'static str,
    /// Share of touches after which the client chases.
    pub chased: f64,
}

/// A theme of expectations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemePlan {
    pub theme: &'static str,
    pub words: &'static str,
    pub words_de: &'static str,
    /// Share of clients who hold it.
    pub share: f64,
    pub expected: Expected,
    /// A live plan names it.
    pub served: bool,
}

/// What is known of a theme's expectations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Confirmed by the client, not long ago.
    Fresh,
    /// Confirmed, and too long ago.
    Stale,
    /// We only think so.
    Assumed,
}

const fn kind(
    key: &'static str,
    label: &'static str,
    after: After,
    answered: Answered,
    unanswered: f64,
    chased: f64,
) -> KindPlan {
    KindPlan {
        key,
        label,
        after,
        answered,
        unanswered,
        chased,
        harmless: false,
    }
}

/// Every theme with its words.
#[rustfmt::skip]
const THEMES: &[(&str, &str, &str)] = &[
    ("first-to-know", "When something goes wrong I want to hear it from you first.", "Wenn etwas schiefgeht, will ich es zuerst von Ihnen hören."),
    ("one-person", "I want one person who knows us.", "Ich möchte eine Person, die uns kennt."),
    ("plain-costs", "Tell me what it costs before I ask.", "Sagen Sie mir, was es kostet, bevor ich frage."),
    ("quick-answer", "An answer within a day, even if it is only when I get one.", "Eine Antwort am selben Tag, und sei es nur, wann eine kommt."),
    ("children-included", "Bring our children in early.", "Beziehen Sie unsere Kinder früh ein."),
    ("no-surprises", "No letters that I do not understand.", "Keine Briefe, die ich nicht verstehe."),
    ("think-ahead", "Tell me what I have not thought of.", "Sagen Sie mir, woran ich nicht gedacht habe."),
    ("proof-of-work", "Show me once a year what you did for us.", "Zeigen Sie mir einmal im Jahr, was Sie für uns getan haben."),
    ("discretion", "Never discuss our affairs on the phone in a train.", "Sprechen Sie nie im Zug über unsere Angelegenheiten."),
    ("easy-papers", "Fill in what you already know.", "Füllen Sie aus, was Sie schon wissen."),
];

impl GapPlan {
    /// The demo's own firm. Invoices come without a word, claims run without news, nobody calls when life changes or
    /// somebody dies, and whoever recommends the firm is never thanked; complaints are mostly answered.
    pub fn of_demo() -> GapPlan {
        use After::{Leaving, Monthly, Touch};
        use Answered::{AnyTouch, Custom, Nothing, Rule, Template};
        let theme = |at: usize, share: f64, expected: Expected, served: bool| ThemePlan {
            theme: THEMES[at].0,
            words: THEMES[at].1,
            words_de: THEMES[at].2,
            share,
            expected,
            served,
        };
        GapPlan {
            kinds: vec![
                KindPlan {
                    harmless: true,
                    ..kind(
                        "invoice",
                        "Invoice",
                        Touch("fee_invoice"),
                        Nothing,
                        1.0,
                        0.14,
                    )
                },
                kind(
                    "complaint",
                    "Complaint",
                    Monthly(0.012),
                    Rule("complaint_reply", 3),
                    0.34,
                    0.30,
                ),
                kind(
                    "claim",
                    "Claim",
                    Touch("claim_report"),
                    Rule("claim_news", 7),
                    0.55,
                    0.45,
                ),
                kind(
                    "death",
                    "Death in the family",
                    Monthly(0.003),
                    Template(None, 30),
                    0.50,
                    0.10,
                ),
                kind(
                    "life_event",
                    "Life changed",
                    Monthly(0.010),
                    AnyTouch(14),
                    0.70,
                    0.05,
                ),
                kind(
                    "referral",
                    "Recommendation",
                    Monthly(0.006),
                    Template(None, 5),
                    1.0,
                    0.0,
                ),
                kind(
                    "contract_end",
                    "Contract ends",
                    Monthly(0.015),
                    Custom("renewal_call", 10),
                    0.22,
                    0.10,
                ),
                KindPlan {
                    harmless: true,
                    ..kind(
                        "address_change",
                        "Address changed",
                        Monthly(0.008),
                        Nothing,
                        1.0,
                        0.0,
                    )
                },
                kind("departure", "Client leaves", Leaving, Nothing, 1.0, 0.0),
            ],
            spots: vec![SpotPlan {
                key: "opening_forms",
                chased: 0.22,
            }],
            wishes: vec![
                ("invoice", 0.05),
                ("staff_change", 0.04),
                ("death", 0.03),
                ("market", 0.03),
            ],
            pleased: 0.10,
            themes: vec![
                theme(0, 0.10, Expected::Fresh, false),
                theme(1, 0.14, Expected::Fresh, true),
                theme(2, 0.12, Expected::Fresh, false),
                theme(3, 0.12, Expected::Assumed, false),
                theme(4, 0.04, Expected::Fresh, false),
                theme(5, 0.08, Expected::Stale, false),
                theme(6, 0.08, Expected::Fresh, true),
            ],
            silent: [0.05, 0.06, 0.08],
            limits: [None, Some(150), Some(90)],
            idle_chases: 0.006,
            other_contacts: 0.05,
        }
    }

    /// A firm whose gaps are drawn.
    pub fn drawn(seed: u64) -> GapPlan {
        let mut chance = Chance::new(seed, STREAMS - 1);
        let spread = |low: f64, high: f64, chance: &mut Chance| low + (high - low) * chance.unit();
        let mut kinds = Vec::new();
        for (place, &(key, label, spot)) in KINDS.iter().enumerate() {
            let missing = chance.happens(0.5);
            let within = 3 + chance.below(12) as u16;
            let answered = match place % 4 {
                0 => Answered::Custom(spot, within),
                1 => Answered::Template(Some(spot), within),
                _ => Answered::Rule(spot, within),
            };
            // What goes unanswered more often than not is no custom any more.
            let most = if place % 4 == 0 { 0.36 } else { 0.9 };
            let unanswered = if missing {
                spread(0.18, most, &mut chance)
            } else {
                spread(0.0, 0.05, &mut chance)
            };
            let rate = spread(0.010, 0.035, &mut chance);
            let chased = if missing {
                spread(0.15, 0.55, &mut chance)
            } else {
                0.0
            };
            kinds.push(kind(
                key,
                label,
                After::Monthly(rate),
                answered,
                unanswered,
                chased,
            ));
        }
        for &(key, label) in HARMLESS {
            let rate = spread(0.010, 0.035, &mut chance);
            kinds.push(KindPlan {
                harmless: true,
                ..kind(
                    key,
                    label,
                    After::Monthly(rate),
                    Answered::Nothing,
                    1.0,
                    0.0,
                )
            });
        }
        kinds.push(kind(
            "departure",
            "Client leaves",
            After::Leaving,
            Answered::Nothing,
            1.0,
            0.0,
        ));
        let spots = WAITING
            .iter()
            .filter(|_| chance.happens(0.5))
            .map(|key| SpotPlan { key, chased: 0.0 })
            .collect::<Vec<_>>();
        let spots = spots
            .into_iter()
            .map(|spot| SpotPlan {
                chased: spread(0.06, 0.25, &mut chance),
                ..spot
            })
            .collect();
        let mut wishes = Vec::new();
        for topic in topics() {
            if chance.happens(0.5) {
                wishes.push((topic, spread(0.02, 0.07, &mut chance)));
            }
        }
        let mut themes = Vec::new();
        for &(theme, words, words_de) in THEMES {
            themes.push(ThemePlan {
                theme,
                words,
                words_de,
                share: spread(0.004, 0.10, &mut chance),
                expected: match chance.below(4) {
                    0 => Expected::Stale,
                    1 => Expected::Assumed,
                    _ => Expected::Fresh,
                },
                served: chance.happens(0.4),
            });
        }
        GapPlan {
            kinds,
            spots,
            wishes,
            pleased: spread(0.05, 0.20, &mut chance),
            themes,
            silent: [
                spread(0.03, 0.12, &mut chance),
                spread(0.03, 0.12, &mut chance),
                spread(0.03, 0.12, &mut chance),
            ],
            limits: [None, Some(150), Some(90)],
            idle_chases: spread(0.002, 0.012, &mut chance),
            other_contacts: spread(0.02, 0.12, &mut chance),
        }
    }
}

/// Kinds of events that have an answer, with the touchpoint that gives it; every kind of answer is among them.
const KINDS: &[(&str, &str, &str)] = &[
    ("contract_end", "Contract ends", "renewal_call"),
    ("claim", "Claim", "claim_news"),
    ("complaint", "Complaint", "complaint_reply"),
    ("adviser_change", "Adviser changed", "adviser_change"),
    ("large_payment", "Large payment", "client_letter"),
    ("contract_signed", "Contract signed", "kickoff_call"),
    ("tax_letter", "Letter from the tax office", "review_video"),
    ("card_blocked", "Card blocked", "identity_check"),
];

/// Kinds that nothing has to follow.
const HARMLESS: &[(&str, &str)] = &[
    ("address_change", "Address changed"),
    ("newsletter", "Newsletter opened"),
];

/// Touchpoints after which clients may wait for word.
const WAITING: &[&str] = &[
    "opening_forms",
    "branch_visit",
    "statement",
    "fee_invoice",
    "proposal",
];
