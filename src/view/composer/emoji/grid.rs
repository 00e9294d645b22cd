//! The grid of emoji, searched and walked through from one field: the focus stays there, and the
//! chosen cell is told apart (`aria-activedescendant`).

use leptos::{ev, html, prelude::*};

use super::{groups, recent};
use crate::browser::focus;
use crate::domain::emoji::{Emoji, Move, search, step};
use crate::view::ui::{FixedRows, Icon, icon, unique_id};
use crate::words::chat::{self, ChatWord};

/// Cells in a row.
const COLUMNS: usize = 8;
/// The height of a row, in pixels; `style/` has it too.
const ROW: usize = 36;

/// What the grid shows.
#[derive(Clone, PartialEq)]
enum Choice {
    Recent,
    Group(usize),
    Search(String),
}

impl Choice {
    fn emoji(&self) -> Vec<&'static Emoji> {
        let groups = groups();
        match self {
            Self::Recent => recent(),
            Self::Group(nth) => {
                groups.get(*nth).map(|group| group.emoji.iter().collect()).unwrap_or_default()
            }
            Self::Search(query) => search(groups, query),
        }
    }
}

/// The search, the kinds, and the emoji of one of them or of the search.
pub(super) fn grid(on_choose: Callback<&'static Emoji>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let group = RwSignal::new(if recent().is_empty() { Choice::Group(0) } else { Choice::Recent });
    let active = RwSignal::new(None::<usize>);
    let field = NodeRef::<html::Input>::new();
    let shown = Memo::new(move |_| {
        let query = query.get();
        if query.trim().is_empty() { group.get().emoji() } else { Choice::Search(query).emoji() }
    });
    let rows = FixedRows::new(ROW, move || shown.with(Vec::len).div_ceil(COLUMNS));
    field.on_load(|field| focus::focus(&field));
    let to_top = move || {
        active.set(None);
        rows.to_top();
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let shown = shown.get_untracked();
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(emoji) = shown.get(active.get_untracked().unwrap_or(0)) {
                on_choose.run(emoji);
            }
        } else if let Some(by) = move_of(&event.key(), active.get_untracked().is_some()) {
            event.prevent_default();
            let to = active.get_untracked().map_or(0, |at| step(at, by, COLUMNS, shown.len()));
            active.set(Some(to));
            rows.reveal(to / COLUMNS);
        }
    };
    let grid_id = unique_id("emoji");
    let cell_id = grid_id.clone();
    let active_id = move || active.get().map(|nth| format!("{cell_id}-{nth}"));
    view! {
        <div class="emoji" on:keydown=keydown>
            <input
                class="field-alone emoji-search"
                type="search"
                role="combobox"
                node_ref=field
                aria-label=ChatWord::EmojiSearch.text()
                placeholder=ChatWord::EmojiSearch.text()
                aria-expanded="true"
                aria-haspopup="grid"
                aria-controls=grid_id.clone()
                aria-activedescendant=active_id
                autocomplete="off"
                on:input=move |event| { query.set(event_target_value(&event)); to_top(); }
            />
            <Groups group=group on_change=Callback::new(move |()| { query.set(String::new()); if let Some(field) = field.get_untracked() { field.set_value(""); } to_top(); }) />
            <Cells id=grid_id shown=shown active=active rows=rows on_choose=on_choose />
            <p class="unseen" role="status">
                {move || (!query.get().is_empty()).then(|| chat::emoji_found(shown.get().len()))}
            </p>
        </div>
    }
}

/// The kinds of emoji, each shown by its first one.
#[component]
fn Groups(group: RwSignal<Choice>, on_change: Callback<()>) -> impl IntoView {
    let button = move |choice: Choice, name: &'static str, face: AnyView| {
        let (chosen, choose) = (choice.clone(), choice);
        view! {
            <button
                class="emoji-group"
                type="button"
                title=name
                aria-label=name
                aria-pressed=move || (group.get() == chosen).to_string()
                on:click=move |_| { group.set(choose.clone()); on_change.run(()); }
            >
                {face}
            </button>
        }
    };
    let recent = (!recent().is_empty())
        .then(|| button(Choice::Recent, ChatWord::EmojiRecent.text(), icon(Icon::Clock).into_any()));
    let groups: Vec<_> = (0..)
        .zip(groups())
        .filter_map(|(nth, group)| {
            let face: &'static str = &group.emoji.first()?.text;
            Some(button(Choice::Group(nth), &group.name, face.into_any()))
        })
        .collect();
    view! { <div class="emoji-groups">{recent} {groups}</div> }
}

/// The grid.
#[component]
fn Cells(
    id: String,
    shown: Memo<Vec<&'static Emoji>>,
    active: RwSignal<Option<usize>>,
    rows: FixedRows,
    on_choose: Callback<&'static Emoji>,
) -> impl IntoView {
    let grid = NodeRef::<html::Div>::new();
    let row_id = id.clone();
    let row = move |nth: usize| {
        let id = row_id.clone();
        let cells = move || {
            let from = nth * COLUMNS;
            let row: Vec<_> = shown.with(|shown| shown.iter().copied().skip(from).take(COLUMNS).collect());
            (from..)
                .zip(row)
                .map(|(at, emoji)| cell(format!("{id}-{at}"), at, emoji, active, on_choose))
                .collect_view()
        };
        view! { <div class="emoji-row" role="row" aria-rowindex=(nth + 1).to_string()>{cells}</div> }
            .into_any()
    };
    rows.keep(move || grid.get().map(Into::into), row);
    view! {
        <div class="emoji-scroller" node_ref=rows.scroller() on:scroll=move |_| rows.look()>
            <div class="emoji-grid" role="grid" id=id node_ref=grid aria-label=ChatWord::Emoji.text() aria-rowcount=move || rows.count().to_string()>
                <div role="presentation" style:height=move || rows.above()></div>
                <div role="presentation" style:height=move || rows.below()></div>
            </div>
            {move || (rows.count() == 0).then(|| view! { <p class="emoji-empty">{ChatWord::EmojiNone.text()}</p> })}
        </div>
    }
}

fn cell(
    id: String,
    at: usize,
    emoji: &'static Emoji,
    active: RwSignal<Option<usize>>,
    on_choose: Callback<&'static Emoji>,
) -> impl IntoView {
    let name: &'static str = &emoji.name;
    let text: &'static str = &emoji.text;
    view! {
        <button
            class="emoji-cell"
            type="button"
            role="gridcell"
            tabindex="-1"
            id=id
            title=name
            aria-label=name
            aria-selected=move || (active.get() == Some(at)).to_string()
            on:click=move |_| on_choose.run(emoji)
        >
            {text}
        </button>
    }
}

/// The move that a key asks for. Left and right belong to the search until a cell is chosen.
fn move_of(key: &str, among_cells: bool) -> Option<Move> {
    match key {
        "ArrowDown" => Some(Move::Down),
        "ArrowUp" => Some(Move::Up),
        "ArrowLeft" if among_cells => Some(Move::Back),
        "ArrowRight" if among_cells => Some(Move::On),
        "PageUp" => Some(Move::First),
        "PageDown" => Some(Move::Last),
        _ => None,
    }
}
