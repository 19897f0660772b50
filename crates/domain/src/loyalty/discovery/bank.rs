//! The questions, by depth. All are open, none presumes an answer; a test puts each through the check of wording.

/// One question of the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BankQuestion {
    pub key: &'static str,
    /// 1 what is said when asked, 2 what lies behind it, 3 what is hardly ever spoken of.
    pub depth: u8,
    pub en: &'static str,
    pub de: &'static str,
}

const fn ask(key: &'static str, depth: u8, en: &'static str, de: &'static str) -> BankQuestion {
    BankQuestion { key, depth, en, de }
}

pub const BANK: &[BankQuestion] = &[
    // 1: stated. Everyday things that one can answer without having thought about them.
    ask(
        "hear-from-us",
        1,
        "How would you like to hear from us?",
        "Auf welchem Weg möchten Sie von uns hören?",
    ),
    ask(
        "how-often",
        1,
        "How often is often enough for you?",
        "Wie oft ist für Sie oft genug?",
    ),
    ask(
        "reply-time",
        1,
        "When you write to us, by when do you count on a reply?",
        "Wenn Sie uns schreiben: Bis wann rechnen Sie mit einer Antwort?",
    ),
    ask(
        "who-to-talk-to",
        1,
        "Whom would you like to speak to when something comes up?",
        "Mit wem möchten Sie sprechen, wenn etwas ist?",
    ),
    ask(
        "before-meeting",
        1,
        "What do you need in your hands before we meet?",
        "Was brauchen Sie in der Hand, bevor wir uns treffen?",
    ),
    ask(
        "after-meeting",
        1,
        "What should reach you after a meeting?",
        "Was sollte Sie nach einem Gespräch erreichen?",
    ),
    ask(
        "good-report",
        1,
        "What does a report have to tell you on its first page?",
        "Was muss Ihnen ein Bericht auf der ersten Seite sagen?",
    ),
    ask(
        "which-decisions",
        1,
        "Which decisions would you like to be asked about first?",
        "Bei welchen Entscheidungen möchten Sie vorher gefragt werden?",
    ),
    ask(
        "last-good-time",
        1,
        "Tell me about the last time something with us went the way you wanted it.",
        "Erzählen Sie mir, wann etwas mit uns zuletzt so lief, wie Sie es wollten.",
    ),
    ask(
        "time-of-day",
        1,
        "At what time of the day is a call from us welcome?",
        "Zu welcher Tageszeit ist Ihnen ein Anruf von uns recht?",
    ),
    ask(
        "what-is-invoice",
        1,
        "What does an invoice have to show so that you can pass it on?",
        "Was muss eine Rechnung zeigen, damit Sie sie weitergeben können?",
    ),
    ask(
        "others-in-house",
        1,
        "Who else in your house should know what we talk about?",
        "Wer in Ihrem Haus sollte noch wissen, was wir besprechen?",
    ),
    ask(
        "what-to-leave",
        1,
        "What could we leave out without you missing it?",
        "Was könnten wir weglassen, ohne dass es Ihnen fehlt?",
    ),
    // 2: probed. What lies behind it; told when somebody asks on.
    ask(
        "when-it-went-wrong",
        2,
        "Think of a time when somebody in our line of work let you down: what happened?",
        "Denken Sie an ein Mal, als Sie jemand in unserem Beruf enttäuscht hat: Was ist geschehen?",
    ),
    ask(
        "what-behind",
        2,
        "You said that it matters to you. What makes it matter?",
        "Sie sagten, dass Ihnen das wichtig ist. Was macht es wichtig?",
    ),
    ask(
        "notice-early",
        2,
        "By what do you notice early that something is going well?",
        "Woran merken Sie früh, dass etwas gut läuft?",
    ),
    ask(
        "notice-trouble",
        2,
        "By what do you notice early that something is going wrong?",
        "Woran merken Sie früh, dass etwas schief läuft?",
    ),
    ask(
        "bad-news",
        2,
        "When there is bad news, how should it reach you?",
        "Wenn es schlechte Nachrichten gibt: Wie sollen sie Sie erreichen?",
    ),
    ask(
        "what-other-firms",
        2,
        "What does another firm do for you that you would miss?",
        "Was tut eine andere Firma für Sie, das Ihnen fehlen würde?",
    ),
    ask(
        "explain-to-partner",
        2,
        "When you tell somebody at home what we do for you, what do you say?",
        "Wenn Sie zu Hause erzählen, was wir für Sie tun: Was sagen Sie?",
    ),
    ask(
        "hard-decision",
        2,
        "How would you like to be accompanied in a hard decision?",
        "Wie möchten Sie bei einer schweren Entscheidung begleitet werden?",
    ),
    ask(
        "what-takes-time",
        2,
        "What about working with us takes more of your time than it should?",
        "Was an der Arbeit mit uns kostet Sie mehr Zeit, als es sollte?",
    ),
    ask(
        "what-we-forget",
        2,
        "What have you told us that we seem to have forgotten?",
        "Was haben Sie uns erzählt, das wir vergessen zu haben scheinen?",
    ),
    ask(
        "change-of-person",
        2,
        "If somebody else looked after you tomorrow, what should that person know on the first day?",
        "Wenn sich morgen jemand anderes um Sie kümmert: Was sollte diese Person am ersten Tag wissen?",
    ),
    ask(
        "next-year",
        2,
        "What has to have happened by this time next year for it to have been worth it?",
        "Was muss bis heute in einem Jahr geschehen sein, damit es sich gelohnt hat?",
    ),
    ask(
        "one-change",
        2,
        "If you could change one thing in how we work, which would it be?",
        "Wenn Sie eine Sache an unserer Arbeit ändern könnten: Welche wäre es?",
    ),
    // 3: unspoken. Only told to somebody who is trusted; never a list to get through.
    ask(
        "lies-awake",
        3,
        "What keeps you awake when you think of the years ahead?",
        "Was hält Sie wach, wenn Sie an die nächsten Jahre denken?",
    ),
    ask(
        "be-seen",
        3,
        "How would you like to be seen by the people who depend on you?",
        "Wie möchten Sie von den Menschen gesehen werden, die auf Sie zählen?",
    ),
    ask(
        "afraid-to-ask",
        3,
        "What have you wanted to ask us and kept to yourself?",
        "Was wollten Sie uns fragen und haben es für sich behalten?",
    ),
    ask(
        "what-enough",
        3,
        "What is enough for you?",
        "Was ist für Sie genug?",
    ),
    ask(
        "not-spoken-of",
        3,
        "What is not spoken of at home although it matters?",
        "Worüber wird bei Ihnen zu Hause nicht gesprochen, obwohl es wichtig ist?",
    ),
    ask(
        "regret",
        3,
        "Which decision would you hate to look back on?",
        "Auf welche Entscheidung möchten Sie einmal nicht zurückblicken müssen?",
    ),
    ask(
        "proud-of",
        3,
        "What are you proud of that hardly anybody knows?",
        "Worauf sind Sie stolz, ohne dass es viele wissen?",
    ),
    ask(
        "worst-call",
        3,
        "Which call from us would you dread most?",
        "Vor welchem Anruf von uns würde Ihnen am meisten grauen?",
    ),
    ask(
        "when-you-cannot",
        3,
        "If one day you could not decide yourself, what should people know about you?",
        "Wenn Sie einmal nicht selbst entscheiden könnten: Was sollte man über Sie wissen?",
    ),
    ask(
        "what-we-look-like",
        3,
        "When did you last feel small in a conversation about money?",
        "Wann haben Sie sich zuletzt in einem Gespräch über Geld klein gefühlt?",
    ),
    ask(
        "leave-us",
        3,
        "What would have to happen for you to leave us without a word?",
        "Was müsste geschehen, damit Sie uns ohne ein Wort verlassen?",
    ),
    ask(
        "passed-on",
        3,
        "What do you want to pass on that has no price?",
        "Was möchten Sie weitergeben, das keinen Preis hat?",
    ),
    ask(
        "good-life",
        3,
        "Describe an ordinary day in the life you are working for.",
        "Beschreiben Sie einen gewöhnlichen Tag in dem Leben, für das Sie arbeiten.",
    ),
];
