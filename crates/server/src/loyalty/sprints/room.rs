//! What can be done in a sprint's room by who holds its link.

use std::net::IpAddr;

use domain::access::{Actor, Permission};
use domain::ids::{IdeaId, SprintId};
use domain::loyalty::plusones::LONGEST_WORDS;
use domain::loyalty::sprints::similar::near;
use domain::loyalty::sprints::{LONGEST_NAME, MOST_PEOPLE};
use domain::time::Timestamp;
use store::OrgStore;
use store::loyalty::sprints::{NewIdea, Participant, Sprint};

use super::ops::{gone, refused, tidy};
use super::views::{IdeaView, JoinedView, MeView, NearView, NewIdeaForm, RoomView, VisitView};
use crate::App;
use crate::access::{Counted, secret};
use crate::error::{Code, Problem};

/// Near lines that are pointed out at once.
const MOST_NEAR: usize = 3;

/// As much chance as a secret of ours has.
fn is_key(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (43..=100).contains(&text.len()) && text.bytes().all(plain)
}

/// A room that a link has opened. Nobody's name or client can be reached from it.
pub struct Room {
    pub org: OrgStore,
    pub sprint: SprintId,
    /// The hash of the link that opened it; `None`: its host did.
    link: Option<String>,
}

/// Opens a room by its link. Only guesses are counted: fifty phones share one address.
pub async fn open_room(app: &App, ip: IpAddr, text: &str) -> Result<Room, Problem> {
    let now = app.now();
    let hash = secret::hash(text);
    let found = app.store().access().find_sprint_link(&hash, now).await?;
    let Some((organization, sprint)) = found else {
        app.throttle()
            .attempt(&[Counted::link(ip)], now)
            .map_err(|wait| Problem::new(Code::Throttled).retry_after(wait))?;
        return Err(Problem::new(Code::SprintClosed));
    };
    let grant = Actor::system(organization).require(Permission::RecordSignals)?;
    Ok(Room {
        org: app.store().org(&grant),
        sprint,
        link: Some(hash),
    })
}

impl Room {
    async fn sprint(&self) -> Result<Sprint, Problem> {
        self.org.sprint(self.sprint).await?.ok_or_else(gone)
    }

    /// What is kept of a participant's key. A browser has one key for all rooms, so that it has one place in each; kept
    /// with the room's id nobody can see from it that somebody was in two.
    fn hash(&self, key: &str) -> String {
        secret::hash(&format!("{}.{key}", self.sprint))
    }

    /// Who shows this key.
    async fn participant(&self, key: Option<&str>) -> Result<Option<Participant>, Problem> {
        match key {
            None => Ok(None),
            Some(key) => {
                let hash = self.hash(key);
                Ok(self.org.sprint_participant(self.sprint, &hash).await?)
            }
        }
    }

    async fn known(&self, key: Option<&str>) -> Result<Participant, Problem> {
        let known = self.participant(key).await?;
        known.ok_or_else(|| Problem::because(Code::NotSignedIn, "Say who you are first."))
    }

    async fn me(&self, it: Participant) -> Result<MeView, Problem> {
        Ok(MeView {
            votes: self.org.sprint_votes_of(self.sprint, it.id).await?,
            id: it.id,
            name: it.name,
        })
    }

    /// Whether the link that opened it still does: a new one may have taken its place.
    pub async fn is_let_in(&self, app: &App) -> Result<bool, Problem> {
        let Some(hash) = &self.link else {
            return Ok(true);
        };
        let access = app.store().access();
        let found = access.find_sprint_link(hash, app.now()).await?;
        Ok(found.is_some_and(|(_, sprint)| sprint == self.sprint))
    }

    /// What changed since a revision; all at 0.
    pub async fn since(&self, revision: i64, now: Timestamp) -> Result<RoomView, Problem> {
        // The ideas are read after the revision is: what comes between is told twice rather than never.
        let sprint = self.sprint().await?;
        let ideas = self.org.sprint_ideas(self.sprint, revision).await?;
        Ok(RoomView::of(&sprint, ideas, now))
    }

    /// The room, as who comes by the link sees it.
    pub async fn visit(&self, app: &App, key: Option<&str>) -> Result<VisitView, Problem> {
        let organization = self.org.organization().await?;
        let me = match self.participant(key).await? {
            Some(known) => Some(self.me(known).await?),
            None => None,
        };
        Ok(VisitView {
            organization: organization.map(|it| it.name).unwrap_or_default(),
            room: self.since(0, app.now()).await?,
            me,
        })
    }

    /// Somebody comes in, with the key that their browser has made, or one that is made here and told once. A key that
    /// is in already keeps its place, with its name: a request that was sent twice, or a second visit, takes no other.
    pub async fn join(
        &self,
        app: &App,
        key: Option<&str>,
        name: &str,
    ) -> Result<JoinedView, Problem> {
        let name = tidy(name);
        match name.chars().count() {
            0 => return Err(Problem::field("name", "Say how the others may call you.")),
            1..=LONGEST_NAME => {}
            _ => return Err(Problem::field("name", "This has at most 40 characters.")),
        }
        let key = match key {
            None => secret::new(app),
            Some(key) if is_key(key) => key.to_owned(),
            Some(_) => {
                let said =
                    "A key is 43 to 100 letters, digits, `-` or `_`: 32 random bytes in base64url.";
                return Err(Problem::field("x-participant", said));
            }
        };
        let (who, hash) = (Participant { id: app.id(), name }, self.hash(&key));
        let joined = self.org.join_sprint(self.sprint, &who, &hash, app.now());
        let who = joined.await?.ok_or_else(gone)?.map_err(refused)?;
        app.live().changed(self.sprint);
        Ok(JoinedView {
            key,
            me: self.me(who).await?,
        })
    }

    /// Writes a line.
    pub async fn add_idea(
        &self,
        app: &App,
        key: Option<&str>,
        form: &NewIdeaForm,
    ) -> Result<IdeaView, Problem> {
        let by = self.known(key).await?.id;
        let words = tidy(&form.words);
        match words.chars().count() {
            0 => return Err(Problem::field("words", "Write the idea in one line.")),
            1..=LONGEST_WORDS => {}
            _ => {
                return Err(Problem::field(
                    "words",
                    "One line has at most 140 characters.",
                ));
            }
        }
        let new = NewIdea {
            id: form.id,
            words,
            cost_class: form.cost_class.map(Into::into),
            by,
            at: app.now(),
        };
        let written = self.org.add_idea(self.sprint, &new).await?;
        let idea = written.ok_or_else(gone)?.map_err(refused)?;
        app.live().changed(self.sprint);
        Ok(idea.into())
    }

    /// For a line, or no more.
    pub async fn vote(
        &self,
        app: &App,
        key: Option<&str>,
        idea: IdeaId,
        wanted: bool,
    ) -> Result<IdeaView, Problem> {
        let by = self.known(key).await?.id;
        let voted = self.org.vote_idea(self.sprint, idea, by, wanted).await?;
        let voted = voted.ok_or_else(|| Problem::not_found("such idea"))?;
        let idea = voted.map_err(refused)?;
        app.live().changed(self.sprint);
        Ok(idea.into())
    }

    /// Which lines are near to what is being typed.
    pub async fn near(&self, typed: &str) -> Result<Vec<NearView>, Problem> {
        let typed: String = typed.chars().take(LONGEST_WORDS).collect();
        let ideas = self.org.sprint_ideas(self.sprint, 0).await?;
        let found = near(&typed, ideas.iter().map(|idea| &*idea.words), MOST_NEAR);
        let view = |it: domain::loyalty::sprints::similar::Near| {
            let idea = &ideas[it.at];
            NearView {
                id: idea.id,
                no: idea.no,
                words: idea.words.clone(),
                similarity: it.similarity,
            }
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// Whether one more may watch: each participant has a phone and a laptop, and the host a wall.
    pub fn has_room(&self, app: &App) -> bool {
        app.live().watchers(self.sprint) < MOST_PEOPLE * 3
    }
}

/// The same room, for the host's screen.
pub async fn host_room(app: &App, actor: &Actor, id: SprintId) -> Result<Room, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let room = Room {
        org: app.store().org(&grant),
        sprint: id,
        link: None,
    };
    room.sprint().await?;
    Ok(room)
}
