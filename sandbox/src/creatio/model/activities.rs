//! Tasks, calls and e-mails.

use super::entity::{Entity, boolean, integer, lookup, moment, text};

/// `Activity`.
pub(crate) static ACTIVITY: Entity = Entity::new(
    "Activity",
    "Activity",
    &[
        text("Title").sorted(),
        moment("StartDate").sorted(),
        moment("DueDate").sorted(),
        integer("DurationInMinutes"),
        lookup("Type", "ActivityType"),
        lookup("ActivityCategory", "ActivityCategory"),
        lookup("Status", "ActivityStatus"),
        lookup("Priority", "ActivityPriority"),
        lookup("Owner", "Contact"),
        lookup("Author", "Contact"),
        boolean("RemindToOwner"),
        moment("RemindToOwnerDate"),
        boolean("ShowInScheduler"),
        lookup("Result", "ActivityResult"),
        text("DetailedResult"),
        text("Notes"),
        text("Location"),
        lookup("Contact", "Contact"),
        lookup("Account", "Account"),
        lookup("Case", "Case"),
        lookup("WebitelChat", "WebitelChat"),
        text("Sender"),
        text("Recepient"),
        text("CopyRecepient"),
        text("BlindCopyRecepient"),
        text("Body"),
        boolean("IsHtmlBody"),
        lookup("MessageType", "EmailType"),
        moment("SendDate"),
        lookup("EmailSendStatus", "EmailSendStatus"),
        lookup("SenderContact", "Contact"),
    ],
)
.uid("c449d832-a4cc-4b01-b9d5-8a12c42a9f89")
.shown_by("Title");

pub(super) static ENTITIES: &[&Entity] = &[
    &ACTIVITY,
    &Entity::lookup("ActivityType", "Activity types", &[text("Code")]),
    &Entity::lookup("ActivityCategory", "Activity categories", &[lookup("ActivityType", "ActivityType")]),
    &Entity::lookup("ActivityStatus", "Activity statuses", &[text("Code"), boolean("Finish")]),
    &Entity::lookup("ActivityPriority", "Activity priorities", &[]),
    &Entity::lookup("ActivityResult", "Activity results", &[]),
    &Entity::lookup("EmailType", "E-mail types", &[text("Code")]),
    &Entity::lookup("EmailSendStatus", "E-mail send statuses", &[text("Code")]),
];
