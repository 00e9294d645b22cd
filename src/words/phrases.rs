//! Sentences with parts.

use super::{Word, counted, say};
use crate::browser::intl;
use crate::domain::agent::Presence;
use crate::domain::conversation::{Ending, Vanishing};
use crate::domain::reason::NoChats;

/// A length of time as a clock shows it: `0:24`, `12:41`, `1:02:05`.
#[must_use]
pub fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Whose name to show for a chat.
#[must_use]
pub fn name_of(name: &str) -> &str {
    if name.trim().is_empty() { say(Word::NoName) } else { name }
}

/// The source as people write it; one that is not known stays as the server spells it.
#[must_use]
pub fn source(source: &str) -> &str {
    match source {
        "telegram" => "Telegram",
        "webchat" => "Web chat",
        "infobip_whatsapp" | "whatsapp" => "WhatsApp",
        "viber" => "Viber",
        "messenger" | "facebook" => "Messenger",
        other => other,
    }
}

/// What the agent's status is called.
#[must_use]
pub fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Online => say(Word::Ready).to_owned(),
        Presence::Paused { cause } if cause.is_empty() => say(Word::Pause).to_owned(),
        Presence::Paused { cause } => cause.clone(),
        Presence::BrokenOut => say(Word::TakenOut).to_owned(),
        Presence::Offline { .. } => say(Word::CallCenterOff).to_owned(),
    }
}

/// Why no chats come.
#[must_use]
pub fn no_chats(why: &NoChats) -> String {
    match why {
        NoChats::NotInCallCenter => "CallCenter is off: no chats come.".into(),
        NoChats::TakenOut(reason) if reason == "system/ws" => {
            "The connection was away, so CallCenter was switched off: no chats come.".into()
        }
        NoChats::TakenOut(reason) => format!("The system switched CallCenter off ({reason}): no chats come."),
        NoChats::Paused => "On a pause: no chats come.".into(),
        NoChats::BrokenOut => "Too many invitations went unanswered: no chats come.".into(),
        NoChats::OnCall => "On a call: no chats come meanwhile.".into(),
        NoChats::AtCapacity(most) => {
            format!("No more chats come: {} is the limit.", counted(*most, "chat", "chats"))
        }
        NoChats::Missed(_) => "A short rest after a missed invitation.".into(),
        NoChats::Resting(_) => "A short rest after a chat.".into(),
        NoChats::WrapUp => "Finish the last chat first: no chats come until then.".into(),
    }
}

/// Why an invitation is gone.
#[must_use]
pub fn vanished(why: Vanishing) -> &'static str {
    match why {
        Vanishing::Cancelled => "You cancelled. It goes to a colleague who is free, or back into the queue.",
        Vanishing::Expired => "Time ran out. The chat went to another agent.",
        Vanishing::CustomerLeft => "The customer left.",
        Vanishing::Withdrawn => "Taken: a colleague has this chat now.",
    }
}

/// How a chat ended.
#[must_use]
pub fn ending(how: Ending) -> &'static str {
    match how {
        Ending::ByMe => "Ended by you",
        Ending::ByClient => "Ended by the customer",
        Ending::ByFlow => "Ended by the routing scheme",
        Ending::Transferred => "Handed over",
        Ending::ByServer => "Ended by the server",
        Ending::AgentIdle => "Ended: no answer from you",
        Ending::ClientIdle => "Ended: no answer from the customer",
        Ending::Silence => "Ended: nobody wrote",
    }
}

/// The number on the Chats button, in words.
#[must_use]
pub fn chats_and_invitations(chats: usize, invitations: usize) -> String {
    let chats = counted(chats, "active chat", "active chats");
    if invitations == 0 {
        chats
    } else {
        format!("{}, {chats}", counted(invitations, "invitation", "invitations"))
    }
}

/// Unread messages, in words.
#[must_use]
pub fn unread(count: u32) -> String {
    counted(count as usize, "unread message", "unread messages")
}

/// Whose chat it is, and how much of it is unread.
#[must_use]
pub fn whose_chat(name: &str, unread: u32) -> String {
    let name = name_of(name);
    if unread == 0 { name.to_owned() } else { format!("{name}, {}", self::unread(unread)) }
}

/// How long the customer has been waiting for an answer.
#[must_use]
pub fn waits(ms: i64) -> String {
    format!("waits {}", duration(ms))
}

/// When the next attempt to connect is due.
#[must_use]
pub fn retry_in(ms: i64) -> String {
    let seconds = usize::try_from((ms.max(0) + 999) / 1000).unwrap_or_default();
    format!("Trying again in {}.", counted(seconds, "second", "seconds"))
}

/// The heading of a chat's page.
#[must_use]
pub fn chat_with(name: &str) -> String {
    format!("Chat with {}", name_of(name))
}

/// Beside the heading of a chat's page: when the agent accepted it.
#[must_use]
pub fn started_at(time: &str) -> String {
    format!("Started {time}")
}

/// The button under a long list.
#[must_use]
pub fn show_more(count: usize) -> String {
    format!("Show {} more", intl::number(count))
}

/// Through what and from which queue a chat came.
#[must_use]
pub fn origin(via: &str, queue: Option<&str>) -> String {
    match queue {
        Some(queue) if !queue.is_empty() => format!("{} · {queue}", source(via)),
        _ => source(via).to_owned(),
    }
}

/// The name of an invitation, as a place on the page.
#[must_use]
pub fn invitation_of(name: &str) -> String {
    format!("{}: {name}", say(Word::Invitation))
}

/// The name of the status control.
#[must_use]
pub fn status(name: &str) -> String {
    format!("{} {name}", say(Word::Status))
}

/// The wrap-up after a chat, and how long it may still take, in ms.
#[must_use]
pub fn wrap_up(left: Option<i64>) -> String {
    left.map_or_else(|| "wrap-up".to_owned(), |left| format!("wrap-up {}", duration(left)))
}

/// How much of a pause is used up today; nothing where it has no limit.
#[must_use]
pub fn minutes_used(used: i64, limit: i64) -> Option<String> {
    (limit > 0).then(|| format!("{used} of {limit} min"))
}

/// What is announced when an invitation comes.
#[must_use]
pub fn invited(name: &str, via: &str, queue: Option<&str>) -> String {
    format!("{}: {}, {}", say(Word::Invitation), name_of(name), origin(via, queue))
}

/// The title of the browser's tab: what waits comes first, because tabs are narrow.
#[must_use]
pub fn page_title(invitations: usize) -> String {
    let product = say(Word::ProductName);
    match invitations {
        0 => product.to_owned(),
        some => format!("● {} – {product}", counted(some, "invitation", "invitations")),
    }
}

/// The button that prolongs a wrap-up.
#[must_use]
pub fn more_time(seconds: u32) -> String {
    format!("{seconds} s more")
}
