//! That nothing is lost, whoever changes what when.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::crm::{CaseId, RecordId};

fn record() -> impl Strategy<Value = ChatRecord> {
    // Few values, so that both sides often choose the same one.
    let text = || prop::sample::select(vec!["", "a", "b"]).prop_map(str::to_owned);
    let id = || prop::option::of(1_u128..3);
    let state = prop::sample::select(ChatState::ALL.to_vec());
    (text(), text(), text(), id(), id(), id(), state, "[a-z]{0,2}").prop_map(
        |(name, result_details, notes, contact, result, case, state, title)| ChatRecord {
            id: RecordId(Uuid::from_u128(9)),
            name,
            state,
            contact: contact.map(|id| Named::new(ContactId(Uuid::from_u128(id)), title.clone())),
            owner: None,
            client_name: String::new(),
            client_identity: String::new(),
            source: String::new(),
            queue: String::new(),
            started: None,
            ended: None,
            result: result.map(|id| Named::new(ResultId(Uuid::from_u128(id)), title.clone())),
            result_details,
            account: None,
            activity: None,
            case: case.map(|id| Named::new(CaseId(Uuid::from_u128(id)), title)),
            notes,
            modified: None,
            extras: BTreeMap::new(),
        },
    )
}

fn happening() -> impl Strategy<Value = Happening> {
    let chosen = prop::sample::select(ChatState::ALL.to_vec()).prop_map(Happening::Chosen);
    prop_oneof![
        Just(Happening::Accepted),
        Just(Happening::AgentWrote),
        Just(Happening::ClientWrote),
        Just(Happening::BotWrote),
        Just(Happening::Closed),
        chosen
    ]
}

#[test]
fn the_state_follows_the_agent_and_the_end() {
    use Happening::{Accepted, AgentWrote, BotWrote, Chosen, ClientWrote, Closed};
    let after = |happenings: &[Happening]| {
        happenings.iter().fold(ChatState::New, |state, happening| state.after(*happening))
    };
    assert_eq!(after(&[Accepted]), ChatState::New);
    assert_eq!(after(&[Accepted, ClientWrote, ClientWrote, ClientWrote, BotWrote]), ChatState::New);
    assert_eq!(after(&[Accepted, AgentWrote]), ChatState::InProgress);
    assert_eq!(after(&[Accepted, Chosen(ChatState::InProgress)]), ChatState::InProgress);
    assert_eq!(after(&[Accepted, Chosen(ChatState::Completed)]), ChatState::New);
    assert_eq!(after(&[AgentWrote, Chosen(ChatState::New)]), ChatState::InProgress);
    assert_eq!(after(&[Accepted, Closed]), ChatState::Completed);
    assert_eq!(after(&[Closed, AgentWrote]), ChatState::Completed);
}

#[test]
fn what_is_typed_while_it_is_being_saved_stays() {
    let mut base = sample();
    let mut draft = Draft::new(base.clone());
    draft.set(Edit::Notes("one".to_owned()));
    let sent = draft.clone();
    draft.set(Edit::Notes("one two".to_owned()));
    base.notes = "one".to_owned();
    draft.saved(&sent, base);
    assert_eq!(draft.current().notes, "one two");
    assert!(draft.is_field_dirty(Field::Notes) && draft.conflicts().count() == 0);
}

#[test]
fn a_conflict_is_decided_by_the_agent() {
    let decided = |keep| {
        let mut draft = Draft::new(sample());
        draft.set(Edit::Notes("mine".to_owned()));
        draft.rebase(ChatRecord { notes: "theirs".to_owned(), ..sample() });
        assert_eq!(draft.conflicts().count(), 1);
        draft.resolve(Field::Notes, keep);
        assert_eq!(draft.conflicts().count(), 0);
        (draft.current().notes, draft.is_dirty())
    };
    assert_eq!(decided(Keep::Mine), ("mine".to_owned(), true));
    assert_eq!(decided(Keep::Theirs), ("theirs".to_owned(), false));
}

#[test]
fn changes_of_before_do_not_replace_those_of_now() {
    let mut before = Draft::new(sample());
    before.set(Edit::Notes("before".to_owned()));
    before.set(Edit::ResultDetails("before".to_owned()));
    before.rebase(ChatRecord { result_details: "theirs".to_owned(), ..sample() });
    let mut now = Draft::new(before.base().clone());
    now.set(Edit::Notes("now".to_owned()));
    now.adopt(&before);
    assert_eq!((now.notes(), now.result_details()), ("now", "before"));
    assert_eq!(
        now.conflicts().map(|conflict| conflict.mine.field()).collect::<Vec<_>>(),
        [Field::ResultDetails]
    );
}

fn sample() -> ChatRecord {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    record().new_tree(&mut runner).map(|tree| proptest::strategy::ValueTree::current(&tree)).unwrap()
}

proptest! {
    #[test]
    fn a_state_never_goes_back(happenings in prop::collection::vec(happening(), 0..12)) {
        let mut state = ChatState::New;
        for happening in happenings {
            let next = state.after(happening);
            prop_assert!(next >= state);
            state = next;
        }
    }

    #[test]
    fn a_field_alone_is_as_in_the_whole(base in record(), mine in record()) {
        let mut draft = Draft::new(base);
        Field::ALL.iter().for_each(|field| draft.set(field.of(&mine)));
        let whole = draft.current();
        for field in Field::ALL {
            prop_assert_eq!(draft.value(field), field.of(&whole));
        }
        prop_assert_eq!(draft.contact(), whole.contact.as_ref());
        prop_assert_eq!((draft.notes(), draft.result_details()), (&*whole.notes, &*whole.result_details));
    }

    #[test]
    fn where_only_i_changed_something_it_is_mine(base in record(), mine in record()) {
        let merged = merge(&base, &mine, &base);
        prop_assert!(merged.conflicts.is_empty());
        for field in Field::ALL {
            prop_assert_eq!(field.of(&merged.record), field.of(&mine));
        }
    }

    #[test]
    fn where_only_they_changed_something_it_is_theirs(base in record(), theirs in record()) {
        let merged = merge(&base, &base, &theirs);
        prop_assert!(merged.conflicts.is_empty());
        for field in Field::ALL {
            prop_assert_eq!(field.of(&merged.record), field.of(&theirs));
        }
    }

    #[test]
    fn no_change_is_lost_without_a_word(base in record(), mine in record(), theirs in record()) {
        let merged = merge(&base, &mine, &theirs);
        for field in Field::ALL {
            let [was, my, their, now] = [&base, &mine, &theirs, &merged.record].map(|record| field.of(record));
            let conflict = merged.conflicts.iter().find(|conflict| conflict.mine.field() == field);
            if my != was {
                prop_assert_eq!(&now, &my, "my change of {:?} is lost", field);
            }
            if their != was && now != their {
                prop_assert_eq!(conflict.map(|conflict| &conflict.theirs), Some(&their), "{:?}", field);
            }
            prop_assert_eq!(conflict.is_some(), my != was && their != was && my != their, "{:?}", field);
        }
        prop_assert!(merged.record.state >= mine.state.max(theirs.state));
    }

    #[test]
    fn rebasing_again_changes_nothing(base in record(), mine in record(), theirs in record()) {
        let mut draft = Draft::new(base);
        Field::ALL.iter().for_each(|field| draft.set(field.of(&mine)));
        draft.rebase(theirs.clone());
        let once = draft.clone();
        draft.rebase(theirs);
        prop_assert_eq!(once, draft);
    }
}
