//! Contacts and accounts.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{DAY, HOUR, Seed, chance, parse, turn};
use crate::creatio::guid::named;
use crate::creatio::model::{ACCOUNT, CONTACT};
use crate::creatio::refusal::Outcome;
use crate::creatio::rules::from_contact;
use crate::creatio::table::{self, Fields};

const CONTACTS: usize = 200;

/// The people of one language.
#[derive(Deserialize)]
struct Nation {
    language: String,
    country: String,
    cities: Vec<String>,
    phone: String,
    women: Vec<Name>,
    men: Vec<Name>,
    families: Vec<Name>,
}

/// A name, and how an e-mail address has it.
#[derive(Deserialize)]
struct Name(String, String);

#[derive(Deserialize)]
struct NewAccount {
    name: String,
    industry: String,
    country: String,
    web: String,
}

/// Somebody whom Webitel's directory knows, too.
#[derive(Deserialize)]
struct Known {
    name: String,
    about: String,
    phones: Vec<String>,
    emails: Vec<String>,
}

/// A contact, as the rest of the demo data needs it.
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) account: Option<Uuid>,
    pub(super) language: String,
    pub(super) email: String,
}

/// The id of the contact whom Webitel's directory calls so.
pub(super) fn known(name: &str) -> Uuid {
    named("Contact", name)
}

pub(super) fn put(seed: &Seed) -> Outcome<Vec<Person>> {
    let nations: Vec<Nation> = parse(include_str!("people.json"))?;
    let accounts: Vec<NewAccount> = parse(include_str!("accounts.json"))?;
    let accounts: Vec<Uuid> = accounts
        .iter()
        .enumerate()
        .map(|(place, account)| put_account(seed, place, account))
        .collect::<Outcome<_>>()?;
    let mut people = known_people(seed)?;
    for place in people.len()..CONTACTS {
        let Some(nation) = turn(&nations, place) else { continue };
        people.push(put_person(seed, place, nation, &accounts)?);
    }
    for (place, account) in accounts.iter().enumerate() {
        let mut primary = Fields::default();
        let first = people.iter().find(|person| person.account == Some(*account)).map(|person| person.id);
        primary.set_guid("PrimaryContactId", first.unwrap_or_default());
        primary.set_guid("OwnerId", seed.agent(place).unwrap_or_default());
        table::update(&seed.act.db, &ACCOUNT, *account, &primary)?;
    }
    Ok(people)
}

fn put_account(seed: &Seed, place: usize, account: &NewAccount) -> Outcome<Uuid> {
    let record = json!({
        "Name": account.name,
        "Code": format!("A{:04}", place + 1),
        "TypeId": "03a75490-53e6-df11-971b-001d60e938c6",
        "IndustryId": named("AccountIndustry", &account.industry),
        "CountryId": named("Country", &account.country),
        "Web": format!("https://{}", account.web),
        "Phone": format!("+38044{:07}", 2_000_000 + chance(place, 7_000_000)),
        "AnnualRevenueAmount": (1 + chance(place, 900)) * 10_000,
        "Completeness": 40 + chance(place, 60),
    });
    seed.put(&ACCOUNT, place, DAY * (200 + chance(place, 400)), record)
}

/// Those who are in Webitel's directory have the same numbers here.
fn known_people(seed: &Seed) -> Outcome<Vec<Person>> {
    let known_people: Vec<Known> = parse(include_str!("../../seed/contacts.json"))?;
    let put = |(place, person): (usize, &Known)| {
        let id = known(&person.name);
        let email = person.emails.first().cloned().unwrap_or_default();
        let record = json!({
            "Id": id, "Name": person.name, "Notes": person.about, "Email": email,
            "MobilePhone": person.phones.first(), "Phone": person.phones.get(1),
        });
        put_contact(seed, place, id, record)?;
        Ok(Person { id, account: None, language: language_of(&person.name).to_owned(), email })
    };
    known_people.iter().enumerate().map(put).collect()
}

/// By the script of a name.
fn language_of(name: &str) -> &'static str {
    match name.chars().next() {
        Some('\u{0400}'..='\u{04ff}') => "uk-UA",
        Some('\u{0600}'..='\u{06ff}') => "ar-EG",
        _ => "en-US",
    }
}

fn put_person(seed: &Seed, place: usize, nation: &Nation, accounts: &[Uuid]) -> Outcome<Person> {
    let (given, family, woman) = name(nation, place);
    let id = Seed::id(&CONTACT, place);
    // Every third is a private person.
    let account = if place.is_multiple_of(3) { None } else { turn(accounts, place / 2).copied() };
    let email = format!("{}.{}{place}@example.com", given.1, family.1);
    let gender =
        if woman { "fc2483f8-65b6-df11-831a-001d60e938c6" } else { "eeac42ee-65b6-df11-831a-001d60e938c6" };
    let record = json!({
        "Id": id,
        "Name": format!("{} {}", given.0, family.0),
        "GivenName": given.0,
        "Surname": family.0,
        "GenderId": gender,
        "AccountId": account,
        "JobId": account.and_then(|_| turn(&["Director", "Accountant", "Purchasing manager"], place)).map(|job| named("Job", job)),
        "Email": email,
        "MobilePhone": format!("{}{:07}", nation.phone, 1_000_000 + chance(place, 8_999_999)),
        "BirthDate": format!("{}-{:02}-{:02}", 1960 + chance(place, 44), 1 + place % 12, 1 + place % 28),
        "CountryId": named("Country", &nation.country),
        "Address": turn(&nation.cities, place),
        "LanguageId": language_id(&nation.language),
        "Completeness": 30 + chance(place, 70),
    });
    put_contact(seed, place, id, record)?;
    Ok(Person { id, account, language: nation.language.clone(), email })
}

/// Given names and families are paired anew with each round through a nation.
fn name(nation: &Nation, place: usize) -> (&Name, &Name, bool) {
    let round = place / 5;
    let woman = round.is_multiple_of(2);
    let given = if woman { &nation.women } else { &nation.men };
    let (given, family) = (&given[round / 2 % given.len()], &nation.families[round % nation.families.len()]);
    (given, family, woman)
}

fn language_id(code: &str) -> Uuid {
    let name = match code {
        "uk-UA" => "Ukrainian (Ukraine)",
        "es-ES" => "Spanish (Spain)",
        "ar-EG" => "Arabic (Egypt)",
        "pl-PL" => "Polish (Poland)",
        _ => "English (United States)",
    };
    named("SysLanguage", name)
}

/// A contact of an agent, with the rows of its numbers.
fn put_contact(seed: &Seed, place: usize, id: Uuid, mut record: Value) -> Outcome<()> {
    record["TypeId"] = "00783ef6-f36b-1410-a883-16d83cab0980".into();
    record["OwnerId"] = seed.agent(place).map(|agent| agent.to_string()).into();
    seed.put_as(&CONTACT, id, place, DAY * (30 + chance(place, 500)) + HOUR * chance(place, 24), record)?;
    let (Some(contact), Some(agent)) = (table::get(&seed.act.db, &CONTACT, id)?, turn(&seed.staff, place))
    else {
        return Ok(());
    };
    from_contact(&seed.act.db, agent, id, &contact)
}
