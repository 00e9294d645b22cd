//! From the customer's first word to "End chat".

use anyhow::Result;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

/// S21 S22: an invitation names the customer, the source and the queue, and Accept opens the chat.
#[tokio::test]
async fn an_invitation_is_accepted() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    Customer::start(&sandbox, "telegram", "Olena", "Support").await?;
    anna.sees("Olena").await?;
    anna.sees("Telegram · Support").await?;
    anna.accessible().await?;
    anna.accepts("Olena").await?;
    anna.lacks("region", "Invitation: Olena").await?;
    anna.no_errors(&[]).await
}
