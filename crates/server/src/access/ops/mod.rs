//! What can be done about organizations, people and how they come in.

mod audit;
mod entry;
mod invitations;
mod me;
mod organizations;
mod people;
mod setup;
mod tokens;

pub use audit::{Subject, list_audit, name_of, note};
pub use entry::{Entered, list_sessions, revoke_session, sign_in, sign_out};
pub use invitations::{
    accept_invitation, invite_person, list_invitations, revoke_invitation, show_invitation,
};
pub use me::{change_me, show_me};
pub use organizations::{change_organization, create_organization, switch_organization};
pub use people::{change_person, list_colleagues, list_people};
pub use setup::{open_setup_token, renew_setup_token, set_up, show_setup};
pub use tokens::{create_token, list_tokens, revoke_token};
