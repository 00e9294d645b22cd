//! The feed: posts, comments, likes, mentions, and who follows what.

use super::entity::{Entity, boolean, guid, integer, lookup, moment, part_of, text};

/// `SocialMessage`.
pub(crate) static SOCIAL_MESSAGE: Entity = Entity::new(
    "SocialMessage",
    "Message/comment",
    &[
        guid("EntitySchemaUId"),
        guid("EntityId").sorted(),
        text("Message"),
        // Set: it is a comment.
        part_of("Parent", "SocialMessage"),
        integer("LikeCount"),
        integer("CommentCount"),
        moment("LastActionOn").sorted(),
        integer("UserAccess"),
    ],
)
.shown_by("Message");

/// `SocialLike`.
pub(crate) static SOCIAL_LIKE: Entity = Entity::new(
    "SocialLike",
    "Like",
    &[lookup("User", "SysAdminUnit"), part_of("SocialMessage", "SocialMessage")],
)
.shown_by("Id");

/// `SocialMention`.
pub(crate) static SOCIAL_MENTION: Entity = Entity::new(
    "SocialMention",
    "Mention",
    &[part_of("Contact", "Contact"), part_of("SocialMessage", "SocialMessage")],
)
.shown_by("Id");

/// `SocialSubscription`.
pub(crate) static SOCIAL_SUBSCRIPTION: Entity = Entity::new(
    "SocialSubscription",
    "Feed subscription",
    &[
        lookup("SysAdminUnit", "SysAdminUnit"),
        guid("EntitySchemaUId"),
        guid("EntityId").sorted(),
        boolean("CanUnsubscribe"),
    ],
)
.shown_by("Id");

/// `ESNNotification`.
pub(crate) static ESN_NOTIFICATION: Entity = Entity::new(
    "ESNNotification",
    "Feed notification",
    &[
        lookup("Type", "ESNNotificationType"),
        part_of("Owner", "Contact"),
        part_of("SocialMessage", "SocialMessage"),
        boolean("IsRead"),
    ],
)
.shown_by("Id");

pub(super) static ENTITIES: &[&Entity] = &[
    &SOCIAL_MESSAGE,
    &SOCIAL_LIKE,
    &SOCIAL_MENTION,
    &SOCIAL_SUBSCRIPTION,
    &Entity::lookup("ESNNotificationType", "Feed notification types", &[text("Code")]),
    &ESN_NOTIFICATION,
];
