//! What the invented firm says about its touchpoints: how much each matters, who looks after it, what others do.

use super::firm::TIERS;

/// What the firm says about one touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoProfile {
    pub touchpoint: &'static str,
    /// 1–5.
    pub importance: u8,
    pub moment_of_truth: bool,
    pub department: &'static str,
    /// 0–5; `None`: nobody has said.
    pub our_attention: Option<u8>,
    /// 0–5, assumed.
    pub industry_attention: u8,
    /// Keys of audiences; none: for everybody.
    pub audiences: &'static [&'static str],
}

const fn says(
    touchpoint: &'static str,
    importance: u8,
    moment_of_truth: bool,
    department: &'static str,
    attention: (Option<u8>, u8),
) -> DemoProfile {
    DemoProfile {
        touchpoint,
        importance,
        moment_of_truth,
        department,
        our_attention: attention.0,
        industry_attention: attention.1,
        audiences: &[],
    }
}

/// One for every touchpoint of the firm.
#[rustfmt::skip]
pub const PROFILES: &[DemoProfile] = &[
    says("website", 4, false, "Marketing", (Some(4), 4)),
    says("brochure", 2, false, "Marketing", (Some(3), 3)),
    says("branch_front", 3, false, "Branches", (Some(3), 3)),
    says("evening_talk", 3, false, "Advice", (Some(4), 1)),
    DemoProfile { audiences: &["premier"], ..says("referral_thanks", 5, false, "Advice", (None, 1)) },
    says("first_call", 5, true, "Service", (Some(4), 3)),
    says("first_meeting", 5, true, "Advice", (Some(5), 4)),
    says("proposal", 4, false, "Advice", (Some(4), 4)),
    says("fees_page", 4, false, "Marketing", (Some(2), 2)),
    says("waiting_area", 2, false, "Branches", (Some(4), 3)),
    says("kickoff_call", 5, true, "Advice", (Some(3), 2)),
    says("opening_forms", 4, false, "Operations", (Some(2), 3)),
    says("identity_check", 3, false, "Operations", (Some(3), 3)),
    says("welcome_pack", 3, false, "Marketing", (Some(5), 2)),
    says("app_setup", 3, false, "Digital", (Some(3), 3)),
    says("first_invoice_call", 5, true, "Finance", (None, 1)),
    DemoProfile { audiences: &["plus", "premier"], ..says("thirty_day_call", 4, false, "Advice", (None, 1)) },
    says("service_line", 5, true, "Service", (Some(4), 4)),
    says("hold_music", 2, false, "Service", (Some(1), 2)),
    says("email_reply", 4, false, "Service", (Some(3), 3)),
    says("branch_visit", 4, false, "Branches", (Some(4), 3)),
    says("app", 4, false, "Digital", (Some(4), 4)),
    says("statement", 5, false, "Operations", (Some(3), 3)),
    says("secure_messages", 3, false, "Digital", (Some(3), 2)),
    says("client_letter", 2, false, "Marketing", (Some(4), 3)),
    says("fee_invoice", 5, true, "Finance", (Some(2), 1)),
    says("adviser_change", 5, true, "Advice", (Some(1), 1)),
    says("review_invitation", 3, false, "Advice", (Some(3), 2)),
    says("annual_review", 5, true, "Advice", (Some(5), 4)),
    says("review_video", 3, false, "Advice", (Some(3), 2)),
    says("review_summary", 4, false, "Advice", (Some(4), 2)),
    says("claim_report", 5, true, "Claims", (Some(4), 3)),
    says("claim_news", 5, true, "Claims", (Some(1), 1)),
    says("claim_letter", 4, false, "Claims", (Some(3), 3)),
    says("complaint_reply", 5, true, "Service", (Some(3), 2)),
    says("renewal_letter", 3, false, "Operations", (Some(3), 4)),
    says("renewal_call", 4, false, "Advice", (Some(4), 2)),
    says("anniversary_note", 3, false, "Advice", (Some(5), 1)),
    says("farewell_talk", 4, false, "Advice", (Some(2), 1)),
    says("transfer_papers", 3, false, "Operations", (Some(2), 2)),
];

/// What the firm says about a touchpoint.
pub fn profile(touchpoint: &str) -> Option<&'static DemoProfile> {
    PROFILES.iter().find(|it| it.touchpoint == touchpoint)
}

/// The audiences, one a tier: key, label, condition.
pub fn audiences() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    TIERS
        .iter()
        .map(|tier| (tier.key, tier.label, format!("attr.tier={}", tier.label)))
}

/// Stage, channel, and why the firm leaves the cell empty.
#[rustfmt::skip]
pub const EMPTY_CELLS: &[(&str, &str, &str)] = &[
    ("discover", "phone", "We don't call people who have not asked us to."),
    ("discover", "app", "The app is for clients; who is none yet finds the website."),
    ("claim", "web", "A claim is told to a person, not to a form."),
    ("renew", "premises", "Nobody should have to come to a counter to stay."),
    ("leave", "app", "A goodbye is said by a person."),
    ("leave", "video", "Who leaves is invited in, or called."),
];

/// What was seen of others. Neither of them exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoComparison {
    pub touchpoint: &'static str,
    pub who: &'static str,
    /// 0–5.
    pub attention: u8,
    pub evidence: &'static str,
    /// How long before the last day it was seen.
    pub days_before_end: i64,
}

const fn seen(
    touchpoint: &'static str,
    who: &'static str,
    attention: u8,
    days_before_end: i64,
    evidence: &'static str,
) -> DemoComparison {
    DemoComparison {
        touchpoint,
        who,
        attention,
        evidence,
        days_before_end,
    }
}

#[rustfmt::skip]
pub const COMPARISONS: &[DemoComparison] = &[
    seen("annual_review", "Fernhill Wealth", 4, 60, "A client who changed to us showed their agenda and summary."),
    seen("annual_review", "Quayside Bank", 2, 210, "Twenty minutes at the counter, no papers, told by two clients."),
    seen("fee_invoice", "Fernhill Wealth", 1, 45, "One line, no hours, no name to ask."),
    seen("fee_invoice", "Quayside Bank", 0, 120, "Fees are taken from the account without a letter."),
    seen("claim_news", "Harbour Mutual", 4, 90, "A message every Friday, also when there is nothing new."),
    seen("claim_news", "Quayside Bank", 1, 150, "Three clients called us to ask what theirs was doing."),
    seen("welcome_pack", "Quayside Bank", 2, 300, "A card in a window envelope."),
    seen("anniversary_note", "Fernhill Wealth", 0, 200, "Asked five of their clients; nobody had ever got one."),
    seen("app", "Quayside Bank", 5, 30, "Everything in four taps; our own people use it."),
    seen("website", "Fernhill Wealth", 3, 900, "Looked at before our own was made anew."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::firm::{CHANNELS, SPOTS, STAGES};

    #[test]
    fn every_touchpoint_has_its_word_and_nothing_else_does() {
        let told: Vec<&str> = PROFILES.iter().map(|it| it.touchpoint).collect();
        let spots: Vec<&str> = SPOTS.iter().map(|it| it.key).collect();
        assert_eq!(told, spots);
        assert!(PROFILES.iter().all(|it| (1..=5).contains(&it.importance)));
        for it in COMPARISONS {
            assert!(profile(it.touchpoint).is_some(), "{}", it.touchpoint);
        }
        let known: Vec<&str> = audiences().map(|it| it.0).collect();
        assert!(
            PROFILES
                .iter()
                .flat_map(|it| it.audiences)
                .all(|key| known.contains(key))
        );
    }

    #[test]
    fn cells_that_stay_empty_are_empty() {
        for (stage, channel, _) in EMPTY_CELLS {
            assert!(STAGES.iter().any(|it| it.key == *stage), "{stage}");
            assert!(CHANNELS.iter().any(|it| it.key == *channel), "{channel}");
            let stands = SPOTS
                .iter()
                .any(|it| it.stage == *stage && it.channel == *channel);
            assert!(!stands, "something stands in {stage} × {channel}");
        }
    }
}
