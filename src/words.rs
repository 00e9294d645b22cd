//! Every word that the interface says, in one place, ready to be said in another language.
//!
//! Words without parts are a [`Word`]; sentences with parts are functions in [`phrases`]. Names,
//! messages and reasons that the server words itself are not here.

pub mod actions;
pub mod chat;
pub mod content;
mod english;
pub mod extras;
pub mod feed;
pub mod history;
pub mod lookups;
pub mod notes;
pub mod phrases;
pub mod record;
pub mod replies;
pub mod trouble;

use crate::browser::intl::{self, Plural};

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said in the table of its language")]
pub enum Word {
    // The product and its places.
    ProductName,
    Workspace,
    CommunicationPanel,
    Navigation,
    Desk,
    History,
    Designer,
    Back,
    // Logging in and out.
    LogIn,
    LogOut,
    Account,
    UserName,
    Password,
    ShowPassword,
    HidePassword,
    FillBoth,
    SessionEnded,
    SessionEndedHint,
    SessionEndedShort,
    BadConfig,
    // The look.
    Appearance,
    AsSystem,
    Light,
    Dark,
    // The strip and the lists.
    Calls,
    Chats,
    Active,
    Closed,
    Dismiss,
    TryAgain,
    PartFailed,
    Loading,
    NoName,
    Draft,
    NotSent,
    NotConfirmed,
    RefusedFile,
    DeletedMessage,
    You,
    Bot,
    // An invitation.
    Invitation,
    Accept,
    Open,
    Cancel,
    TimeToAnswer,
    // The agent's status.
    CallCenter,
    CallCenterOff,
    Ready,
    Pause,
    TakenOut,
    Status,
    TimeInStatus,
    GoReady,
    EndRest,
    PauseCausesFailed,
    // Connection.
    Connecting,
    ConnectionLost,
    TryNow,
    // Empty places.
    ActiveChats,
    NoActiveChats,
    NoActiveChatsHint,
    ChatsAreHeld,
    NoClosedChats,
    NoClosedChatsHint,
    ClosedFailed,
    NoSeat,
    NoSeatHint,
    NoCall,
    NoCallHint,
    CallRings,
    OnCall,
    OnCallHint,
    CallWrapUp,
    NothingOpen,
    NothingOpenHint,
    ChatUnknown,
    ChatUnknownHint,
    // The chat's page and its wrap-up.
    WrapUpDue,
    FinishWrapUp,
    Chat,
}

/// The text of a word.
#[must_use]
pub fn say(word: Word) -> &'static str {
    english::word(word)
}

/// The form of a counted noun. English has two; another language adds arms here.
#[must_use]
pub fn counted(count: usize, one: &str, other: &str) -> String {
    let noun = match intl::plural(count) {
        Plural::One => one,
        Plural::Few | Plural::Many | Plural::Other => other,
    };
    format!("{} {noun}", intl::number(count))
}
