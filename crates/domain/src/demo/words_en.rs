//! What clients of the invented firm say in English: sentences by touchpoint, and ways to go on.

use super::words::Sentences;

pub(super) const GO_ON_GOOD: &[&str] = &[
    "More of that, please.",
    "I told my sister about it.",
    "That is why we stay.",
    "My last adviser never did that.",
    "It made my week easier.",
    "We noticed.",
    "I did not expect it.",
    "Nobody had to ask twice.",
    "It felt as if somebody had thought about us.",
    "I would do it the same way again.",
    "Small thing, and it counts.",
    "Exactly what I had hoped for.",
];

pub(super) const GO_ON_OK: &[&str] = &[
    "Otherwise all fine.",
    "No more and no less than I expected.",
    "It did what it should.",
    "I can live with that.",
    "There is room for more.",
    "Neither good nor bad, really.",
    "Fine for now.",
    "It works.",
];

pub(super) const GO_ON_BAD: &[&str] = &[
    "I had to ask three times.",
    "We are looking at other firms.",
    "Please tell me who looks after this.",
    "It should not be my job to chase you.",
    "I wish you had told me before.",
    "Nobody told me anything.",
    "For these fees I expect more.",
    "This used to be better.",
    "I have given up asking.",
    "It cost me half a day.",
    "My husband does not want to call you any more.",
    "A short message would have been enough.",
];

/// About the whole, when no single touchpoint stands out.
pub(super) const WHOLE: Sentences = Sentences {
    good: &[
        "You know us, and it shows.",
        "I feel looked after.",
        "Everything we agreed on was done.",
        "Clear words, and they keep them.",
        "After all these years still a pleasure.",
        "You think ahead for us.",
    ],
    bad: &[
        "I feel like a number.",
        "A lot is promised and little comes.",
        "I only hear from you when something is due.",
        "Everything takes too long.",
        "I do not know any more who is in charge of us.",
        "The left hand does not know what the right one does.",
    ],
};

pub(super) fn sentences(key: &str) -> Option<Sentences> {
    let (good, bad): (&'static [&'static str], &'static [&'static str]) = match key {
        "website" => (
            &[
                "I found the form on the website at once.",
                "The website says what you do in plain words.",
                "Opening hours and people, all on one page.",
            ],
            &[
                "I searched the website for a phone number for ten minutes.",
                "The website talks about you and not about my question.",
                "The link in your mail led to an empty page.",
            ],
        ),
        "evening_talk" => (
            &[
                "The evening talk answered a question I had carried around for years.",
                "An hour about pensions, and I stayed awake.",
                "Good talk, and no sales pitch at the end.",
            ],
            &[
                "The talk was a sales pitch after all.",
                "I could not hear the speaker from the third row.",
            ],
        ),
        "first_call" => (
            &[
                "On the first call somebody listened before talking.",
                "The first call took five minutes and I knew what happens next.",
                "You rang back on the hour you had named.",
            ],
            &[
                "On the first call I was asked for my income before my name.",
                "I was put through four times on my very first call.",
                "You said you would ring back on Monday, and it was Thursday.",
            ],
        ),
        "first_meeting" => (
            &[
                "At the first meeting we talked about our plans and not about products.",
                "The adviser had read everything we sent.",
                "Good questions at the first meeting, some nobody had ever asked us.",
                "We left the first meeting with one page and three clear steps.",
            ],
            &[
                "At the first meeting we had to tell everything again.",
                "Twenty minutes of slides about your history.",
                "The room for the first meeting was not ready.",
            ],
        ),
        "proposal" => (
            &[
                "The proposal was four pages and we understood all of them.",
                "The proposal kept to what we had said we wanted.",
                "It said what you would not do, too. I liked that.",
            ],
            &[
                "The proposal had another family's figures on page three.",
                "Thirty pages of proposal, and the price on the last one.",
                "The proposal came two weeks after the day you promised.",
            ],
        ),
        "fees_page" => (
            &[
                "At last somebody says what it costs.",
                "The table of fees is clear.",
            ],
            &[
                "I still do not know what I pay you in a year.",
                "The page about fees needs a page to explain it.",
                "The fees are in three places, and each says something else.",
                "I had to add up the fees with a calculator.",
            ],
        ),
        "waiting_area" => (
            &[
                "Good coffee and a quiet corner while we waited.",
                "The waiting area has toys, so our little one was busy.",
                "Light, calm, and the newspaper was from today.",
            ],
            &[
                "In the waiting area you hear every word from the desk.",
                "We waited half an hour and nobody came by.",
                "The chairs in the waiting area have seen better days.",
            ],
        ),
        "kickoff_call" => (
            &[
                "After the kick-off call we knew who does what until when.",
                "The kick-off call had an agenda and kept to it.",
                "Kick-off call and minutes on the same day, wonderful.",
                "On the kick-off call we met everybody who will look after us.",
            ],
            &[
                "The kick-off call was over before I could ask anything.",
                "On the kick-off call nobody seemed to know what we had agreed on.",
                "We waited three weeks for the kick-off call.",
                "Nobody told us what would happen after the kick-off call.",
            ],
        ),
        "opening_forms" => (
            &[
                "The forms were filled in already, I only had to check them.",
                "One form, one signature, done.",
            ],
            &[
                "The forms asked for our address five times.",
                "I had to print the forms, sign and scan them. In this century.",
                "The form lost everything when I went back a page.",
                "Half of the questions on the forms have nothing to do with us.",
            ],
        ),
        "identity_check" => (
            &[
                "The identity check took two minutes with the phone.",
                "I was surprised how easy the identity check was.",
            ],
            &[
                "The identity check did not like my glasses.",
                "Three attempts for the identity check, then I went to the branch.",
                "The identity check wanted a passport that I do not have.",
            ],
        ),
        "welcome_pack" => (
            &[
                "The welcome pack had a card with the names of our team, written by hand.",
                "Everything in the welcome pack had a use.",
                "The welcome pack says what happens in the first ninety days. Very good.",
            ],
            &[
                "The welcome pack arrived after we had been clients for two months.",
                "Half of the welcome pack was advertising.",
                "Our name was wrong on the welcome pack.",
            ],
        ),
        "app_setup" => (
            &[
                "Setting up the app was done in a minute.",
                "The code for the app came with a clear letter.",
            ],
            &[
                "The code for the app had expired when the letter came.",
                "I needed help from my daughter to set up the app.",
                "Setting up the app on a second phone locked the first one.",
            ],
        ),
        "service_line" => (
            &[
                "Somebody picked up after two rings and knew what to do.",
                "The service line solved it in one call.",
                "Friendly on the phone, and they rang back when they said.",
                "I never had to explain it twice on the phone.",
            ],
            &[
                "Twenty minutes on hold, then the line went dead.",
                "Each time I call the service line I tell my story from the start.",
                "The service line used to pick up at once, now I wait.",
                "The person on the phone was kind and not allowed to do anything.",
                "Press one, press four, press two, and then nobody.",
            ],
        ),
        "email_reply" => (
            &[
                "My mail was answered within the hour, with the right file.",
                "A real answer by e-mail, not a template.",
                "I wrote at night and had the answer before breakfast.",
            ],
            &[
                "My mail from the third is still not answered.",
                "The reply quoted a rule and not my question.",
                "I got two different answers to one mail.",
            ],
        ),
        "branch_visit" => (
            &[
                "At the branch they knew why I came before I sat down.",
                "The branch had kept a room for us.",
                "Dropped in without an appointment and was helped at once.",
                "At the branch somebody walked me through it on my own phone.",
            ],
            &[
                "At the desk everybody could hear what I earn.",
                "The branch was closed for training, with no note on the door.",
                "I drove to the branch to be told to use the app.",
                "One person at the desk and seven in the queue.",
            ],
        ),
        "app" => (
            &[
                "The app shows what I need on the first screen.",
                "I like that the app tells me before something is due.",
                "Paid, filed and done from the train with the app.",
            ],
            &[
                "The app logs me out while I look for the paper.",
                "The app takes for ever to open my documents.",
                "In the app our household is two strangers.",
                "After the update I cannot find the insurance in the app.",
            ],
        ),
        "statement" => (
            &[
                "The new statement is one page and I read it.",
                "For the first time I understand how our money did.",
                "The statement says what changed and why.",
            ],
            &[
                "Eleven pages of statement and I do not know whether we gained or lost.",
                "The statement uses words I have to look up.",
                "The figures in the statement do not match the app.",
                "I put the statement straight into the folder, unread.",
            ],
        ),
        "secure_messages" => (
            &[
                "Secure messages are quick, and I can find them again.",
                "I like to have the whole conversation in one place.",
            ],
            &[
                "The mail only says that there is a message, then I have to sign in.",
                "I cannot attach a photo to a secure message.",
                "My message was closed without an answer.",
            ],
        ),
        "client_letter" => (
            &[
                "Your letter explained the new tax rule better than the paper did.",
                "I cut out the page on care insurance and kept it.",
            ],
            &[
                "The letter to clients is written for your colleagues.",
                "Your letter came in the wrong language again.",
                "We get the letter twice, once each.",
            ],
        ),
        "fee_invoice" => (
            &[
                "The invoice says line by line what was done.",
                "No surprises on the invoice.",
            ],
            &[
                "What is this line on the invoice?",
                "The invoice went up and nobody said a word.",
                "I needed a call to understand the invoice.",
                "We were invoiced for the meeting you cancelled.",
                "The invoice came before the work.",
            ],
        ),
        "adviser_change" => (
            &[
                "The old adviser introduced the new one in person, very smooth.",
                "The new adviser had read our whole file.",
            ],
            &[
                "I learned from the answering machine that our adviser had left.",
                "Third adviser in two years.",
                "The new adviser started again from nothing.",
            ],
        ),
        "review_invitation" => (
            &[
                "The invitation offered three dates and one fitted.",
                "With the invitation came a list of what to think about.",
            ],
            &[
                "The invitation came four days before the date.",
                "I had to ask for this year's review myself.",
            ],
        ),
        "annual_review" => (
            &[
                "The review meeting was the best hour of the year for our money.",
                "They had prepared our questions from last year.",
                "In the review we spoke about our son's plans, not only about funds.",
                "After the review we slept better.",
                "The adviser told us to pay less for something. That builds trust.",
            ],
            &[
                "In the review they read the slides out to us.",
                "The review was moved twice.",
                "We talked about the firm's new funds for most of the review.",
            ],
        ),
        "review_video" => (
            &[
                "The review by video saved us the drive and lost nothing.",
                "Sharing the screen made the figures easier to follow.",
            ],
            &[
                "The video broke off three times.",
                "By video I could not see the figures on the small screen.",
            ],
        ),
        "review_summary" => (
            &[
                "The summary came the next morning, with who does what.",
                "One page after the review, in our own words.",
            ],
            &[
                "The summary left out what we had argued about.",
                "Six weeks until the summary came.",
            ],
        ),
        "claim_report" => (
            &[
                "After the water damage somebody was there for us at once.",
                "Reporting the claim took one call and no form.",
                "They first asked whether we were all right.",
            ],
            &[
                "To report the claim I needed a number that stands on no paper.",
                "I had to send the photos of the damage four times.",
            ],
        ),
        "claim_news" => (
            &[
                "Every Friday a short message on how the claim stands. Perfect.",
                "I always knew who had the file.",
            ],
            &[
                "Five weeks without any news on our claim.",
                "I had to call each time to hear that there is nothing new.",
                "Any news on my claim? That was my third mail.",
                "The expert came, and then silence.",
                "I heard from the plumber that you had paid.",
            ],
        ),
        "claim_letter" => (
            &[
                "The letter explained how you got to the sum.",
                "Paid in full, with a kind sentence at the end.",
            ],
            &[
                "The settlement letter was cold.",
                "The letter did not say why a third was taken off.",
                "I needed a lawyer to read the settlement letter.",
            ],
        ),
        "complaint_reply" => (
            &[
                "My complaint was taken seriously and put right in two days.",
                "Somebody said sorry and meant it.",
            ],
            &[
                "The reply to my complaint was a text block.",
                "I complained in spring and it is autumn.",
                "You explained to me why I was wrong to complain.",
            ],
        ),
        "renewal_letter" => (
            &[
                "The renewal letter showed old and new side by side.",
                "In time, clear, no pressure.",
            ],
            &[
                "The renewal letter arrived after the date to cancel.",
                "Dearer again, and the renewal letter gives no reason.",
            ],
        ),
        "renewal_call" => (
            &[
                "On the renewal call we were told which cover we can drop.",
                "A call before the renewal, that is new and good.",
            ],
            &[
                "The renewal call wanted to sell me more.",
                "Three renewal calls in one week.",
            ],
        ),
        "anniversary_note" => (
            &[
                "A card on our tenth year, with a line that only fits us.",
                "The note on the anniversary made us smile.",
                "You remembered the day we opened the shop.",
            ],
            &["The anniversary note came with the wrong year."],
        ),
        "farewell_talk" => (
            &["Even when leaving, everybody was decent."],
            &[
                "Nobody asked why we leave until we had left.",
                "The farewell was a form.",
            ],
        ),
        _ => return None,
    };
    Some(Sentences { good, bad })
}
