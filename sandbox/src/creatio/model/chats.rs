//! The record of a chat and what belongs to it. How a real installation calls these objects is
//! a setting of the desk; these are the names it has unless told otherwise.

use super::entity::{Entity, boolean, day, decimal, guid, integer, lookup, moment, part_of, text};

/// `WebitelChat`.
pub(crate) static WEBITEL_CHAT: Entity = Entity::new(
    "WebitelChat",
    "Webitel Chats",
    &[
        text("Name").sorted(),
        lookup("State", "WebitelChatState"),
        // From: the client; empty while unknown.
        lookup("Contact", "Contact"),
        // To: the agent.
        lookup("Owner", "Contact"),
        text("ClientName"),
        text("ClientIdentity").sorted(),
        text("Source"),
        text("Queue"),
        moment("StartDate").sorted(),
        moment("EndDate").sorted(),
        guid("ConversationId").sorted(),
        lookup("Result", "WebitelChatResult"),
        text("ResultDetails"),
        lookup("Account", "Account"),
        lookup("Activity", "Activity"),
        lookup("Case", "Case"),
        text("Notes"),
        // As an installation adds its own ones; see record-page.json.
        text("UsrOrderNumber"),
        decimal("UsrOrderAmount"),
        integer("UsrParcels"),
        day("UsrCallBackOn"),
        boolean("UsrComplaint"),
        lookup("UsrTopic", "UsrChatTopic"),
    ],
);

/// `ContactIdentity`.
pub(crate) static CONTACT_IDENTITY: Entity = Entity::new(
    "ContactIdentity",
    "Contact identities",
    &[
        part_of("Contact", "Contact"),
        lookup("Channel", "Channel"),
        text("ChannelIdentity").sorted(),
        boolean("IsGuestUser"),
    ],
)
.shown_by("ChannelIdentity");

pub(super) static ENTITIES: &[&Entity] = &[
    &WEBITEL_CHAT,
    &Entity::lookup("WebitelChatState", "Webitel chat states", &[integer("Position"), boolean("IsFinal")]),
    &Entity::lookup("WebitelChatResult", "Webitel chat results", &[]),
    &Entity::lookup("UsrChatTopic", "Chat topics", &[]),
    &Entity::lookup("WebitelChatHelloMessage", "Chat Hello Messages", &[]),
    // What was said, for those who did not take part, too.
    &Entity::new(
        "WebitelChatMessage",
        "Webitel chat messages",
        &[
            part_of("WebitelChat", "WebitelChat"),
            text("Message"),
            // client, agent, bot
            text("AuthorKind"),
            text("AuthorName"),
            // 0 where there is none.
            integer("FileId"),
            text("FileName"),
            text("FileType"),
            integer("FileSize"),
            integer("Position"),
        ],
    )
    .shown_by("Message")
    .view(MESSAGES),
    &Entity::lookup("ChannelProvider", "Chat channel providers", &[]),
    &Entity::lookup(
        "Channel",
        "Chat channels",
        &[lookup("Provider", "ChannelProvider"), text("Source"), boolean("IsActive")],
    ),
    &CONTACT_IDENTITY,
];

/// The conversations' messages. A record has the id of its conversation.
const MESSAGES: &str = "
    SELECT unhex(printf('00000000000070008000%012x', m.id)) AS Id,
           m.created_at * 10000 AS CreatedOn, NULL AS CreatedById,
           max(m.created_at, m.updated_at) * 10000 AS ModifiedOn, NULL AS ModifiedById,
           m.conversation_id AS WebitelChatId, m.text AS Message,
           CASE WHEN c.id IS NULL THEN 'bot' WHEN c.user_id IS NULL THEN 'client' ELSE 'agent' END AS AuthorKind,
           coalesce(c.name, '') AS AuthorName,
           coalesce(m.file_id, 0) AS FileId, m.file_name AS FileName, m.file_mime AS FileType, m.file_size AS FileSize, m.id AS Position
      FROM messages m LEFT JOIN channels c ON c.id = m.channel_id
     WHERE m.variables IS NULL";
