//! What a channel is called in files, and which of the organization's channels that is.

use domain::design::inventory::file::plain;
use store::design::Design;

use crate::design::views::Named;

/// Keys and labels that are proposed where there is no such channel yet, and what files call them.
const CHANNELS: &[(&str, &str, &[&str])] = &[
    ("email", "E-mail", &["email", "mail", "emails"]),
    (
        "phone",
        "Phone",
        &[
            "phone",
            "telephone",
            "telefon",
            "call",
            "voice",
            "anruf",
            "tel",
            "hotline",
        ],
    ),
    (
        "video",
        "Video",
        &[
            "video",
            "videocall",
            "videokonferenz",
            "online_meeting",
            "zoom",
            "teams",
        ],
    ),
    (
        "in_person",
        "In person",
        &[
            "inperson",
            "persoenlich",
            "meeting",
            "visit",
            "besuch",
            "termin",
            "onsite",
            "vorort",
        ],
    ),
    (
        "chat",
        "Chat",
        &[
            "chat",
            "livechat",
            "messenger",
            "messaging",
            "whatsapp",
            "sms",
        ],
    ),
    (
        "web",
        "Web",
        &[
            "web",
            "website",
            "webform",
            "form",
            "formular",
            "portal",
            "webwidget",
            "online",
            "internet",
        ],
    ),
    ("letter", "Letter", &["letter", "brief", "post", "fax"]),
    ("app", "App", &["app", "mobile", "mobileapp"]),
    (
        "social",
        "Social media",
        &[
            "social",
            "socialmedia",
            "twitter",
            "facebook",
            "instagram",
            "linkedin",
            "x",
        ],
    ),
    (
        "premises",
        "Premises",
        &[
            "premises", "branch", "filiale", "store", "shop", "laden", "counter", "schalter",
        ],
    ),
];

/// The key by which a channel of a file is known here: a canonical one, or the word itself.
pub fn known_as(word: &str) -> Option<String> {
    let word = plain(word);
    if word.is_empty() {
        return None;
    }
    let found = CHANNELS
        .iter()
        .find(|(_, _, names)| names.iter().any(|name| plain(name) == word));
    Some(found.map_or(word, |(key, _, _)| (*key).to_owned()))
}

/// The organization's channel of that key, by its key, its label or another word for the same; or the one to be made.
pub fn named(design: &Design, key: &str) -> Named {
    let canonical = CHANNELS.iter().find(|(known, _, _)| *known == key);
    let same = |text: &str| {
        let text = plain(text);
        text == plain(key)
            || canonical.is_some_and(|(_, _, names)| names.iter().any(|name| plain(name) == text))
    };
    let mut channels = design.channels.iter();
    match channels.find(|it| same(&it.key) || same(&it.label)) {
        Some(channel) => Named {
            key: channel.key.clone(),
            label: channel.label.clone(),
        },
        None => Named {
            key: key.to_owned(),
            label: canonical.map_or(key, |(_, label, _)| label).to_owned(),
        },
    }
}
