//! The page of a chat's record: its state, its profile, and tabs with the conversation and all that
//! the agent records about it.

pub mod action_panel;
pub mod actions;
pub mod add_link;
mod attachment;
pub mod attachments;
pub mod consult;
pub mod details;
pub mod doing;
pub mod extras;
pub mod files;
pub mod found;
pub mod head;
pub mod identify;
pub mod links;
pub mod profile;
pub mod remove;
pub mod saving;
pub mod sign_in;
pub mod state;
mod uploads;

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use self::action_panel::ActionPanel;
use self::attachment::save_asked_file;
use self::details::Details;
use self::extras::{OwnTabView, own_tabs};
use self::files::FilesAndNotes;
use self::found::FoundChanges;
use self::head::PageHead;
use self::profile::Profile;
use self::saving::Troubles;
use self::sign_in::SignIn;
use self::state::StateBar;
use crate::browser::viewport::use_roomy;
use crate::client::creatio::CrmError;
use crate::crm::{Opening, Record, use_crm};
use crate::desk::use_desk;
use crate::domain::record::OwnTab;
use crate::ids::ConversationId;
use crate::view::chat::ChatBody;
use crate::view::feed::FeedTab;
use crate::view::panel::invitation::Answers;
use crate::view::ui::{Button, Drawn, EmptyState, Icon, Skeleton, Tab, Tabs, later};
use crate::words::record::{self, RecordWord};
use crate::words::{Word, say};

/// The element that shows the chosen tab.
const PART_ID: &str = "record-part";

/// What the page's tabs show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The conversation.
    Chat,
    /// The fields.
    Details,
    /// What is attached and written.
    Files,
    /// What colleagues write about it.
    Feed,
    /// What the installation has besides.
    Own(&'static OwnTab),
    /// What else stands beside the tabs.
    Profile,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Chat => RecordWord::Chat,
            Self::Details => RecordWord::ChatDetails,
            Self::Files => RecordWord::FilesAndNotes,
            Self::Feed => RecordWord::Feed,
            Self::Own(tab) => return tab.title.as_str(),
            Self::Profile => RecordWord::Profile,
        }
        .text()
    }
}

/// The page of one chat.
#[component]
pub fn RecordPage(
    /// The chat.
    id: ConversationId,
    /// Whether the panel, where invitations are answered, does not stand beside it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    later(load_page, move || page(id, alone))
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_page))]
fn page(id: ConversationId, alone: bool) -> Drawn {
    let desk = use_desk();
    let crm = use_crm();
    let record = crm.record(id);
    save_asked_file(id, record);
    // A page that is opened by its address may be a closed chat's, or none of this agent's at all.
    Effect::new(move |_| {
        let (known, is_closed) = desk.closed(|closed| (closed.is_told(), closed.get(id).is_some()));
        if is_closed {
            desk.bring(id);
        } else if known && desk.me().is_some() && record.opening() == Opening::Here {
            record.visit_chat(desk);
        }
    });
    let is_offered =
        Memo::new(move |_| desk.conversation(id, |chat| chat.invitation().is_some()) == Some(true));
    let roomy = use_roomy();
    let chosen = RwSignal::new(Part::Chat);
    // The profile is a tab only where there is no room beside the tabs.
    let part = Memo::new(move |_| match chosen.get() {
        Part::Profile if roomy.get() => Part::Chat,
        part => part,
    });
    // Whoever comes from the news wants to see what is new.
    Effect::new(move |_| {
        if crm.wants_feed(record) {
            chosen.set(Part::Feed);
        }
    });
    let tabs = move || {
        let mut parts = vec![Part::Chat, Part::Details, Part::Files, Part::Feed];
        parts.extend(own_tabs(crm).into_iter().map(Part::Own));
        parts.extend((!roomy.get()).then_some(Part::Profile));
        let unseen = Signal::derive(move || crm.unseen(record));
        let count = |part| if part == Part::Feed { unseen } else { Signal::stored(0) };
        let tab = |part: &Part| Tab { value: *part, name: part.name(), count: count(*part) };
        let tabs = parts.iter().map(tab).collect();
        let choose = Callback::new(move |part| chosen.set(part));
        view! { <Tabs label=RecordWord::Parts.text() tabs=tabs selected=part on_select=choose panel=PART_ID /> }
    };
    let page = view! {
        <article class="page">
            <PageHead id=id record=record />
            <div class="page-bar">
                <StateBar record=record />
                <ActionPanel record=record />
            </div>
            <FoundChanges record=record />
            <Troubles record=record />
            <Show when=move || { alone && is_offered.get() }>
                <div class="page-offer">
                    <Answers id=id />
                </div>
            </Show>
            <div class="page-columns">
                <Show when=move || roomy.get()>
                    <div class="page-side"><OfRecord record=record view=profile_view /></div>
                </Show>
                <div class="page-main">
                    {tabs}
                    <div class="page-body" id=PART_ID role="tabpanel" aria-label=move || part.get().name()>
                        {move || match part.get() {
                            Part::Chat => view! { <Conversation id=id /> }.into_any(),
                            Part::Details => view! { <OfRecord record=record view=details_view /> }.into_any(),
                            Part::Files => view! { <OfRecord record=record view=files_view /> }.into_any(),
                            Part::Feed => view! { <OfRecord record=record view=feed_view /> }.into_any(),
                            Part::Own(tab) => view! { <OwnTabView record=record tab=tab /> }.into_any(),
                            Part::Profile => view! { <OfRecord record=record view=profile_view /> }.into_any(),
                        }}
                    </div>
                </div>
            </div>
        </article>
    };
    Ok(page.into_any())
}

fn profile_view(record: Record) -> AnyView {
    view! { <Profile record=record /> }.into_any()
}

fn files_view(record: Record) -> AnyView {
    view! { <FilesAndNotes record=record /> }.into_any()
}

fn feed_view(record: Record) -> AnyView {
    view! { <FeedTab record=record /> }.into_any()
}

fn details_view(record: Record) -> AnyView {
    view! { <Details record=record /> }.into_any()
}

/// The conversation. It needs no CRM.
#[component]
fn Conversation(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let is_known = Memo::new(move |_| desk.conversation(id, |_| ()).is_some());
    view! {
        <Show when=move || is_known.get() fallback=Unknown>
            <ChatBody id=id />
        </Show>
    }
}

/// A part of the page that can be shown once the record is here.
#[component]
fn OfRecord(record: Record, view: fn(Record) -> AnyView) -> impl IntoView {
    // News of a record that is here already must not make its fields anew under the agent's hands.
    let opening = Memo::new(move |_| record.opening());
    move || {
        match opening.get() {
        Opening::Here => view(record),
        Opening::Loading => view! { <Skeleton label=RecordWord::Loading.text() /> }.into_any(),
        Opening::Failed(CrmError::NotFound) => view! {
            <EmptyState icon=Icon::File title=RecordWord::NoRecord.text() text=RecordWord::NoRecordHint.text() />
        }
        .into_any(),
        Opening::Failed(error) => {
            let signed_out = error == CrmError::SignedOut;
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{record::not_opened(&error)}</p>
                    {signed_out.then(SignIn)}
                    <Button on:click=move |_| record.open()>{RecordWord::TryAgain.text()}</Button>
                </div>
            }
            .into_any()
        }
    }
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! { <EmptyState icon=Icon::Chats title=say(Word::ChatUnknown) text=say(Word::ChatUnknownHint) /> }
}
