//! What differs from one installation of Creatio to the next. Everything has a working default.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::{Uuid, uuid};

use super::CrmError;
use crate::domain::record::ChatState;
use crate::ids::crm::{Guid, Key, LookupId};
use crate::wire::creatio::WebitelChatHelloMessage;
use crate::wire::creatio::entity::{Entity, Member};

/// The part `creatio` of `config.json` as it stands there. It is read when something is asked of the
/// CRM: what is wrong with it keeps no agent from the chats.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Unread(Option<Box<RawValue>>);

impl Unread {
    /// Reads it.
    ///
    /// # Errors
    /// [`CrmError::Misconfigured`].
    pub fn read(&self) -> Result<Settings, CrmError> {
        let Some(text) = &self.0 else { return Ok(Settings::default()) };
        serde_json::from_str(text.get()).map_err(|error| CrmError::Misconfigured { why: error.to_string() })
    }
}

/// What differs from one installation to the next; the part `creatio` of `config.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Settings {
    /// Where Creatio is; by default where the page comes from. Elsewhere only a bearer works.
    pub site: Option<String>,
    /// What stands before all addresses but that of the login: `/0` or nothing. Found out unless
    /// it is given.
    pub prefix: Option<String>,
    /// Objects and columns that have other names than usual, by their usual names.
    pub objects: BTreeMap<String, ObjectNames>,
    /// Titles of lookups by which an object is found, by the object's usual name, beside the
    /// usual ones.
    pub lookups: BTreeMap<String, String>,
    /// The rows of lookups that the desk has to know.
    pub ids: Ids,
    /// Addresses of Creatio's own pages, by the object's usual name, beside the usual ones; `{id}`
    /// is the record, `{base}` the site with its prefix.
    pub pages: BTreeMap<String, String>,
    /// The process that sends an e-mail; it takes the activity as `ActivityId`. Without one the
    /// desk hands e-mails to the machine's own program.
    pub email_process: Option<String>,
    /// The process that links a chat with a case that is there; it takes them as `ChatId` and
    /// `CaseId`. Every other process of a chat takes the chat alone.
    pub consultation_process: String,
    /// How many digits at the end of a phone number must be the same.
    pub search_number_length: usize,
    /// Whether `$expand` may choose columns. Without it lists are larger.
    pub nested_select: bool,
    /// Where the elements of a record's page are described; by default a page beside the app.
    pub help_url: String,
    /// The origin of the page that embeds the desk, such as `https://crm.example`, where that page
    /// makes calls for it. Without one calls are left to the machine's own telephone.
    pub host: Option<String>,
}

/// The names of an object.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct ObjectNames {
    /// Of its entity set.
    pub name: Option<String>,
    /// Of its columns, by their usual names; of lookups without `Id`.
    pub columns: BTreeMap<String, String>,
}

/// The rows of lookups that the desk has to know.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Ids {
    /// A chat that nobody has answered.
    pub state_new: LookupId,
    /// A chat that an agent works on.
    pub state_in_progress: LookupId,
    /// A chat that is over.
    pub state_completed: LookupId,
    /// An attachment that is a file.
    pub file: LookupId,
    /// An attachment that is a link.
    pub link: LookupId,
    /// The type of tasks.
    pub task: LookupId,
    /// The category of tasks.
    pub to_do: LookupId,
    /// The type of e-mails.
    pub email: LookupId,
    /// The status of an activity that is done.
    pub done: LookupId,
    /// The type of new contacts.
    pub client: LookupId,
    /// The type of contacts who work here.
    pub employee: LookupId,
    /// The object of the chat's record. Found out unless it is given.
    pub record_schema: Option<Guid>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: None,
            prefix: None,
            objects: BTreeMap::new(),
            lookups: BTreeMap::new(),
            ids: Ids::default(),
            pages: BTreeMap::new(),
            email_process: Some("WebitelSendEmail".to_owned()),
            consultation_process: "WebitelConsultOnCase".to_owned(),
            search_number_length: 9,
            nested_select: true,
            help_url: "help.html".to_owned(),
            host: None,
        }
    }
}

impl Default for Ids {
    fn default() -> Self {
        Self {
            state_new: LookupId(uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a01")),
            state_in_progress: LookupId(uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a02")),
            state_completed: LookupId(uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a03")),
            file: LookupId(uuid!("529bc2f8-0ee0-df11-971b-001d60e938c6")),
            link: LookupId(uuid!("539bc2f8-0ee0-df11-971b-001d60e938c6")),
            task: LookupId(uuid!("fbe0acdc-cfc0-df11-b00f-001d60e938c6")),
            to_do: LookupId(uuid!("f51c4643-58e6-df11-971b-001d60e938c6")),
            email: LookupId(uuid!("e2831dec-cfc0-df11-b00f-001d60e938c6")),
            done: LookupId(uuid!("4bdbb88f-58e6-df11-971b-001d60e938c6")),
            client: LookupId(uuid!("00783ef6-f36b-1410-a883-16d83cab0980")),
            employee: LookupId(uuid!("60733efc-f36b-1410-a883-16d83cab0980")),
            record_schema: None,
        }
    }
}

impl Settings {
    /// The entity set of an object.
    #[must_use]
    pub fn object<'a>(&'a self, set: &'a str) -> &'a str {
        self.objects.get(set).and_then(|names| names.name.as_deref()).unwrap_or(set)
    }

    /// The name of a member; of a lookup that of the way through it.
    pub(super) fn name(&self, member: Member) -> &str {
        let names = self.objects.get(member.object);
        names.and_then(|names| names.columns.get(member.name)).map_or(member.name, String::as_str)
    }

    /// The name of a member's value: of a lookup that of the column.
    pub(super) fn field(&self, member: Member) -> String {
        format!("{}{}", self.name(member), if member.lookup { "Id" } else { "" })
    }

    /// Whether an object has columns with other names.
    pub(super) fn renames(&self, set: &str) -> bool {
        self.objects.get(set).is_some_and(|names| !names.columns.is_empty())
    }

    /// The title of the lookup by which an object is found, if it is to be found so.
    pub(super) fn lookup_title(&self, set: &str) -> Option<&str> {
        let usual = || (set == WebitelChatHelloMessage::SET).then_some("Chat Hello Messages");
        self.lookups.get(set).map(String::as_str).or_else(usual)
    }

    /// The row of a state.
    pub(super) fn state_id(&self, state: ChatState) -> LookupId {
        match state {
            ChatState::New => self.ids.state_new,
            ChatState::InProgress => self.ids.state_in_progress,
            ChatState::Completed => self.ids.state_completed,
        }
    }

    /// The state of a row. A row that is not known, or none, is taken for that of a new chat.
    pub(super) fn state(&self, id: Option<LookupId>) -> ChatState {
        match id {
            Some(id) if id == self.ids.state_in_progress => ChatState::InProgress,
            Some(id) if id == self.ids.state_completed => ChatState::Completed,
            _ => ChatState::New,
        }
    }

    /// The address of Creatio's own page of a record, if there is one.
    pub(super) fn page(&self, object: &str, base: &str, id: impl Key) -> Option<String> {
        let id: Uuid = id.uuid();
        let template = self.pages.get(object).map(String::as_str).or_else(|| usual_page(object))?;
        Some(template.replace("{base}", base).replace("{id}", &id.hyphenated().to_string()))
    }
}

/// Creatio's own pages, as Freedom UI calls them.
fn usual_page(object: &str) -> Option<&'static str> {
    match object {
        "Contact" => Some("{base}/Shell/#Card/Contacts_FormPage/edit/{id}"),
        "Account" => Some("{base}/Shell/#Card/Accounts_FormPage/edit/{id}"),
        "Case" => Some("{base}/Shell/#Card/Cases_FormPage/edit/{id}"),
        "Activity" => Some("{base}/Shell/#Card/Activities_FormPage/edit/{id}"),
        _ => None,
    }
}
