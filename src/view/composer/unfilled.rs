//! The variables in a message that have no value yet: the message waits until they are filled in
//! or removed.

use leptos::{html, prelude::*};

use super::Written;
use super::replies::units;
use crate::browser::{edit, focus};
use crate::domain::quick_replies::tokens;
use crate::words::replies::ReplyWord;

/// Names them; choosing one selects it in the field.
pub(super) fn unfilled(written: Written, field: NodeRef<html::Textarea>) -> impl IntoView {
    let one = move |(start, name): (usize, String)| {
        let end = start + units(&name);
        let select = move |_| {
            if let Some(field) = field.get_untracked() {
                focus::focus(&field);
                edit::select(&field, &(start..end));
            }
        };
        view! { <button class="token" type="button" on:click=select>{name}</button> }
    };
    move || {
        let text = written.unfilled.get()?;
        let places = tokens(&text).map(|token| (units(&text[..token.at.start]), text[token.at].to_owned()));
        let all = places.map(one).collect_view();
        Some(view! {
            <p class="composer-unfilled" role="status">{ReplyWord::FillFirst.text()} {all}</p>
        })
    }
}
