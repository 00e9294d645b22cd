//! What is said in the action panel of a record.

use super::counted;
use crate::browser::host::HostError;
use crate::domain::record::EmailTrouble;

/// What is said without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum ActionWord {
    Panel,
    // Tasks.
    Tasks,
    NewTask,
    NoTasks,
    NoTasksHint,
    Overdue,
    Reschedule,
    What,
    WhatNeeded,
    Due,
    DueNeeded,
    Kind,
    Owner,
    Add,
    Move,
    LinkedTo,
    ThisChat,
    // E-mails.
    WriteEmail,
    Recipient,
    Subject,
    Text,
    Send,
    SendByMachine,
    NoEmails,
    MayBeNoEmail,
    // Calls.
    Call,
    NoNumbers,
    MayBeNoCall,
    ChatsBlockCalls,
    CallUnderWay,
    ClientUnknown,
    Finding,
    // The feed.
    Post,
    // Help.
    Help,
}

impl ActionWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Panel => "Action panel",
            Self::Tasks => "Tasks",
            Self::NewTask => "New task",
            Self::NoTasks => "No tasks planned",
            Self::NoTasksHint => "What is to be done about this chat later stands here.",
            Self::Overdue => "overdue",
            Self::Reschedule => "Reschedule",
            Self::What => "What is to be done",
            Self::WhatNeeded => "Enter what is to be done.",
            Self::Due => "Due",
            Self::DueNeeded => "Enter a day and a time.",
            Self::Kind => "Category",
            Self::Owner => "Owner",
            Self::Add => "Add the task",
            Self::Move => "Save",
            Self::LinkedTo => "Linked to",
            Self::ThisChat => "this chat",
            Self::WriteEmail => "Write an e-mail",
            Self::Recipient => "To",
            Self::Subject => "Subject",
            Self::Text => "Text",
            Self::Send => "Send",
            Self::SendByMachine => "Open in the mail program",
            Self::NoEmails => "The CRM knows no e-mail address of this client: enter one.",
            Self::MayBeNoEmail => "This client has asked not to be written to.",
            Self::Call => "Call",
            Self::NoNumbers => "The CRM knows no phone number of this client.",
            Self::MayBeNoCall => "This client has asked not to be called.",
            Self::ChatsBlockCalls => {
                "You are in a chat: end it before you call. A chat and a call never run at once."
            }
            Self::CallUnderWay => "You are on a call already.",
            Self::ClientUnknown => "The client is not identified yet: press User identification first.",
            Self::Finding => "Looking up the client's numbers…",
            Self::Post => "Post to the feed",
            Self::Help => "Help: the elements of this page",
        }
    }
}

/// The button that shows and hides the tasks.
#[must_use]
pub fn tasks(count: usize) -> String {
    counted(count, "task", "tasks")
}

/// What marks a task as done.
#[must_use]
pub fn finish(title: &str) -> String {
    format!("Done: {title}")
}

/// What gives a task another time.
#[must_use]
pub fn reschedule(title: &str) -> String {
    format!("{}: {title}", ActionWord::Reschedule.text())
}

/// That a task was planned.
#[must_use]
pub fn planned(title: &str) -> String {
    format!("Planned: {title}")
}

/// That a task is done.
#[must_use]
pub fn finished(title: &str) -> String {
    format!("Done: {title}")
}

/// When a task is due.
#[must_use]
pub fn due(when: &str) -> String {
    format!("due {when}")
}

/// That an e-mail has left.
#[must_use]
pub fn sent(to: &str) -> String {
    format!("Sent to {to}")
}

/// That an e-mail is kept here and goes on in another program.
#[must_use]
pub fn handed_over(to: &str) -> String {
    format!("Kept with the chat; your mail program sends it to {to}")
}

/// That the telephone is calling.
#[must_use]
pub fn calling(number: &str) -> String {
    format!("Calling {number}")
}

/// Why an e-mail can't be sent as it is.
#[must_use]
pub fn email_trouble(trouble: EmailTrouble) -> &'static str {
    match trouble {
        EmailTrouble::Address => "Enter e-mail addresses, separated by semicolons.",
        EmailTrouble::Nothing => "Enter a subject or a text.",
    }
}

/// Why a call was not made.
#[must_use]
pub fn not_called(error: &HostError) -> String {
    match error {
        HostError::Silent => "The telephone did not answer. Call from the telephone itself.".to_owned(),
        HostError::Failed(reason) if reason.is_empty() => "The telephone could not call.".to_owned(),
        HostError::Failed(reason) => format!("The telephone could not call: {reason}"),
    }
}
