//! The picture of the desk in `README.md`.

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::sandbox::Sandbox;

#[tokio::test]
#[ignore = "takes a picture, and proves nothing"]
async fn picture() -> Result<()> {
    let sandbox = Sandbox::start()?;
    sandbox.set_queue("Support", json!({ "greeting": "Hello! You have reached customer care." })).await?;
    let anna = Agent::ready(&sandbox, "anna").await?;
    let marta = Customer::start(&sandbox, "viber", "Марта Шевчук", "Support").await?;
    marta.writes("Доброго дня! Чи можна змінити адресу доставки?").await?;
    anna.accepts("Марта Шевчук").await?;
    anna.click("button", "Back").await?;
    let (anna, olena) = (anna, Customer::start(&sandbox, "telegram", "Olena Koval", "Support").await?);
    anna.accepts("Olena Koval").await?;
    anna.writes("Good afternoon, Olena! Which order is it about?").await?;
    olena.hears("Which order").await?;
    olena.writes("A-204417. It should have come yesterday.").await?;
    anna.says("Olena", "A-204417").await?;
    anna.writes(
        "Thank you. It comes **today by 18:00**, here is the track: https://example.com/track/A-204417",
    )
    .await?;
    olena.writes("Great, thanks a lot!").await?;
    anna.says("Olena", "Great, thanks a lot!").await?;
    anna.click("link", "Olena Koval").await?;
    anna.click("button", "Back").await?;
    Customer::start(&sandbox, "infobip_whatsapp", "James O'Connor", "Support").await?;
    // Nothing shall be half faded in.
    anna.wants_less_motion().await?;
    anna.element("region", "Invitation: James O'Connor").await?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/desk.png");
    Ok(anna.driver().screenshot(&path).await?)
}
