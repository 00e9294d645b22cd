//! What the browser offers, as the app wraps it.

use wasm_bindgen_test::wasm_bindgen_test;
use webitel_chats::browser::draft;
use webitel_chats::browser::intl::{self, Plural};
use webitel_chats::browser::local;
use webitel_chats::browser::storage::{self, Key};
use webitel_chats::time::Millis;
use webitel_chats::words::phrases;

const HOUR: i64 = 3_600_000;

#[wasm_bindgen_test]
fn counts_follow_the_language_of_the_words() {
    assert_eq!(intl::plural(1), Plural::One);
    assert_eq!([0, 2, 5, 21].map(intl::plural), [Plural::Other; 4]);
    assert_eq!(phrases::unread(1), "1 unread message");
    assert_eq!(phrases::unread(3), "3 unread messages");
}

#[wasm_bindgen_test]
fn days_are_counted_by_midnights_of_the_users_zone() {
    let noon = js_sys::Date::new_0();
    noon.set_hours(12);
    let noon = Millis(noon.get_time() as i64);
    assert_eq!(intl::days_between(noon, noon.plus(11 * HOUR)), 0);
    assert_eq!(intl::days_between(noon, noon.plus(14 * HOUR)), 1);
    assert_eq!(intl::days_between(noon, noon.plus(-14 * HOUR)), -1);
}

#[wasm_bindgen_test]
fn durations_read_as_a_clock() {
    let shown = [-5, 0, 24_999, 761_000, 3_725_000].map(phrases::duration);
    assert_eq!(shown, ["0:00", "0:00", "0:24", "12:41", "1:02:05"]);
}

#[wasm_bindgen_test]
fn a_setting_is_kept_until_it_is_removed() {
    storage::write(Key::Theme, "dark");
    assert_eq!(storage::read(Key::Theme).as_deref(), Some("dark"));
    storage::remove(Key::Theme);
    assert_eq!(storage::read(Key::Theme), None);
}

#[wasm_bindgen_test]
fn a_draft_is_kept_until_it_is_saved_or_a_week_old() {
    draft::keep("chat-1.notes", "two\nlines");
    let store = leptos::prelude::window().local_storage().expect("no refusal").expect("a store");
    store.set_item("chats.draft.old", "1000\nlong ago").expect("there is room");
    draft::forget_old();
    assert_eq!(draft::read("old"), None);
    assert_eq!(draft::read("chat-1.notes").map(|kept| kept.text).as_deref(), Some("two\nlines"));
    draft::forget("chat-1.notes");
    assert_eq!(draft::read("chat-1.notes"), None);
}

#[wasm_bindgen_test]
fn a_field_for_a_time_gives_back_what_it_was_given() {
    // Both sides of a change of the clocks, wherever that is.
    for month in 0..12 {
        let time =
            Millis(js_sys::Date::new_with_year_month_day_hr_min(2031, month, 5, 17, 30).get_time() as i64);
        let text = local::to_field(time);
        assert_eq!(text, format!("2031-{:02}-05T17:30", month + 1));
        assert_eq!(local::from_field(&text), Some(time));
    }
    for text in ["", "2031-05-05", "2031-05-05T", "nonsense T"] {
        assert_eq!(local::from_field(text), None, "{text}");
    }
}

#[wasm_bindgen_test]
fn a_day_stays_the_same_day_in_every_zone() {
    let midnight = Millis(js_sys::Date::parse("2031-05-06T00:00:00Z") as i64);
    let local = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(local::from_utc_day(midnight).0 as f64));
    assert_eq!((local.get_date(), local.get_hours()), (6, 0));
}
