//! Before any organization is known: set-up, sign-in, sessions, keys, invitations.

use domain::access::{Account, ApiToken, Email, Invitation, Locale, Organization, Role, Session};
use domain::ids::{
    AccountId, ClientId, ContactId, LinkId, OrganizationId, PersonId, SessionId, SprintId, TokenId,
};
use domain::time::Timestamp;

use super::rows::{
    AccountRow, FoundRow, IdRow, InvitationRow, MembershipRow, OrganizationRow, SessionRow,
    SignedInRow, TokenRow, read_all,
};
use super::{
    Access, InvitedTo, Joining, Membership, NewAccount, NewOrganization, NewSession, SignedIn, sql,
};
use crate::db::{Tx, Value, args, read_id, read_id_opt};
use crate::error::{Result, StoreError};

async fn found(tx: &mut Tx, statement: &crate::Statement, values: Vec<Value>) -> Result<bool> {
    Ok(tx
        .row::<FoundRow>(statement, values)
        .await?
        .is_some_and(|row| row.found))
}

async fn insert_account(tx: &mut Tx, account: &NewAccount) -> Result<()> {
    let values = args![
        account.id,
        account.email.as_str(),
        account.name.as_str(),
        account.password_hash.as_str(),
        account.locale.as_str(),
        account.created_at,
    ];
    tx.run(&sql::insert_account, values).await?;
    Ok(())
}

async fn insert_organization(tx: &mut Tx, new: &NewOrganization) -> Result<()> {
    let values = args![
        new.id,
        new.name.as_str(),
        new.time_zone.as_str(),
        new.demo,
        new.created_at
    ];
    tx.run(&sql::insert_organization, values).await?;
    tx.run(&crate::numbers::sql::insert_numbers, args![new.id])
        .await?;
    Ok(())
}

async fn insert_person(
    tx: &mut Tx,
    id: PersonId,
    organization: OrganizationId,
    account: AccountId,
    role: Role,
    now: Timestamp,
) -> Result<PersonId> {
    let values = args![id, organization, account, role.as_str(), true, now];
    let row: Option<IdRow> = tx.row(&sql::insert_person, values).await?;
    read_id(
        &row.ok_or(StoreError::Unreadable("people.id"))?.id,
        "people.id",
    )
}

impl Access {
    /// Whether nobody can sign in yet.
    pub async fn setup_needed(&self) -> Result<bool> {
        Ok(!self
            .db
            .row::<FoundRow>(&sql::any_account, args![])
            .await?
            .is_some_and(|row| row.found))
    }

    /// Whether the set-up link still works: nobody runs an organization of their own. The demo's account doesn't count.
    pub async fn setup_open(&self) -> Result<bool> {
        Ok(!self
            .db
            .row::<FoundRow>(&sql::any_own_owner, args![])
            .await?
            .is_some_and(|row| row.found))
    }

    /// Keeps the hash of a new set-up link; the one before it stops working.
    pub async fn put_setup_token(&self, token_hash: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.db.write().await?;
        tx.run(&sql::delete_setup_tokens, args![]).await?;
        tx.run(&sql::insert_setup_token, args![token_hash, now])
            .await?;
        tx.commit().await
    }

    /// Whether this is the hash of the set-up link.
    pub async fn knows_setup_token(&self, token_hash: &str) -> Result<bool> {
        Ok(self
            .db
            .row::<FoundRow>(&sql::find_setup_token, args![token_hash])
            .await?
            .is_some_and(|r| r.found))
    }

    /// Uses up the set-up link: the first organization and its owner. An organization that an import made before, and
    /// that nobody owns yet, becomes this one and keeps its id, which is given back.
    /// Refused as no longer valid when the link is another one, or somebody was faster.
    pub async fn set_up(
        &self,
        token_hash: &str,
        organization: &NewOrganization,
        owner: &NewAccount,
        person: PersonId,
    ) -> Result<OrganizationId> {
        let mut tx = self.db.write().await?;
        let taken = tx.run(&sql::take_setup_token, args![token_hash]).await?;
        if taken == 0 || found(&mut tx, &sql::any_own_owner, args![]).await? {
            return Err(StoreError::NoLongerValid("the set-up link"));
        }
        let waiting: Option<IdRow> = tx.row(&sql::find_ownerless_organization, args![]).await?;
        let id = match waiting {
            Some(row) => {
                let id: OrganizationId = read_id(&row.id, "organizations.id")?;
                let values = args![
                    id,
                    organization.name.as_str(),
                    organization.time_zone.as_str()
                ];
                tx.run(&sql::update_organization, values).await?;
                id
            }
            None => {
                insert_organization(&mut tx, organization).await?;
                organization.id
            }
        };
        insert_account(&mut tx, owner).await?;
        insert_person(&mut tx, person, id, owner.id, Role::Owner, owner.created_at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A further organization of somebody who is here already.
    pub async fn create_organization(
        &self,
        organization: &NewOrganization,
        owner: AccountId,
        person: PersonId,
    ) -> Result<()> {
        let mut tx = self.db.write().await?;
        insert_organization(&mut tx, organization).await?;
        insert_person(
            &mut tx,
            person,
            organization.id,
            owner,
            Role::Owner,
            organization.created_at,
        )
        .await?;
        tx.commit().await
    }

    /// An organization without people yet: the demo, or an import on a server that nobody has set up.
    pub async fn create_empty_organization(&self, organization: &NewOrganization) -> Result<()> {
        let mut tx = self.db.write().await?;
        insert_organization(&mut tx, organization).await?;
        tx.commit().await
    }

    /// Adds somebody to an organization without an invitation: the server's own command line, and the owner
    /// of the first set-up, who also gets the demo.
    pub async fn add_member(
        &self,
        person: PersonId,
        organization: OrganizationId,
        account: AccountId,
        role: Role,
        now: Timestamp,
    ) -> Result<PersonId> {
        let mut tx = self.db.write().await?;
        let id = insert_person(&mut tx, person, organization, account, role, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// All organizations, oldest first.
    pub async fn organizations(&self) -> Result<Vec<Organization>> {
        read_all(
            self.db
                .rows::<OrganizationRow>(&sql::list_organizations, args![])
                .await?,
        )
    }

    pub async fn organization(&self, id: OrganizationId) -> Result<Option<Organization>> {
        let row: Option<OrganizationRow> = self.db.row(&sql::find_organization, args![id]).await?;
        row.map(Organization::try_from).transpose()
    }

    pub async fn find_account_by_email(&self, email: &Email) -> Result<Option<Account>> {
        let row: Option<AccountRow> = self
            .db
            .row(&sql::find_account_by_email, args![email.as_str()])
            .await?;
        row.map(Account::try_from).transpose()
    }

    pub async fn find_account(&self, id: AccountId) -> Result<Option<Account>> {
        let row: Option<AccountRow> = self.db.row(&sql::find_account, args![id]).await?;
        row.map(Account::try_from).transpose()
    }

    /// False where there is no such account.
    pub async fn change_account(&self, id: AccountId, name: &str, locale: Locale) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::update_account, args![id, name, locale.as_str()])
            .await?
            > 0)
    }

    /// A new password; closes all of the account's sessions but the one to keep.
    pub async fn change_password(
        &self,
        id: AccountId,
        password_hash: &str,
        keep: Option<SessionId>,
        now: Timestamp,
    ) -> Result<bool> {
        let mut tx = self.db.write().await?;
        let changed = tx
            .run(&sql::update_password, args![id, password_hash])
            .await?
            > 0;
        let keep = keep.map(|id| id.to_string()).unwrap_or_default();
        tx.run(&sql::revoke_other_sessions, args![id, keep, now])
            .await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Where an account may go, by the organization's name.
    pub async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>> {
        read_all(
            self.db
                .rows::<MembershipRow>(&sql::list_memberships, args![account])
                .await?,
        )
    }

    pub async fn create_session(&self, new: &NewSession) -> Result<()> {
        let values = args![
            new.id,
            new.token_hash.as_str(),
            new.account,
            new.organization,
            new.created_at,
            new.expires_at,
            new.user_agent.as_str(),
            new.ip.as_str(),
        ];
        self.db.run(&sql::insert_session, values).await?;
        Ok(())
    }

    /// Who is signed in by this cookie. `None` when it is unknown, revoked or has run out, or when the
    /// membership was closed.
    pub async fn find_session(&self, token_hash: &str, now: Timestamp) -> Result<Option<SignedIn>> {
        let row: Option<SignedInRow> = self
            .db
            .row(&sql::find_session, args![token_hash, now])
            .await?;
        row.map(SignedIn::try_from).transpose()
    }

    /// The session was used. Call it once a minute at most.
    pub async fn see_session(&self, id: SessionId, now: Timestamp) -> Result<()> {
        self.db.run(&sql::see_session, args![id, now]).await?;
        Ok(())
    }

    /// False where the account is no member of that organization.
    pub async fn switch_session(
        &self,
        id: SessionId,
        account: AccountId,
        organization: OrganizationId,
    ) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::switch_session, args![id, account, organization])
            .await?
            > 0)
    }

    /// The account's open sessions, the last used first.
    pub async fn sessions(&self, account: AccountId, now: Timestamp) -> Result<Vec<Session>> {
        read_all(
            self.db
                .rows::<SessionRow>(&sql::list_sessions, args![account, now])
                .await?,
        )
    }

    /// False where the account has no such open session.
    pub async fn revoke_session(
        &self,
        account: AccountId,
        id: SessionId,
        now: Timestamp,
    ) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::revoke_session, args![account, id, now])
            .await?
            > 0)
    }

    /// Deletes sessions that ended before this moment.
    pub async fn delete_old_sessions(&self, before: Timestamp) -> Result<u64> {
        self.db.run(&sql::delete_old_sessions, args![before]).await
    }

    /// The key with this secret, also when it was revoked or has run out: [`ApiToken::is_valid`] says.
    pub async fn find_token(&self, token_hash: &str) -> Result<Option<ApiToken>> {
        let row: Option<TokenRow> = self.db.row(&sql::find_token, args![token_hash]).await?;
        row.map(ApiToken::try_from).transpose()
    }

    /// The key was used. Call it once a minute at most.
    pub async fn use_token(&self, id: TokenId, now: Timestamp) -> Result<()> {
        self.db.run(&sql::use_token, args![id, now]).await?;
        Ok(())
    }

    /// The invitation behind a link, in whatever state it is.
    pub async fn find_invitation(&self, token_hash: &str) -> Result<Option<InvitedTo>> {
        let row: Option<InvitationRow> = self
            .db
            .row(&sql::find_invitation_by_token, args![token_hash])
            .await?;
        let Some(invitation) = row.map(Invitation::try_from).transpose()? else {
            return Ok(None);
        };
        let organization = self.organization(invitation.organization).await?;
        Ok(organization.map(|organization| InvitedTo {
            invitation,
            organization,
        }))
    }

    /// Joins by an invitation, once. Returns the membership, which is the old one for somebody who comes back.
    pub async fn accept_invitation(
        &self,
        token_hash: &str,
        joining: &Joining,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(OrganizationId, PersonId)> {
        let mut tx = self.db.write().await?;
        let row: Option<InvitationRow> = tx
            .row(&sql::accept_invitation, args![token_hash, now])
            .await?;
        let invitation =
            Invitation::try_from(row.ok_or(StoreError::NoLongerValid("the invitation"))?)?;
        let account = match joining {
            Joining::New(account) => {
                insert_account(&mut tx, account).await?;
                account.id
            }
            Joining::Known(account) => *account,
        };
        let organization = invitation.organization;
        let person =
            insert_person(&mut tx, person, organization, account, invitation.role, now).await?;
        tx.commit().await?;
        Ok((organization, person))
    }

    /// Whose progress the link with this hash shows; `None` where it is unknown, revoked or expired.
    pub async fn find_progress_link(
        &self,
        secret_hash: &str,
        now: Timestamp,
    ) -> Result<Option<OrganizationId>> {
        let row: Option<LinkOwnerRow> = self
            .db
            .row(&sql::find_progress_link, args![secret_hash, now])
            .await?;
        row.map(|row| read_id(&row.organization_id, "progress_links.organization_id"))
            .transpose()
    }

    /// Which client's page the link with this hash opens; `None` where it is unknown, revoked or expired.
    pub async fn find_client_link(
        &self,
        secret_hash: &str,
        now: Timestamp,
    ) -> Result<Option<OpenedLink>> {
        let row: Option<OpenedRow> = self
            .db
            .row(&sql::find_client_link, args![secret_hash, now])
            .await?;
        row.map(OpenedLink::try_from).transpose()
    }

    /// Whose page the link with this hash opened once, also where it has expired or was revoked. It opens nothing: it says
    /// to whom a new one can be sent.
    pub async fn find_any_client_link(&self, secret_hash: &str) -> Result<Option<OpenedLink>> {
        let row: Option<OpenedRow> = self
            .db
            .row(&sql::find_any_client_link, args![secret_hash])
            .await?;
        row.map(OpenedLink::try_from).transpose()
    }
}

/// What a link to a client's own page opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedLink {
    pub organization: OrganizationId,
    pub link: LinkId,
    pub client: ClientId,
    /// For whom it is; `None`: for the client as a whole.
    pub contact: Option<ContactId>,
    pub expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct OpenedRow {
    organization_id: String,
    id: String,
    client_id: String,
    contact_id: Option<String>,
    expires_at: i64,
}

impl TryFrom<OpenedRow> for OpenedLink {
    type Error = StoreError;

    fn try_from(row: OpenedRow) -> Result<Self> {
        Ok(Self {
            organization: read_id(&row.organization_id, "client_links.organization_id")?,
            link: read_id(&row.id, "client_links.id")?,
            client: read_id(&row.client_id, "clients.id")?,
            contact: read_id_opt(row.contact_id.as_deref(), "client_links.contact_id")?,
            expires_at: Timestamp::from_micros(row.expires_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct SprintLinkRow {
    organization_id: String,
    id: String,
}

impl Access {
    /// Which sprint the link with this hash opens; `None` where it is unknown, closed or too old.
    pub async fn find_sprint_link(
        &self,
        secret_hash: &str,
        now: Timestamp,
    ) -> Result<Option<(OrganizationId, SprintId)>> {
        let row: Option<SprintLinkRow> = self
            .db
            .row(&sql::find_sprint_link, args![secret_hash, now])
            .await?;
        row.map(|row| {
            let organization = read_id(&row.organization_id, "sprints.organization_id")?;
            Ok((organization, read_id(&row.id, "sprints.id")?))
        })
        .transpose()
    }
}

#[derive(sqlx::FromRow)]
struct LinkOwnerRow {
    organization_id: String,
}
