//! What is to be done about a chat later.

use super::Named;
use crate::ids::crm::{ActivityId, ContactId, LookupId};
use crate::time::Millis;

/// How long a task takes unless somebody says otherwise, in ms.
const USUAL: i64 = 30 * 60_000;
/// So long before its time a task is called due, in ms.
const SOON: i64 = 60 * 60_000;

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its key.
    pub id: ActivityId,
    /// What.
    pub title: String,
    /// From when.
    pub start: Option<Millis>,
    /// Until when.
    pub due: Option<Millis>,
    /// How far it has come, in words.
    pub status: String,
    /// Who has to do it.
    pub owner: Option<Named<ContactId>>,
}

/// How much a task presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// There is time.
    Later,
    /// It is due within the hour.
    Soon,
    /// Its time is over.
    Overdue,
}

impl Task {
    /// How much it presses now.
    #[must_use]
    pub fn urgency(&self, now: Millis) -> Urgency {
        match self.due {
            Some(due) if due < now => Urgency::Overdue,
            Some(due) if due.since(now) <= SOON => Urgency::Soon,
            _ => Urgency::Later,
        }
    }

    /// When it begins if it is to end at another time: it takes as long as before.
    #[must_use]
    pub fn start_for(&self, due: Millis) -> Millis {
        let takes = self.start.zip(self.due).map(|(start, due)| due.since(start)).filter(|takes| *takes >= 0);
        due.plus(-takes.unwrap_or(USUAL))
    }
}

/// Something new to be done, by this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// What.
    pub title: String,
    /// From when.
    pub start: Millis,
    /// Until when.
    pub due: Millis,
    /// What kind of task it is; without one the usual kind.
    pub category: Option<LookupId>,
}

impl NewTask {
    /// A task that has to be done by then.
    #[must_use]
    pub fn by(title: impl Into<String>, due: Millis, category: Option<LookupId>) -> Self {
        Self { title: title.into(), start: due.plus(-USUAL), due, category }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HOUR: i64 = 3_600_000;

    fn task(start: Option<i64>, due: Option<i64>) -> Task {
        Task {
            id: ActivityId(Uuid::nil()),
            title: String::new(),
            start: start.map(Millis),
            due: due.map(Millis),
            status: String::new(),
            owner: None,
        }
    }

    #[test]
    fn a_task_presses_more_and_more() {
        let task = |due| task(None, due);
        assert_eq!(task(Some(5 * HOUR)).urgency(Millis(HOUR)), Urgency::Later);
        assert_eq!(task(Some(5 * HOUR)).urgency(Millis(4 * HOUR)), Urgency::Soon);
        assert_eq!(task(Some(5 * HOUR)).urgency(Millis(5 * HOUR + 1)), Urgency::Overdue);
        assert_eq!(task(None).urgency(Millis(5 * HOUR)), Urgency::Later);
    }

    #[test]
    fn a_task_that_moves_takes_as_long_as_before() {
        let moved = |task: Task| task.start_for(Millis(10 * HOUR));
        assert_eq!(moved(task(Some(HOUR), Some(3 * HOUR))), Millis(8 * HOUR));
        assert_eq!(moved(task(None, Some(3 * HOUR))), Millis(10 * HOUR - USUAL));
        assert_eq!(
            moved(task(Some(3 * HOUR), Some(HOUR))),
            Millis(10 * HOUR - USUAL),
            "nonsense is not kept"
        );
    }
}
