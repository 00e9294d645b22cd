//! What the communication panel shows. It outlives every change of the work area.

use leptos::prelude::*;

use crate::browser::storage::{self, Key};
use crate::ids::ConversationId;

/// What the strip has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: only the strip is there.
    Nothing,
    /// The chats.
    Chats,
    /// The calls.
    Calls,
}

/// One of the two lists of chats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// The chats on which the agent works, under their invitations.
    #[default]
    Active,
    /// The last chats that he closed.
    Closed,
}

/// The panel's state; shared through the context.
#[derive(Clone)]
pub struct PanelState {
    shown: ArcRwSignal<Shown>,
    list: ArcRwSignal<List>,
    chat: ArcRwSignal<Option<ConversationId>>,
    left: ArcStoredValue<Option<ConversationId>>,
}

impl PanelState {
    /// Makes the state available to everything under the present owner.
    pub fn provide() {
        provide_context(Self {
            shown: ArcRwSignal::new(Shown::stored()),
            list: ArcRwSignal::default(),
            chat: ArcRwSignal::new(None),
            left: ArcStoredValue::new(None),
        });
    }

    /// What the strip has opened; tracked.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown.get()
    }

    /// Which list is shown; tracked.
    #[must_use]
    pub fn list(&self) -> List {
        self.list.get()
    }

    /// The chat that the agent wants to see in the panel; tracked. It is shown once he is in it.
    #[must_use]
    pub fn chat(&self) -> Option<ConversationId> {
        self.chat.get()
    }

    /// Opens a part of the panel, or closes it if it is the one that is open.
    pub fn toggle(&self, part: Shown) {
        let next = if self.shown.get_untracked() == part { Shown::Nothing } else { part };
        self.shown.set(next);
        storage::write(Key::Panel, next.name());
    }

    /// Shows one of the lists.
    pub fn choose(&self, list: List) {
        self.list.set(list);
    }

    /// Shows a chat in the panel.
    pub fn show_chat(&self, id: ConversationId) {
        self.chat.set(Some(id));
    }

    /// Back from a chat to the lists.
    pub fn leave_chat(&self) {
        self.left.set_value(self.chat.get_untracked());
        self.chat.set(None);
    }
}

impl PanelState {
    /// The chat from which the agent has just come back; told once.
    #[must_use]
    pub fn take_left(&self) -> Option<ConversationId> {
        self.left.try_update_value(Option::take).flatten()
    }
}

impl Shown {
    fn stored() -> Self {
        match storage::read(Key::Panel).as_deref() {
            Some("none") => Self::Nothing,
            Some("calls") => Self::Calls,
            _ => Self::Chats,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Chats => "chats",
            Self::Calls => "calls",
        }
    }
}

/// The panel's state.
#[must_use]
pub fn use_panel() -> PanelState {
    expect_context()
}
