//! Where a post, a comment or another text for one is written.

use leptos::task::spawn_local;
use leptos::{ev, html, prelude::*};

use super::mention::{Picker, choices};
use crate::browser::{edit, files, focus};
use crate::client::creatio::CrmError;
use crate::crm::{NewFile, Sending, Writing};
use crate::domain::feed::Typed;
use crate::domain::link::plain_name;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::{Button, Icon, IconButton, Weight, icon, unique_id};
use crate::words::feed::{self, FeedWord};

/// The key code of keys that an input method takes.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The field and what belongs to it. What is written stays where it is kept until it is posted:
/// through errors, a login and other tabs.
#[component]
pub fn Compose(
    /// What is written, such as `record.feed().writing(Place::Post)`.
    writing: Writing,
    /// It was posted.
    #[prop(optional)]
    on_sent: Option<Callback<()>>,
    /// Leaves it; without this there is nothing to leave.
    #[prop(optional)]
    on_cancel: Option<Callback<()>>,
    /// Whether the field has the focus from the start.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let picker = Picker::new(writing, field);
    let place = writing.place();
    let busy = Memo::new(move |_| writing.sending() == Sending::Running);
    let can_send = Memo::new(move |_| writing.can_send());
    let send = Callback::new(move |()| {
        if busy.get_untracked() || !can_send.get_untracked() {
            return;
        }
        picker.close();
        spawn_local(async move {
            if writing.send().await
                && let Some(on_sent) = on_sent
            {
                on_sent.try_run(());
            }
        });
    });
    let show = move || {
        let Some(field) = field.get() else { return };
        let text = writing.typed().text;
        // Setting the same text would cost the caret and the history.
        if field.value() != text {
            field.set_value(&text);
        }
        edit::fit(&field);
    };
    Effect::new(move |_| show());
    field.on_load(move |field| {
        if autofocus {
            focus::focus(&field);
        }
    });
    let written = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let mentions = untrack(|| writing.typed().mentions);
        writing.write(Typed { text: field.value(), mentions });
        picker.follow();
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD || picker.key(&event) {
            return;
        }
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send.run(());
        }
    };
    let pasted = move |event: ev::ClipboardEvent| {
        let files = files::pasted(event.clipboard_data());
        if !files.is_empty() {
            event.prevent_default();
            files.into_iter().for_each(|file| writing.add(file));
        }
    };
    let list = unique_id("mentions");
    let active = picker.active_id(list.clone());
    view! {
        <form class="compose" on:submit=move |event| { event.prevent_default(); send.run(()); }>
            <div class="compose-box lookup" on:focusout=move |_| picker.left()>
                <textarea
                    class="text-area compose-field"
                    node_ref=field
                    rows="2"
                    dir="auto"
                    aria-label=feed::field(place)
                    aria-autocomplete="list"
                    aria-controls=list.clone()
                    aria-activedescendant=active
                    placeholder=feed::hint(place)
                    prop:readOnly=busy
                    on:input=written
                    on:click=move |_| picker.follow()
                    on:keydown=keydown
                    on:paste=pasted
                ></textarea>
                {choices(picker, list)}
            </div>
            <Files writing=writing />
            <div class="compose-tools">
                <Attach writing=writing />
                {on_cancel.map(|on_cancel| view! {
                    <Button weight=Weight::Quiet on:click=move |_| on_cancel.run(())>{FeedWord::Cancel.text()}</Button>
                })}
                <Button weight=Weight::Primary submit=true busy=busy disabled=Signal::derive(move || !can_send.get())>
                    {feed::send(place)}
                </Button>
            </div>
            {move || match writing.sending() {
                Sending::Failed(error) => Some(trouble(&error, send)),
                Sending::Rest | Sending::Running => None,
            }}
        </form>
    }
}

/// Why it was not posted, and what can be done.
fn trouble(error: &CrmError, again: Callback<()>) -> impl IntoView + use<> {
    view! {
        <div class="line line-warn compose-trouble" role="alert">
            <p class="line-text">{feed::not_posted(error)}</p>
            {(*error == CrmError::SignedOut).then(SignIn)}
            <Button on:click=move |_| again.run(())>{FeedWord::TryAgain.text()}</Button>
        </div>
    }
}

/// The files that go with it.
#[component]
fn Files(writing: Writing) -> impl IntoView {
    let file = move |NewFile { id, file, .. }: NewFile| {
        let name = plain_name(&file.name());
        let label = Signal::stored(feed::leave_out(&name));
        view! {
            <li class="compose-file">
                {icon(Icon::File)} <bdi class="one-line">{name}</bdi>
                <IconButton icon=Icon::Close label=label on:click=move |_| writing.leave_out(id) />
            </li>
        }
    };
    move || {
        let files = writing.files();
        (!files.is_empty())
            .then(|| view! { <ul class="compose-files">{files.into_iter().map(file).collect_view()}</ul> })
    }
}

/// Picks files; the same one can be picked again.
#[component]
fn Attach(writing: Writing) -> impl IntoView {
    let picker = NodeRef::<html::Input>::new();
    let pick = move |_| {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        files::listed(picker.files()).into_iter().for_each(|file| writing.add(file));
        // Otherwise the same file again would be no change.
        picker.set_value("");
    };
    view! {
        <IconButton icon=Icon::Attach label=Signal::stored(FeedWord::AttachFile.text().to_owned()) on:click=pick />
        <input type="file" multiple hidden node_ref=picker on:change=picked aria-label=FeedWord::AttachFile.text() />
    }
}
