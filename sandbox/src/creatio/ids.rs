//! Records that are there from the start, and which the CRM's own rules name.

use uuid::{Uuid, uuid};

/// `ContactType`.
pub(crate) const CLIENT: Uuid = uuid!("00783ef6-f36b-1410-a883-16d83cab0980");
pub(crate) const EMPLOYEE: Uuid = uuid!("60733efc-f36b-1410-a883-16d83cab0980");

/// `CommunicationType`.
pub(crate) const BUSINESS_PHONE: Uuid = uuid!("3dddb3cc-53ee-49c4-a71f-e9e257f59e49");
pub(crate) const MOBILE_PHONE: Uuid = uuid!("d4a2dc80-30ca-df11-9b2a-001d60e938c6");
pub(crate) const HOME_PHONE: Uuid = uuid!("0da6a26b-d7bc-df11-b00f-001d60e938c6");
pub(crate) const EMAIL: Uuid = uuid!("ee1c85c3-cfcb-df11-9b2a-001d60e938c6");

/// `CaseStatus`.
pub(crate) const CASE_NEW: Uuid = uuid!("ae5f2f10-f46b-1410-fd9a-0050ba5d6c38");
pub(crate) const CASE_IN_PROGRESS: Uuid = uuid!("7e9f1204-f46b-1410-fb9a-0050ba5d6c38");
pub(crate) const CASE_RESOLVED: Uuid = uuid!("ae7f411e-f46b-1410-009b-0050ba5d6c38");
pub(crate) const CASE_CLOSED: Uuid = uuid!("3e7f420c-f46b-1410-fc9a-0050ba5d6c38");
pub(crate) const CASE_CANCELED: Uuid = uuid!("6e5f4218-f46b-1410-fe9a-0050ba5d6c38");

/// `CasePriority`.
pub(crate) const CASE_MEDIUM: Uuid = uuid!("d9bd322c-f46b-1410-ee8c-0050ba5d6c38");

/// `CaseOrigin`.
pub(crate) const CASE_FROM_CHAT: Uuid = uuid!("5e5e202b-f46b-1410-3692-0050ba5d6c38");

/// `CaseCategory`.
pub(crate) const INCIDENT: Uuid = uuid!("1b0bc159-150a-e111-a31b-00155d04c01d");

/// `ActivityType`.
pub(crate) const TASK: Uuid = uuid!("fbe0acdc-cfc0-df11-b00f-001d60e938c6");
pub(crate) const EMAIL_ACTIVITY: Uuid = uuid!("e2831dec-cfc0-df11-b00f-001d60e938c6");

/// `ActivityCategory`.
pub(crate) const TO_DO: Uuid = uuid!("f51c4643-58e6-df11-971b-001d60e938c6");

/// `ActivityStatus`.
pub(crate) const NOT_STARTED: Uuid = uuid!("384d4b84-58e6-df11-971b-001d60e938c6");
pub(crate) const FINISHED: Uuid = uuid!("4bdbb88f-58e6-df11-971b-001d60e938c6");

/// `ActivityPriority`.
pub(crate) const ACTIVITY_MEDIUM: Uuid = uuid!("ab96fa02-7fe6-df11-971b-001d60e938c6");

/// `EmailSendStatus`.
pub(crate) const SENT: Uuid = uuid!("c5f2a0f4-5f5b-4c4e-9d3c-52b1f2a7d001");

/// `WebitelChatState`.
pub(crate) const CHAT_NEW: Uuid = uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a01");
pub(crate) const CHAT_COMPLETED: Uuid = uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a03");

/// `FileType`.
pub(crate) const FILE: Uuid = uuid!("529bc2f8-0ee0-df11-971b-001d60e938c6");

/// `ESNNotificationType`.
pub(crate) const NOTIFICATION_OF_CHANGE: Uuid = uuid!("1f0c7a52-5a43-4b0e-8f55-7a1e4b6c9d01");
pub(crate) const NOTIFICATION_OF_COMMENT: Uuid = uuid!("1f0c7a52-5a43-4b0e-8f55-7a1e4b6c9d02");
pub(crate) const NOTIFICATION_OF_LIKE: Uuid = uuid!("1f0c7a52-5a43-4b0e-8f55-7a1e4b6c9d03");
pub(crate) const NOTIFICATION_OF_MENTION: Uuid = uuid!("1f0c7a52-5a43-4b0e-8f55-7a1e4b6c9d04");
