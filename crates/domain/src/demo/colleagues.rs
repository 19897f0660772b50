//! Who answers for what in the invented firm. Their names are their titles: nobody is meant.

use crate::access::Role;

/// Somebody who works for the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// The part of the mail address before the firm's.
    pub key: &'static str,
    pub title: &'static str,
    pub role: Role,
    /// The touchpoints this colleague owns. Each has at most one owner.
    pub owns: &'static [&'static str],
}

const fn colleague(
    key: &'static str,
    title: &'static str,
    role: Role,
    owns: &'static [&'static str],
) -> Colleague {
    Colleague {
        key,
        title,
        role,
        owns,
    }
}

/// Most touchpoints have an owner; nobody has taken those that fall between two departments, and it shows.
#[rustfmt::skip]
pub const COLLEAGUES: &[Colleague] = &[
    colleague("head-of-advice", "Head of advice", Role::Designer,
        &["first_call", "first_meeting", "proposal", "kickoff_call", "annual_review", "review_video", "review_summary", "review_invitation", "farewell_talk"]),
    colleague("head-of-service", "Head of service", Role::Designer,
        &["service_line", "email_reply", "secure_messages", "complaint_reply", "renewal_call", "thirty_day_call"]),
    colleague("head-of-claims", "Head of claims", Role::Designer,
        &["claim_report", "claim_letter"]),
    colleague("head-of-digital", "Head of digital", Role::Designer,
        &["website", "app", "app_setup", "identity_check", "opening_forms"]),
    colleague("head-of-communication", "Head of communication", Role::Designer,
        &["brochure", "evening_talk", "fees_page", "welcome_pack", "statement", "client_letter", "renewal_letter", "anniversary_note"]),
    colleague("branch-lead-north", "Branch lead North", Role::Frontline,
        &["branch_visit", "branch_front"]),
    colleague("branch-lead-south", "Branch lead South", Role::Frontline,
        &["waiting_area"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::firm::{SPOTS, spot_index};

    #[test]
    fn most_touchpoints_have_one_owner_and_some_have_none() {
        let owned: Vec<&str> = COLLEAGUES.iter().flat_map(|it| it.owns).copied().collect();
        let unknown: Vec<&&str> = owned
            .iter()
            .filter(|key| spot_index(key).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert_eq!(owned.iter().collect::<BTreeSet<_>>().len(), owned.len());
        assert!((SPOTS.len() * 3 / 4..SPOTS.len()).contains(&owned.len()));
    }
}
