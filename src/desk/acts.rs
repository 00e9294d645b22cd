//! What views do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use super::files::{self, FileState};
use crate::browser;
use crate::client::archive::Archive;
use crate::client::error::CallError;
use crate::client::web::BrowserFile;
use crate::client::{LoginError, RestError};
use crate::domain::closed::Visited;
use crate::domain::outgoing::LocalId;
use crate::domain::quick_replies::QuickReply;
use crate::domain::record::Person;
use crate::ids::{ConversationId, FileId};
use crate::intents::NotAcquainted;
use crate::wire::rest::PauseCause;

/// Sessions and status.
impl Desk {
    /// Signs in; the session is kept for this tab.
    ///
    /// # Errors
    /// [`LoginError`] says what the agent can do.
    pub async fn log_in(self, username: String, password: String) -> Result<(), LoginError> {
        let token = self.intents().log_in(username, password).await?;
        browser::session::keep(token.reveal());
        Ok(())
    }

    /// Signs out.
    pub fn log_out(self) {
        let intents = self.intents();
        spawn_local(async move { intents.log_out().await });
    }

    /// Tries to connect now.
    pub fn hurry(self) {
        self.intents().hurry();
    }

    /// Switches to "Ready"; "CallCenter" with it.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn go_ready(self) -> Result<(), CallError> {
        self.intents().go_ready().await
    }

    /// Rests, for a cause or for none.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn pause(self, cause: Option<String>) -> Result<(), CallError> {
        self.intents().pause(cause).await
    }

    /// Switches "CallCenter" off.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn go_offline(self) -> Result<(), CallError> {
        self.intents().go_offline().await
    }

    /// Ends a rest that the server gave.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn stop_resting(self) -> Result<(), CallError> {
        self.intents().stop_resting().await
    }

    /// Webitel's ready-made texts for this agent.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn quick_replies(self) -> Result<Vec<QuickReply>, RestError> {
        self.intents().client().quick_replies().await
    }

    /// The causes for a pause.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn pause_causes(self) -> Result<Vec<PauseCause>, RestError> {
        self.intents().pause_causes().await
    }
}

/// Chats.
impl Desk {
    /// Accepts an invitation; a second click does nothing.
    ///
    /// # Errors
    /// If the server was not reached; the invitation then stands as before.
    pub async fn accept(self, id: ConversationId) -> Result<(), CallError> {
        self.intents().accept(id).await
    }

    /// Cancels an invitation: the chat goes to another agent.
    ///
    /// # Errors
    /// If the server was not reached; the invitation then stands as before.
    pub async fn decline(self, id: ConversationId) -> Result<(), CallError> {
        self.intents().decline(id).await
    }

    /// Clears an invitation that has vanished.
    pub fn dismiss(self, id: ConversationId) {
        self.intents().dismiss(id);
    }

    /// Brings a closed chat to the desk, to be read again.
    pub fn bring(self, id: ConversationId) {
        self.intents().bring(id);
    }

    /// Brings a chat to the desk that is not this agent's, to be read. Where Webitel keeps it from
    /// this agent, the archive tells what was said.
    pub fn visit(self, id: ConversationId, visited: Visited, archive: impl Archive + 'static) {
        self.intents().use_archive(archive);
        self.intents().visit(id, visited);
    }

    /// Whether Webitel could be told who the client of a chat is.
    #[must_use]
    pub fn is_unacquainted(self, id: ConversationId) -> bool {
        self.intents().is_unacquainted(id)
    }

    /// Tells Webitel who the client of a chat is, as far as it does not know.
    ///
    /// # Errors
    /// See [`NotAcquainted`].
    pub async fn acquaint(self, id: ConversationId, person: &Person) -> Result<(), NotAcquainted> {
        self.intents().acquaint(id, person).await
    }

    /// A view shows this chat now: what comes in there is read, until it looks away.
    pub fn attend(self, id: ConversationId) {
        self.intents().attend(id);
    }

    /// A view shows this chat no more.
    pub fn look_away(self, id: ConversationId) {
        self.intents().look_away(id);
    }

    /// Ends a chat.
    ///
    /// # Errors
    /// If the server was not reached or refused; the chat then goes on.
    pub async fn end_chat(self, id: ConversationId) -> Result<(), CallError> {
        self.intents().end_chat(id).await
    }

    /// Finishes the wrap-up.
    ///
    /// # Errors
    /// If the server was not reached or refused.
    pub async fn finish_wrap_up(self, id: ConversationId, success: bool) -> Result<(), CallError> {
        self.intents().finish_wrap_up(id, success).await
    }

    /// Asks for more time for the wrap-up.
    ///
    /// # Errors
    /// If the server was not reached or refused.
    pub async fn prolong_wrap_up(self, id: ConversationId) -> Result<(), CallError> {
        self.intents().prolong_wrap_up(id).await
    }

    /// Fetches the closed chats anew.
    pub fn load_closed(self) {
        self.intents().load_closed();
    }

    /// Fetches older messages; does nothing while that is under way or when all is here.
    pub fn load_older(self, id: ConversationId) {
        self.intents().load_older(id);
    }
}

/// Messages.
impl Desk {
    /// Takes up what waits, is in doubt or is missing whenever a connection stands.
    pub fn keep_settled(self) {
        self.intents().keep_settled();
    }

    /// Sends a text into this chat; returns whether there was anything to send.
    pub fn send_text(self, id: ConversationId, text: &str) -> bool {
        self.intents().send_text(id, text)
    }

    /// Keeps what was typed into this chat and not sent.
    pub fn keep_draft(self, id: ConversationId, text: &str) {
        self.intents().keep_draft(id, text);
    }

    /// Sends a file into this chat; `None` if the agent takes no part in it.
    pub fn attach(self, id: ConversationId, file: web_sys::File) -> Option<LocalId> {
        self.intents().attach(id, BrowserFile(file))
    }

    /// Stops an upload.
    pub fn cancel_upload(self, id: ConversationId, local: LocalId) {
        self.intents().cancel_upload(id, local);
    }

    /// The file of an outgoing message, for its preview.
    #[must_use]
    pub fn outgoing_file(self, local: LocalId) -> Option<web_sys::File> {
        self.intents().outgoing_file(local).map(|file| file.0)
    }

    /// Sends a message again, unless it has arrived after all.
    pub fn retry(self, id: ConversationId, local: LocalId) {
        self.intents().retry(id, local);
    }

    /// Drops a message that did not go out; its text is returned.
    pub fn discard(self, id: ConversationId, local: LocalId) -> Option<String> {
        self.intents().discard(id, local)
    }

    /// A stored image as an address that the page can show; tracked. Fetched at the first call.
    #[must_use]
    pub fn image(self, id: FileId, mime: &str) -> FileState {
        self.0.with_value(|inner| inner.files.image(&inner.intents, id, mime))
    }

    /// Fetches a stored image anew, after that failed.
    pub fn reload_image(self, id: FileId, mime: &str) {
        self.0.with_value(|inner| inner.files.reload(&inner.intents, id, mime));
    }

    /// Fetches a stored file and hands it to the browser to be saved under this name.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn download(self, id: FileId, name: String) -> Result<(), RestError> {
        files::download(&self.intents(), id, &name).await
    }
}
