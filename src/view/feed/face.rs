//! Who wrote something: the picture, or the letters of the name.

use leptos::prelude::*;

use crate::crm::use_crm;
use crate::domain::feed::PostAuthor;
use crate::view::ui::Avatar;

pub(super) fn face(author: &PostAuthor) -> impl IntoView + use<> {
    let crm = use_crm();
    let photo = author.photo;
    // What came is no picture that the browser knows.
    let broken = RwSignal::new(false);
    let picture = move || {
        let url = crm.picture(photo?).filter(|_| !broken.get())?;
        let href = url.href().to_owned();
        // The address lives as long as the picture.
        let keep = StoredValue::new_local(url);
        Some(view! {
            <img class="face-picture" src=href alt="" on:error=move |_| { keep.try_get_value(); broken.set(true); } />
        })
    };
    view! {
        <span class="face">
            <Avatar name=author.name.clone() />
            {picture}
        </span>
    }
}
