use domain::access::{AuditSubject, Email, InvitationState, Locale, Permission, Role};
use domain::grant::{Actor, Who};
use domain::ids::{AccountId, OrganizationId, PersonId, SessionId};
use domain::time::ZoneName;

use super::*;
use crate::StoreError;
use crate::story::{at, found, grant, id, member, new_account, new_organization, owner_of};
use crate::testing::each_database;

fn new_session(n: u64, account: u64, organization: u64) -> NewSession {
    NewSession {
        id: id(n),
        token_hash: format!("session {n}"),
        account: id(account),
        organization: id(organization),
        created_at: at(0),
        expires_at: at(1000),
        user_agent: "Firefox".to_owned(),
        ip: "192.0.2.1".to_owned(),
    }
}

#[tokio::test]
async fn the_first_person_sets_the_server_up_once() {
    each_database(|store| async move {
        let access = store.access();
        assert!(access.setup_needed().await.unwrap());
        access.put_setup_token("old", at(0)).await.unwrap();
        access.put_setup_token("new", at(1)).await.unwrap();
        assert!(
            !access.knows_setup_token("old").await.unwrap(),
            "a new link replaces the old one"
        );
        assert!(access.knows_setup_token("new").await.unwrap());
        let set_up = |token: &'static str, n: u64| {
            let access = access.clone();
            async move {
                let owner = new_account(100 + n, &format!("owner{n}@example.org"));
                access
                    .set_up(token, &new_organization(n, "Airport"), &owner, id(200 + n))
                    .await
            }
        };
        assert!(matches!(
            set_up("old", 1).await,
            Err(StoreError::NoLongerValid(_))
        ));
        // The link is followed twice at the same moment.
        let (first, second) = tokio::join!(set_up("new", 1), set_up("new", 2));
        assert_eq!(
            [first.is_ok(), second.is_ok()]
                .iter()
                .filter(|ok| **ok)
                .count(),
            1
        );
        assert!(!access.setup_needed().await.unwrap());
        assert_eq!(access.organizations().await.unwrap().len(), 1);
        assert!(matches!(
            set_up("new", 3).await,
            Err(StoreError::NoLongerValid(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn set_up_beside_the_demo_takes_over_what_was_imported_before() {
    each_database(|store| async move {
        let access = store.access();
        let demo = NewOrganization {
            demo: true,
            ..new_organization(1, "Demo")
        };
        access.create_empty_organization(&demo).await.unwrap();
        access
            .create_empty_organization(&new_organization(2, "My organization"))
            .await
            .unwrap();
        assert!(access.setup_open().await.unwrap());
        access.put_setup_token("link", at(0)).await.unwrap();
        let owner = new_account(100, "owner@example.org");
        let taken = access
            .set_up("link", &new_organization(3, "Airport"), &owner, id(200))
            .await
            .unwrap();
        assert_eq!(taken, id(2));
        let named = access.organization(taken).await.unwrap().unwrap();
        assert_eq!(named.name, "Airport");
        assert_eq!(access.organizations().await.unwrap().len(), 2);
        assert!(!access.setup_open().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_session_lasts_until_it_is_closed_or_runs_out() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let access = store.access();
        access
            .create_session(&new_session(1, 101, 1))
            .await
            .unwrap();
        access
            .create_session(&new_session(2, 101, 1))
            .await
            .unwrap();
        let signed_in = access
            .find_session("session 1", at(5))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(signed_in.account.email.as_str(), "owner1@example.org");
        assert_eq!(signed_in.person.role, Role::Owner);
        assert_eq!(signed_in.organization.name, "Airport");
        assert!(
            access
                .find_session("session 3", at(5))
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            access
                .find_session("session 1", at(1000))
                .await
                .unwrap()
                .is_none(),
            "it has run out"
        );

        access.see_session(id(1), at(50)).await.unwrap();
        let sessions = access.sessions(id(101), at(60)).await.unwrap();
        let order: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
        assert_eq!(order, [id(1), id(2)], "the last used first");
        assert_eq!(org.people().await.unwrap()[0].last_seen_at, Some(at(50)));

        assert!(
            !access.revoke_session(id(999), id(1), at(60)).await.unwrap(),
            "of another account"
        );
        assert!(access.revoke_session(id(101), id(1), at(60)).await.unwrap());
        assert!(
            access
                .find_session("session 1", at(61))
                .await
                .unwrap()
                .is_none()
        );

        access
            .create_session(&new_session(3, 101, 1))
            .await
            .unwrap();
        assert!(
            access
                .change_password(id(101), "$argon2id$new", Some(id(3)), at(70))
                .await
                .unwrap()
        );
        assert!(
            access
                .find_session("session 2", at(71))
                .await
                .unwrap()
                .is_none(),
            "others are closed"
        );
        let kept = access
            .find_session("session 3", at(71))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(kept.account.password_hash, "$argon2id$new");
        assert_eq!(access.delete_old_sessions(at(2000)).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_closed_membership_ends_its_sessions_at_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let (account, person) = member(&store, 1, 50, "analyst@example.org", Role::Analyst).await;
        let access = store.access();
        access.create_session(&new_session(1, 50, 1)).await.unwrap();
        assert!(
            access
                .find_session("session 1", at(5))
                .await
                .unwrap()
                .is_some()
        );
        let closed = org
            .change_person(person, Role::Analyst, false)
            .await
            .unwrap()
            .unwrap();
        assert!(!closed.active);
        assert!(
            access
                .find_session("session 1", at(5))
                .await
                .unwrap()
                .is_none()
        );
        assert!(access.memberships(account).await.unwrap().is_empty());
        assert_eq!(org.people().await.unwrap().len(), 2, "the name stays");
    })
    .await;
}

#[tokio::test]
async fn somebody_in_two_organizations_switches_between_them_and_nowhere_else() {
    each_database(|store| async move {
        found(&store, 1, "Airport").await;
        found(&store, 2, "Bank").await;
        found(&store, 3, "Clinic").await;
        let access = store.access();
        access
            .add_member(id(70), id(2), id(101), Role::Analyst, at(1))
            .await
            .unwrap();
        let names: Vec<String> = access
            .memberships(id(101))
            .await
            .unwrap()
            .into_iter()
            .map(|m| m.organization.name)
            .collect();
        assert_eq!(names, ["Airport", "Bank"]);
        access
            .create_session(&new_session(1, 101, 1))
            .await
            .unwrap();
        assert!(access.switch_session(id(1), id(101), id(2)).await.unwrap());
        let signed_in = access
            .find_session("session 1", at(5))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (signed_in.organization.id, signed_in.person.role),
            (id(2), Role::Analyst)
        );
        assert!(!access.switch_session(id(1), id(101), id(3)).await.unwrap());
        assert!(
            !access.switch_session(id(1), id(102), id(1)).await.unwrap(),
            "of another account"
        );
        access
            .create_organization(&new_organization(4, "Dairy"), id(101), id(71))
            .await
            .unwrap();
        assert_eq!(access.memberships(id(101)).await.unwrap().len(), 3);
        assert!(access.organization(id(4)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_accepted_once() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let access = store.access();
        let invite = |n: u64, email: &str| NewInvitation {
            id: id(n),
            email: Email::parse(email).unwrap(),
            role: Role::Frontline,
            token_hash: format!("link {n}"),
            invited_by: Some(id(201)),
            created_at: at(n as i64),
            expires_at: at(500),
        };
        org.invite(&invite(1, "new@example.org")).await.unwrap();
        org.invite(&invite(2, "late@example.org")).await.unwrap();
        org.invite(&invite(3, "unwanted@example.org"))
            .await
            .unwrap();
        let shown = access.find_invitation("link 1").await.unwrap().unwrap();
        assert_eq!(
            (shown.organization.name.as_str(), shown.invitation.role),
            ("Airport", Role::Frontline)
        );

        // The link is opened in two windows at the same moment.
        let accept = |n: u64| {
            let access = access.clone();
            async move {
                let joining = Joining::New(new_account(n, &format!("new{n}@example.org")));
                access
                    .accept_invitation("link 1", &joining, id(n), at(10))
                    .await
            }
        };
        let (first, second) = tokio::join!(accept(31), accept(32));
        assert_eq!(
            [&first, &second]
                .iter()
                .filter(|outcome| outcome.is_ok())
                .count(),
            1
        );
        let (organization, person) = first.or(second).unwrap();
        assert_eq!(organization, id(1));
        assert_eq!(
            org.person(person).await.unwrap().unwrap().role,
            Role::Frontline
        );
        assert_eq!(org.people().await.unwrap().len(), 2);

        let late = Joining::New(new_account(33, "late@example.org"));
        let refused = access
            .accept_invitation("link 2", &late, id(33), at(500))
            .await;
        assert!(
            matches!(refused, Err(StoreError::NoLongerValid(_))),
            "it has run out"
        );
        assert!(
            access.find_account(id(33)).await.unwrap().is_none(),
            "and left nothing behind"
        );

        assert!(org.revoke_invitation(id(3), at(20)).await.unwrap());
        assert!(!org.revoke_invitation(id(3), at(21)).await.unwrap());
        assert!(
            !org.revoke_invitation(id(1), at(21)).await.unwrap(),
            "accepted is final"
        );
        let states: Vec<InvitationState> = org
            .invitations()
            .await
            .unwrap()
            .iter()
            .map(|i| i.state(at(600)))
            .collect();
        use InvitationState::{Accepted, Expired, Revoked};
        assert_eq!(states, [Revoked, Expired, Accepted], "newest first");

        // Somebody comes back: the same person as before.
        org.change_person(person, Role::Frontline, false)
            .await
            .unwrap();
        org.invite(&NewInvitation {
            role: Role::Designer,
            ..invite(4, "again@example.org")
        })
        .await
        .unwrap();
        let account = org.person(person).await.unwrap().unwrap().account;
        let again = access
            .accept_invitation("link 4", &Joining::Known(account), id(34), at(30))
            .await
            .unwrap();
        assert_eq!(again, (id(1), person));
        let person = org.person(person).await.unwrap().unwrap();
        assert_eq!((person.role, person.active), (Role::Designer, true));
    })
    .await;
}

#[tokio::test]
async fn an_email_address_names_one_account_on_the_server() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        org.invite(&NewInvitation {
            id: id(1),
            email: Email::parse("x@example.org").unwrap(),
            role: Role::Analyst,
            token_hash: "link".to_owned(),
            invited_by: None,
            created_at: at(0),
            expires_at: at(500),
        })
        .await
        .unwrap();
        let twin = Joining::New(new_account(60, "owner1@example.org"));
        let refused = store
            .access()
            .accept_invitation("link", &twin, id(60), at(1))
            .await;
        assert!(
            matches!(refused, Err(StoreError::Taken("this e-mail address"))),
            "{refused:?}"
        );
        let invitation = store
            .access()
            .find_invitation("link")
            .await
            .unwrap()
            .unwrap()
            .invitation;
        assert_eq!(
            invitation.state(at(1)),
            InvitationState::Open,
            "the link still works"
        );
        let found = store
            .access()
            .find_account_by_email(&Email::parse("owner1@example.org").unwrap())
            .await;
        assert_eq!(found.unwrap().unwrap().id, id::<AccountId>(101));
        assert!(
            store
                .access()
                .change_account(id(101), "New name", Locale::De)
                .await
                .unwrap()
        );
        let account = store.access().find_account(id(101)).await.unwrap().unwrap();
        assert_eq!(
            (account.name.as_str(), account.locale),
            ("New name", Locale::De)
        );
    })
    .await;
}

#[tokio::test]
async fn there_is_always_an_owner() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let owner: PersonId = id(201);
        let alone = org.change_person(owner, Role::Designer, true).await;
        assert!(matches!(alone, Err(StoreError::LastOwner)));
        assert!(matches!(
            org.change_person(owner, Role::Owner, false).await,
            Err(StoreError::LastOwner)
        ));
        let (_, second) = member(&store, 1, 50, "second@example.org", Role::Owner).await;
        // Two owners close each other's access at the same moment.
        let (one, two) = tokio::join!(
            org.change_person(owner, Role::Owner, false),
            org.change_person(second, Role::Owner, false)
        );
        assert_eq!(
            [one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(),
            1
        );
        let owners = org
            .people()
            .await
            .unwrap()
            .into_iter()
            .filter(|p| p.role == Role::Owner && p.active);
        assert_eq!(owners.count(), 1);
        assert!(
            org.change_person(id(999), Role::Owner, true)
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_of_the_api_is_found_by_its_secret() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let new = NewToken {
            id: id(1),
            name: "Till system".to_owned(),
            prefix: "tst_ab12".to_owned(),
            token_hash: "key".to_owned(),
            scopes: vec![Permission::RecordSignals, Permission::ReadInsight],
            made_by: Some(id(201)),
            created_at: at(0),
            expires_at: Some(at(100)),
        };
        org.make_token(&new).await.unwrap();
        let token = store.access().find_token("key").await.unwrap().unwrap();
        assert_eq!(token.scopes, new.scopes);
        assert!(token.is_valid(at(99)) && !token.is_valid(at(100)));
        store.access().use_token(id(1), at(7)).await.unwrap();
        assert_eq!(org.tokens().await.unwrap()[0].last_used_at, Some(at(7)));
        assert!(org.revoke_token(id(1), at(8)).await.unwrap());
        assert!(!org.revoke_token(id(1), at(9)).await.unwrap());
        assert!(org.tokens().await.unwrap().is_empty());
        assert!(
            !store
                .access()
                .find_token("key")
                .await
                .unwrap()
                .unwrap()
                .is_valid(at(9))
        );
    })
    .await;
}

#[tokio::test]
async fn the_audit_log_is_read_page_by_page() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        let token = store.org(&grant(&Actor::token(
            id(1),
            id(9),
            &[Permission::ReadInsight],
        )));
        let subject = |n: u64| AuditSubject {
            kind: "touchpoint".to_owned(),
            id: n.to_string(),
            label: "Wi-Fi".to_owned(),
        };
        for n in 0..7 {
            // Several at the same moment: the id decides.
            let org = if n == 3 { &token } else { &org };
            let action = if n % 2 == 0 {
                "change_touchpoint"
            } else {
                "create_touchpoint"
            };
            let detail = serde_json::json!({ "n": n });
            org.append_audit(
                id(n),
                at(n as i64 / 3),
                "Owner",
                action,
                &subject(n),
                &detail,
            )
            .await
            .unwrap();
        }
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let page = org.audit(&AuditFilter::default(), before, 2).await.unwrap();
            seen.extend(
                page.items
                    .iter()
                    .map(|entry| entry.detail["n"].as_u64().unwrap()),
            );
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, [6, 5, 4, 3, 2, 1, 0]);
        let created = AuditFilter {
            action: Some("create_touchpoint".to_owned()),
            actor: None,
        };
        assert_eq!(org.audit(&created, None, 100).await.unwrap().items.len(), 3);
        let by_key = AuditFilter {
            action: None,
            actor: Some(id::<PersonId>(9).to_string()),
        };
        let entries = org.audit(&by_key, None, 100).await.unwrap().items;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].who, Who::Token(id(9)));
        assert_eq!(
            org.audit_actions().await.unwrap(),
            ["change_touchpoint", "create_touchpoint"]
        );
    })
    .await;
}

#[tokio::test]
async fn the_owner_renames_the_organization() {
    each_database(|store| async move {
        let org = found(&store, 1, "Airport").await;
        assert!(
            org.change_organization("Harbour", &ZoneName::utc())
                .await
                .unwrap()
        );
        let organization = owner_of(&store, 1).organization().await.unwrap().unwrap();
        assert_eq!(
            (organization.name.as_str(), organization.time_zone.as_str()),
            ("Harbour", "UTC")
        );
        assert_eq!(org.organization_id(), id::<OrganizationId>(1));
    })
    .await;
}
