//! What clients of the invented firm write in English when they get in touch, and what they miss. Written as people
//! write, and not taken from the lists by which cues are found: what those miss here they would miss elsewhere.

use super::words::Topic;

/// Somebody comes after us for what should have come by itself.
pub(super) const CHASING: &[&str] = &[
    "Hello, any news from your side?",
    "I have not heard a thing since we spoke.",
    "Could you let me know where things stand?",
    "Still nothing in the post. Has it gone out?",
    "It has been over a week now and nobody has come back to me.",
    "I rang on Monday and was told somebody would ring back. Nobody did.",
    "Just wondering whether you got my message.",
    "When can I expect an answer?",
    "This is the third time I am asking.",
    "Sorry to be a nuisance, but how long is this going to take?",
    "We are still waiting for the papers you promised.",
    "Where is the confirmation?",
    "Could somebody please tell me what is going on?",
    "My husband and I are getting nervous, it has gone very quiet.",
    "Please chase this up for me, I keep getting no reply.",
    "I was supposed to get a call last Thursday.",
    "Has anything happened since I wrote?",
    "Am I right that you have forgotten about us?",
    "Is there an update on our matter?",
    "I do not understand this amount, what is it for?",
    "Nobody has explained the second line on the bill to me. Please ring.",
    "You said two weeks. It is now four.",
    "I would like to know what happens next, and when.",
    "Following up on my e-mail of the 3rd.",
    "Can I get a status please?",
    "No sign of the documents yet.",
    "What became of the form I sent in?",
    "I'm still without an answer and the deadline is Friday.",
    "Did my letter reach you?",
    "Who is looking after this now? I have had no word.",
    "Any idea when the money will be there?",
    "Calling again about the same thing.",
];

/// Inbound contacts that are no chase, many of them in words that chases have, too.
pub(super) const NOT_CHASING: &[&str] = &[
    "Please change my address to the one below.",
    "I would like an appointment next week.",
    "Thank you for the quick answer, all is clear now.",
    "No need to ring back, I found it.",
    "I am waiting for my daughter to sign, then I will send it.",
    "We are moving house and will have news for you in spring.",
    "Where is your office in the old town, and can one park there?",
    "Which papers do I have to bring along?",
    "Your update of yesterday was helpful, thanks.",
    "I will follow up with my bank and let you know.",
    "Could you send me the opening hours over Easter?",
    "I forgot my password for the app.",
    "Attached are the documents you asked for.",
    "How do I change the account for the fees?",
    "When are you open on Saturdays?",
    "My wife would like to join the meeting.",
    "Please cancel the appointment on Tuesday.",
    "Just to say that the letter arrived, many thanks.",
    "We have been thinking about a second pension.",
    "A question about the tax form: is page two for me?",
    "Do you also advise my son?",
    "Please send the statement to my new e-mail.",
    "I have heard good things about your evening talks, is there a seat left?",
    "Waiting times on the phone were short today, well done.",
];

/// What clients miss, topic by topic.
pub(super) const TOPICS: &[Topic] = &[
    Topic {
        key: "invoice",
        sentences: &[
            "I wish somebody had gone through the first invoice with me.",
            "Nobody told me what all the items on the invoice stand for.",
            "It would have been nice to hear about the bill before it came.",
            "A short call about the invoice would have saved me an evening.",
            "Why was I never told how the invoice is made up?",
        ],
    },
    Topic {
        key: "staff_change",
        sentences: &[
            "Nobody told us that our adviser was leaving.",
            "I wish you had introduced the new adviser in person.",
            "We found out by chance that we have another adviser.",
            "It would have helped to meet the successor before the change.",
            "I would have liked to say goodbye to our adviser.",
        ],
    },
    Topic {
        key: "claim",
        sentences: &[
            "I wish I had been kept up to date while the claim was running.",
            "Nobody told me how long a claim takes.",
            "Somebody should have warned us that the claim needs photographs.",
            "If only there had been one note about the claim in all those weeks.",
        ],
    },
    Topic {
        key: "tax",
        sentences: &[
            "I wish the papers for the tax return came in January.",
            "Nobody mentioned that I need another form for the tax office.",
            "It would be great to get a reminder before the tax deadline.",
            "I had hoped for some help with the tax part.",
        ],
    },
    Topic {
        key: "parking",
        sentences: &[
            "I wish I had known that there is nowhere to park.",
            "No one told me the car park is shut on Mondays.",
            "It would have been good to know where one can park.",
            "Why does nobody say on the invitation where to park?",
        ],
    },
    Topic {
        key: "death",
        sentences: &[
            "After my mother died I wish somebody had told me which papers are needed.",
            "Nobody rang us after the death of my father.",
            "When my husband died I would have needed somebody at my side.",
            "It would have meant a lot to get a card after the funeral.",
        ],
    },
    Topic {
        key: "market",
        sentences: &[
            "I wish you had called when the markets fell.",
            "Nobody told us what the crash means for our plan.",
            "I would have liked to hear from you in the week the market dropped.",
            "A word about the markets in March would have calmed me.",
        ],
    },
    Topic {
        key: "children",
        sentences: &[
            "I wish you had offered a meeting with our children as well.",
            "Nobody asked whether our daughter should be there.",
            "It would be nice if the children were invited once.",
            "We had hoped somebody would talk to our son, too.",
        ],
    },
];

/// Comments that wish for nothing, some of them in words that wishes have, too.
pub(super) const NOT_WISHING: &[&str] = &[
    "I wish you all a good weekend.",
    "Nobody could have done it better.",
    "If only all firms were like this.",
    "You told me everything I needed.",
    "Best wishes to the whole team.",
    "Nothing to wish for.",
    "As agreed, and on time.",
    "I was told it would take an hour, and it took half of one.",
    "The tea was good and the chairs, too.",
    "Would recommend.",
    "I could not have wished for more.",
    "Nobody likes paying, but the invoice was clear.",
    "It was nice to see the children's drawings on the wall.",
    "Parking was easy.",
    "My tax adviser was pleased with the papers.",
];
