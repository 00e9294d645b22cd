//! The action panel of a record: tasks, e-mails, calls, posts, help.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::{Customer, answer};
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Comes to the record of a chat whose client is known, with an address and a number.
    async fn with_client(sandbox: &Sandbox) -> Result<(Agent, Customer)> {
        let (anna, olena) = Self::at_record(sandbox, "anna", "Olena").await?;
        anna.click("button", "User identification").await?;
        anna.type_into("textbox", "Phone", "+38 (044) 123-45-67").await?;
        anna.type_into("textbox", "E-mail", "olena.test@example.com").await?;
        anna.click("button", "Save").await?;
        anna.lacks("dialog", "User identification").await?;
        Ok((anna, olena))
    }

    /// Plans a task; `due` as the field for it takes keys.
    async fn plans(&self, title: &str, due: Option<&str>) -> Result<()> {
        self.click("button", "New task").await?;
        self.type_into("textbox", "What is to be done", title).await?;
        if let Some(due) = due {
            self.sets_time(due).await?;
        }
        self.click("button", "Add the task").await?;
        self.lacks("dialog", "New task").await
    }

    /// Gives the field for a time this value, as its picker would.
    async fn sets_time(&self, time: &str) -> Result<()> {
        let script = format!(
            "const field = document.querySelector('dialog [type=datetime-local]')
             field.value = '{time}'
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        self.ask(&script).await.map(drop)
    }

    /// The titles of the tasks in the panel, in their order.
    async fn tasks(&self) -> Result<Vec<String>> {
        let titles = "return [...document.querySelectorAll('.task-title')].map(title => title.innerText)";
        Ok(serde_json::from_value(self.ask(titles).await?)?)
    }

    /// What a record of the CRM holds, as this agent's browser may read it.
    async fn fetches(&self, address: &str) -> Result<Value> {
        let script = format!(
            "const cookie = document.cookie.split('; ').find(part => part.startsWith('BPMCSRF=')).slice(8)
             const done = arguments[arguments.length - 1]
             fetch('/0/odata/{address}', {{ headers: {{ BPMCSRF: cookie, ForceUseSession: 'true' }} }})
               .then(answer => answer.json()).then(answer => done(answer.value))"
        );
        Ok(self.driver().execute_async(script, vec![]).await?.json().clone())
    }
}

impl Sandbox {
    /// Lets requests to the CRM fail.
    async fn crm_faults(&self, faults: Value) -> Result<()> {
        let request = reqwest::Client::new().put(self.url("/sandbox/creatio/faults")).json(&faults);
        answer(request).await.map(drop)
    }
}

/// S48 S51: a task that is planned stands in the panel, is linked with the chat and its contact and
/// belongs to the agent; it gets another time, is done, and stays so.
#[tokio::test]
async fn a_task_is_planned_moved_and_done() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::with_client(&sandbox).await?;
    anna.sees("No tasks planned").await?;
    anna.click("button", "New task").await?;
    anna.accessible().await?;
    anna.click("button", "Add the task").await?;
    anna.sees("Enter what is to be done.").await?;
    anna.click("button", "Cancel").await?;
    anna.plans("Call Olena back", Some("2031-05-06T17:30")).await?;
    anna.plans("Send the price list", Some("2031-05-05T09:00")).await?;
    anna.sees("2 tasks").await?;
    assert_eq!(anna.tasks().await?, ["Send the price list", "Call Olena back"], "the soonest first");
    anna.sees("due May 6").await?;
    anna.accessible().await?;
    let kept = anna
        .fetches(&format!(
            "Activity?$filter=WebitelChat/Id eq {} and Title eq %27Call Olena back%27&$expand=Contact,Owner",
            olena.id
        ))
        .await?;
    assert_eq!(
        (&kept[0]["Contact"]["Name"], &kept[0]["Owner"]["Name"]),
        (&json!("Olena"), &json!("Anna Kovalenko"))
    );
    let utc = anna.ask("return new Date(2031, 4, 6, 17, 30).toISOString().replace('.000', '')").await?;
    assert_eq!(kept[0]["DueDate"], utc, "local times are stored in UTC");
    anna.click("button", "Reschedule: Call Olena back").await?;
    anna.sets_time("2031-05-04T08:00").await?;
    anna.accessible().await?;
    anna.click("button", "Save").await?;
    anna.sees("due May 4").await?;
    anna.until(
        "the order is the old one",
        "return document.querySelector('.task-title').innerText === 'Call Olena back'",
    )
    .await?;
    anna.click("button", "Done: Call Olena back").await?;
    anna.until("the task is not gone", "return document.querySelectorAll('.task').length === 1").await?;
    anna.reloads().await?;
    anna.sees("1 task").await?;
    assert_eq!(anna.tasks().await?, ["Send the price list"]);
    anna.no_errors(&[]).await
}

/// S48: what is late is said, without alarm; the list is hidden by a click.
#[tokio::test]
async fn a_late_task_is_called_overdue() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.plans("Ask the warehouse", Some("2024-01-15T10:00")).await?;
    anna.sees("overdue").await?;
    anna.accessible().await?;
    anna.click("button", "1 task").await?;
    anna.until("the list still shows", "return document.querySelector('.task') === null").await?;
    anna.no_errors(&[]).await
}

/// S48 S51: what is typed into a form outlives its closing by accident, an error, and the end of
/// the session; the failure says why. A retry makes no second task.
#[tokio::test]
async fn what_is_typed_into_a_form_survives() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("button", "New task").await?;
    anna.type_into("textbox", "What is to be done", "Call back").await?;
    anna.press(Key::Escape).await?;
    anna.lacks("dialog", "New task").await?;
    anna.reloads().await?;
    anna.click("button", "New task").await?;
    anna.field_holds("What is to be done", "Call back").await?;
    // It is made, and the answer does not come.
    sandbox
        .crm_faults(json!([{ "path": "Activity", "method": "POST", "status": 503, "after": true }]))
        .await?;
    anna.click("button", "Add the task").await?;
    anna.sees("Not saved. The CRM can't be reached now.").await?;
    anna.field_holds("What is to be done", "Call back").await?;
    sandbox.control("creatio/sessions/expire", json!({ "user": "anna" })).await?;
    anna.click("button", "Add the task").await?;
    anna.sees("Your CRM session has ended").await?;
    anna.accessible().await?;
    anna.click("button", "Log in").await?;
    anna.type_into("textbox", "Password", "demo").await?;
    anna.press(Key::Enter).await?;
    anna.lacks("dialog", "Log in to the CRM").await?;
    anna.field_holds("What is to be done", "Call back").await?;
    anna.click("button", "Add the task").await?;
    anna.lacks("dialog", "New task").await?;
    anna.sees("1 task").await?;
    anna.no_errors(&["503", "401", "500"]).await
}

/// S49: an e-mail is addressed to the contact, says what is missing, is kept with the chat as an
/// activity and sent by the CRM's process.
#[tokio::test]
async fn an_email_goes_to_the_client() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::with_client(&sandbox).await?;
    anna.click("button", "Write an e-mail").await?;
    anna.field_holds("To", "olena.test@example.com").await?;
    anna.accessible().await?;
    anna.click("button", "Send").await?;
    anna.sees("Enter a subject or a text.").await?;
    anna.type_into("textbox", "Subject", "Your parcel").await?;
    anna.type_into("textbox", "Text", "Hello,\nit is <on> its way").await?;
    let dialog = anna.driver().find(By::Css("dialog")).await?;
    dialog.find(By::XPath(".//button[normalize-space() = 'Send']")).await?.click().await?;
    anna.sees("Sent to olena.test@example.com").await?;
    let kept = anna
        .fetches(&format!(
            "Activity?$filter=WebitelChat/Id eq {} and Title eq %27Your parcel%27&$expand=Type,EmailSendStatus",
            olena.id
        ))
        .await?;
    let kept = &kept[0];
    assert_eq!((&kept["Type"]["Name"], &kept["EmailSendStatus"]["Name"]), (&json!("Email"), &json!("Sent")));
    assert_eq!(kept["Recepient"], "olena.test@example.com");
    assert_eq!(kept["Body"], "<p>Hello,<br>it is &lt;on&gt; its way</p>");
    anna.no_errors(&[]).await
}

/// S49: where no process sends e-mails the machine's own mail program gets all that was written.
#[tokio::test]
async fn without_a_process_the_mail_program_sends() -> Result<()> {
    let sandbox = Sandbox::configured("config.json", &json!({ "creatio": { "emailProcess": null } }))?;
    let (anna, _olena) = Agent::with_client(&sandbox).await?;
    anna.ask(
        "addEventListener('click', event => {
           if (event.target.protocol === 'mailto:') { event.preventDefault(); window.mailed = event.target.href }
         })",
    )
    .await?;
    anna.click("button", "Write an e-mail").await?;
    anna.field_holds("To", "olena.test@example.com").await?;
    anna.type_into("textbox", "Subject", "Your parcel & more").await?;
    anna.click("button", "Open in the mail program").await?;
    anna.until(
        "the mail program is not asked",
        "return window.mailed === 'mailto:olena.test@example.com?subject=Your%20parcel%20%26%20more&body='",
    )
    .await?;
    anna.sees("your mail program sends it").await
}

/// S50: while there is a chat no call can be made, and the panel says why; after it the client's
/// number is a link to the telephone.
#[tokio::test]
async fn a_call_waits_for_the_end_of_the_chat() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::with_client(&sandbox).await?;
    anna.click("button", "Call").await?;
    anna.sees("A chat and a call never run at once.").await?;
    let number = anna.element("button", "Call +38 (044) 123-45-67").await?;
    assert!(!number.is_enabled().await?);
    anna.accessible().await?;
    olena.ends().await?;
    anna.misses("A chat and a call never run at once.").await?;
    let link = anna.element("link", "Call +38 (044) 123-45-67").await?;
    assert_eq!(link.attr("href").await?.as_deref(), Some("tel:+380441234567"));
    anna.accessible().await?;
    anna.no_errors(&[]).await
}

/// S50: inside a host page the host makes the call, or says why it can't.
#[tokio::test]
async fn a_host_makes_the_call() -> Result<()> {
    // The address of the server is known only once it runs.
    let sandbox = Sandbox::configured("config.json", &json!({}))?;
    sandbox.configure("config.json", &json!({ "creatio": { "host": sandbox.url("") } }))?;
    let (anna, olena) = Agent::with_client(&sandbox).await?;
    olena.ends().await?;
    anna.state_is("Completed").await?;
    // A page of the same site without a policy of its own takes the desk in.
    anna.driver().goto(sandbox.url("/customer/queues")).await?;
    anna.ask(
        "document.body.innerHTML = '<iframe src=\"/#/chat/CHAT\" style=\"width: 1240px; height: 700px\"></iframe>'
         window.asked = []
         addEventListener('message', ({ data, source, origin }) => {
           if (data.channel !== 'webitel-chats' || data.type !== 'dial') return
           window.asked.push(data.payload.number)
           const answer = window.asked.length === 1
             ? { type: 'failed', payload: { reason: 'The headset is not plugged in.' } } : { type: 'done' }
           source.postMessage({ channel: 'webitel-chats', v: 1, id: data.id, ...answer }, origin)
         })"
        .replace("CHAT", &olena.id)
        .as_str(),
    )
    .await?;
    anna.driver().enter_frame(0).await?;
    for said in ["The telephone could not call: The headset is not plugged in.", "Calling +380441234567"] {
        anna.until(
            "there is no button to call",
            "return document.querySelector('.action-icons [aria-label=Call]') !== null",
        )
        .await?;
        anna.ask("document.querySelector('.action-icons [aria-label=Call]').click()").await?;
        let number = "document.querySelector('.popup button.choice')";
        anna.until("there is no number", &format!("return {number} !== null && !{number}.disabled")).await?;
        anna.ask(&format!("{number}.click()")).await?;
        anna.sees(said).await?;
    }
    anna.driver().enter_default_frame().await?;
    assert_eq!(anna.ask("return window.asked").await?, json!(["+380441234567", "+380441234567"]));
    Ok(())
}

/// S51: a post to the feed is written without leaving the conversation.
#[tokio::test]
async fn a_post_is_written_from_the_panel() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.click("button", "Post to the feed").await?;
    anna.press("Who knows this client?").await?;
    anna.accessible().await?;
    anna.press(Key::Control + Key::Enter).await?;
    anna.lacks("dialog", "Post to the feed").await?;
    let posts = anna.fetches("SocialMessage?$filter=contains(Message,%27Who knows this client%27)").await?;
    assert_eq!(posts.as_array().map(Vec::len), Some(1));
    anna.no_errors(&[]).await
}

/// S52: the help describes the elements of the page.
#[tokio::test]
async fn the_help_resolves() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let link = anna.element("link", "Help: the elements of this page").await?;
    let address = link.attr("href").await?.unwrap_or_default();
    anna.driver().goto(sandbox.url(&format!("/{address}"))).await?;
    anna.sees("The action panel").await?;
    anna.sees("A chat and a call never run at once").await?;
    anna.accessible().await?;
    anna.no_errors(&[]).await
}

/// S48: in a narrow frame the panel is one row, and leaves the room to the conversation.
#[tokio::test]
async fn a_narrow_frame_keeps_the_conversation_in_sight() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::in_a_narrow_frame(&sandbox, "anna").await?;
    anna.go_ready().await?;
    let olena = Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.accepts("Olena").await?;
    anna.element("textbox", "Message to Olena").await?;
    anna.ask(&format!("location.hash = '#/chat/{}'", olena.id)).await?;
    anna.plans("Call Olena back", Some("2031-05-06T17:30")).await?;
    anna.sees("1 task").await?;
    anna.until(
        "the panel takes more than a row",
        "return document.querySelector('.task') === null &&
           document.querySelector('.action-bar').offsetHeight <= 40 &&
           document.querySelector('[role=log]').clientHeight > 200",
    )
    .await?;
    anna.accessible().await?;
    anna.click("button", "1 task").await?;
    anna.sees("Call Olena back").await?;
    anna.accessible().await
}
