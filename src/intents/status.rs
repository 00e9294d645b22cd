//! "CallCenter" and "Ready". What is shown is what the server says, not what was asked for.

use super::Intents;
use crate::client::RestError;
use crate::client::error::CallError;
use crate::client::platform::Platform;
use crate::ids::AgentId;
use crate::wire::agent::Media;
use crate::wire::call::{GoOffline, GoOnline, Pause, StopResting};
use crate::wire::rest::PauseCause;

impl<P: Platform> Intents<P> {
    /// Switches to "Ready"; "CallCenter" with it.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn go_ready(&self) -> Result<(), CallError> {
        let agent_id = self.agent_id()?;
        self.client().call(GoOnline { agent_id, on_demand: false }).await.map(drop)
    }

    /// Rests, for a cause or for none.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn pause(&self, cause: Option<String>) -> Result<(), CallError> {
        let agent_id = self.agent_id()?;
        self.client().call(Pause { agent_id, payload: cause }).await.map(drop)
    }

    /// Switches "CallCenter" off.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn go_offline(&self) -> Result<(), CallError> {
        let agent_id = self.agent_id()?;
        self.client().call(GoOffline { agent_id }).await.map(drop)
    }

    /// Ends a rest that the server gave after an unanswered invitation or a chat.
    ///
    /// # Errors
    /// As the server refuses, or is not there.
    pub async fn stop_resting(&self) -> Result<(), CallError> {
        let agent_id = self.agent_id()?;
        self.client().call(StopResting { agent_id, channel: Media::Chat }).await.map(drop)
    }

    /// The causes that the agent can name for a pause.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn pause_causes(&self) -> Result<Vec<PauseCause>, RestError> {
        let agent = self.agent_id().map_err(|_| RestError::SignedOut)?;
        self.client().pause_causes(agent).await
    }

    fn agent_id(&self) -> Result<AgentId, CallError> {
        self.read(|desk| desk.agent().map(|agent| agent.id)).ok_or(CallError::Offline)
    }
}
