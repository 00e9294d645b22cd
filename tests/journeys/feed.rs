//! The feed of a record: what colleagues write to each other, and what they are told.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;
use crate::support::wait::eventually;

/// A colleague's conversation is not his to read, and its page says so.
const NOT_HIS: &[&str] = &["/api/chat/dialogs/"];

impl Agent {
    /// Goes to the feed of the record of the chat with this customer.
    async fn opens_feed(&self, customer: &Customer) -> Result<()> {
        self.opens_record(customer).await?;
        self.shows_feed().await
    }

    /// Chooses the tab.
    async fn shows_feed(&self) -> Result<()> {
        self.click("tab", "Feed").await?;
        self.element("textbox", "New post").await.map(drop)
    }

    /// Writes a post and sends it with the keys.
    async fn posts(&self, text: &str) -> Result<()> {
        self.type_into("textbox", "New post", text).await?;
        self.press(Key::Control + Key::Enter).await?;
        self.field_is("New post", "").await
    }

    /// Waits until a field of the feed holds exactly this.
    async fn field_is(&self, name: &str, text: &str) -> Result<()> {
        let held = eventually(format!("{name} does not hold “{text}”"), async || {
            let value = self.element("textbox", name).await?.prop("value").await?;
            Ok((value.as_deref() == Some(text)).then_some(()))
        });
        let held = held.await;
        self.explained(held).await
    }

    /// Waits until a post or comment of this author says this.
    async fn reads_post(&self, label: &str, text: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.post-body')].some(post => post.ariaLabel === {} &&
               post.querySelector('.post-text')?.innerText.includes({}))",
            json!(label),
            json!(text)
        );
        self.until(&format!("no {label} says “{text}”"), &script).await
    }

    /// What all posts say, from the first to the last.
    async fn all_posts(&self) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll('.feed > ul > .post > .post-body > .post-text')]
                        .map(post => post.innerText)";
        Ok(serde_json::from_value(self.ask(script).await?)?)
    }

    /// Posts as another program would, without the page.
    async fn posts_by_program(&self, customer: &Customer, texts: &[String]) -> Result<()> {
        let script = "
            const [record, texts] = arguments
            const csrf = document.cookie.match(/BPMCSRF=([^;]*)/)[1]
            for (const Message of texts) {
              const request = new XMLHttpRequest()
              request.open('POST', '/0/rest/EsnService/PostMessage', false)
              request.setRequestHeader('Content-Type', 'application/json')
              request.setRequestHeader('BPMCSRF', decodeURIComponent(csrf))
              request.setRequestHeader('ForceUseSession', 'true')
              request.send(JSON.stringify({ message: { EntityId: record, Message } }))
              if (request.status !== 200) throw new Error(request.responseText)
            }";
        self.driver().execute(script, vec![json!(customer.id), json!(texts)]).await?;
        Ok(())
    }

    /// Presses a button beside what is said about a post that failed.
    async fn presses_in_trouble(&self, name: &str) -> Result<()> {
        let button =
            format!("//*[contains(@class, 'compose-trouble')]//button[normalize-space() = '{name}']");
        Ok(self.driver().find(By::XPath(button)).await?.click().await?)
    }

    /// Comes back to the browser's tab.
    async fn returns_to_the_tab(&self) -> Result<()> {
        self.ask("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))").await.map(drop)
    }
}

/// An agent with a record, and a colleague who has it open, too; both look at its feed.
async fn two_at_a_feed(sandbox: &Sandbox) -> Result<(Agent, Agent, Customer)> {
    let (anna, olena) = Agent::at_record(sandbox, "anna", "Olena").await?;
    anna.shows_feed().await?;
    let bohdan = Agent::logged_in(sandbox, "bohdan").await?;
    bohdan.opens_feed(&olena).await?;
    Ok((anna, bohdan, olena))
}

/// S76: what one agent posts another one reads, with its author and its time, the newest first, and
/// without asking for it.
#[tokio::test]
async fn colleagues_read_what_is_posted() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, bohdan, _olena) = two_at_a_feed(&sandbox).await?;
    anna.sees("No posts yet").await?;
    anna.accessible().await?;
    anna.posts("The parcel is **on its way** 🙂").await?;
    anna.posts("It comes tomorrow").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "The parcel is on its way 🙂").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "It comes tomorrow").await?;
    assert_eq!(bohdan.all_posts().await?, ["It comes tomorrow", "The parcel is on its way 🙂"]);
    let formatted = "const post = [...document.querySelectorAll('.post')].at(-1)
        return /\\d:\\d\\d/.test(post.querySelector('time').innerText) &&
          post.querySelector('strong').innerText === 'on its way'";
    bohdan.until("the post has no time or lost its formatting", formatted).await?;
    bohdan.accessible().await?;
    anna.reloads().await?;
    anna.shows_feed().await?;
    anna.reads_post("Post of Anna Kovalenko", "It comes tomorrow").await?;
    anna.no_errors(&[]).await?;
    bohdan.no_errors(NOT_HIS).await
}

/// S76: posts are liked and commented on, and it shows who did.
#[tokio::test]
async fn posts_are_liked_and_commented_on() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, bohdan, _olena) = two_at_a_feed(&sandbox).await?;
    anna.posts("Done").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "Done").await?;
    bohdan.click("button", "Like").await?;
    bohdan.element("button", "Liked").await?;
    anna.click("button", "1 like").await?;
    anna.sees("Bohdan Melnyk").await?;
    anna.press(Key::Escape).await?;
    bohdan.click("button", "Liked").await?;
    bohdan.lacks("button", "1 like").await?;
    bohdan.click("button", "Comment").await?;
    bohdan.type_into("textbox", "New comment", "Well done").await?;
    bohdan.press(Key::Control + Key::Enter).await?;
    bohdan.reads_post("Comment of Bohdan Melnyk", "Well done").await?;
    bohdan.accessible().await?;
    anna.click("button", "1 comment").await?;
    anna.reads_post("Comment of Bohdan Melnyk", "Well done").await?;
    anna.type_into("textbox", "New comment", "Thank you").await?;
    anna.press(Key::Control + Key::Enter).await?;
    bohdan.reads_post("Comment of Anna Kovalenko", "Thank you").await?;
    bohdan.element("button", "2 comments").await?;
    anna.no_errors(&[]).await
}

/// S76: one's own posts are changed and, after a question, removed; those of others can't be.
#[tokio::test]
async fn ones_own_posts_are_changed_and_removed() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, bohdan, _olena) = two_at_a_feed(&sandbox).await?;
    anna.posts("It comes _today_").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "It comes today").await?;
    bohdan.lacks("button", "Edit").await?;
    bohdan.lacks("button", "Delete").await?;
    anna.click("button", "Edit").await?;
    anna.field_is("Text of the post", "It comes *today*").await?;
    anna.press(Key::Control + "a").await?;
    anna.press("It comes tomorrow").await?;
    anna.click("button", "Cancel").await?;
    anna.reads_post("Post of Anna Kovalenko", "It comes today").await?;
    anna.click("button", "Edit").await?;
    anna.press(Key::Control + "a").await?;
    anna.press("It comes tomorrow").await?;
    anna.click("button", "Save").await?;
    anna.reads_post("Post of Anna Kovalenko", "It comes tomorrow").await?;
    anna.sees("edited").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "It comes tomorrow").await?;
    anna.click("button", "Delete").await?;
    anna.element("dialog", "Delete this post?").await?;
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.reads_post("Post of Anna Kovalenko", "It comes tomorrow").await?;
    anna.click("button", "Delete").await?;
    anna.click("button", "Yes, delete").await?;
    anna.misses("It comes tomorrow").await?;
    bohdan.misses("It comes tomorrow").await?;
    anna.no_errors(&[]).await
}

/// S76 S114: a colleague is mentioned by keys or mouse, is told of it wherever he is, and comes to
/// the post by that.
#[tokio::test]
async fn who_is_mentioned_is_told() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let bohdan = Agent::logged_in(&sandbox, "bohdan").await?;
    anna.shows_feed().await?;
    anna.type_into("textbox", "New post", "Ask me@bohdan or @boh").await?;
    anna.element("option", "Bohdan Melnyk").await?;
    anna.accessible().await?;
    anna.press(Key::Escape).await?;
    anna.lacks("option", "Bohdan Melnyk").await?;
    anna.field_is("New post", "Ask me@bohdan or @boh").await?;
    anna.press(Key::Control + "a").await?;
    anna.press("Please, @boh").await?;
    anna.element("option", "Bohdan Melnyk").await?;
    anna.press(Key::Down).await?;
    anna.press(Key::Up).await?;
    anna.press(Key::Enter).await?;
    anna.field_is("New post", "Please, @Bohdan Melnyk ").await?;
    anna.press("and @dmytro bo").await?;
    anna.click("option", "Dmytro Bondar").await?;
    anna.press("look").await?;
    anna.press(Key::Control + Key::Enter).await?;
    anna.reads_post("Post of Anna Kovalenko", "Please, @Bohdan Melnyk and @Dmytro Bondar look").await?;
    anna.until(
        "there are not two mentions",
        "return document.querySelectorAll('.post-text a[href*=Contacts_FormPage]').length === 2",
    )
    .await?;
    bohdan.returns_to_the_tab().await?;
    bohdan.sees("Anna Kovalenko · Mention: Please, @Bohdan Melnyk").await?;
    bohdan.click("button", "1 piece of news from the feed").await?;
    bohdan.accessible().await?;
    bohdan.click("link", "Anna Kovalenko · Mention").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "Please, @Bohdan Melnyk").await?;
    bohdan.lacks("button", "1 piece of news from the feed").await?;
    bohdan.reloads().await?;
    bohdan.lacks("button", "1 piece of news from the feed").await?;
    drop(olena);
    anna.no_errors(&[]).await
}

/// S77 S114: who follows a record is told what others change, sees it in the feed and in the fields;
/// who does not any more is not told.
#[tokio::test]
async fn followers_are_told_of_changes() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let bohdan = Agent::logged_in(&sandbox, "bohdan").await?;
    bohdan.opens_record(&olena).await?;
    bohdan.click("button", "Actions").await?;
    bohdan.click("menuitem", "Follow the feed").await?;
    bohdan.sees("Done: Follow the feed").await?;
    bohdan.click("tab", "Chat details").await?;
    anna.click("tab", "Chat details").await?;
    anna.looks_up("Result", "placed", "Order placed").await?;
    anna.saves().await?;
    bohdan.field_holds("Result", "Order placed").await?;
    let badge = "return document.querySelector('.tab-count')?.innerText === '1'";
    bohdan.until("the tab does not say that something is new", badge).await?;
    bohdan.sees("Anna Kovalenko · Change of a record: Result: — → Order placed").await?;
    bohdan.shows_feed().await?;
    bohdan.reads_post("Post of Anna Kovalenko", "Result: — → Order placed").await?;
    bohdan.until("something is new still", "return !document.querySelector('.tab-count')").await?;
    bohdan.click("button", "Actions").await?;
    bohdan.click("menuitem", "Unfollow the feed").await?;
    bohdan.sees("Done: Unfollow the feed").await?;
    bohdan.click("tab", "Chat details").await?;
    anna.looks_up("Result", "agreed", "Call back agreed").await?;
    anna.saves().await?;
    // The record itself is up to date all the same.
    bohdan.field_holds("Result", "Call back agreed").await?;
    bohdan.shows_feed().await?;
    bohdan.reads_post("Post of Anna Kovalenko", "Result: — → Order placed").await?;
    assert_eq!(bohdan.all_posts().await?, ["Result: — → Order placed"]);
    bohdan.no_errors(NOT_HIS).await
}

/// S76: what could not be posted stays where it was written, through other tabs, a new start of the
/// page and a login, and is posted once.
#[tokio::test]
async fn what_is_not_posted_stays() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, _olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.shows_feed().await?;
    anna.cannot_reach(&["*/EsnService/PostMessage"]).await?;
    anna.type_into("textbox", "New post", "Do not lose me").await?;
    anna.click("button", "Post").await?;
    anna.sees("Not posted. The CRM can't be reached now.").await?;
    anna.accessible().await?;
    anna.click("tab", "Chat details").await?;
    anna.shows_feed().await?;
    anna.field_is("New post", "Do not lose me").await?;
    anna.sees("Not posted.").await?;
    anna.cannot_reach(&[]).await?;
    anna.reloads().await?;
    anna.shows_feed().await?;
    anna.field_is("New post", "Do not lose me").await?;
    sandbox.control("creatio/sessions/expire", json!({ "user": "anna" })).await?;
    anna.click("button", "Post").await?;
    anna.sees("Not posted. Your CRM session has ended").await?;
    anna.presses_in_trouble("Log in").await?;
    anna.type_into("textbox", "Password", "demo").await?;
    anna.press(Key::Enter).await?;
    anna.lacks("dialog", "Log in to the CRM").await?;
    anna.field_is("New post", "Do not lose me").await?;
    anna.presses_in_trouble("Try again").await?;
    anna.reads_post("Post of Anna Kovalenko", "Do not lose me").await?;
    anna.field_is("New post", "").await?;
    assert_eq!(anna.all_posts().await?, ["Do not lose me"]);
    Ok(())
}

/// S76: a long feed comes page by page, and nothing moves under one's eyes when more of it comes.
#[tokio::test]
async fn a_long_feed_comes_page_by_page() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let texts: Vec<String> = (1..=45).map(|number| format!("Number {number}")).collect();
    anna.posts_by_program(&olena, &texts).await?;
    anna.shows_feed().await?;
    anna.reads_post("Post of Anna Kovalenko", "Number 45").await?;
    assert_eq!(anna.all_posts().await?.len(), 20);
    let top =
        "return [...document.querySelectorAll('.post')].find(post => post.innerText.includes('Number 26'))
                 .getBoundingClientRect().top";
    let button = anna.element("button", "Show earlier posts").await?;
    button.scroll_into_view().await?;
    let before = anna.ask(top).await?.as_f64();
    button.click().await?;
    anna.reads_post("Post of Anna Kovalenko", "Number 7").await?;
    assert_eq!(anna.ask(top).await?.as_f64(), before, "the posts have moved");
    anna.posts_by_program(&olena, &["Meanwhile".to_owned()]).await?;
    anna.click("button", "Show earlier posts").await?;
    anna.reads_post("Post of Anna Kovalenko", "Number 1").await?;
    anna.lacks("button", "Show earlier posts").await?;
    anna.reads_post("Post of Anna Kovalenko", "Meanwhile").await?;
    assert_eq!(anna.all_posts().await?.len(), 46, "each is there once");
    anna.no_errors(&[]).await
}

/// S76: files go with a post; and whatever HTML others have written, none of it runs.
#[tokio::test]
async fn posts_have_files_and_no_scripts() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, bohdan, olena) = two_at_a_feed(&sandbox).await?;
    let folder = tempfile::TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
    let file = folder.path().join("report.txt");
    std::fs::write(&file, "twelve bytes")?;
    anna.choose_files(&[&file]).await?;
    anna.click("button", "Leave out report.txt").await?;
    anna.lacks("button", "Leave out report.txt").await?;
    anna.choose_files(&[&file]).await?;
    anna.type_into("textbox", "New post", "The report").await?;
    anna.click("button", "Post").await?;
    anna.lacks("button", "Leave out report.txt").await?;
    bohdan.reads_post("Post of Anna Kovalenko", "The report").await?;
    bohdan.element("button", "report.txt").await?;
    let hostile = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\
                   <a href='javascript:window.hacked = 1'>click me</a> <b onclick='window.hacked = 1'>bold</b>";
    anna.posts_by_program(&olena, &[hostile.to_owned()]).await?;
    bohdan.reads_post("Post of Anna Kovalenko", "click me bold").await?;
    bohdan
        .until(
            "something of it is there",
            "return window.hacked === undefined && document.querySelector('.post strong') !== null &&
               !document.querySelector('.post script, .post img, .post [onclick], .post-text a')",
        )
        .await?;
    bohdan.no_errors(NOT_HIS).await
}
