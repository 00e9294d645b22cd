//! Calling the client. A chat and a call never run at once: while there is a chat, the reason stands
//! in the place of the numbers' buttons.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::crm::{Record, use_crm};
use crate::desk::{Desk, use_desk};
use crate::domain::conversation::{Conversation, Phase};
use crate::domain::record::{Reach, Way, dialled};
use crate::view::ui::{Icon, Popup, icon, use_announcer};
use crate::words::actions::{self, ActionWord};
use crate::words::record;

/// The button, and the client's numbers under it.
#[component]
pub fn Call(
    /// The record.
    record: Record,
) -> impl IntoView {
    let desk = use_desk();
    let open = RwSignal::new(false);
    let refusal = Memo::new(move |_| refusal(desk));
    let face = ViewFn::from(|| view! { <span title=ActionWord::Call.text()>{icon(Icon::Calls)}</span> });
    view! {
        <Popup label=Signal::stored(ActionWord::Call.text().to_owned()) open=open button_class="icon-button" face=face>
            {move || refusal.get().map(|why| view! { <p class="call-refused" role="status">{icon(Icon::Warning)} {why.text()}</p> })}
            <Numbers record=record refused=refusal open=open />
        </Popup>
    }
}

/// Why no call can be made now.
fn refusal(desk: Desk) -> Option<ActionWord> {
    if desk.agent().is_some_and(|agent| agent.call.state.is_active()) {
        Some(ActionWord::CallUnderWay)
    } else if desk.active().into_iter().any(|id| desk.conversation(id, is_running) == Some(true)) {
        Some(ActionWord::ChatsBlockCalls)
    } else {
        None
    }
}

/// Whether the agent still talks there: a chat whose wrap-up is left does not stand in the way.
fn is_running(chat: &Conversation) -> bool {
    matches!(chat.phase, Phase::Joined { .. })
}

/// The client's numbers; they are looked up when the list opens.
#[component]
fn Numbers(record: Record, refused: Memo<Option<ActionWord>>, open: RwSignal<bool>) -> impl IntoView {
    let crm = use_crm();
    let contact = untrack(|| record.read(|draft| draft.contact().map(|contact| contact.id))).flatten();
    let reach = RwSignal::new(None::<Result<Reach, String>>);
    if let Some(contact) = contact {
        spawn_local(async move {
            let found = crm.reach(contact).await.map_err(|error| record::why(&error));
            reach.try_set(Some(found));
        });
    }
    let note = |words: &str| view! { <p class="choice-note call-note">{words.to_owned()}</p> };
    move || match reach.get() {
        None if contact.is_none() => note(ActionWord::ClientUnknown.text()).into_any(),
        None => note(ActionWord::Finding.text()).into_any(),
        Some(Err(words)) => note(&words).into_any(),
        Some(Ok(reach)) if reach.phones.is_empty() => note(ActionWord::NoNumbers.text()).into_any(),
        Some(Ok(reach)) => {
            let warning = reach.no_calls.then(|| note(ActionWord::MayBeNoCall.text()));
            let numbers = reach.phones.into_iter().map(|way| number(way, refused, open)).collect_view();
            view! { {warning} <ul class="menu">{numbers}</ul> }.into_any()
        }
    }
}

/// A number: through the page that embeds the desk, else through the machine's own telephone.
fn number(way: Way, refused: Memo<Option<ActionWord>>, open: RwSignal<bool>) -> impl IntoView {
    let announcer = StoredValue::new_local(use_announcer());
    let host = StoredValue::new_local(use_crm().host());
    let Some(number) = dialled(&way.value) else { return ().into_any() };
    let link = format!("tel:{number}");
    let dial = move |_| {
        let Some(host) = host.get_value() else { return };
        // The list goes at once, and with it all that belongs to it.
        let (number, announcer) = (number.clone(), announcer.get_value());
        open.set(false);
        spawn_local(async move {
            let called = host.dial(&number).await;
            let words =
                called.map_or_else(|error| actions::not_called(&error), |()| actions::calling(&number));
            announcer.toast(&words);
        });
    };
    let by_link = move || refused.get().is_none() && host.with_value(Option::is_none);
    let face = move || {
        view! {
            <span class="unseen">{ActionWord::Call.text()} " "</span>
            <span class="choice-name" dir="ltr">{way.value.clone()}</span>
            <small class="choice-note">{way.kind.clone()}</small>
        }
    };
    let (link, face) = (StoredValue::new(link), StoredValue::new(face));
    let button = move || {
        view! {
            <button
                class="choice"
                type="button"
                prop:disabled=move || refused.get().is_some()
                on:click=dial.clone()
            >
                {face.with_value(|face| face())}
            </button>
        }
    };
    view! {
        <li>
            <Show when=by_link fallback=button>
                <a class="choice" href=link.get_value()>
                    {face.with_value(|face| face())}
                </a>
            </Show>
        </li>
    }
    .into_any()
}
