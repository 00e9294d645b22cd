//! The sandbox's users as people of the CRM: each is a user there, too, and a contact.

use rusqlite::{Connection, Result};
use uuid::Uuid;
use webitel_chats::ids::UserId;

use super::guid::numbered;
use super::ids;
use super::model::CONTACT;
use super::moment::Moment;
use super::table::{self, Fields};
use crate::store::users;

/// The id of a user in `SysAdminUnit`.
pub(crate) fn unit(user: UserId) -> Uuid {
    numbered(4, user.0)
}

/// The id of a user's contact.
pub(crate) fn contact(user: UserId) -> Uuid {
    numbered(5, user.0)
}

/// Makes the contacts of all users who have none.
pub(crate) fn put_all(db: &Connection) -> Result<()> {
    users::list(db)?.iter().try_for_each(|user| insert(db, user.id, &user.name))
}

/// Makes a user's contact, or gives it the user's name.
pub(crate) fn put(db: &Connection, user: UserId, name: &str) -> Result<()> {
    insert(db, user, name)?;
    let mut fields = Fields::default();
    fields.set("Name", name.to_owned());
    table::update(db, &CONTACT, contact(user), &fields).map(drop)
}

fn insert(db: &Connection, user: UserId, name: &str) -> Result<()> {
    let now = Moment::now();
    let mut fields = Fields::default();
    fields.set_guid("Id", contact(user));
    fields.set("Name", name.to_owned());
    fields.set_guid("TypeId", ids::EMPLOYEE);
    fields.set_moment("CreatedOn", now);
    fields.set_moment("ModifiedOn", now);
    table::insert_once(db, &CONTACT, &fields)
}
