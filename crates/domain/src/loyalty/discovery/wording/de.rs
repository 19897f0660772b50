//! German.

use super::double::Joins;
use super::{Book, Rule, Why};

/// Small words by which the language is known.
pub(super) const SMALL: &[&str] = &[
    "der", "die", "das", "sie", "ihr", "ihre", "ihnen", "wir", "uns", "unser", "unsere", "unserem",
    "unseren", "unserer", "ist", "sind", "und", "nicht", "wie", "was", "mit", "haben", "hat",
    "wenn", "welche", "warum", "es", "ein", "eine", "einen", "zu", "für", "bei", "auf", "von",
    "dass", "würden", "wann", "wer", "ich", "mir", "den", "dem", "sich", "oder",
];

const OPEN: &str = "Wie erleben Sie …?";

pub(super) const BOOK: Book = Book {
    rules: RULES,
    open: &[
        "was",
        "wer",
        "wen",
        "wem",
        "wessen",
        "wann",
        "wie",
        "wo",
        "wohin",
        "woher",
        "wor*",
        "wom*",
        "wof*",
        "wov*",
        "wod*",
        "wog*",
        "wob*",
        "woz*",
        "welch*",
        "erzähl*",
        "beschreib*",
        "schilder*",
        "denken",
        "stellen",
        "inwie*",
    ],
    before_open: &[
        "in", "mit", "bei", "auf", "an", "für", "von", "zu", "über", "nach", "aus", "durch", "und",
        "um", "ab", "bis", "seit", "unter",
    ],
    extremes: &[
        "immer",
        "nie|niemals",
        "stets|jederzeit|ausnahmslos",
        "alle|alles|allen|aller",
        "jede|jeder|jedes|jeden|jedem",
        "niemand|niemanden|keiner|nichts",
        "vollkommen|völlig|hundertprozentig|restlos|absolut",
        "100 prozent|%",
        "auf keinen fall",
        "in jeder hinsicht",
    ],
    harmless: &[
        "immer noch|wieder|mehr|öfter|besser|häufiger|weniger|schneller",
        "noch immer",
        "nicht|fast|meist|meistens immer|alle|alles|jede|jeder|jedes",
        "alles in allem",
        "vor|trotz allem|allen",
        "alle zwei|drei|vier|sechs|zwölf|paar|14|2|3|6 _",
        "alle jahre",
        "jede woche",
        "jeden tag|monat|morgen|abend|montag|freitag",
        "jedes jahr|quartal|mal|halbjahr",
        "nichts anderes|als",
    ],
    often: "Wie oft …?",
    joins: Joins {
        and: &["und", "sowie", "&"],
        pairs: &[
            ("gewinn", "verlust"),
            ("forschung", "entwicklung"),
            ("hin", "her"),
            ("hin", "wieder"),
            ("nach", "nach"),
            ("ab", "zu"),
            ("frau", "kinder"),
            ("mann", "frau"),
            ("frau", "mann"),
            ("kinder", "enkel*"),
            ("mutter", "vater"),
            ("vater", "mutter"),
            ("freunde", "familie"),
            ("familie", "freunde"),
            ("fragen", "antworten"),
            ("gut", "schlecht"),
            ("stärken", "schwächen"),
            ("tag", "nacht"),
            ("grund", "boden"),
            ("haus", "hof"),
            ("rechte", "pflichten"),
            ("soll", "haben"),
            ("einnahmen", "ausgaben"),
            ("höhen", "tiefen"),
            ("für", "wider"),
            ("angebot", "nachfrage"),
            ("rat", "tat"),
            ("sie", "*"),
            ("*", "sie"),
            ("wir", "*"),
            ("uns", "*"),
        ],
        probes: &[
            "wenn", "warum", "wieso", "wie", "was", "so", "zwar", "dann", "wann", "wo", "wer",
            "dass", "andere", "nicht", "falls",
        ],
        spans: &["zwischen"],
        ours: &["unser*", "mein*"],
        judging: &["wie"],
        both: "^ wann|wie|wo|was|wer|warum und wann|wie|wo|was|wer|warum",
        follow: &[
            "warum", "wieso", "weshalb", "wie", "was", "wor*", "inwie*", "wenn", "falls", "zum",
            "können", "könnten", "welch*", "wann", "wo", "wer", "oder", "erzähl*", "bitte", "in",
        ],
        names: false,
        then: "Dann:",
    },
};

const RULES: &[Rule] = &[
    Rule::new(
        Why::TagQuestion,
        ", nicht|oder|stimmt's|gell|richtig|ja|gelt|ne (wahr) $",
        OPEN,
    ),
    Rule::new(Why::TagQuestion, ", finden|meinen|denken sie nicht $", OPEN),
    Rule::new(Why::TagQuestion, ", stimmt das $", OPEN),
    Rule::new(
        Why::NegativeOpening,
        "finden|meinen|denken|glauben|fänden|würden|wollen|möchten|sind|haben sie nicht auch|ebenfalls",
        OPEN,
    ),
    Rule::new(
        Why::NegativeOpening,
        "^ sind|waren|haben|finden|möchten|wollen|wären|hätten|meinen|glauben sie nicht",
        OPEN,
    ),
    Rule::new(
        Why::NegativeOpening,
        "^ ist|war|sind|waren|wäre das|es|unser|unsere|dies|diese|dieser nicht|_ (nicht) auch",
        OPEN,
    )
    .unless(&["oder nicht"]),
    Rule::new(
        Why::NegativeOpening,
        "^ ist|war|wäre das|es|dies nicht",
        OPEN,
    ),
    Rule::new(
        Why::PresumesGood,
        "wie zufrieden|glücklich|begeistert|erfreut|froh|angetan sind|waren sie mit|von|über",
        "Wie war es für Sie mit {rest}?",
    )
    .unless(BALANCED),
    Rule::new(
        Why::PresumesGood,
        "wie zufrieden|glücklich|begeistert|erfreut|froh|angetan",
        "Wie war es für Sie?",
    )
    .unless(BALANCED),
    Rule::new(
        Why::PresumesGood,
        "wie sehr|gut hat|haben|gefällt|gefallen|gefiel|gefielen|schätzen|genießen|lieben|mögen|freuen|fanden",
        OPEN,
    )
    .unless(BALANCED),
    Rule::new(
        Why::PresumesGood,
        "was hat|haben|gefällt|gefiel|mögen|mochten|schätzen|lieben|genießen ihnen|sie (an|bei) _ (_) (_) (_) besten|meisten|liebsten",
        "Was ist Ihnen von … in Erinnerung?",
    )
    .unless(&["wenigsten|schlechtesten|weniger"]),
    Rule::new(
        Why::PresumesGood,
        "was hat|haben|gefällt|gefiel ihnen am besten|meisten",
        "Was ist Ihnen von … in Erinnerung?",
    )
    .unless(&["wenigsten|schlechtesten|weniger"]),
    Rule::new(
        Why::PresumesGood,
        "was lieben|genießen sie",
        "Was ist Ihnen von … in Erinnerung?",
    ),
    Rule::new(
        Why::PresumesGood,
        "warum vertrauen|lieben|mögen|schätzen sie uns|unser*",
        "Was hat Sie so entscheiden lassen?",
    ),
    Rule::new(
        Why::PraisesItself,
        "unser*|der|die|das|dieser|diese|dieses (neue*) hervorragend*|ausgezeichnet*|großartig*|tolle*|exzellent*|erstklassig*|preisgekrönt*|wunderbar*|einzigartig*|fantastisch*",
        "Nennen Sie es ohne Lob: „unser …“.",
    ),
    Rule::new(
        Why::AsksToAgree,
        "stimmen sie (mir|uns|dem) (darin) zu",
        "Was halten Sie von …?",
    )
    .unless(&["oder nicht"]),
    Rule::new(Why::AsksToAgree, "würden sie (mir|uns|dem) zustimmen", "Was halten Sie von …?"),
    Rule::new(
        Why::AsksToAgree,
        "würden sie sagen , dass",
        "Was würden Sie über … sagen?",
    ),
    Rule::new(
        Why::AsksToAgree,
        "teilen sie unsere|meine|die meinung|ansicht|einschätzung|auffassung",
        "Was halten Sie von …?",
    ),
    Rule::new(
        Why::AsksToAgree,
        "geben sie mir|uns recht",
        "Was halten Sie von …?",
    ),
    Rule::new(
        Why::AsksToAgree,
        "sind sie auch der meinung|ansicht",
        "Was halten Sie von …?",
    ),
    Rule::new(
        Why::Supposes,
        "sicherlich|zweifellos|offensichtlich|selbstverständlich|vermutlich|bestimmt",
        "Fragen Sie ohne dieses Wort.",
    )
    .unless(&["wer|was|selbst|darüber bestimmt"]),
    Rule::new(
        Why::Supposes,
        "sie sind|haben|finden|wissen|wollen|werden ja|doch|sicher|natürlich|wohl|gewiss",
        "Wie ist es für Sie?",
    )
    .unless(&["doch nicht"]),
    Rule::new(Why::Supposes, "wie sie (ja|sicher|bereits) wissen", "Fragen Sie ohne diese Worte."),
    Rule::new(Why::Supposes, "wie wir alle wissen", "Fragen Sie ohne diese Worte."),
    Rule::new(
        Why::Supposes,
        "ich|wir nehme|nehmen|gehe|gehen|vermute|vermuten|glaube|denke an|davon|, (aus) (,) (dass)",
        "Wie ist es für Sie?",
    ),
    Rule::new(
        Why::AsksForScore,
        "geben|vergeben|bewerten|benoten sie uns|mich (bitte) (mit) (einer|eine|der|die) 10|zehn|5|fünf|9|neun|bestnote|höchstnote|volle|vollen|eins|1|sehr",
        "Wie bewerten Sie …, von 0 bis 10?",
    ),
    Rule::new(
        Why::AsksForScore,
        "bestnote|höchstnote|bestbewertung",
        "Wie bewerten Sie …, von 0 bis 10?",
    )
    .but_open(),
    Rule::new(Why::AsksForScore, "fünf|5 sterne|sternen", "Wie bewerten Sie …?").but_open(),
    Rule::new(
        Why::AsksForScore,
        "10|zehn von 10|zehn (punkten)",
        "Wie bewerten Sie …, von 0 bis 10?",
    )
    .but_open(),
    Rule::new(Why::Pressure, "nach allem (,) was wir|ich", "Fragen Sie ohne diese Worte."),
    Rule::new(Why::Pressure, "letzte|letzten|einmalige chance|gelegenheit", "Fragen Sie ohne Eile."),
    Rule::new(Why::Pressure, "bevor es zu spät", "Fragen Sie ohne Eile."),
    Rule::new(
        Why::Pressure,
        "sie wollen|möchten (uns|sich) doch (sicher) nicht|nichts",
        "Wäre … für Sie nützlich oder nicht?",
    ),
    Rule::new(
        Why::Pressure,
        "mein|meine|unser bonus|job|chef|chefin|prämie|arbeitsplatz|gehalt",
        "Lassen Sie sich selbst aus dem Spiel.",
    )
    .but_open(),
    Rule::new(
        Why::Pressure,
        "tun sie mir|uns (bitte) den|einen gefallen",
        "Lassen Sie sich selbst aus dem Spiel.",
    ),
    Rule::new(Why::Pressure, "enttäuschen sie uns|mich", "Lassen Sie sich selbst aus dem Spiel."),
    Rule::new(
        Why::Pressure,
        "lassen sie uns|mich (jetzt) (bitte) nicht im",
        "Lassen Sie sich selbst aus dem Spiel.",
    ),
    Rule::new(
        Why::Pressure,
        "helfen sie uns|mir (doch) (,) unser|unsere|mein|meine _ zu",
        "Lassen Sie sich selbst aus dem Spiel.",
    ),
    Rule::new(
        Why::Pressure,
        "dürfen|können wir|ich auf sie|ihre zählen|stimme|empfehlung|unterstützung",
        "Möchten Sie … oder nicht?",
    ),
    Rule::new(
        Why::OthersDo,
        "die|alle|viele|tausende (meisten) (anderen|anderer|unserer|unsere|der|ihrer) kunden|kundinnen|mandanten|menschen|leute|familien|haushalte|anleger",
        "Fragen Sie nur nach ihnen: „Und wie ist es bei Ihnen?“",
    )
    .but_open()
    .unless(&["^ _ die kunden|mandanten|menschen|leute|familien|haushalte|anleger"]),
    Rule::new(
        Why::OthersDo,
        "alle anderen",
        "Fragen Sie nur nach ihnen: „Und wie ist es bei Ihnen?“",
    )
    .but_open(),
    Rule::new(
        Why::OthersDo,
        "jeder|jede|alle vernünftige*|kluge*|verantwortung*|intelligente* _",
        "Fragen Sie nur nach ihnen: „Und wie ist es bei Ihnen?“",
    ),
    Rule::new(
        Why::Flatters,
        "als (so) (ein|eine|unser|unsere) kluge*|treue*|intelligente*|anspruchsvolle*|verantwortung*|geschätzte* _",
        "Fragen Sie ohne diese Worte.",
    ),
    Rule::new(
        Why::Flatters,
        "kluge*|intelligente* mensch*|menschen|leute|anleger*|kund* wie sie",
        "Fragen Sie ohne diese Worte.",
    ),
];

const BALANCED: &[&str] = &[
    "oder unzufrieden|nicht|unglücklich|enttäuscht|schlecht",
    "wenn überhaupt",
];
