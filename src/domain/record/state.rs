//! How far a chat has come: New → In progress → Completed.

/// How far a chat has come. Later is further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChatState {
    /// No agent has written yet.
    #[default]
    New,
    /// An agent works on it.
    InProgress,
    /// It is over.
    Completed,
}

/// What may move a chat on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// An agent has accepted it.
    Accepted,
    /// An agent has written.
    AgentWrote,
    /// The client has written.
    ClientWrote,
    /// The bot has written.
    BotWrote,
    /// The agent has chosen a state by hand.
    Chosen(ChatState),
    /// The chat was closed, by whomever.
    Closed,
}

impl ChatState {
    /// All states, in their order.
    pub const ALL: [Self; 3] = [Self::New, Self::InProgress, Self::Completed];

    /// The state after something happened. Nothing that happens leads back.
    #[must_use]
    pub fn after(self, happening: Happening) -> Self {
        match happening {
            Happening::AgentWrote => self.max(Self::InProgress),
            Happening::Closed => Self::Completed,
            Happening::Chosen(state) if self.may_choose(state) => state,
            Happening::Accepted | Happening::ClientWrote | Happening::BotWrote | Happening::Chosen(_) => self,
        }
    }

    /// Whether the agent may choose this state now. A chat is over when it is closed, not before,
    /// and what is in progress stays so.
    #[must_use]
    pub fn may_choose(self, to: Self) -> bool {
        self == Self::New && to == Self::InProgress
    }
}
