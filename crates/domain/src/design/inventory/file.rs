//! The inventory as a table: which column says what, and what a cell means. English and German.
//!
//! One row is one touchpoint. An empty cell says nothing: it leaves what is there, and what is new gets what is usual. A
//! cell that can't be read makes its row a rejected one, with the reason; nothing is guessed about values.

use serde::{Deserialize, Serialize};

use super::{InventoryRefusal, read_attention, read_department, read_importance, read_words};
use crate::design::{Existence, Key, TouchpointKind};

words! {
    /// What a column says about touchpoints.
    Field {
        Key = "key",
        Label = "label",
        Stage = "stage",
        Channel = "channel",
        Kind = "kind",
        Existence = "existence",
        Importance = "importance",
        MomentOfTruth = "moment_of_truth",
        Department = "department",
        Owner = "owner",
        Audiences = "audiences",
        OurAttention = "our_attention",
        IndustryAttention = "industry_attention",
        Reason = "reason",
        Note = "note",
    }
}

impl Field {
    /// What the column is called in a file that we write.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Label => "touchpoint",
            other => other.as_str(),
        }
    }

    /// What such a column may be called, without spaces and marks; the surest names first.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Key => &[
                "key",
                "schluessel",
                "kuerzel",
                "touchpointkey",
                "touchpointid",
                "id",
                "code",
            ],
            Self::Label => &[
                "touchpoint",
                "touchpoints",
                "label",
                "touchpointname",
                "nameoftouchpoint",
                "kontaktpunkt",
                "kontaktpunkte",
                "beruehrungspunkt",
                "bezeichnung",
                "name",
                "title",
                "titel",
            ],
            Self::Stage => &[
                "stage",
                "phase",
                "journeystage",
                "lifecyclestage",
                "journeyphase",
                "lebensphase",
                "kundenphase",
                "stufe",
                "abschnitt",
                "step",
                "schritt",
            ],
            Self::Channel => &[
                "channel",
                "kanal",
                "kontaktkanal",
                "medium",
                "channels",
                "kanaele",
            ],
            Self::Kind => &[
                "kind",
                "type",
                "art",
                "typ",
                "touchpointtype",
                "kindoftouchpoint",
            ],
            Self::Existence => &[
                "existence",
                "status",
                "state",
                "zustand",
                "bestand",
                "stand",
            ],
            Self::Importance => &[
                "importance",
                "wichtigkeit",
                "bedeutung",
                "priority",
                "prioritaet",
                "weight",
                "gewicht",
            ],
            Self::MomentOfTruth => &[
                "momentoftruth",
                "momentsoftruth",
                "mot",
                "momentderwahrheit",
                "momentederwahrheit",
                "wahrheitsmoment",
            ],
            Self::Department => &[
                "department",
                "abteilung",
                "bereich",
                "team",
                "unit",
                "ressort",
            ],
            Self::Owner => &[
                "owner",
                "verantwortlich",
                "verantwortliche",
                "verantwortlicher",
                "verantwortlicheperson",
                "responsible",
                "responsibleperson",
                "accountable",
                "zustaendig",
                "eigentuemer",
            ],
            Self::Audiences => &[
                "audiences",
                "audience",
                "zielgruppe",
                "zielgruppen",
                "targetgroup",
                "targetgroups",
                "segment",
                "segments",
                "kundengruppe",
                "kundengruppen",
                "persona",
                "personas",
            ],
            Self::OurAttention => &[
                "ourattention",
                "unsereaufmerksamkeit",
                "eigeneaufmerksamkeit",
                "attention",
                "aufmerksamkeit",
            ],
            Self::IndustryAttention => &[
                "industryattention",
                "attentionoftheindustry",
                "branchenaufmerksamkeit",
                "aufmerksamkeitderbranche",
                "industry",
                "branche",
            ],
            Self::Reason => &["reason", "grund", "begruendung", "why", "warum"],
            Self::Note => &[
                "note",
                "notes",
                "notiz",
                "notizen",
                "bemerkung",
                "bemerkungen",
                "anmerkung",
                "anmerkungen",
                "remark",
                "remarks",
                "comment",
                "comments",
                "kommentar",
                "description",
                "beschreibung",
                "purpose",
                "zweck",
            ],
        }
    }
}

/// A name or a word without what people write differently: capitals, spaces, marks, umlauts.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// What each column says; `None`: it is not read. Where two columns could say the same, the surer name wins.
pub fn fields(header: &[String]) -> Vec<Option<Field>> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let mut found = vec![None; header.len()];
    for field in Field::ALL {
        let column = field.names().iter().find_map(|name| {
            let mut all = names.iter().enumerate();
            all.find(|(at, it)| it == name && found[*at].is_none())
                .map(|(at, _)| at)
        });
        if let Some(at) = column {
            found[at] = Some(*field);
        }
    }
    found
}

/// What a row says. `None`: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub key: Option<String>,
    pub label: Option<String>,
    /// Key or label.
    pub stage: Option<String>,
    pub channel: Option<String>,
    pub kind: Option<TouchpointKind>,
    pub existence: Option<Existence>,
    pub importance: Option<u8>,
    pub moment_of_truth: Option<bool>,
    pub department: Option<String>,
    /// Name or e-mail address.
    pub owner: Option<String>,
    /// Keys or labels.
    pub audiences: Option<Vec<String>>,
    pub our_attention: Option<u8>,
    pub industry_attention: Option<u8>,
    pub reason: Option<String>,
    pub note: Option<String>,
}

/// A cell that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Place of the column, from 0.
    pub column: usize,
    pub value: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// The longest label: it must fit a row of a table.
const LABEL: usize = 120;

/// Reads a row. Every cell that can't be read is told.
pub fn read_row(fields: &[Option<Field>], cells: &[&str]) -> Result<Draft, Vec<BadCell>> {
    let mut draft = Draft::default();
    let mut bad = Vec::new();
    for (column, (field, cell)) in fields.iter().zip(cells).enumerate() {
        let Some(field) = field else { continue };
        let text = unquoted(cell.trim());
        if text.is_empty() {
            continue;
        }
        if let Err(message) = read_cell(&mut draft, *field, text) {
            bad.push(BadCell {
                column,
                value: text.chars().take(200).collect(),
                message,
            });
        }
    }
    if bad.is_empty() { Ok(draft) } else { Err(bad) }
}

/// A CSV that we have written puts an apostrophe before what a spreadsheet would run.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

fn read_cell(draft: &mut Draft, field: Field, text: &str) -> Result<(), String> {
    let told = |refusal: InventoryRefusal| refusal.to_string();
    match field {
        Field::Key => {
            let key = Key::parse(text).map_err(|refusal| refusal.to_string())?;
            draft.key = Some(key.as_str().to_owned());
        }
        Field::Label => draft.label = Some(label(text)?),
        Field::Stage => draft.stage = Some(label(text)?),
        Field::Channel => draft.channel = Some(label(text)?),
        Field::Kind => draft.kind = Some(kind(text)?),
        Field::Existence => draft.existence = Some(existence(text)?),
        Field::Importance => {
            draft.importance = Some(read_importance(whole(text)).map_err(told)?);
        }
        Field::MomentOfTruth => draft.moment_of_truth = Some(truth(text)?),
        Field::Department => draft.department = read_department(text).map_err(told)?,
        Field::Owner => draft.owner = Some(text.to_owned()),
        Field::Audiences => {
            let separator = if text.contains(';') { ';' } else { ',' };
            let named = text.split([separator, '\n']).map(str::trim);
            let named = named.filter(|name| !name.is_empty()).map(label);
            draft.audiences = Some(named.collect::<Result<_, _>>()?);
        }
        Field::OurAttention => {
            draft.our_attention = Some(read_attention(whole(text)).map_err(told)?);
        }
        Field::IndustryAttention => {
            draft.industry_attention = Some(read_attention(whole(text)).map_err(told)?);
        }
        Field::Reason => draft.reason = read_words(text).map_err(told)?,
        Field::Note => draft.note = read_words(text).map_err(told)?,
    }
    Ok(())
}

fn label(text: &str) -> Result<String, String> {
    let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.chars().count() > LABEL {
        return Err(format!("at most {LABEL} characters fit here"));
    }
    if label.chars().any(char::is_control) {
        return Err("there are control characters in it".to_owned());
    }
    Ok(label)
}

/// A whole number as spreadsheets write it: 3, 3.0, 3,0. What is none lies outside every range.
fn whole(text: &str) -> i64 {
    let digits = text
        .strip_suffix(".0")
        .or_else(|| text.strip_suffix(",0"))
        .unwrap_or(text);
    digits.parse().unwrap_or(-1)
}

fn kind(text: &str) -> Result<TouchpointKind, String> {
    Ok(match &*plain(text) {
        "dynamic" | "dynamisch" | "interaction" | "interaktion" | "begegnung" | "personal" => {
            TouchpointKind::Dynamic
        }
        "static" | "statisch" | "fixed" => TouchpointKind::Static,
        "workproduct" | "arbeitsergebnis" | "arbeitsprodukt" | "werk" | "document" | "dokument" => {
            TouchpointKind::WorkProduct
        }
        _ => return Err("say dynamic, static or work product".to_owned()),
    })
}

fn existence(text: &str) -> Result<Existence, String> {
    Ok(match &*plain(text) {
        "live" | "active" | "aktiv" | "exists" | "existing" | "vorhanden" | "bestehend"
        | "inplace" => Existence::Live,
        "planned" | "plan" | "geplant" | "inplanung" => Existence::Planned,
        "missing" | "fehlt" | "fehlend" | "gap" | "luecke" => Existence::Missing,
        "retired" | "eingestellt" | "abgeschafft" | "stillgelegt" | "removed" => Existence::Retired,
        "notapplicable" | "na" | "nichtzutreffend" | "nichtanwendbar" | "entfaellt" => {
            Existence::NotApplicable
        }
        _ => return Err("say live, planned, missing, retired or not applicable".to_owned()),
    })
}

fn truth(text: &str) -> Result<bool, String> {
    Ok(match &*text.to_lowercase() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "wahr" | "✓" | "✔" => true,
        "no" | "n" | "false" | "0" | "nein" | "falsch" | "-" => false,
        _ => return Err("say yes or no".to_owned()),
    })
}
