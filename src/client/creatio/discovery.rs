//! Finding out how this installation calls an object. Each thing is asked once.

use std::rc::Rc;

use super::query::Query;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::ids::crm::Guid;
use crate::wire::creatio::entity::Entity;
use crate::wire::creatio::{Lookup, SysSchema, WebitelChat};

impl<P: Platform> Crm<P> {
    /// The object of the chat's record, by which the feed and the processes know it.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn record_schema(&self) -> Result<Guid, CrmError> {
        let settings = self.settings();
        let known = settings.ids.record_schema.or(self.0.known.borrow().record_schema);
        if let Some(schema) = known {
            return Ok(schema);
        }
        let named = SysSchema::NAME
            .eq(settings.object(WebitelChat::SET))
            .and(SysSchema::MANAGER.eq(SysSchema::OBJECTS));
        let found = self.list(Query::<SysSchema>::new().filter(named).top(1)).await?;
        let schema = found.rows.into_iter().find_map(|row| row.uid).ok_or(CrmError::NotFound)?;
        self.0.known.borrow_mut().record_schema = Some(schema);
        Ok(schema)
    }

    /// Makes sure that a lookup's object is called by the name that it has here: as the settings
    /// say, else as the lookup with the configured title says. Where neither helps the usual name
    /// stays.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn find_lookup<E: Entity>(&self) -> Result<(), CrmError> {
        let settings = self.settings();
        let title = settings.lookup_title(E::SET).map(str::to_owned);
        let named = settings.objects.get(E::SET).is_some_and(|names| names.name.is_some());
        let Some(title) = title.filter(|_| !named) else { return Ok(()) };
        if self.0.known.borrow().looked_up.contains(&title) {
            return Ok(());
        }
        if let Some(name) = self.object_of_lookup(&title).await? {
            let mut settings = (*self.settings()).clone();
            settings.objects.entry(E::SET.to_owned()).or_default().name = Some(name);
            *self.0.settings.borrow_mut() = Rc::new(settings);
        }
        self.0.known.borrow_mut().looked_up.push(title);
        Ok(())
    }

    /// The entity set of the lookup with this title; where there is none of the object with this
    /// title.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn object_of_lookup(&self, title: &str) -> Result<Option<String>, CrmError> {
        let lookups = self.list(Query::<Lookup>::new().filter(Lookup::NAME.eq(title)).top(1)).await?;
        let schema = lookups.rows.into_iter().find_map(|row| row.schema);
        let that = match schema {
            Some(uid) => SysSchema::UID.eq(uid),
            None => SysSchema::CAPTION.eq(title),
        };
        let objects = that.and(SysSchema::MANAGER.eq(SysSchema::OBJECTS));
        let schemas = self.list(Query::<SysSchema>::new().filter(objects).top(1)).await?;
        Ok(schemas.rows.into_iter().map(|row| row.name).find(|name| !name.is_empty()))
    }
}
