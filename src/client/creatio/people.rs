//! Finding out who a client is, and keeping it.

use super::batch::Batch;
use super::filter::Filter;
use super::query::Query;
use super::values::Values;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::{ClientTrace, Identified, Named, NewContact, Person, Reach, Way};
use crate::ids::crm::{ContactId, Key, RecordId};
use crate::wire::creatio::entity::id;
use crate::wire::creatio::{
    Channel, Contact, ContactCommunication, ContactConsent, ContactIdentity, ContactWay, WebitelChat,
};

/// The most contacts among whom an agent has to choose.
const MOST: u32 = 20;
/// Fewer digits than this make no phone number.
const FEWEST_DIGITS: usize = 5;

impl<P: Platform> Crm<P> {
    /// Who a client is: by the id with the provider; if nobody has that, by phone and e-mail.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn identify(&self, trace: &ClientTrace) -> Result<Identified, CrmError> {
        let mut batch = Batch::new();
        let by_identity = (!trace.identity.is_empty()).then(|| {
            let same = ContactIdentity::IDENTITY
                .eq(trace.identity.as_str())
                .and(ContactIdentity::CHANNEL.to(Channel::SOURCE).eq(trace.source.as_str()));
            batch.list(Query::<ContactIdentity>::new().filter(same).top(MOST))
        });
        let by_number = self
            .numbers_like(&trace.phone, &trace.email)
            .map(|same| batch.list(Query::<ContactCommunication>::new().filter(same).top(MOST)));
        if by_identity.is_none() && by_number.is_none() {
            return Ok(Identified::Nobody);
        }
        let mut answers = self.send(batch).await?;
        let mut found: Vec<ContactId> = match by_identity {
            Some(slot) => answers.take(slot)?.rows.into_iter().filter_map(|row| row.contact_id).collect(),
            None => Vec::new(),
        };
        if let (true, Some(slot)) = (found.is_empty(), by_number) {
            found.extend(answers.take(slot)?.rows.into_iter().filter_map(|row| row.contact_id));
        }
        let mut people = self.people(found).await?;
        Ok(match people.len() {
            0 => Identified::Nobody,
            1 => people.pop().map_or(Identified::Nobody, Identified::One),
            _ => Identified::Several(people),
        })
    }

    /// Who may be the same person as one that is about to be made: by number, address or name.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn duplicates(&self, new: &NewContact) -> Result<Vec<Person>, CrmError> {
        let mut batch = Batch::new();
        let same_name = Contact::NAME.eq(new.name.trim());
        let by_name = batch.list(Query::<Contact>::new().filter(same_name).by(id::<Contact>()).top(MOST));
        let by_number = self
            .numbers_like(&new.phone, &new.email)
            .map(|same| batch.list(Query::<ContactCommunication>::new().filter(same).top(MOST)));
        let mut answers = self.send(batch).await?;
        let mut people: Vec<Person> = answers.take(by_name)?.rows.into_iter().filter_map(person).collect();
        if let Some(slot) = by_number {
            let others = answers.take(slot)?.rows.into_iter().filter_map(|row| row.contact_id);
            let others = others.filter(|id| people.iter().all(|person| person.id != *id)).collect();
            people.extend(self.people(others).await?);
        }
        Ok(people)
    }

    /// A contact.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn person(&self, contact: ContactId) -> Result<Person, CrmError> {
        person(self.get::<Contact>(contact).await?).ok_or(CrmError::Unreadable)
    }

    /// How a contact can be reached, and what he has asked not to be done; one request.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn reach(&self, contact: ContactId) -> Result<Reach, CrmError> {
        let mut batch = Batch::new();
        let consent = batch.get::<ContactConsent>(contact);
        let those = ContactCommunication::CONTACT.is(contact).and(ContactCommunication::NON_ACTUAL.eq(false));
        let in_order = Query::<ContactWay>::new()
            .filter(those)
            .by(ContactCommunication::POSITION)
            .by(id::<ContactCommunication>());
        let ways = batch.list(in_order.top(MOST));
        let mut answers = self.send(batch).await?;
        let consent = answers.take(consent)?;
        let mut reach = Reach {
            no_emails: consent.do_not_use_email,
            no_calls: consent.do_not_use_call,
            ..Reach::default()
        };
        for way in answers.take(ways)?.rows {
            reach.add(Way { value: way.number, kind: way.communication_type });
        }
        Ok(reach)
    }

    /// Makes a contact for a client and links the client and the chat with it: all or nothing.
    /// `key` is made by the caller, so that a retry makes no second one.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn create_contact(
        &self,
        key: ContactId,
        new: &NewContact,
        trace: &ClientTrace,
        record: Option<RecordId>,
    ) -> Result<(), CrmError> {
        let values = Values::with_id(key)
            .set(Contact::NAME, new.name.trim())
            .refer(Contact::TYPE, Some(self.settings().ids.client));
        let texts = [
            (Contact::MOBILE_PHONE, &new.phone),
            (Contact::EMAIL, &new.email),
            (Contact::JOB_TITLE, &new.job),
            (Contact::NOTES, &new.notes),
        ];
        let given = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
        let values = given.fold(values, |values, (column, text)| values.set(column, text.trim()));
        let values = match new.account {
            Some(account) => values.refer(Contact::ACCOUNT, Some(account)),
            None => values,
        };
        self.link(key, Some(values), trace, record).await
    }

    /// Links a client and the chat with a contact that is there.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn link_contact(
        &self,
        contact: ContactId,
        trace: &ClientTrace,
        record: Option<RecordId>,
    ) -> Result<(), CrmError> {
        self.link(contact, None, trace, record).await
    }

    async fn link(
        &self,
        contact: ContactId,
        new: Option<Values<Contact>>,
        trace: &ClientTrace,
        record: Option<RecordId>,
    ) -> Result<(), CrmError> {
        let mut batch = Batch::together();
        let made = new.map(|values| batch.create(values));
        let linked = self.identity(contact, trace).await?.map(|values| batch.create(values));
        let of_chat = record
            .map(|record| batch.change(record, Values::new().refer(WebitelChat::CONTACT, Some(contact))));
        let mut answers = self.send(batch).await?;
        match answers.failure() {
            // A key that is taken was made by an earlier attempt; only the chat may be left.
            Some(CrmError::Conflict) => match record {
                Some(record) => self.set_contact(record, contact).await.map(drop),
                None => Ok(()),
            },
            Some(error) => Err(error),
            None => [made, linked, of_chat].into_iter().flatten().try_for_each(|slot| answers.take(slot)),
        }
    }

    /// The row that says whose the client's id with the provider is; its key follows from both, so
    /// that it is made once. `None` where there is nothing to say, or it is said already.
    async fn identity(
        &self,
        contact: ContactId,
        trace: &ClientTrace,
    ) -> Result<Option<Values<ContactIdentity>>, CrmError> {
        if trace.identity.is_empty() {
            return Ok(None);
        }
        let same =
            ContactIdentity::IDENTITY.eq(trace.identity.as_str()).and(ContactIdentity::CONTACT.is(contact));
        let mut batch = Batch::new();
        let known = batch.list(Query::<ContactIdentity>::new().filter(same).top(1));
        let of_source = Channel::SOURCE.eq(trace.source.as_str());
        let channels = batch.list(Query::<Channel>::new().filter(of_source).by(id::<Channel>()).top(1));
        let mut answers = self.send(batch).await?;
        if !answers.take(known)?.rows.is_empty() {
            return Ok(None);
        }
        let channel = answers.take(channels)?.rows.into_iter().find_map(|row| row.id);
        let name = format!("{} {}", trace.source, trace.identity);
        let key = crate::ids::crm::LookupId(RecordId(contact.uuid()).derive(&name).0);
        let values = Values::with_id(key)
            .refer(ContactIdentity::CONTACT, Some(contact))
            .refer(ContactIdentity::CHANNEL, channel)
            .set(ContactIdentity::IDENTITY, trace.identity.as_str());
        Ok(Some(values))
    }

    async fn people(&self, mut ids: Vec<ContactId>) -> Result<Vec<Person>, CrmError> {
        ids.sort_unstable();
        ids.dedup();
        let Some(those) = id::<Contact>().one_of(ids) else { return Ok(Vec::new()) };
        let query = Query::<Contact>::new().filter(those).by(Contact::NAME).by(id::<Contact>()).top(MOST);
        Ok(self.list(query).await?.rows.into_iter().filter_map(person).collect())
    }

    /// Rows with this phone number or this address; `None` where neither is one.
    fn numbers_like(&self, phone: &str, email: &str) -> Option<Filter<ContactCommunication>> {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let by_phone = (digits.len() >= FEWEST_DIGITS).then(|| {
            // Country codes and leading zeros differ, so that the end counts. Some servers keep
            // numbers back to front, because a database finds beginnings faster than ends.
            let from = digits.len().saturating_sub(self.settings().search_number_length);
            let end = &digits[from..];
            let reversed: String = end.chars().rev().collect();
            let number = ContactCommunication::SEARCH_NUMBER;
            number.ends_with(end).or(number.starts_with(&reversed))
        });
        let email = email.trim();
        let by_email = email.contains('@').then(|| ContactCommunication::NUMBER.eq(email));
        Filter::any([by_phone, by_email].into_iter().flatten())
    }
}

fn person(row: Contact) -> Option<Person> {
    let phone = if row.mobile_phone.is_empty() { row.phone } else { row.mobile_phone };
    Some(Person {
        id: row.id?,
        name: row.name,
        job: row.job_title,
        account: Named::maybe(row.account_id, row.account),
        phone,
        email: row.email,
        photo: row.photo_id,
    })
}
