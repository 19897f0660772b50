//! What clients of the invented firm say in German.

use super::words::Sentences;

pub(super) const GO_ON_GOOD: &[&str] = &[
    "Bitte weiter so.",
    "Das hat uns gefreut.",
    "Deshalb bleiben wir.",
    "Damit hatte ich nicht gerechnet.",
    "So stelle ich mir das vor.",
    "Meine Nachbarin ist jetzt auch bei Ihnen.",
    "Man merkt, dass jemand mitdenkt.",
    "Kleinigkeit, aber sie zählt.",
];

pub(super) const GO_ON_OK: &[&str] = &[
    "Sonst alles in Ordnung.",
    "Nicht mehr und nicht weniger als erwartet.",
    "Es erfüllt seinen Zweck.",
    "Da geht noch mehr.",
    "Passt so.",
];

pub(super) const GO_ON_BAD: &[&str] = &[
    "Ich musste dreimal nachfragen.",
    "Wir sehen uns anderswo um.",
    "Das war früher besser.",
    "Niemand hat mir etwas gesagt.",
    "Für diese Gebühren erwarte ich mehr.",
    "Ein kurzer Anruf hätte gereicht.",
    "Es ist nicht meine Aufgabe, Ihnen nachzulaufen.",
    "Das hat mich einen halben Tag gekostet.",
];

pub(super) const WHOLE: Sentences = Sentences {
    good: &[
        "Wir fühlen uns gut aufgehoben.",
        "Was abgemacht war, wurde gemacht.",
        "Klare Worte, und sie gelten.",
        "Sie kennen uns, das spürt man.",
    ],
    bad: &[
        "Man ist nur eine Nummer.",
        "Es wird viel versprochen und wenig gehalten.",
        "Sie melden sich nur, wenn etwas fällig ist.",
        "Alles dauert zu lange.",
    ],
};

pub(super) fn sentences(key: &str) -> Option<Sentences> {
    let (good, bad): (&'static [&'static str], &'static [&'static str]) = match key {
        "website" => (
            &[
                "Auf der Website habe ich das Formular sofort gefunden.",
                "Die Website ist verständlich geschrieben.",
            ],
            &[
                "Die Telefonnummer auf der Website ist gut versteckt.",
                "Auf der Website führt der Link ins Leere.",
            ],
        ),
        "first_call" => (
            &[
                "Beim ersten Anruf hat man mir zugehört.",
                "Der Rückruf kam auf die Minute.",
            ],
            &[
                "Beim ersten Anruf wurde ich viermal verbunden.",
                "Der versprochene Rückruf kam drei Tage zu spät.",
            ],
        ),
        "first_meeting" => (
            &[
                "Im ersten Gespräch ging es um uns und nicht um Produkte.",
                "Die Beraterin hatte alles gelesen, was wir geschickt hatten.",
            ],
            &[
                "Im ersten Gespräch mussten wir alles noch einmal erzählen.",
                "Zwanzig Minuten Folien über Ihre Geschichte.",
            ],
        ),
        "proposal" => (
            &["Der Vorschlag hatte vier Seiten, und wir haben alle verstanden."],
            &[
                "Dreissig Seiten Vorschlag, und der Preis steht auf der letzten.",
                "Der Vorschlag kam zwei Wochen zu spät.",
            ],
        ),
        "fees_page" => (
            &["Endlich sagt jemand, was es kostet."],
            &[
                "Ich weiss noch immer nicht, was ich im Jahr bezahle.",
                "Die Gebühren stehen an drei Orten, und überall anders.",
            ],
        ),
        "waiting_area" => (
            &["Guter Kaffee und eine ruhige Ecke beim Warten."],
            &[
                "Im Wartebereich hört man jedes Wort vom Schalter.",
                "Wir haben eine halbe Stunde gewartet, und niemand kam.",
            ],
        ),
        "kickoff_call" => (
            &[
                "Nach dem Startgespräch wussten wir, wer was bis wann macht.",
                "Startgespräch und Protokoll am selben Tag, wunderbar.",
            ],
            &[
                "Das Startgespräch war vorbei, bevor ich etwas fragen konnte.",
                "Auf das Startgespräch haben wir drei Wochen gewartet.",
            ],
        ),
        "opening_forms" => (
            &["Die Formulare waren schon ausgefüllt, ich musste sie nur prüfen."],
            &[
                "Die Formulare fragen fünfmal nach der Adresse.",
                "Formulare drucken, unterschreiben, einscannen: muss das sein?",
            ],
        ),
        "identity_check" => (
            &["Die Prüfung der Identität dauerte zwei Minuten."],
            &["Die Prüfung der Identität mochte meine Brille nicht."],
        ),
        "welcome_pack" => (
            &[
                "Im Willkommenspaket lag eine Karte mit den Namen unseres Teams, von Hand geschrieben.",
            ],
            &["Das Willkommenspaket kam, als wir schon zwei Monate Kunden waren."],
        ),
        "app_setup" => (
            &["Die App war in einer Minute eingerichtet."],
            &["Der Code für die App war abgelaufen, als der Brief kam."],
        ),
        "service_line" => (
            &[
                "Am Telefon nahm sofort jemand ab und wusste Bescheid.",
                "Ein Anruf, und es war erledigt.",
            ],
            &[
                "Zwanzig Minuten Warteschleife, dann war die Leitung tot.",
                "Bei jedem Anruf erzähle ich die Geschichte von vorn.",
                "Am Telefon wartet man immer länger.",
            ],
        ),
        "email_reply" => (
            &[
                "Meine Mail war nach einer Stunde beantwortet.",
                "Eine richtige Antwort und kein Textbaustein.",
            ],
            &[
                "Meine Mail vom Dritten ist noch immer offen.",
                "Auf eine Mail kamen zwei verschiedene Antworten.",
            ],
        ),
        "branch_visit" => (
            &[
                "In der Filiale wusste man, warum ich komme.",
                "Ohne Termin vorbeigekommen und gleich bedient worden.",
            ],
            &[
                "Am Schalter hört jeder, was ich verdiene.",
                "Für den Besuch in der Filiale bin ich umsonst gefahren.",
            ],
        ),
        "app" => (
            &[
                "Die App zeigt auf dem ersten Bild, was ich brauche.",
                "Mit der App war alles im Zug erledigt.",
            ],
            &[
                "Die App meldet mich ab, während ich das Papier suche.",
                "Bis die App ein Dokument öffnet, vergeht eine Ewigkeit.",
            ],
        ),
        "statement" => (
            &[
                "Der neue Auszug hat eine Seite, und ich lese ihn.",
                "Zum ersten Mal verstehe ich, wie sich unser Geld entwickelt hat.",
            ],
            &[
                "Elf Seiten Auszug, und ich weiss nicht, ob wir gewonnen oder verloren haben.",
                "Die Zahlen im Auszug stimmen nicht mit der App überein.",
            ],
        ),
        "secure_messages" => (
            &["Die sicheren Nachrichten sind schnell, und ich finde sie wieder."],
            &["Meine Nachricht wurde ohne Antwort geschlossen."],
        ),
        "client_letter" => (
            &["Ihr Kundenbrief hat die neue Steuerregel besser erklärt als die Zeitung."],
            &["Der Kundenbrief kam wieder in der falschen Sprache."],
        ),
        "fee_invoice" => (
            &["Auf der Rechnung steht Zeile für Zeile, was gemacht wurde."],
            &[
                "Was bedeutet diese Zeile auf der Rechnung?",
                "Die Rechnung ist gestiegen, und niemand hat etwas gesagt.",
            ],
        ),
        "adviser_change" => (
            &["Der alte Berater hat die neue Beraterin selbst vorgestellt."],
            &[
                "Der dritte Berater in zwei Jahren.",
                "Vom Anrufbeantworter erfuhr ich, dass unser Berater weg ist.",
            ],
        ),
        "review_invitation" => (
            &["Die Einladung bot drei Termine an, und einer passte."],
            &["Um das Jahresgespräch musste ich selbst bitten."],
        ),
        "annual_review" => (
            &[
                "Das Jahresgespräch war die beste Stunde des Jahres für unser Geld.",
                "Im Jahresgespräch ging es auch um die Pläne unseres Sohnes.",
                "Nach dem Jahresgespräch schlafen wir besser.",
            ],
            &[
                "Im Jahresgespräch wurden uns Folien vorgelesen.",
                "Das Jahresgespräch wurde zweimal verschoben.",
            ],
        ),
        "review_video" => (
            &["Das Gespräch per Video hat uns die Fahrt erspart."],
            &["Das Video ist dreimal abgebrochen."],
        ),
        "review_summary" => (
            &["Die Zusammenfassung kam am nächsten Morgen."],
            &["Sechs Wochen bis zur Zusammenfassung."],
        ),
        "claim_report" => (
            &["Nach dem Wasserschaden war sofort jemand für uns da."],
            &["Die Fotos vom Schaden musste ich viermal schicken."],
        ),
        "claim_news" => (
            &["Jeden Freitag eine kurze Nachricht, wie es um den Schaden steht."],
            &[
                "Fünf Wochen lang nichts gehört vom Schaden.",
                "Der Experte kam, und dann war Stille.",
                "Ich musste jedes Mal anrufen, um zu hören, dass es nichts Neues gibt.",
            ],
        ),
        "claim_letter" => (
            &["Der Brief erklärt, wie Sie auf die Summe kommen."],
            &["Der Brief sagt nicht, warum ein Drittel abgezogen wurde."],
        ),
        "complaint_reply" => (
            &["Meine Beschwerde wurde ernst genommen und in zwei Tagen erledigt."],
            &["Die Antwort auf meine Beschwerde war ein Textbaustein."],
        ),
        "renewal_letter" => (
            &["Im Brief zur Verlängerung standen alt und neu nebeneinander."],
            &["Der Brief zur Verlängerung kam nach der Kündigungsfrist."],
        ),
        "renewal_call" => (
            &["Am Telefon sagte man uns, welchen Schutz wir streichen können."],
            &["Drei Anrufe zur Verlängerung in einer Woche."],
        ),
        "anniversary_note" => (
            &["Eine Karte zum zehnten Jahr, mit einem Satz, der nur zu uns passt."],
            &["Auf der Jubiläumskarte stand das falsche Jahr."],
        ),
        _ => return None,
    };
    Some(Sentences { good, bad })
}
