//! The emoji picker. Its list is fetched when it is opened for the first time, and only the rows
//! in view are in the page.

mod grid;

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser::asset;
use crate::browser::storage::{self, Key};
use crate::domain::emoji::{Emoji, Group, read};
use crate::view::ui::{Icon, Popup, icon};
use crate::words::chat::ChatWord;
use crate::words::{Word, say};

/// The list's file, beside the page.
const LIST_FILE: &str = "emoji.tsv";
/// How many recent ones are kept: three rows.
const RECENT_KEPT: usize = 24;

static LIST: OnceLock<Vec<Group>> = OnceLock::new();

/// The button that opens the picker.
pub(super) fn emoji_button(on_choose: Callback<String>) -> impl IntoView {
    let open = RwSignal::new(false);
    let choose = Callback::new(move |emoji: &'static Emoji| {
        open.set(false);
        keep_recent(&emoji.text);
        on_choose.run(emoji.text.to_string());
    });
    view! {
        <Popup
            label=ChatWord::Emoji.text()
            open=open
            button_class="icon-button"
            upwards=true
            face=ViewFn::from(|| icon(Icon::Smile))
        >
            <Picker on_choose=choose />
        </Popup>
    }
}

/// How far the list has been fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fetched {
    Loading,
    Ready,
    Failed,
}

#[component]
fn Picker(on_choose: Callback<&'static Emoji>) -> impl IntoView {
    let fetched = RwSignal::new(if LIST.get().is_some() { Fetched::Ready } else { Fetched::Loading });
    if LIST.get().is_none() {
        leptos::task::spawn_local(async move {
            let list = asset::text(LIST_FILE).await.map(|list| read(&list)).filter(|list| !list.is_empty());
            let state = match list {
                Some(list) => {
                    LIST.get_or_init(|| list);
                    Fetched::Ready
                }
                None => Fetched::Failed,
            };
            // The picker may be closed by now.
            fetched.try_set(state);
        });
    }
    move || match fetched.get() {
        Fetched::Loading => {
            view! { <p class="emoji-empty" role="status">{say(Word::Loading)}</p> }.into_any()
        }
        Fetched::Failed => {
            view! { <p class="emoji-empty" role="status">{ChatWord::EmojiFailed.text()}</p> }.into_any()
        }
        Fetched::Ready => grid::grid(on_choose).into_any(),
    }
}

fn groups() -> &'static [Group] {
    LIST.get().map_or(&[], Vec::as_slice)
}

/// The emoji that were chosen lately, newest first.
fn recent() -> Vec<&'static Emoji> {
    let kept = storage::read(Key::Emoji).unwrap_or_default();
    let find = |text: &str| groups().iter().flat_map(|group| &group.emoji).find(|emoji| &*emoji.text == text);
    kept.split(' ').filter_map(find).collect()
}

fn keep_recent(text: &str) {
    let kept = storage::read(Key::Emoji).unwrap_or_default();
    let others = kept.split(' ').filter(|known| !known.is_empty() && *known != text);
    let now: Vec<&str> = std::iter::once(text).chain(others).take(RECENT_KEPT).collect();
    storage::write(Key::Emoji, &now.join(" "));
}
