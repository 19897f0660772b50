//! What the interface says about contacts.

use std::collections::BTreeSet;

use domain::clients::contacts::{
    Consent, ConsentStatus, Contact, ContactLimit, QuietHours, Wishes, consents_now,
};
use domain::ids::{ClientId, ContactId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::view::present;

/// How a contact wants to be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ContactWishes)]
pub struct WishesView {
    /// Keys of channels by which they don't want to be reached.
    pub unwanted_channels: BTreeSet<String>,
    /// Days on which they want to be left alone: 1 Monday … 7 Sunday.
    pub quiet_days: BTreeSet<u8>,
    pub quiet_hours: Option<QuietHoursView>,
    pub limit: Option<ContactLimitView>,
    /// In their own words, at most 1,000 characters.
    pub words: Option<String>,
}

/// In their own time zone, such as `22:00` to `07:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = QuietHours)]
pub struct QuietHoursView {
    pub from: String,
    pub to: String,
}

/// Not more than so many messages in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContactLimit)]
pub struct ContactLimitView {
    /// 1 to 100.
    pub messages: u8,
    /// 1 to 366.
    pub days: u16,
}

impl From<Wishes> for WishesView {
    fn from(wishes: Wishes) -> Self {
        Self {
            unwanted_channels: wishes.unwanted_channels,
            quiet_days: wishes.quiet_days,
            quiet_hours: wishes.quiet_hours.map(|it| QuietHoursView {
                from: it.from,
                to: it.to,
            }),
            limit: wishes.limit.map(|it| ContactLimitView {
                messages: it.messages,
                days: it.days,
            }),
            words: wishes.words,
        }
    }
}

impl From<WishesView> for Wishes {
    fn from(view: WishesView) -> Self {
        let words = view.words.map(|words| words.trim().to_owned());
        Self {
            unwanted_channels: view.unwanted_channels,
            quiet_days: view.quiet_days,
            quiet_hours: view.quiet_hours.map(|it| QuietHours {
                from: it.from,
                to: it.to,
            }),
            limit: view.limit.map(|it| ContactLimit {
                messages: it.messages,
                days: it.days,
            }),
            words: words.filter(|words| !words.is_empty()),
        }
    }
}

/// What holds now for one purpose.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConsentNow)]
pub struct ConsentNowView {
    pub purpose: String,
    pub status: ConsentStatusView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConsentStatus)]
pub enum ConsentStatusView {
    Granted,
    Denied,
    /// Granted once, and taken back.
    Revoked,
}

impl From<ConsentStatus> for ConsentStatusView {
    fn from(status: ConsentStatus) -> Self {
        match status {
            ConsentStatus::Granted => Self::Granted,
            ConsentStatus::Denied => Self::Denied,
            ConsentStatus::Revoked => Self::Revoked,
        }
    }
}

impl From<ConsentStatusView> for ConsentStatus {
    fn from(status: ConsentStatusView) -> Self {
        match status {
            ConsentStatusView::Granted => Self::Granted,
            ConsentStatusView::Denied => Self::Denied,
            ConsentStatusView::Revoked => Self::Revoked,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactView {
    #[schema(value_type = String, format = "uuid")]
    pub id: ContactId,
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    pub name: String,
    pub role: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// `1980-02-29`, or `--02-29` where the year is not known.
    pub birthday: Option<String>,
    pub language: Option<String>,
    pub time_zone: Option<String>,
    pub wishes: WishesView,
    /// What holds now, one for each purpose.
    pub consents: Vec<ConsentNowView>,
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Set where the contact was taken out of the address book.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub removed_at: Option<Timestamp>,
}

impl ContactView {
    pub fn of(contact: Contact, client: ClientId, consents: &[Consent]) -> Self {
        let details = contact.details;
        Self {
            id: contact.id,
            client,
            name: details.name,
            role: details.role,
            emails: details.emails,
            phones: details.phones,
            birthday: details.birthday.map(|day| day.to_string()),
            language: details.language,
            time_zone: details.time_zone.map(|zone| zone.as_str().to_owned()),
            wishes: details.wishes.into(),
            consents: consents_now(consents)
                .into_values()
                .map(|entry| ConsentNowView {
                    purpose: entry.purpose.clone(),
                    status: entry.status.into(),
                    at: entry.at,
                })
                .collect(),
            created_at: contact.created_at,
            removed_at: contact.removed_at,
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct NewContact {
    pub name: String,
    /// What they are on the client's side: mother, managing director, assistant.
    pub role: Option<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    /// `1980-02-29`, or `--02-29` where the year is not known.
    pub birthday: Option<String>,
    /// A tag such as `de` or `de-AT`.
    pub language: Option<String>,
    pub time_zone: Option<String>,
    #[serde(default)]
    pub wishes: WishesView,
}

/// What is left out stays; `null` empties.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct ContactChange {
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub role: Option<Option<String>>,
    pub emails: Option<Vec<String>>,
    pub phones: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub birthday: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub language: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub time_zone: Option<Option<String>>,
    /// All of them, where they are to change.
    pub wishes: Option<WishesView>,
}

/// One entry of the book of consents; none is ever changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Consent)]
pub struct ConsentView {
    pub no: i64,
    pub purpose: String,
    pub status: ConsentStatusView,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Where it was said: form, call, letter.
    pub source: String,
    /// What proves it.
    pub evidence: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Timestamp,
    pub by: String,
}

impl From<Consent> for ConsentView {
    fn from(entry: Consent) -> Self {
        Self {
            no: entry.no,
            purpose: entry.purpose,
            status: entry.status.into(),
            at: entry.at,
            source: entry.source,
            evidence: entry.evidence,
            recorded_at: entry.recorded_at,
            by: entry.by_name,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewConsent {
    /// A key such as `newsletter` or `survey`.
    pub purpose: String,
    pub status: ConsentStatusView,
    /// RFC 3339; now if nothing is said. Not in the future.
    pub at: Option<String>,
    /// Where it was said: form, call, letter.
    pub source: String,
    /// What proves it: the text that was agreed to, the name of a file. At most 1,000 characters.
    pub evidence: Option<String>,
}
