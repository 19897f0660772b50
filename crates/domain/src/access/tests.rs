use super::*;
use crate::time::Timestamp;

#[test]
fn every_permission_stands_in_the_table_once() {
    let mut seen = std::collections::BTreeSet::new();
    for permission in Permission::all() {
        assert!(seen.insert(permission), "{permission:?} stands twice");
        assert_eq!(Permission::parse(permission.as_str()), Some(permission));
    }
    // The last variant of the enum: adding one after it without a line in the table fails here.
    assert_eq!(seen.len(), Permission::ManageOwnSession as usize + 1);
}

#[test]
fn the_owner_may_do_everything_and_nobody_else_sees_small_groups() {
    for permission in Permission::all() {
        assert!(permission.is_given_to(Role::Owner));
    }
    for role in [Role::Designer, Role::Frontline, Role::Analyst] {
        assert!(!Permission::SeeSmallGroups.is_given_to(role));
        assert!(!Permission::ManagePeople.is_given_to(role));
        assert!(Permission::ManageOwnSession.is_given_to(role));
    }
    assert!(!Permission::RecordSignals.is_given_to(Role::Analyst));
    assert!(!Permission::RunImports.is_given_to(Role::Frontline));
}

#[test]
fn the_page_on_permissions_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
    let page = document();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        committed, page,
        "docs/permissions.md is stale: run `cargo xtask gen`"
    );
}

#[test]
fn an_email_is_kept_in_lower_case() {
    assert_eq!(
        Email::parse("  Cx.Lead@Example.ORG ").unwrap().as_str(),
        "cx.lead@example.org"
    );
    assert!(Email::parse("owner@localhost").is_ok());
    for text in [
        "lead",
        "@example.org",
        "lead@",
        "a b@example.org",
        "lead@example..org",
        "lead@-x.org",
        "a..b@example.org",
        "<a@b.org>",
    ] {
        assert_eq!(Email::parse(text), Err(EmailRefusal::Shape), "{text}");
    }
    assert_eq!(Email::parse(" "), Err(EmailRefusal::Empty));
    assert_eq!(
        Email::parse(&format!("a@{}.org", "b".repeat(260))),
        Err(EmailRefusal::TooLong)
    );
}

#[test]
fn a_password_is_long_and_not_everybodys() {
    let check = |text: &str| Password::parse(text).map(|_| ()).err();
    assert_eq!(check("short"), Some(PasswordRefusal::TooShort));
    assert_eq!(check(&"ab12".repeat(100)), Some(PasswordRefusal::TooLong));
    for text in [
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "aaaaaaaaaaaa",
        "password123",
        "Passwort2024!",
        "P4ssw0rd!!",
        "passwordpassword",
        "iloveyou123",
        "1q2w3e4r5t",
        "abcabcabcabc",
        "administrator",
        "welcome2026",
        "touchstone1",
        "qwertz12345",
    ] {
        assert_eq!(check(text), Some(PasswordRefusal::Common), "{text}");
    }
    for text in [
        "correct horse battery",
        "Wolken über Graz",
        "tr4velling-kettle",
        "zwölf Boxkämpfer",
    ] {
        assert_eq!(check(text), None, "{text}");
    }
    assert_eq!(
        format!("{:?}", Password::parse("correct horse battery").unwrap()),
        "Password(…)"
    );
}

#[test]
fn a_name_is_one_tidy_line() {
    assert_eq!(
        PersonName::parse("  Ada   of the  Front Desk ")
            .unwrap()
            .as_str(),
        "Ada of the Front Desk"
    );
    assert_eq!(OrganizationName::parse(" "), Err(NameRefusal::Empty));
    assert_eq!(
        OrganizationName::parse("two\nlines"),
        Err(NameRefusal::ControlCharacter)
    );
    assert_eq!(
        PersonName::parse(&"x".repeat(121)),
        Err(NameRefusal::TooLong { most: 120 })
    );
}

#[test]
fn an_invitation_runs_out() {
    let id = uuid::Uuid::from_u128(1);
    let mut invitation = Invitation {
        id: crate::ids::InvitationId::from_uuid(id),
        organization: crate::ids::OrganizationId::from_uuid(id),
        email: Email::parse("new@example.org").unwrap(),
        role: Role::Analyst,
        invited_by: None,
        created_at: Timestamp::EPOCH,
        expires_at: Timestamp::from_micros(10),
        accepted_at: None,
        revoked_at: None,
    };
    assert_eq!(
        invitation.state(Timestamp::from_micros(9)),
        InvitationState::Open
    );
    assert_eq!(
        invitation.state(Timestamp::from_micros(10)),
        InvitationState::Expired
    );
    invitation.accepted_at = Some(Timestamp::from_micros(5));
    assert_eq!(
        invitation.state(Timestamp::from_micros(10)),
        InvitationState::Accepted
    );
}

#[test]
fn nobody_makes_a_key_that_may_more_than_they() {
    assert!(ApiToken::may_be_made_by(
        Role::Owner,
        &[Permission::ReadInsight, Permission::ReadAudit]
    ));
    assert!(!ApiToken::may_be_made_by(
        Role::Owner,
        &[Permission::ManageTokens]
    ));
    assert!(!ApiToken::may_be_made_by(
        Role::Analyst,
        &[Permission::RecordSignals]
    ));
}

#[test]
fn a_locale_is_read_with_its_region() {
    assert_eq!(Locale::parse("de-AT"), Some(Locale::De));
    assert_eq!(Locale::parse("en_GB"), Some(Locale::En));
    assert_eq!(Locale::parse("fr"), None);
}
