//! The one table of what each role may do.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// What a person is in the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the organization: people, keys, everything.
    Owner,
    /// Designs and steers the experience: the CX lead.
    Designer,
    /// Delivers it: everybody who meets clients.
    Frontline,
    /// Reads and brings in numbers.
    Analyst,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Owner, Self::Designer, Self::Frontline, Self::Analyst];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Designer => "designer",
            Self::Frontline => "frontline",
            Self::Analyst => "analyst",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// One thing that somebody may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    ReadInsight,
    ReadComments,
    ReadDesign,
    EditDesign,
    SignRoleCards,
    ReadClients,
    EditClients,
    RecordSignals,
    RunImports,
    ManagePeople,
    ManageTokens,
    ReadAudit,
    ManageOrganization,
    SeeSmallGroups,
    ManageOwnSession,
}

use Permission::*;
use Role::{Analyst, Designer, Frontline, Owner};

/// What is allowed, in words, and to whom.
pub const PERMISSIONS: &[(Permission, &str, &[Role])] = &[
    (
        ReadInsight,
        "see scores, trends and comparisons",
        &[Owner, Designer, Frontline, Analyst],
    ),
    (
        ReadComments,
        "read what clients wrote",
        &[Owner, Designer, Frontline, Analyst],
    ),
    (
        ReadDesign,
        "see stages, channels, touchpoints and questions",
        &[Owner, Designer, Frontline, Analyst],
    ),
    (
        EditDesign,
        "change stages, channels, touchpoints, questions and annotations",
        &[Owner, Designer],
    ),
    (
        SignRoleCards,
        "sign the card of the own job",
        &[Owner, Designer, Frontline, Analyst],
    ),
    (
        ReadClients,
        "see clients and what is known of them",
        &[Owner, Designer, Frontline, Analyst],
    ),
    (
        EditClients,
        "change clients and what is known of them",
        &[Owner, Designer],
    ),
    (
        RecordSignals,
        "record touches and responses",
        &[Owner, Designer, Frontline],
    ),
    (
        RunImports,
        "bring in files, undo that, and keep mappings",
        &[Owner, Designer, Analyst],
    ),
    (
        ManagePeople,
        "invite people, change their role, close their access",
        &[Owner],
    ),
    (ManageTokens, "make and revoke keys of the API", &[Owner]),
    (ReadAudit, "read who did what", &[Owner]),
    (
        ManageOrganization,
        "change the organization's name and time zone",
        &[Owner],
    ),
    (
        SeeSmallGroups,
        "see numbers of groups of fewer than five clients",
        &[Owner],
    ),
    (
        ManageOwnSession,
        "change the own name, language and password, and close own sessions",
        &[Owner, Designer, Frontline, Analyst],
    ),
];

impl Permission {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        PERMISSIONS.iter().map(|(permission, _, _)| *permission)
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            ReadInsight => "read_insight",
            ReadComments => "read_comments",
            ReadDesign => "read_design",
            EditDesign => "edit_design",
            SignRoleCards => "sign_role_cards",
            ReadClients => "read_clients",
            EditClients => "edit_clients",
            RecordSignals => "record_signals",
            RunImports => "run_imports",
            ManagePeople => "manage_people",
            ManageTokens => "manage_tokens",
            ReadAudit => "read_audit",
            ManageOrganization => "manage_organization",
            SeeSmallGroups => "see_small_groups",
            ManageOwnSession => "manage_own_session",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|permission| permission.as_str() == text)
    }

    /// What it allows, as it reads after "may".
    pub fn allows(self) -> &'static str {
        self.entry().1
    }

    pub fn is_given_to(self, role: Role) -> bool {
        self.entry().2.contains(&role)
    }

    /// Whether a key of the API may be made for this. A key can't make keys, people or
    /// organizations: whoever finds one must not be able to make their stay permanent. And what a person
    /// stands for, no program signs.
    pub const fn is_scope(self) -> bool {
        !matches!(
            self,
            ManagePeople | ManageTokens | ManageOrganization | ManageOwnSession | SignRoleCards
        )
    }

    fn entry(self) -> &'static (Permission, &'static str, &'static [Role]) {
        // The test `every_permission_stands_in_the_table_once` keeps this from failing.
        PERMISSIONS
            .iter()
            .find(|(permission, _, _)| *permission == self)
            .expect("stands in the table")
    }
}

/// The table as a page of the documentation, docs/permissions.md.
pub fn document() -> String {
    let mut page = String::from(
        "<!-- Generated from crates/domain/src/access/permissions.rs. To renew it: cargo xtask gen -->\n\n\
         # Who may do what\n\n\
         Each person has one role in an organization. A key of the API has scopes instead, chosen from the\n\
         permissions marked in the last column; it is never allowed more than these.\n\n\
         | permission | allows to | owner | designer | frontline | analyst | scope of a key |\n\
         | --- | --- | :-: | :-: | :-: | :-: | :-: |\n",
    );
    let mark = |yes: bool| if yes { "✓" } else { "" };
    for (permission, allows, roles) in PERMISSIONS {
        let _ = write!(page, "| `{}` | {allows} |", permission.as_str());
        for role in Role::ALL {
            let _ = write!(page, " {} |", mark(roles.contains(&role)));
        }
        let _ = writeln!(page, " {} |", mark(permission.is_scope()));
    }
    page
}
