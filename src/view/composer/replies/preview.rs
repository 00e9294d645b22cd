//! What a text will say, before it is put into the message.

use leptos::prelude::*;

use super::Picker;
use crate::domain::quick_replies::{ReplyId, tokens};
use crate::words::replies::{self, ReplyWord};

/// The text under the mark of the list, filled; what has no value stands out.
pub(super) fn preview(picker: Picker) -> impl IntoView {
    let reply = Memo::new(move |_| picker.reply(picker.active.get()));
    move || {
        let reply = reply.get()?;
        let text = picker.filled(&reply);
        let origin = match reply.id {
            ReplyId::Crm(_) => ReplyWord::FromCrm,
            ReplyId::Webitel(_) => ReplyWord::FromWebitel,
        };
        let missing = tokens(&text).count();
        Some(view! {
            <section class="replies-preview" aria-label=ReplyWord::Preview.text()>
                <p class="replies-text" dir="auto">{marked(&text)}</p>
                <p class="replies-note">
                    {origin.text()}
                    {(missing > 0).then(|| format!(" · {}", replies::missing(missing)))}
                </p>
            </section>
        })
    }
}

/// A text in which the variables without values stand out.
fn marked(text: &str) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut from = 0;
    for token in tokens(text) {
        parts.push(text[from..token.at.start].to_owned().into_any());
        parts.push(view! { <mark class="token">{text[token.at.clone()].to_owned()}</mark> }.into_any());
        from = token.at.end;
    }
    parts.push(text[from..].to_owned().into_any());
    parts
}
