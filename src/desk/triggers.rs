//! Tells the views that read a part of the model when it changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::fact::Change;

/// A trigger for each part of the model that was ever read. Only the views of the parts that
/// changed run again, however many chats there are.
#[derive(Clone, Default)]
pub(super) struct Triggers {
    parts: Rc<RefCell<BTreeMap<Change, ArcTrigger>>>,
    watcher: Rc<RefCell<Option<Watcher>>>,
}

/// Somebody outside the views who follows all changes.
type Watcher = Rc<dyn Fn(Change)>;

impl Triggers {
    pub(super) fn track(&self, part: Change) {
        let trigger = self.parts.borrow_mut().entry(part).or_default().clone();
        trigger.track();
    }

    pub(super) fn notify(&self, part: Change) {
        let trigger = self.parts.borrow().get(&part).cloned();
        if let Some(trigger) = trigger {
            trigger.notify();
        }
        let watcher = self.watcher.borrow().clone();
        if let Some(tell) = watcher {
            tell(part);
        }
    }

    pub(super) fn watch(&self, tell: impl Fn(Change) + 'static) {
        *self.watcher.borrow_mut() = Some(Rc::new(tell));
    }
}
