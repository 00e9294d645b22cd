//! The words in English.

use super::Word;

pub(super) fn word(word: Word) -> &'static str {
    match word {
        Word::ProductName => "Webitel Chats",
        Word::Workspace => "Work area",
        Word::CommunicationPanel => "Communication panel",
        Word::Navigation => "Sections",
        Word::Desk => "Desk",
        Word::History => "Webitel Chats",
        Word::Designer => "System Designer",
        Word::Back => "Back",

        Word::LogIn => "Log in",
        Word::Account => "Account",
        Word::LogOut => "Log out",
        Word::UserName => "User name",
        Word::Password => "Password",
        Word::ShowPassword => "Show password",
        Word::HidePassword => "Hide password",
        Word::FillBoth => "Enter your user name and your password.",
        Word::SessionEnded => "Your session has ended",
        Word::SessionEndedShort => "Your session has ended. Log in to go on.",
        Word::BadConfig => "config.json can't be read",
        Word::SessionEndedHint => "Log in again to go on; what you have typed is kept.",

        Word::Appearance => "Appearance",
        Word::AsSystem => "As the system",
        Word::Light => "Light",
        Word::Dark => "Dark",

        Word::Calls => "Calls",
        Word::Chats => "Chats",
        Word::Active => "Active",
        Word::Closed => "Closed",
        Word::Dismiss => "Dismiss",
        Word::PartFailed => "This part of the desk did not load. Your chats are safe.",
        Word::TryAgain => "Try again",
        Word::Loading => "Loading…",
        Word::NoName => "No name",
        Word::Draft => "Draft",
        Word::NotSent => "Not sent",
        Word::NotConfirmed => "Not confirmed",
        Word::RefusedFile => "A file that is not allowed",
        Word::DeletedMessage => "Deleted message",
        Word::You => "You",
        Word::Bot => "Bot",

        Word::Invitation => "Invitation",
        Word::Accept => "Accept",
        Word::Open => "Open",
        Word::Cancel => "Cancel",
        Word::TimeToAnswer => "Seconds to answer",

        Word::CallCenter => "CallCenter",
        Word::CallCenterOff => "CallCenter off",
        Word::Ready => "Ready",
        Word::Pause => "Pause",
        Word::TakenOut => "Not answering",
        Word::Status => "Status:",
        Word::TimeInStatus => "Time in this status",
        Word::GoReady => "Go Ready",
        Word::EndRest => "End the rest",
        Word::PauseCausesFailed => "The causes for a pause could not be loaded.",

        Word::Connecting => "Connecting…",
        Word::TryNow => "Try now",
        Word::ConnectionLost => "Connection lost.",

        Word::ActiveChats => "Active chats",
        Word::NoActiveChats => "No active chats",
        Word::NoActiveChatsHint => "The next chat will appear here as an invitation.",
        Word::ChatsAreHeld => "When chats come again, they will appear here as invitations.",
        Word::NoClosedChats => "No closed chats yet",
        Word::NoClosedChatsHint => "The last ten chats that you closed will be here.",
        Word::ClosedFailed => "The closed chats could not be loaded.",
        Word::NoSeat => "Chats and calls are not set up for you",
        Word::NoSeatHint => {
            "You are logged in, but you have no agent's seat in the contact centre. \
             Ask your administrator for one if you should work with customers."
        }
        Word::NoCall => "No call",
        Word::NoCallHint => {
            "While a call is on, no chats are offered to you; while a chat is open, no calls."
        }
        Word::CallRings => "A call is ringing",
        Word::OnCall => "You are on a call",
        Word::OnCallHint => "Chats wait in the queue until it is over.",
        Word::CallWrapUp => "After the call",
        Word::NothingOpen => "No chat open here",
        Word::NothingOpenHint => "Open a chat by its name in the panel to work on it in full width.",
        Word::ChatUnknown => "This chat is not on your desk",
        Word::ChatUnknownHint => "It may be over, or a colleague has it.",

        Word::WrapUpDue => "Wrap-up",
        Word::FinishWrapUp => "Finish",
        Word::Chat => "Chat",
    }
}
