//! A new lookup: its name, its object, what it is for.

use leptos::{ev, html, prelude::*};
use uuid::Uuid;

use super::LIST_ID;
use crate::browser::focus;
use crate::client::creatio::{CrmError, NotRegistered};
use crate::crm::{Lookups, Table, use_crm};
use crate::domain::lookups::NewLookup;
use crate::ids::crm::{Guid, LookupId};
use crate::view::kept::Kept;
use crate::view::record::action_panel::form::{Failure, tell_failure};
use crate::view::record::doing::Doing;
use crate::view::tables::search_in;
use crate::view::ui::{Button, Choice, Dialog, LinesField, Lookup, TextField, Weight, use_announcer};
use crate::words::lookups::{self as words, LookupWord};
use crate::words::record::RecordWord;

/// The dialog. What was entered is still there after a failure, and when the dialog was left without
/// "Cancel".
#[component]
pub fn NewLookupDialog(
    /// The list that takes it.
    lookups: Lookups,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let announcer = StoredValue::new_local(use_announcer());
    let kept = Kept::new("lookup", "new");
    let (name, description) = (kept.text("name", String::new()), kept.text("description", String::new()));
    let object = Object { id: kept.text("object", String::new()), title: kept.text("title", String::new()) };
    let key: LookupId = kept.key(crm);
    let entered = move || {
        let (name, description) = (name.get(), description.get());
        NewLookup::check(&name, object.chosen(), &description)
    };
    // What is wrong is told from the first attempt on, until it is mended.
    let tried = RwSignal::new(false);
    let faults = Memo::new(move |_| tried.get().then(|| entered().err()).flatten().unwrap_or_default());
    // The one that has the name already, and the name.
    let taken = RwSignal::new(None::<(LookupId, String)>);
    let failure = RwSignal::new(None::<CrmError>);
    let doing = Doing::new(open);
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if doing.busy.get_untracked() {
            return;
        }
        tried.set(true);
        let Ok(new) = untrack(entered) else { return lead_to_fault(form) };
        failure.set(None);
        kept.attempt(key);
        let (texts, announcer) = (kept.all(), announcer.get_value());
        doing.start(async move {
            match lookups.register(key, &new).await {
                Ok(()) => {
                    texts.forget();
                    announcer.say(&words::saved(&new.name));
                    if open.try_get_untracked() == Some(true) {
                        lead_to_list();
                    }
                    return Ok(());
                }
                Err(NotRegistered::NameTaken(by)) => {
                    taken.try_set(Some((by, new.name)));
                    lead_to_fault(form);
                }
                Err(NotRegistered::Failed(error)) => tell_failure(failure, &announcer, &new.name, error),
            }
            Err(String::new())
        });
    };
    let taken_by = Memo::new(move |_| {
        taken.get().filter(|(_, of)| name.with(|name| name.trim() == of)).map(|(id, _)| id)
    });
    let name_error = Memo::new(move |_| match (faults.get().name, taken_by.get()) {
        (Some(fault), _) => words::name_fault(fault),
        (None, Some(_)) => LookupWord::NameTaken.text().to_owned(),
        (None, None) => String::new(),
    });
    let object_error = Memo::new(move |_| {
        let is_wrong = faults.get().no_object;
        if is_wrong { LookupWord::ObjectNeeded.text().to_owned() } else { String::new() }
    });
    let show_other = move |id| {
        open.set(false);
        lookups.show(id);
        lead_to_list();
    };
    let cancel = move |_| {
        kept.all().forget();
        open.set(false);
    };
    view! {
        <Dialog title=LookupWord::NewLookup.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <Failure error=failure />
            <form class="login-form" novalidate=true node_ref=form on:submit=submit>
                <TextField label=LookupWord::Name.text() value=name autocomplete="off" error=name_error autofocus=true>
                    {move || taken_by.get().map(|id| view! {
                        <Button weight=Weight::Quiet on:click=move |_| show_other(id)>{LookupWord::ShowIt.text()}</Button>
                    })}
                </TextField>
                <Lookup
                    label=LookupWord::Object.text()
                    value=Signal::derive(move || object.get())
                    on_choose=Callback::new(move |choice| object.set(choice))
                    search=search_in(crm, Table::Object)
                    placeholder=LookupWord::ObjectHint.text()
                    error=object_error
                />
                <LinesField label=LookupWord::Description.text() value=description rows=3 />
                <div class="dialog-actions">
                    <Button weight=Weight::Primary submit=true busy=doing.busy>{RecordWord::Save.text()}</Button>
                    <Button on:click=cancel>{RecordWord::Cancel.text()}</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// The chosen object, as texts that are kept.
#[derive(Clone, Copy)]
struct Object {
    id: RwSignal<String>,
    title: RwSignal<String>,
}

impl Object {
    fn get(self) -> Option<Choice> {
        let id = self.id.with(|id| id.parse().ok())?;
        Some(Choice { id, title: self.title.get(), note: String::new() })
    }

    fn chosen(self) -> Option<Guid> {
        self.id.with(|id| id.parse::<Uuid>().ok()).map(Guid)
    }

    fn set(self, choice: Option<Choice>) {
        let (id, title) = choice.map(|choice| (choice.id.to_string(), choice.title)).unwrap_or_default();
        self.title.set(title);
        self.id.set(id);
    }
}

/// Brings the focus to the list, where the right one is chosen, once the dialog is closed.
fn lead_to_list() {
    request_animation_frame(|| focus::by_id(LIST_ID));
}

/// Brings the focus to the first field with a fault, once that shows.
fn lead_to_fault(form: NodeRef<html::Form>) {
    request_animation_frame(move || {
        if let Some(form) = form.try_get_untracked().flatten() {
            focus::first(&form, "[aria-invalid=true]");
        }
    });
}
