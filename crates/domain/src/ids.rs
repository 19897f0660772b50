//! One type for each kind of identifier, so that a client can't be handed in where a touchpoint is meant.
//!
//! Every id is a UUID, written hyphenated and in lower case everywhere: in the store, in the API, in logs.
//! Ids are made by the program's `App` alone (version 7, so that they sort by the time they were made).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is no UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: a UUID such as 0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e is expected")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Names the thing that this UUID was made for.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID.
            pub const fn as_uuid(&self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// One firm; the tenant.
    OrganizationId;
    /// A human being who can sign in to this server; belongs to one organization or to several.
    AccountId;
    /// A membership: one account in one organization.
    PersonId;
    /// A browser that is signed in.
    SessionId;
    /// A key of the API.
    TokenId;
    /// An invitation to join an organization.
    InvitationId;
    /// An entry of the audit log.
    AuditId;
    /// A step of the client's whole life with us.
    StageId;
    /// A way how a touch happens.
    ChannelId;
    /// A place where a client meets the organization.
    TouchpointId;
    /// Something that is asked.
    QuestionId;
    /// A dated remark on the charts.
    AnnotationId;
    /// A household, a company, a consumer.
    ClientId;
    /// One encounter.
    TouchId;
    /// One filled-in questionnaire.
    ResponseId;
    /// A file that was brought in.
    ImportId;
    /// How the columns of a file are read.
    MappingId;
    /// A file that lies here and waits to be brought in.
    UploadId;
    /// Work to be done in the background.
    JobId;
    /// A sealed piece of the experience log.
    SegmentId;
    /// A group of clients for whom touchpoints are designed.
    AudienceId;
    /// A level of service that was promised.
    TierId;
    /// One version of the plan of one touchpoint.
    PlanId;
    /// How one touch was delivered, against its plan.
    DeliveryId;
    /// Something that happened to a client and may call for a touch.
    EventId;
    /// What one contact expects.
    ExpectationId;
    /// Something that the gap finder found.
    FindingId;
    /// One version of the experiential platform.
    PlatformId;
    /// A static element of the brand: a logo, a sign, a page.
    ElementId;
    /// A standard of behaviour: voice, attitude or style.
    StandardId;
    /// One look at an element or a standard against the platform, scored 0–4.
    ExamId;
    /// What the platform means in one job.
    RoleCardId;
    /// A picture that was uploaded.
    PictureId;
    /// A journey as designed.
    JourneyId;
    /// Something that is known of the customer's world.
    InsightId;
    /// A change that can be taken back.
    ChangeId;
    /// A page that is published by link.
    LinkId;
    /// A client asks for a new link to their page.
    LinkRequestId;
    /// How somebody else treats a touchpoint, as it was seen.
    ComparisonId;
    /// A human being on the client's side.
    ContactId;
    /// A saved filter over clients.
    ClientSegmentId;
    /// Two clients that became one.
    MergeId;
    /// A conversation in which expectations are asked for.
    DiscoveryId;
    /// Something that we said we would do.
    PromiseId;
    /// Dated evidence for one leg of trust.
    TrustSignalId;
    /// A short round of questions about trust.
    PulseId;
    /// A small extra that a client did not expect.
    PlusOneId;
    /// One delivery of a plus-one to one client.
    GiftId;
    /// A shared session in which plus-ones are thought up.
    SprintId;
    /// Somebody who came into a sprint by its link.
    ParticipantId;
    /// One line in a sprint.
    IdeaId;
    /// A referral, a review, a reference.
    AdvocacyId;
    /// A lost client, with its causes on our side.
    DepartureId;
    /// What one person should do next for one client.
    PromptId;
    /// A rule of when a client is to be touched.
    CareRuleId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id: ClientId = "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e".parse().unwrap();
        assert_eq!(id.to_string(), "0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e");
        assert_eq!(
            serde_json::to_string(&id).unwrap(),
            "\"0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e\""
        );
        assert_eq!(
            serde_json::from_str::<ClientId>("\"0190b6a2-5f7e-7c3a-9d1e-2f4b6a8c0d1e\"").unwrap(),
            id
        );
    }

    #[test]
    fn other_text_is_no_id() {
        assert_eq!("42".parse::<ClientId>(), Err(NotAnId));
        assert_eq!("".parse::<ClientId>(), Err(NotAnId));
    }
}
