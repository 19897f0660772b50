//! The people, invitations and keys of one organization.

use domain::access::{ApiToken, Invitation, Organization, Person, Role};
use domain::ids::{InvitationId, PersonId, TokenId};
use domain::time::{Timestamp, ZoneName};

use super::rows::{FoundRow, InvitationRow, OrganizationRow, PersonRow, TokenRow, read_all};
use super::{NewInvitation, NewToken, sql};
use crate::db::{args, json};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

impl OrgStore {
    pub async fn organization(&self) -> Result<Option<Organization>> {
        let row: Option<OrganizationRow> = self
            .db
            .row(&sql::find_organization, args![self.tenant()])
            .await?;
        row.map(Organization::try_from).transpose()
    }

    pub async fn change_organization(&self, name: &str, time_zone: &ZoneName) -> Result<bool> {
        let values = args![self.tenant(), name, time_zone.as_str()];
        Ok(self.db.run(&sql::update_organization, values).await? > 0)
    }

    /// Everybody who is or was a member, in the order in which they came.
    pub async fn people(&self) -> Result<Vec<Person>> {
        read_all(
            self.db
                .rows::<PersonRow>(&sql::list_people, args![self.tenant()])
                .await?,
        )
    }

    pub async fn person(&self, id: PersonId) -> Result<Option<Person>> {
        let row: Option<PersonRow> = self
            .db
            .row(&sql::find_person, args![self.tenant(), id])
            .await?;
        row.map(Person::try_from).transpose()
    }

    /// Gives a role, opens or closes the access. `None` where there is no such person; refused where the
    /// organization would be left without an active owner.
    pub async fn change_person(
        &self,
        id: PersonId,
        role: Role,
        active: bool,
    ) -> Result<Option<Person>> {
        let mut tx = self.db.write().await?;
        tx.lock(self.tenant()).await?;
        let row: Option<PersonRow> = tx.row(&sql::find_person, args![self.tenant(), id]).await?;
        let Some(mut person) = row.map(Person::try_from).transpose()? else {
            return Ok(None);
        };
        let was_owner = person.role == Role::Owner && person.active;
        if was_owner && !(role == Role::Owner && active) {
            let other: Option<FoundRow> = tx
                .row(&sql::any_other_owner, args![self.tenant(), id])
                .await?;
            if !other.is_some_and(|row| row.found) {
                return Err(StoreError::LastOwner);
            }
        }
        tx.run(
            &sql::update_person,
            args![self.tenant(), id, role.as_str(), active],
        )
        .await?;
        tx.commit().await?;
        person.role = role;
        person.active = active;
        Ok(Some(person))
    }

    pub async fn invite(&self, new: &NewInvitation) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.email.as_str(),
            new.role.as_str(),
            new.token_hash.as_str(),
            new.invited_by,
            new.created_at,
            new.expires_at,
        ];
        self.db.run(&sql::insert_invitation, values).await?;
        Ok(())
    }

    /// All invitations, newest first, in whatever state: [`Invitation::state`] says.
    pub async fn invitations(&self) -> Result<Vec<Invitation>> {
        read_all(
            self.db
                .rows::<InvitationRow>(&sql::list_invitations, args![self.tenant()])
                .await?,
        )
    }

    /// False where there is no such open invitation.
    pub async fn revoke_invitation(&self, id: InvitationId, now: Timestamp) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::revoke_invitation, args![self.tenant(), id, now])
            .await?
            > 0)
    }

    pub async fn make_token(&self, new: &NewToken) -> Result<()> {
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        let values = args![
            self.tenant(),
            new.id,
            new.name.as_str(),
            new.prefix.as_str(),
            new.token_hash.as_str(),
            json(&scopes)?,
            new.made_by,
            new.created_at,
            new.expires_at,
        ];
        self.db.run(&sql::insert_token, values).await?;
        Ok(())
    }

    /// Keys that are not revoked, newest first.
    pub async fn tokens(&self) -> Result<Vec<ApiToken>> {
        read_all(
            self.db
                .rows::<TokenRow>(&sql::list_tokens, args![self.tenant()])
                .await?,
        )
    }

    /// False where there is no such key that still works.
    pub async fn revoke_token(&self, id: TokenId, now: Timestamp) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::revoke_token, args![self.tenant(), id, now])
            .await?
            > 0)
    }
}
