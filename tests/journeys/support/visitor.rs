//! A customer in front of the customer's page.

use std::ops::Deref;

use anyhow::Result;

use super::page::Page;
use super::sandbox::Sandbox;
use super::wait::eventually;

/// The size of a phone's screen, as far as Chromium makes windows that narrow.
const PHONE: (u32, u32) = (500, 800);

/// A customer in front of the page.
pub(crate) struct Visitor(Page);

impl Deref for Visitor {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

impl Visitor {
    /// Opens the page, which asks where from, who and about what.
    pub(crate) async fn at_the_door(sandbox: &Sandbox, name: &str) -> Result<Visitor> {
        Ok(Visitor(Page::open(name, &sandbox.url("/customer"), PHONE).await?))
    }

    /// Opens the page, starts a chat and answers the bot's question, which sends it into the queue.
    pub(crate) async fn in_chat(sandbox: &Sandbox, source: &str, name: &str, queue: &str) -> Result<Visitor> {
        let visitor = Self::at_the_door(sandbox, name).await?;
        visitor.starts(source, name, queue).await?;
        visitor.hears("Bot", "?").await?;
        visitor.writes("It is about my order").await?;
        Ok(visitor)
    }

    /// Fills in the form and sends it.
    pub(crate) async fn starts(&self, source: &str, name: &str, queue: &str) -> Result<()> {
        self.click("radio", source).await?;
        self.element("textbox", "My name").await?.clear().await?;
        self.type_into("textbox", "My name", name).await?;
        self.type_into("combobox", "I need", queue).await?;
        self.click("button", "Start chat").await?;
        self.element("textbox", "Message").await.map(drop)
    }

    /// Types a message and sends it with Enter.
    pub(crate) async fn writes(&self, text: &str) -> Result<()> {
        self.type_into("textbox", "Message", text).await?;
        self.press("\n").await
    }

    /// Waits until a message of this author with this text is shown.
    pub(crate) async fn hears(&self, author: &str, text: &str) -> Result<()> {
        let heard = eventually(format!("{author} does not say “{text}”"), async || {
            Ok((self.heard(author, text).await? > 0).then_some(()))
        })
        .await;
        self.explained(heard).await
    }

    /// How many messages of this author with this text are shown.
    pub(crate) async fn heard(&self, author: &str, text: &str) -> Result<usize> {
        let script = "
            const [author, text] = arguments
            return [...document.querySelectorAll('[role=log] article')].filter(article =>
              article.ariaLabel === author && article.innerText.includes(text)).length";
        let answer = self.driver().execute(script, vec![author.into(), text.into()]).await?;
        Ok(answer.json().as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }
}
