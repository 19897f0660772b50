//! What clients of the invented firm write in German when they get in touch, and what they miss. Written as people write,
//! and not taken from the lists by which cues are found.

use super::words::Topic;

/// Somebody comes after us for what should have come by itself.
pub(super) const CHASING: &[&str] = &[
    "Guten Tag, gibt es schon etwas Neues?",
    "Seit unserem Gespräch habe ich nichts mehr gehört.",
    "Können Sie mir sagen, wie der Stand ist?",
    "In der Post ist immer noch nichts. Ist es denn raus?",
    "Jetzt ist über eine Woche vergangen, und niemand hat sich gerührt.",
    "Am Montag hieß es, jemand ruft zurück. Es hat keiner angerufen.",
    "Ich wollte nur hören, ob meine Nachricht angekommen ist.",
    "Wann darf ich mit einer Antwort rechnen?",
    "Ich frage jetzt zum dritten Mal.",
    "Entschuldigen Sie, dass ich lästig bin, aber wie lange dauert das noch?",
    "Wir warten noch auf die versprochenen Unterlagen.",
    "Wo bleibt die Bestätigung?",
    "Kann mir bitte jemand sagen, was los ist?",
    "Mein Mann und ich werden unruhig, es ist so still geworden.",
    "Ich sollte letzten Donnerstag angerufen werden.",
    "Hat sich seit meinem Schreiben etwas getan?",
    "Haben Sie uns vergessen?",
    "Gibt es einen Zwischenstand in unserer Sache?",
    "Diesen Betrag verstehe ich nicht, wofür ist der?",
    "Die zweite Zeile der Rechnung hat mir keiner erklärt. Bitte um Rückruf.",
    "Zwei Wochen hieß es. Inzwischen sind es vier.",
    "Ich wüsste gern, wie es weitergeht und wann.",
    "Ich komme zurück auf meine Mail vom 3.",
    "Von den Dokumenten fehlt jede Spur.",
    "Was ist aus dem Formular geworden, das ich eingeschickt habe?",
    "Ich bin noch ohne Antwort, und am Freitag läuft die Frist ab.",
    "Ist mein Brief bei Ihnen angekommen?",
    "Wer kümmert sich jetzt darum? Ich habe keinen Bescheid bekommen.",
    "Wann ist das Geld endlich da?",
    "Ich melde mich noch einmal in derselben Sache.",
];

/// Inbound contacts that are no chase.
pub(super) const NOT_CHASING: &[&str] = &[
    "Bitte ändern Sie meine Adresse wie unten.",
    "Ich hätte gern einen Termin in der nächsten Woche.",
    "Danke für die schnelle Antwort, jetzt ist alles klar.",
    "Ein Rückruf ist nicht nötig, ich habe es gefunden.",
    "Ich warte auf die Unterschrift meiner Tochter, dann schicke ich es.",
    "Wir ziehen um und melden uns im Frühling mit Neuigkeiten.",
    "Wo ist Ihr Büro in der Altstadt, und kann man dort parken?",
    "Welche Unterlagen soll ich mitbringen?",
    "Ihre Nachricht von gestern hat mir geholfen, danke.",
    "Ich frage bei meiner Bank nach und gebe Ihnen Bescheid.",
    "Wie sind die Öffnungszeiten über Ostern?",
    "Ich habe mein Passwort für die App vergessen.",
    "Anbei die Unterlagen, um die Sie gebeten haben.",
    "Wie ändere ich das Konto für die Gebühren?",
    "Meine Frau würde gern beim Gespräch dabei sein.",
    "Bitte sagen Sie den Termin am Dienstag ab.",
    "Nur kurz: Der Brief ist da, vielen Dank.",
    "Wir denken über eine zweite Vorsorge nach.",
    "Eine Frage zum Steuerformular: Betrifft mich Seite zwei?",
    "Beraten Sie auch meinen Sohn?",
    "Bitte schicken Sie den Auszug an meine neue E-Mail.",
    "Die Wartezeit am Telefon war heute kurz, sehr gut.",
];

/// What clients miss, topic by topic.
pub(super) const TOPICS: &[Topic] = &[
    Topic {
        key: "invoice",
        sentences: &[
            "Ich hätte mir gewünscht, dass jemand die erste Rechnung mit mir durchgeht.",
            "Niemand hat mir gesagt, wofür die Posten auf der Rechnung stehen.",
            "Ein Anruf vor der Rechnung wäre schön gewesen.",
            "Warum erklärt einem keiner, wie die Rechnung zustande kommt?",
        ],
    },
    Topic {
        key: "staff_change",
        sentences: &[
            "Niemand hat uns gesagt, dass unser Berater geht.",
            "Schön wäre gewesen, den neuen Berater persönlich kennenzulernen.",
            "Dass wir einen anderen Berater haben, haben wir nur durch Zufall erfahren.",
            "Ich hätte mich gern von unserem Berater verabschiedet.",
        ],
    },
    Topic {
        key: "claim",
        sentences: &[
            "Ich hätte mir gewünscht, während des Schadens auf dem Laufenden zu bleiben.",
            "Keiner hat mir gesagt, wie lange ein Schaden dauert.",
            "Man hätte uns sagen müssen, dass für den Schaden Fotos nötig sind.",
        ],
    },
    Topic {
        key: "tax",
        sentences: &[
            "Ich wünschte, die Papiere für die Steuer kämen im Januar.",
            "Dass es für die Steuer noch ein Formular braucht, hat niemand erwähnt.",
            "Eine Erinnerung vor der Frist für die Steuer wäre hilfreich.",
        ],
    },
    Topic {
        key: "parking",
        sentences: &[
            "Hätte ich nur gewusst, dass man nirgends parken kann.",
            "Niemand hat mir gesagt, dass der Parkplatz montags zu ist.",
            "Gut wäre ein Hinweis, wo man parken kann.",
        ],
    },
    Topic {
        key: "death",
        sentences: &[
            "Nach dem Tod meiner Mutter hätte ich mir Hilfe mit den Papieren gewünscht, der Todesfall kam plötzlich.",
            "Nach dem Todesfall hat sich niemand bei uns gemeldet.",
            "Als mein Mann gestorben ist, hätte ich jemanden gebraucht.",
        ],
    },
    Topic {
        key: "market",
        sentences: &[
            "Ich hätte mir einen Anruf gewünscht, als die Kurse fielen.",
            "Niemand hat uns erklärt, was die Börse für unseren Plan heißt.",
            "In der Woche, als die Kurse fielen, hätte ich gern von Ihnen gehört.",
        ],
    },
    Topic {
        key: "children",
        sentences: &[
            "Schön wäre ein Gespräch zusammen mit unseren Kindern gewesen.",
            "Keiner hat gefragt, ob unsere Tochter dabei sein soll.",
            "Wir hatten gehofft, dass jemand auch mit unserem Sohn spricht.",
        ],
    },
];

/// Comments that wish for nothing.
pub(super) const NOT_WISHING: &[&str] = &[
    "Ich wünsche Ihnen allen ein schönes Wochenende.",
    "Besser hätte es niemand machen können.",
    "Es blieb kein Wunsch offen.",
    "Mir wurde alles gesagt, was ich wissen musste.",
    "Beste Wünsche an das ganze Team.",
    "Wie abgemacht, und pünktlich.",
    "Der Tee war gut, die Stühle auch.",
    "Gern wieder.",
    "Mehr kann man sich nicht wünschen.",
    "Niemand zahlt gern, aber die Rechnung war klar.",
    "Parken war einfach.",
    "Mein Steuerberater war mit den Papieren zufrieden.",
];
