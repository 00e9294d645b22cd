//! Tells the views that read a part of the model when it changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::fact::Change;

/// A trigger for each part of the model that was ever read. Only the views of the parts that
/// changed run again, however many chats there are.
#[derive(Clone, Default)]
pub(super) struct Triggers(Rc<RefCell<BTreeMap<Change, ArcTrigger>>>);

impl Triggers {
    pub(super) fn track(&self, part: Change) {
        let trigger = self.0.borrow_mut().entry(part).or_default().clone();
        trigger.track();
    }

    pub(super) fn notify(&self, part: Change) {
        let trigger = self.0.borrow().get(&part).cloned();
        if let Some(trigger) = trigger {
            trigger.notify();
        }
    }
}
