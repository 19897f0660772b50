//! Words in column names and what they hint at, in English, German, French and Spanish.
//!
//! A hint is a stem: a name's word matches when it starts with it, or equals it when it is short.

use super::names;

/// What a column's name hints at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    pub key: bool,
    pub client: bool,
    pub person_name: bool,
    pub date: bool,
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub time: bool,
    pub weight: bool,
    pub recommend: bool,
    pub rating: bool,
    pub effort: bool,
    pub comment: bool,
    pub comment_codes: bool,
    pub attribute: bool,
    /// Not named outright for a group that nobody rates. With `attribute`: "product", or "statement" that only begins so.
    pub thing: bool,
    pub personal: bool,
    pub expectation: bool,
}

const KEY: &[&str] = &[
    "id",
    "uuid",
    "guid",
    "key",
    "respnum",
    "respondent",
    "responseid",
    "respid",
    "recordid",
    "caseid",
    "rownames",
    "rowid",
    "nummer",
    "numero",
    "lfdnr",
    "rec",
    "externalid",
    "antwortid",
    "identifiant",
    "interviewnr",
    "surveyid",
    "ticketid",
];
const CLIENT: &[&str] = &[
    "client",
    "customer",
    "kunde",
    "kunden",
    "cliente",
    "household",
    "member",
    "user",
    "userid",
    "email",
    "mail",
    "kundennummer",
    "customerid",
    "clientid",
    "consumer",
    "contact",
    "subscriber",
    "patient",
    "guest",
];
const DATE: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "intdate",
    "timestamp",
    "created",
    "submitted",
    "recorded",
    "recordeddate",
    "enddate",
    "startdate",
    "submitdate",
    "datestamp",
    "responsedate",
    "completed",
    "zeitstempel",
    "horodatage",
    "occurred",
    "received",
    "sent",
];
const YEAR: &[&str] = &["year", "jahr", "annee", "ano", "yr"];
const MONTH: &[&str] = &["month", "monat", "mois", "mes"];
const DAY: &[&str] = &["day", "tag", "jour", "dia", "intdate"];
const TIME: &[&str] = &["time", "uhrzeit", "heure", "hora", "zeit"];
const WEIGHT: &[&str] = &[
    "weight",
    "wt",
    "wgt",
    "gewicht",
    "poids",
    "peso",
    "ponderation",
    "ponderacion",
    "gewichtung",
    "pondera",
];
const RECOMMEND: &[&str] = &[
    "nps",
    "netpro",
    "netpromoter",
    "promoter",
    "recommend",
    "recommendation",
    "recommander",
    "recommandation",
    "recommanderiez",
    "weiterempfehlen",
    "weiterempfehlung",
    "empfehlen",
    "empfehlung",
    "recomendar",
    "recomendacion",
    "recomendaria",
    "ltr",
    "likelytorecommend",
    "advocacy",
];
const RATING: &[&str] = &[
    "rating",
    "rate",
    "rated",
    "score",
    "satisfaction",
    "satisfied",
    "sat",
    "csat",
    "satisfy",
    "zufrieden",
    "zufriedenheit",
    "zufr",
    "bewertung",
    "note",
    "notation",
    "satisfait",
    "satisfaccion",
    "satisfecho",
    "calificacion",
    "puntuacion",
    "valoracion",
    "quality",
    "qualite",
    "qualitat",
    "calidad",
    "easy",
    "ease",
    "clean",
    "safe",
    "stars",
    "sterne",
    "happy",
    "happiness",
    "getrate",
    "checkrate",
    "intention",
];
const EFFORT: &[&str] = &["effort", "ces", "aufwand", "esfuerzo"];
const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "com",
    "feedback",
    "explication",
    "explanation",
    "kommentar",
    "remark",
    "remarks",
    "verbatim",
    "text",
    "content",
    "review",
    "why",
    "pourquoi",
    "warum",
    "porque",
    "reason",
    "grund",
    "begruendung",
    "anmerkung",
    "anmerkungen",
    "comentario",
    "comentarios",
    "commentaire",
    "opinion",
    "suggestion",
    "suggestions",
    "improve",
    "message",
    "verbesserung",
    "freitext",
    "freetext",
    "describe",
    "wish",
    "question",
];
const ATTRIBUTE: &[&str] = &[
    "gender",
    "sex",
    "geschlecht",
    "genre",
    "sexo",
    "age",
    "alter",
    "edad",
    "income",
    "einkommen",
    "revenu",
    "ingresos",
    "region",
    "country",
    "land",
    "pays",
    "pais",
    "city",
    "stadt",
    "ort",
    "ville",
    "ciudad",
    "state",
    "bundesland",
    "zip",
    "plz",
    "language",
    "lang",
    "sprache",
    "langue",
    "idioma",
    "segment",
    "product",
    "produkt",
    "produit",
    "account",
    "bu",
    "unit",
    "store",
    "branch",
    "filiale",
    "type",
    "typ",
    "area",
    "education",
    "bildung",
    "occupation",
    "beruf",
    "method",
    "purp",
    "purpose",
    "airline",
    "destination",
    "dest",
    "destgeo",
    "destmark",
    "strata",
    "peak",
    "gate",
    "terminal",
    "barea",
    "home",
    "live",
    "residence",
    "status",
    "provider",
    "serviceprovider",
    "servicetype",
    "plan",
    "category",
    "group",
    "gruppe",
    "team",
    "class",
    "tier",
    "county",
    "timesflown",
    "longuse",
    "firsttime",
    "getto",
    "park",
    "bags",
    "times",
    "flown",
    "fly",
    "pet",
    "incme",
    "saq",
    "sample",
    "household",
    "hh",
    "nphh",
    "channel",
    "kanal",
    "canal",
    "device",
    "source",
    "problem",
    "member",
    "visits",
    "nb",
    "anzahl",
    "nombre",
    "ca",
    "umsatz",
    "revenue",
    "spend",
    "amount",
    "flight",
    "run",
    "runid",
    "deptime",
    "arrtime",
    "progress",
    "duration",
    "finished",
    "handling",
    "employee",
    "registration",
    "order",
    "link",
    "title",
    "author",
    "name",
    "traveller",
    "lounge",
    "airport",
    "charge",
    "minutes",
    "calls",
    "code",
    "churn",
    "used",
    "scale",
    "rec",
    "longitude",
    "latitude",
    "accuracy",
    "version",
    "wave",
    "panel",
    "quota",
    "marital",
    "married",
    "familienstand",
    "zivilstand",
    "etatcivil",
    "estadocivil",
    "ethnicity",
    "race",
    "nationality",
    "nationalitat",
    "staatsangehorigkeit",
    "religion",
    "employment",
    "employed",
    "erwerbsstatus",
    "profession",
    "profesion",
    "job",
    "schulabschluss",
    "abschluss",
    "haushalt",
    "wohnort",
    "wohnform",
    "children",
    "kinder",
    "kids",
    "enfants",
    "hijos",
    "agegroup",
    "agerange",
    "incomegroup",
    "methode",
    "metodo",
    "zweck",
    "anlass",
    "motif",
    "motivo",
    "kode",
    "tarif",
    "kategorie",
    "categorie",
    "categoria",
    "klasse",
    "industry",
    "branche",
    "sector",
    "bezirk",
    "kanton",
    "canton",
    "province",
    "provinz",
    "provincia",
    "district",
    "frequency",
    "haufigkeit",
    "frecuencia",
    "frequence",
    "often",
    "tenure",
    "cohort",
    "zone",
    "shift",
    "schicht",
    "department",
    "abteilung",
    "level",
    "size",
    "vertragsart",
];
/// Those of them that are rated as well: "Terminal" may be which or how good.
const THINGS: &[&str] = &[
    "product",
    "produkt",
    "produit",
    "account",
    "store",
    "branch",
    "filiale",
    "airline",
    "gate",
    "terminal",
    "home",
    "plan",
    "team",
    "park",
    "device",
    "flight",
    "handling",
    "employee",
    "registration",
    "order",
    "link",
    "lounge",
    "airport",
    "charge",
    "calls",
    "department",
    "abteilung",
    "schicht",
];
/// Words that make a personal datum: kept out of the log by default.
const PERSONAL: &[&str] = &[
    "ip",
    "ipaddress",
    "latitude",
    "longitude",
    "email",
    "mail",
    "phone",
    "telefon",
    "telephone",
    "telefono",
    "lastname",
    "firstname",
    "adresse",
    "address",
    "nachname",
    "vorname",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "locationlatitude",
    "locationlongitude",
];
const EXPECTATION: &[&str] = &[
    "expect",
    "expectation",
    "expe",
    "erwart",
    "attente",
    "expectativa",
];

impl Hints {
    /// Hints of a name and, for exports with several header rows, of its label.
    pub fn of(name: &str, label: &str) -> Hints {
        let mut tokens = names::tokens(name);
        tokens.push(names::plain(name));
        // "Q12COM3" and "INTDATE": what follows the number of the question says more than the whole.
        let tail: String = {
            let plain = names::plain(name);
            let body = plain.trim_end_matches(|c: char| c.is_ascii_digit());
            let start = body
                .rfind(|c: char| c.is_ascii_digit())
                .map_or(0, |at| at + 1);
            body[start..].to_owned()
        };
        if !tail.is_empty() {
            tokens.push(tail);
        }
        let mut hints = Hints::from_tokens(&tokens);
        if !label.is_empty() && label.len() <= 80 {
            let from_label = Hints::from_tokens(&names::tokens(label));
            hints.key |= from_label.key && label.len() <= 30;
            hints.date |= from_label.date && label.len() <= 30;
            hints.recommend |= from_label.recommend;
            hints.effort |= from_label.effort;
            hints.personal |= from_label.personal && label.len() <= 40;
            hints.comment |= from_label.comment;
        }
        hints
    }

    fn from_tokens(tokens: &[String]) -> Hints {
        let any = |words: &[&str]| {
            tokens
                .iter()
                .any(|token| words.iter().any(|word| hits(token, word)))
        };
        Hints {
            key: any(KEY),
            client: any(CLIENT),
            person_name: tokens
                .iter()
                .any(|token| matches!(token.as_str(), "name" | "author" | "nom" | "nombre")),
            date: any(DATE),
            year: any(YEAR),
            month: any(MONTH),
            day: any(DAY),
            time: any(TIME),
            weight: any(WEIGHT),
            recommend: any(RECOMMEND),
            rating: any(RATING),
            effort: any(EFFORT),
            comment: any(COMMENT),
            comment_codes: tokens.iter().any(|token| {
                let bare = token.trim_end_matches(|c: char| c.is_ascii_digit());
                ["com", "improve", "comment"]
                    .iter()
                    .any(|end| bare.ends_with(end))
            }),
            attribute: any(ATTRIBUTE),
            thing: !tokens.iter().any(|token| {
                ATTRIBUTE
                    .iter()
                    .any(|word| !THINGS.contains(word) && whole(token, word))
            }),
            personal: any(PERSONAL),
            expectation: any(EXPECTATION),
        }
    }
}

/// Short words must be the whole token, with or without a number; longer ones may begin it.
fn hits(token: &str, word: &str) -> bool {
    whole(token, word) || word.len() >= 5 && token.starts_with(word)
}

/// The token is the word, with or without a number.
fn whole(token: &str, word: &str) -> bool {
    token.trim_end_matches(|c: char| c.is_ascii_digit()) == word || token == word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hint_in_four_languages() {
        assert!(Hints::of("NETPRO", "").recommend);
        assert!(Hints::of("Weiterempfehlung", "").recommend);
        assert!(Hints::of("Recommanderiez-vous ?", "").recommend);
        assert!(Hints::of("Q12COM3", "").comment_codes);
        assert!(Hints::of("Q8IMPROVE1", "").comment_codes);
        assert!(Hints::of("INTDATE", "").date);
        assert!(Hints::of("explication", "").comment);
        assert!(Hints::of("Gewicht", "").weight);
        assert!(Hints::of("Q19AGE", "").attribute);
        assert!(!Hints::of("Q7ART", "").attribute);
        assert!(Hints::of("V1", "ResponseID").key);
        let thing = |name| {
            let hints = Hints::of(name, "");
            (hints.attribute, hints.thing)
        };
        assert_eq!(thing("Terminal"), (true, true));
        assert_eq!(thing("Statement"), (true, true));
        assert_eq!(thing("Familienstand"), (true, false));
        assert_eq!(thing("Product type"), (true, false));
        assert_eq!(thing("Waiting room"), (false, true));
    }
}
