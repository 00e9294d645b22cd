//! Importing rows from a file: what it would change is shown first, then how far it has come, and
//! what did not work.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use web_sys::File;

use super::sheet::Sheet;
use crate::browser::files;
use crate::crm::Import;
use crate::domain::content::{Plan, plan, read_table};
use crate::view::ui::{Button, Dialog, FixedRows, Weight};
use crate::words::content::{self, ContentWord};

/// The height of a line of the report, in pixels; `style/` has it too.
const LINE: usize = 44;

/// Reads the first of some files, and plans what it would change.
pub(super) fn read_file(sheet: Sheet, files: Vec<File>, chosen: RwSignal<Option<Result<Plan, String>>>) {
    let Some(file) = files.into_iter().next() else { return };
    spawn_local(async move {
        let text = files::text(&file).await;
        let planned = match text {
            // What is not UTF-8 comes with this in the place of what could not be read.
            Some(text) if !text.contains(char::REPLACEMENT_CHARACTER) => {
                let lines = read_table(&text);
                Ok(untrack(|| sheet.content.read(|all| plan(&lines, content::file_head(), all))))
            }
            _ => Err(ContentWord::NotText.text().to_owned()),
        };
        chosen.try_set(Some(planned));
    });
}

/// A line of the report.
#[derive(Clone, PartialEq)]
struct Line {
    mark: String,
    is_bad: bool,
    name: String,
    words: String,
}

/// The dialog. `chosen` is what is planned with the chosen file, or why it can't be taken; nothing closes
/// the dialog.
pub(super) fn import_rows(sheet: Sheet, chosen: RwSignal<Option<Result<Plan, String>>>) -> impl IntoView {
    let import = sheet.content.import();
    let begun = RwSignal::new(false);
    let planned = chosen.get_untracked().unwrap_or_else(|| Ok(Plan::default()));
    let (plan, refusal) = match planned {
        Ok(plan) => (plan, None),
        Err(words) => (Plan::default(), Some(words)),
    };
    let count = plan.new.len() + plan.changed.len();
    let summary = match &refusal {
        Some(words) => words.clone(),
        None if count + plan.bad.len() == 0 => ContentWord::ImportNothing.text().to_owned(),
        None => content::plan(plan.new.len(), plan.changed.len(), plan.same, plan.bad.len()),
    };
    let planned_lines = lines_of(&plan);
    let lines =
        Memo::new(move |_| if begun.get() { lines_left(sheet, import) } else { planned_lines.clone() });
    let plan = StoredValue::new(plan);
    let start = move |_| {
        begun.set(true);
        import.start(plan.get_value());
    };
    let said = move || {
        if begun.get() {
            let (made, all) = import.progress();
            content::progress(made, all)
        } else {
            summary.clone()
        }
    };
    let close = move || {
        import.stop();
        chosen.set(None);
    };
    let actions = move || {
        let left = begun.get() && !import.is_running() && !lines.with(Vec::is_empty);
        if import.is_running() {
            view! { <Button on:click=move |_| import.stop()>{ContentWord::Stop.text()}</Button> }.into_any()
        } else if left {
            view! { <Button weight=Weight::Primary on:click=move |_| import.retry()>{ContentWord::TryAgain.text()}</Button> }.into_any()
        } else if !begun.get() && count > 0 {
            view! { <Button weight=Weight::Primary on:click=start>{content::take_over(count)}</Button> }
                .into_any()
        } else {
            ().into_any()
        }
    };
    let bar = move || {
        begun.get().then(|| {
            let (made, all) = import.progress();
            view! { <progress class="content-progress" max=all.to_string() value=made.to_string() aria-label=ContentWord::ImportTitle.text()></progress> }
        })
    };
    view! {
        <Dialog title=ContentWord::ImportTitle.text().to_owned() on_leave=Callback::new(move |()| close())>
            <div class="content-import">
                <Show when=move || !begun.get()><p class="content-means">{ContentWord::ImportMeans.text()}</p></Show>
                <p class="content-summary" role="status">{said}</p>
                {bar}
                <Show when=move || !lines.with(Vec::is_empty)><Report lines=lines /></Show>
            </div>
            <div class="dialog-actions">
                {actions}
                <button class="button" type="button" autofocus=true on:click=move |_| close()>{ContentWord::Close.text()}</button>
            </div>
        </Dialog>
    }
}

/// What the file would do, row by row; what can't be taken first.
fn lines_of(plan: &Plan) -> Vec<Line> {
    let bad = plan.bad.iter().map(|row| Line {
        mark: content::line(row.line),
        is_bad: true,
        name: row.name.clone(),
        words: content::bad(row),
    });
    let good = |is_new: bool| {
        move |name: &str, words: &str| Line {
            mark: content::is_new(is_new).to_owned(),
            is_bad: false,
            name: name.to_owned(),
            words: words.to_owned(),
        }
    };
    let changed = plan.changed.iter().map(|(_, _, after)| good(false)(&after.name, &after.description));
    let new = plan.new.iter().map(|values| good(true)(&values.name, &values.description));
    bad.chain(changed).chain(new).collect()
}

/// What was not made.
fn lines_left(sheet: Sheet, import: Import) -> Vec<Line> {
    let lookup = sheet.content.title();
    let line = |(change, why): (crate::domain::content::Change, _)| Line {
        mark: ContentWord::NotSaved.text().to_owned(),
        is_bad: true,
        name: change.after.unwrap_or_default().name,
        words: content::not_made(&why, &lookup),
    };
    import.left().into_iter().map(line).collect()
}

/// The lines, however many.
#[component]
fn Report(lines: Memo<Vec<Line>>) -> impl IntoView {
    let rows = FixedRows::new(LINE, move || lines.with(Vec::len));
    let list: NodeRef<html::Div> = rows.scroller();
    let line = move |at: usize| {
        let line = Memo::new(move |_| lines.with(|lines| lines.get(at).cloned()));
        let cells = move || {
            line.get().map(|line| {
                view! {
                    <span class="content-mark" class:content-failed=line.is_bad>{line.mark}</span>
                    <span class="content-name one-line" dir="auto">{line.name}</span>
                    <span class="content-text one-line" dir="auto" title=line.words.clone()>{line.words.clone()}</span>
                }
            })
        };
        view! { <div class="content-line" role="listitem">{cells}</div> }.into_any()
    };
    rows.keep(move || list.get().map(Into::into), line);
    view! {
        <div class="content-report" role="list" tabindex="0" aria-label=ContentWord::ImportTitle.text() node_ref=list on:scroll=move |_| rows.look()>
            <div role="presentation" style:height=move || rows.above()></div>
            <div role="presentation" style:height=move || rows.below()></div>
        </div>
    }
}
