//! What a wish is about: words brought to themes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::labels;

/// Themes of business life and the beginnings of their words in English and German, umlauts spelled out; a word belongs
/// to the theme with the longest beginning that fits.
#[rustfmt::skip]
const THEMES: &[(&str, &str)] = &[
    ("invoice", "invoice bill billing rechnung gebuehrenrechnung faktur"),
    ("fees", "fee charge cost price pricing expensive gebuehr kosten preis teuer"),
    ("appointment", "appointment slot termin booking buchung"),
    ("call", "phone call rang ring anruf angeruf telefon rueckruf"),
    ("email", "email mail inbox"),
    ("letter", "letter post brief schreiben"),
    ("app", "app apps"),
    ("website", "website webseite portal online login page seite"),
    ("statement", "statement auszug kontoauszug quartalsauszug"),
    ("report", "report bericht summary protokoll zusammenfassung"),
    ("adviser", "adviser advisor berater ansprechpartner betreuer"),
    ("staff_change", "successor replacement nachfolg wechsel handover uebergabe"),
    ("claim", "claim damage schaden schadensfall"),
    ("complaint", "complaint complain beschwerde reklamation"),
    ("renewal", "renew verlaenger expiry expire ablauf laeuft"),
    ("contract", "contract vertrag agreement terms police policy"),
    ("forms", "form forms paperwork formular unterlag papier document dokument"),
    ("delay", "delay late wait verspaet verzoeger warte wartezeit"),
    ("opening_hours", "opening hours oeffnungszeit closed geschlossen"),
    ("branch", "branch office filiale buero standort"),
    ("parking", "park parkplatz parkplaetz"),
    ("tax", "tax taxes steuer"),
    ("death", "death died bereave funeral todesfall gestorben verstorben trauer"),
    ("children", "child children son daughter kind kinder tochter sohn"),
    ("transfer", "transfer uebertrag ueberweis"),
    ("pension", "pension retire rente ruhestand vorsorge"),
    ("market", "market markets kurs boerse crash"),
    ("delivery", "deliver parcel package liefer paket"),
    ("refund", "refund erstatt gutschrift"),
    ("language", "language translation sprache uebersetz"),
    ("security", "security password fraud passwort betrug sicherheit"),
    ("meeting", "meeting gespraech jahresgespraech besprechung"),
    ("training", "training tutorial schulung einfuehrung einweisung"),
    ("outage", "outage maintenance downtime ausfall wartung stoerung"),
];

/// Words that every wish may have, in plain form (see [`labels::words`]), besides those of no meaning.
const EMPTY: &str = "\
    about after again all already also an another any anybody anyone anything are ask asked back be because been \
    before being better bit but by can come could day did didnt do does done dont each earlier early else ever \
    every everything few find first found get give given go good got had has have he hear heard help her here him \
    how however id idea if is it ive just kept knew know known last learn learned least less let like little long \
    look made make many matter may me mention mentioned mind month more most much must my need needed never new \
    next nice no nobody none noone not nothing now offer offered once one only or other out over own people person \
    please really right said same say see seen shame she should simply since so some somebody someone something \
    sometime soon sooner still such sure take tell than that them then there these they thing think this those \
    thought three time today told too took two until up us use very want wanted warn warned was we wed week well \
    were what where which who whole why will wish wished without wont word would year yes yesterday yet you youd \
    yourself aber alle allem alles als ander anders auch bekomm besser bevor bin bis bitte bitt da dabei dafuer \
    damit dann daran darauf darueber dass davon dazu denn dies doch dort durch eigentlich einfach einmal entweder \
    er erfahr erst es etwa etwas euch frueh frueher ganz gab geb gegeb gefreut gefragt geh gehabt geholf geklaert \
    gemacht genau gern gesagt geword gewes gewuenscht gewusst gibt gut haben hab habe haett hat hatt hier hinweis \
    hoer ich ihm ihn ihr immer informiert irgendwann ist ja jahr jed jemand jetzt kann kein koenn konnt kurz lang \
    leider lieber mal man mehr mein mich mir mitgeteilt moecht mocht monat muess musst nett neu nicht nichts nie \
    niemand noch nur ob oder ohn ohne sag sagt sagen schad schade schoen schon sehr sein seit selbst sich sie sind \
    soll sollt sonst tag tut uns vielleicht viel vorher vorab waer war warum weil weiss welch wenigst wenn wer werd \
    wie wied wieder wir wird wo woch wohin wollt wuensch wuenscht wuerd wurd wusst zeit zuvor rechtzeitig jen hint \
    erklaert erklaer explain explained happen happened passiert arrive arrived";

static BY_BEGINNING: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let of_theme = |(theme, words): &(&'static str, &'static str)| {
        let theme = *theme;
        labels::words(words)
            .into_iter()
            .map(move |word| (word, theme))
    };
    THEMES.iter().flat_map(of_theme).collect()
});

static SAYS_NOTHING: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| labels::words(EMPTY).into_iter().collect());

/// A beginning of so few letters has to be the whole word.
const SHORT: usize = 4;

/// The themes of a text: those that we know, and the plain form of words that we don't.
pub(super) fn of(text: &str) -> BTreeSet<String> {
    labels::words(text)
        .into_iter()
        .filter(|word| word.chars().count() > 2 && !word.chars().all(char::is_numeric))
        .filter_map(|word| match known(&word) {
            Some(theme) => Some(theme.to_owned()),
            None if SAYS_NOTHING.contains(&word) => None,
            None => Some(word),
        })
        .collect()
}

/// Whether a theme is one of ours, and not a mere word.
pub(super) fn is_known(theme: &str) -> bool {
    THEMES.iter().any(|(known, _)| *known == theme)
}

fn known(word: &str) -> Option<&'static str> {
    if let Some(theme) = BY_BEGINNING.get(word) {
        return Some(theme);
    }
    BY_BEGINNING
        .iter()
        .filter(|(beginning, _)| beginning.len() > SHORT && word.starts_with(beginning.as_str()))
        .max_by_key(|(beginning, _)| beginning.len())
        .map(|(_, theme)| *theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_lead_to_one_theme() {
        let check = |text: &str, theme: &str| {
            assert!(of(text).contains(theme), "{text}: {:?}", of(text));
        };
        check("Nobody explained the invoices to us", "invoice");
        check("Niemand hat mir die Rechnung erklärt", "invoice");
        check("I wish I had known about the new adviser", "adviser");
        check("Dass der Berater wechselt, wusste ich nicht", "adviser");
        check("Hätte gern gewusst, wo ich parken kann", "parking");
    }

    #[test]
    fn words_of_every_wish_say_nothing() {
        assert_eq!(of("I wish you had told me"), BTreeSet::new());
        assert_eq!(of("Hätte mir das jemand gesagt"), BTreeSet::new());
        assert_eq!(
            of("the whirlpool"),
            BTreeSet::from(["whirlpool".to_owned()])
        );
    }
}
