//! Creatio's objects and services, as they travel over OData and beside it.
//!
//! Two differences to the wire, which the client takes care of: what stands for nothing there
//! (the zero id, the year 1, an empty text) is left out here, so that it has its type's default;
//! and of a record to which a lookup refers only the title is read, as text under the lookup's
//! name. How an installation calls its objects and columns is a setting of the client.

mod activity;
mod case;
pub mod entity;
mod feed;
mod file;
mod lookup;
mod message;
pub mod moment;
mod news;
mod people;
mod process;
mod record;
mod session;
mod system;

pub use activity::Activity;
pub use case::Case;
pub use feed::{Author, FeedFile, Mentioned, NewPost, Post, SocialSubscription};
pub use file::{SysImage, WebitelChatFile};
pub use lookup::{
    ActivityCategory, ActivityStatus, ActivityType, CaseStatus, Channel, CommunicationType, ContactType,
    EmailType, FileType, HelloStamp, SysAdminUnit, WebitelChatHelloMessage, WebitelChatResult,
    WebitelChatState,
};
pub use message::WebitelChatMessage;
pub use news::{EsnNotification, FeedStamp, RecordStamp, SocialMessage};
pub use people::{Account, Contact, ContactCommunication, ContactConsent, ContactIdentity, ContactWay};
pub use process::{Parameter, RunProcess};
pub use record::{ChatListing, WebitelChat};
pub use session::{Credentials, LoggedIn, UserInfo};
pub use system::{Lookup, ProcessInModules, SysModule, SysModuleEntity, SysSchema, VwProcessLib};
