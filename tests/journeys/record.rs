//! The page of a chat's record: its state, its profile, its fields.

use anyhow::Result;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

impl Agent {
    /// Comes to the record of a chat with this customer through its invitation.
    pub(crate) async fn at_record(
        sandbox: &Sandbox,
        login: &str,
        customer: &str,
    ) -> Result<(Agent, Customer)> {
        let (agent, other) = Self::in_chat(sandbox, login, customer).await?;
        agent.opens_record(&other).await?;
        Ok((agent, other))
    }

    /// Makes a contact of an unknown client.
    pub(crate) async fn introduces(&self, name: &str, email: &str) -> Result<()> {
        self.click("button", "User identification").await?;
        let field = self.element("textbox", "Full name").await?;
        field.clear().await?;
        field.send_keys(name).await?;
        self.type_into("textbox", "E-mail", email).await?;
        self.click("button", "Save").await
    }

    /// Goes to the record of a chat and waits until it is there.
    pub(crate) async fn opens_record(&self, customer: &Customer) -> Result<()> {
        let hash = format!("location.hash = '#/chat/{}'", customer.id);
        self.ask(&hash).await?;
        self.element("region", "Profile").await.map(drop)
    }

    /// Waits until the bar marks this state, and no other.
    pub(crate) async fn state_is(&self, state: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.stages [aria-current=step]')].map(e => e.innerText).join() === '{state}'"
        );
        self.until(&format!("the state is not {state}"), &script).await
    }

    /// Waits until the profile says this of a fact.
    pub(crate) async fn fact_is(&self, name: &str, value: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.fact')].some(fact =>
               fact.querySelector('dt').innerText === '{name}' && fact.querySelector('dd').innerText === '{value}')"
        );
        self.until(&format!("{name} is not “{value}”"), &script).await
    }

    /// Waits until a field holds this.
    pub(crate) async fn field_holds(&self, name: &str, value: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.field')].some(field =>
               field.querySelector('label')?.innerText === '{name}' &&
               field.querySelector('input, textarea').value === {})",
            serde_json::to_string(value)?
        );
        self.until(&format!("{name} does not hold “{value}”"), &script).await
    }

    /// Chooses the row of a look-up whose title is this, by typing what it is found by.
    pub(crate) async fn looks_up(&self, field: &str, typed: &str, row: &str) -> Result<()> {
        self.click("combobox", field).await?;
        // The driver puts the caret at the end, where people find all selected.
        self.element("combobox", field).await?.send_keys(Key::Control + "a").await?;
        self.press(typed).await?;
        let narrowed = format!(
            "const rows = [...document.querySelectorAll('[role=option]')]
             return rows.length > 0 && rows.every(row => row.innerText.includes({}))",
            serde_json::to_string(typed)?
        );
        self.until(&format!("the rows are not those with “{typed}”"), &narrowed).await?;
        self.click("option", row).await
    }

    /// Saves, and waits until nothing is left to save.
    pub(crate) async fn saves(&self) -> Result<()> {
        self.click("button", "Save").await?;
        self.lacks("button", "Save").await
    }

    /// Loads the page anew, as it is saved.
    pub(crate) async fn reloads(&self) -> Result<()> {
        self.driver().refresh().await?;
        self.element("region", "Profile").await.map(drop)
    }
}

/// S39: the session has ended when a chat goes on; after a login in place its record follows, and
/// nothing is said any more of what stood in the way.
#[tokio::test]
async fn a_record_follows_its_chat_after_a_login() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.state_is("New").await?;
    sandbox.control("creatio/sessions/expire", serde_json::json!({ "user": "anna" })).await?;
    anna.writes("Good morning").await?;
    anna.sees("Your CRM session has ended").await?;
    anna.state_is("New").await?;
    anna.click("button", "Log in").await?;
    anna.type_into("textbox", "Password", "demo").await?;
    anna.press(Key::Enter).await?;
    anna.lacks("dialog", "Log in to the CRM").await?;
    anna.state_is("In progress").await?;
    anna.misses("Your CRM session has ended").await
}

/// S37 S38 S39 S40 S84: a chat is New when it is accepted, whatever bot and customer write, and In
/// progress with the agent's first message; bar and profile say the same.
#[tokio::test]
async fn the_agents_first_message_puts_a_chat_in_progress() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.state_is("New").await?;
    let states =
        anna.ask("return [...document.querySelectorAll('.stages li')].map(e => e.innerText).join()").await?;
    assert_eq!(states, "New,In progress,Completed");
    for text in ["One", "Two", "Three"] {
        olena.writes(text).await?;
        anna.says("Olena", text).await?;
    }
    anna.state_is("New").await?;
    anna.fact_is("State", "New").await?;
    anna.accessible().await?;
    anna.writes("Good morning").await?;
    anna.state_is("In progress").await?;
    anna.fact_is("State", "In progress").await?;
    anna.reloads().await?;
    anna.state_is("In progress").await?;
    anna.no_errors(&[]).await
}

/// S41: In progress can be chosen by a click, and stays; Completed can't.
#[tokio::test]
async fn a_click_puts_a_chat_in_progress() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.state_is("New").await?;
    let completed = anna.element("button", "Completed").await?;
    assert!(!completed.is_enabled().await?, "a chat is completed by its end alone");
    anna.click("button", "In progress").await?;
    anna.state_is("In progress").await?;
    anna.reloads().await?;
    anna.state_is("In progress").await?;
    anna.fact_is("State", "In progress").await
}

/// S42 S83: a chat is Completed with its end, whoever ends it, and has an end time from then on.
#[tokio::test]
async fn the_end_completes_a_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.fact_is("End time", "").await?;
    olena.ends().await?;
    anna.state_is("Completed").await?;
    anna.fact_is("State", "Completed").await?;
    let second = Customer::start(&sandbox, "viber", "Petro", "Support").await?;
    anna.accepts("Petro").await?;
    anna.opens_record(&second).await?;
    anna.state_is("New").await?;
    anna.click("button", "End chat").await?;
    anna.click("button", "Yes").await?;
    anna.state_is("Completed").await?;
    anna.until(
        "there is no end time",
        "return [...document.querySelectorAll('.fact')].some(fact =>
           fact.innerText.startsWith('End time') && /\\d:\\d\\d/.test(fact.innerText))",
    )
    .await
}

/// S53 S54 S78 S79 S80 S81 S82 S85: the page has its tabs, and the profile says from whom, to whom,
/// over which source and queue, since when, and under which name, for each source.
#[tokio::test]
async fn the_profile_says_what_a_chat_is() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let sources = [
        ("telegram", "Telegram"),
        ("webchat", "Web chat"),
        ("infobip_whatsapp", "WhatsApp"),
        ("viber", "Viber"),
        ("messenger", "Messenger"),
    ];
    for (source, shown) in sources {
        let customer = Customer::start(&sandbox, source, &format!("From {source}"), "Support").await?;
        anna.accepts(&format!("From {source}")).await?;
        anna.opens_record(&customer).await?;
        anna.fact_is("Source", shown).await?;
        anna.fact_is("Name", &format!("From {source}")).await?;
        anna.click("button", "End chat").await?;
        anna.click("button", "Yes").await?;
        anna.state_is("Completed").await?;
    }
    anna.fact_is("To", "Anna Kovalenko").await?;
    anna.fact_is("Queue", "Support").await?;
    anna.until(
        "there is no start time",
        "return [...document.querySelectorAll('.fact')].some(fact =>
           fact.innerText.startsWith('Start time') && /\\d:\\d\\d/.test(fact.innerText))",
    )
    .await?;
    anna.element("tab", "Chat details").await?;
    let chat = anna.element("tab", "Chat").await?;
    assert_eq!(chat.attr("aria-selected").await?.as_deref(), Some("true"));
    anna.accessible().await
}

/// S56 S57 S58: a result is one of the lookup's rows and no other text; its details are kept to the
/// byte.
#[tokio::test]
async fn a_result_is_chosen_and_described() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("tab", "Chat details").await?;
    anna.click("combobox", "Result").await?;
    anna.until(
        "the list has not the twelve results",
        "return document.querySelectorAll('[role=option]').length === 12",
    )
    .await?;
    anna.accessible().await?;
    anna.type_into("combobox", "Result", "no such result").await?;
    anna.sees("Nothing found").await?;
    anna.click("textbox", "Result details").await?;
    anna.field_holds("Result", "").await?;
    anna.looks_up("Result", "agreed", "Call back agreed").await?;
    let details = anna.element("textbox", "Result details").await?;
    details.send_keys("Домовились 🙂\nсьогодні о 17:00  <b>&amp;</b>").await?;
    anna.saves().await?;
    anna.reloads().await?;
    anna.click("tab", "Chat details").await?;
    anna.field_holds("Result", "Call back agreed").await?;
    anna.field_holds("Result details", "Домовились 🙂\nсьогодні о 17:00  <b>&amp;</b>").await?;
    anna.no_errors(&[]).await
}

/// S59 S61 S62 S86 S87 S88: account, activity and case are looked up and saved; a case is found by
/// its number and by its subject, and stands in the profile, too.
#[tokio::test]
async fn a_chat_is_connected_with_other_records() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("tab", "Chat details").await?;
    let mut chosen = Vec::new();
    for field in ["Account", "Activity", "Cases"] {
        anna.click("combobox", field).await?;
        let row = anna.driver().query(By::Css("[role=option]")).first().await?;
        chosen.push(row.find(By::Css("span")).await?.text().await?);
        row.click().await?;
    }
    anna.saves().await?;
    anna.reloads().await?;
    anna.field_holds("Case", &chosen[2]).await?;
    anna.click("tab", "Chat details").await?;
    for (field, value) in ["Account", "Activity", "Cases"].iter().zip(&chosen) {
        anna.field_holds(field, value).await?;
    }
    anna.element("link", "Open the record").await?;
    // By the number, then by words of the subject.
    anna.click("combobox", "Case").await?;
    let last = "[...document.querySelectorAll('.lookup-row:has(small)')].at(-1)";
    anna.until("there are no cases", &format!("return {last} !== undefined")).await?;
    let words = async |part: &str| -> Result<String> {
        let words = anna.ask(&format!("return {last}.querySelector('{part}').innerText")).await?;
        Ok(words.as_str().unwrap_or_default().to_owned())
    };
    let (other, note) = (words("span").await?, words("small").await?);
    let subject = note.split(" · ").next().unwrap_or_default().to_owned();
    anna.press(Key::Escape).await?;
    anna.looks_up("Case", &subject, &other).await?;
    anna.field_holds("Case", &other).await?;
    anna.saves().await?;
    anna.reloads().await?;
    anna.field_holds("Case", &other).await
}

/// What two people change at the same time is brought together, and where both changed the same the
/// second one decides; nothing is lost meanwhile.
#[tokio::test]
async fn two_people_change_a_record() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let bohdan = Agent::logged_in(&sandbox, "bohdan").await?;
    bohdan.opens_record(&olena).await?;
    for agent in [&anna, &bohdan] {
        agent.click("tab", "Chat details").await?;
    }
    anna.looks_up("Result", "agreed", "Call back agreed").await?;
    bohdan.looks_up("Result", "placed", "Order placed").await?;
    bohdan.element("textbox", "Result details").await?.send_keys("By Bohdan").await?;
    bohdan.saves().await?;
    anna.click("button", "Save").await?;
    anna.sees("Result was changed by somebody else meanwhile").await?;
    anna.field_holds("Result", "Call back agreed").await?;
    anna.field_holds("Result details", "By Bohdan").await?;
    anna.accessible().await?;
    anna.click("button", "Keep mine").await?;
    anna.saves().await?;
    bohdan.reloads().await?;
    bohdan.click("tab", "Chat details").await?;
    bohdan.field_holds("Result", "Call back agreed").await?;
    bohdan.field_holds("Result details", "By Bohdan").await
}

/// S60 S121 S122 S123 S124: an unknown client is identified in a window that wants a name and a
/// sound address, by keyboard too; from then on he is known by himself, in this chat and the next,
/// and in Webitel's directory.
#[tokio::test]
async fn a_client_is_identified_once() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let first = Customer::known(&sandbox, "telegram", "Olena K", "tg-100200").await?;
    anna.accepts("Olena K").await?;
    anna.opens_record(&first).await?;
    anna.click("button", "User identification").await?;
    anna.element("dialog", "User identification").await?;
    anna.until("the focus is not in the window", "return document.activeElement.closest('dialog') !== null")
        .await?;
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.lacks("dialog", "User identification").await?;
    anna.introduces("Olena Kovalchuk-Testova", "nonsense").await?;
    anna.sees("This is no e-mail address.").await?;
    let email = anna.element("textbox", "E-mail").await?;
    email.clear().await?;
    email.send_keys("olena.k@example.com").await?;
    anna.click("button", "Save").await?;
    anna.lacks("dialog", "User identification").await?;
    anna.element("link", "Olena Kovalchuk-Testova").await?;
    anna.lacks("button", "User identification").await?;
    anna.click("tab", "Chat details").await?;
    anna.field_holds("Contact", "Olena Kovalchuk-Testova").await?;
    eventually("Webitel does not know the client", async || {
        let chat = sandbox.conversation(&first.id).await?;
        Ok((chat["contact"] == "Olena Kovalchuk-Testova").then_some(()))
    })
    .await?;
    anna.click("button", "End chat").await?;
    anna.click("button", "Yes").await?;
    anna.state_is("Completed").await?;
    let second = Customer::known(&sandbox, "telegram", "Olena K", "tg-100200").await?;
    anna.accepts("Olena K").await?;
    anna.opens_record(&second).await?;
    anna.element("link", "Olena Kovalchuk-Testova").await?;
    anna.lacks("button", "User identification").await?;
    anna.no_errors(&[]).await
}

/// S123: who may be somebody known already is offered before a second contact is made of him.
#[tokio::test]
async fn a_likely_duplicate_is_offered_first() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.introduces("Olena Petrenko-Testova", "olena.p@example.com").await?;
    anna.element("link", "Olena Petrenko-Testova").await?;
    olena.ends().await?;
    anna.state_is("Completed").await?;
    let again = Customer::start(&sandbox, "viber", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    anna.opens_record(&again).await?;
    anna.introduces("Olena Petrenko-Testova", "").await?;
    anna.sees("Is it one of these?").await?;
    anna.accessible().await?;
    anna.click("button", "Olena Petrenko-Testova").await?;
    anna.lacks("dialog", "User identification").await?;
    anna.element("link", "Olena Petrenko-Testova").await.map(drop)
}

/// S63 S113 S115 S116 S117: Actions offers what the CRM can run for a chat, by keyboard too; Create
/// a case makes one, which stands in the profile and among the links at once.
#[tokio::test]
async fn a_case_is_created_from_a_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.state_is("New").await?;
    anna.click("button", "Actions").await?;
    for action in ["Follow the feed", "Create a case", "Consultation on an existing case"] {
        anna.element("menuitem", action).await?;
    }
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.lacks("menuitem", "Create a case").await?;
    anna.press(Key::Down).await?;
    anna.element("menuitem", "Create a case").await?;
    anna.press(Key::Down).await?;
    anna.press(Key::Enter).await?;
    anna.sees("Done: Create a case").await?;
    anna.until(
        "the case is not in the profile",
        "return [...document.querySelectorAll('.profile .field-input')].some(field => field.value.startsWith('SR'))",
    )
    .await?;
    anna.click("tab", "Chat details").await?;
    anna.until(
        "the case is not among the links",
        "const links = [...document.querySelectorAll('.details .group')].find(group => group.innerText.startsWith('Links'))
         return links.querySelector('.field-input').value.startsWith('SR')",
    )
    .await?;
    anna.no_errors(&[]).await
}

/// S114: who follows a record can stop it; the choice stays.
#[tokio::test]
async fn a_record_is_followed() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.state_is("New").await?;
    for (now, then) in [("Follow the feed", "Unfollow the feed"), ("Unfollow the feed", "Follow the feed")] {
        anna.click("button", "Actions").await?;
        anna.click("menuitem", now).await?;
        anna.sees(&format!("Done: {now}")).await?;
        anna.reloads().await?;
        anna.click("button", "Actions").await?;
        anna.element("menuitem", then).await?;
        anna.press(Key::Escape).await?;
    }
    anna.no_errors(&[]).await
}

/// S118 S119 S120: Consultation offers the cases of this contact and no other, and links the one that
/// is chosen.
#[tokio::test]
async fn a_chat_is_linked_with_a_case_of_its_contact() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.introduces("Olena Sydorenko-Testova", "").await?;
    anna.element("link", "Olena Sydorenko-Testova").await?;
    anna.click("button", "Actions").await?;
    anna.click("menuitem", "Create a case").await?;
    anna.sees("Done: Create a case").await?;
    let case = "document.querySelector('.profile .field-input').value";
    anna.until("there is no case", &format!("return {case}.startsWith('SR')")).await?;
    let number = anna.ask(&format!("return {case}")).await?;
    let number = number.as_str().unwrap_or_default().to_owned();
    anna.click("button", "Actions").await?;
    anna.click("menuitem", "Consultation on an existing case").await?;
    anna.sees("Cases of Olena Sydorenko-Testova").await?;
    let field = anna.driver().find(By::Css("dialog [role=combobox]")).await?;
    field.click().await?;
    anna.until(
        "cases of others are offered",
        "return document.querySelectorAll('dialog [role=option]').length === 1",
    )
    .await?;
    anna.accessible().await?;
    anna.click("option", &number).await?;
    anna.click("button", "Link").await?;
    anna.lacks("dialog", "Consultation on an existing case").await?;
    anna.field_holds("Case", &number).await?;
    anna.no_errors(&[]).await
}
