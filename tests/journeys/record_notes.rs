//! The notes of a chat's record.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::support::agent::Agent;
use crate::support::customer::Customer;
use crate::support::samples::{PNG, written};
use crate::support::sandbox::Sandbox;

impl Agent {
    /// Waits until the notes are this, as they are typed.
    async fn notes_are(&self, text: &str) -> Result<()> {
        let script = format!(
            "return document.querySelector('.notes textarea')?.value === {}",
            serde_json::to_string(text)?
        );
        self.until(&format!("the notes are not “{text}”"), &script).await
    }

    /// Waits until what becomes of the notes has an element with this text.
    async fn notes_show(&self, element: &str, text: &str) -> Result<()> {
        let script = format!(
            "return [...document.querySelectorAll('.notes-preview {element}')]
               .some(e => e.textContent.trim() === {})",
            serde_json::to_string(text)?
        );
        self.until(&format!("no {element} of the notes says “{text}”"), &script).await
    }

    /// Waits until the notes show so many images, all of which have come.
    async fn notes_show_images(&self, count: usize) -> Result<()> {
        let script = format!(
            "const images = [...document.querySelectorAll('.notes-preview img')]
             images.forEach(image => {{ image.loading = 'eager' }})
             return images.length === {count} && images.every(image => image.naturalWidth > 0)"
        );
        self.until(&format!("the notes do not show {count} images"), &script).await
    }

    /// Types at the end of the notes.
    async fn notes(&self, text: &str) -> Result<()> {
        let field = self.element("textbox", "Notes").await?;
        field.send_keys(Key::Control + Key::End).await?;
        Ok(field.send_keys(text).await?)
    }

    /// Gives what is typed next, and ends, a format with the keys that the toolbar names.
    async fn notes_in(&self, letter: char, text: &str) -> Result<()> {
        self.press(Key::Control + letter.to_string()).await?;
        self.press(text).await?;
        self.press(Key::Control + letter.to_string()).await
    }

    /// Comes back to the record after a crash.
    async fn returns_after_a_crash(&self) -> Result<()> {
        self.comes_back_after_a_crash().await?;
        self.element("region", "Profile").await.map(drop)
    }
}

/// The notes as the CRM has them.
async fn stored(sandbox: &Sandbox, chat: &Customer) -> Result<String> {
    let record = sandbox.crm(&format!("WebitelChat({})", chat.id)).await?;
    Ok(record["Notes"].as_str().unwrap_or_default().to_owned())
}

/// S69 S70: notes are written with the tools and with their keys, taken back and taken again; what
/// was formatted is formatted in the CRM and after a reload.
#[tokio::test]
async fn notes_are_formatted() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    anna.click("textbox", "Notes").await?;
    anna.press("Next steps").await?;
    anna.click("button", "Heading H2").await?;
    anna.notes_are("## Next steps").await?;
    anna.press(Key::Control + "z").await?;
    anna.notes_are("Next steps").await?;
    anna.press(Key::Control + "y").await?;
    anna.notes_are("## Next steps").await?;
    anna.click("button", "Undo").await?;
    anna.notes_are("Next steps").await?;
    anna.click("button", "Redo").await?;
    anna.press(Key::End + "\n\nAsk ").await?;
    anna.notes_in('b', "the carrier").await?;
    anna.press(" ").await?;
    anna.notes_in('i', "today").await?;
    anna.press(" about ").await?;
    anna.notes_in('e', "A-204417").await?;
    anna.press("\n\n- address\n").await?;
    anna.press("door code\n\n").await?;
    anna.press("1. call\n").await?;
    anna.press("write\n\n").await?;
    anna.press("> Call me after five\n\n").await?;
    anna.press("```\nerror 17\n```").await?;
    let shown = [
        ("h3.notes-heading-2", "Next steps"),
        ("p strong", "the carrier"),
        ("p em", "today"),
        ("p code", "A-204417"),
        ("ul li", "address"),
        ("ul li", "door code"),
        ("ol li", "write"),
        ("blockquote", "Call me after five"),
        ("pre", "error 17"),
    ];
    for (element, text) in shown {
        anna.notes_show(element, text).await?;
    }
    anna.accessible().await?;
    anna.saves().await?;
    let html = stored(&sandbox, &olena).await?;
    for part in ["<h2>Next steps</h2>", "<strong>the carrier</strong>", "<em>today</em>", "<li>address</li>"]
    {
        assert!(html.contains(part), "{html}");
    }
    anna.reloads().await?;
    anna.opens_files().await?;
    for (element, text) in shown {
        anna.notes_show(element, text).await?;
    }
    anna.lacks("button", "Save").await?;
    anna.no_errors(&[]).await
}

/// S71: an image is pasted, dropped or picked; it has its place at once, saving waits until it is
/// stored, though its tab is left meanwhile, and it is there after a reload. One that fails can be
/// tried again.
#[tokio::test]
async fn images_are_put_into_notes() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let folder = TempDir::new()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    sandbox.crm_trouble(json!([{ "path": "FileApiService", "delay_ms": 2500 }])).await?;
    anna.notes("The parcel: ").await?;
    anna.paste_file("parcel.png", "image/png", PNG).await?;
    anna.sees("This can be saved when all images of the notes are stored").await?;
    let save = anna.element("button", "Save").await?;
    assert!(!save.is_enabled().await?, "a place without its image is not saved");
    anna.accessible().await?;
    anna.click("tab", "Chat").await?;
    anna.opens_files().await?;
    anna.notes_show_images(1).await?;
    anna.misses("This can be saved when").await?;
    let dropped = written(&folder, "dropped.png", PNG)?;
    anna.drop_files("textbox", "Notes", &[Path::new(&dropped)]).await?;
    anna.notes_show_images(2).await?;
    anna.cannot_reach(&["*FileApiService*"]).await?;
    let picked = written(&folder, "picked.png", PNG)?;
    let picker = anna.driver().find(By::Css(".notes input[type=file]")).await?;
    picker.send_keys(picked.to_string_lossy()).await?;
    anna.sees("picked.png was not stored. The CRM can't be reached now.").await?;
    anna.cannot_reach(&[]).await?;
    anna.click("button", "Retry").await?;
    anna.notes_show_images(3).await?;
    anna.saves().await?;
    assert_eq!(stored(&sandbox, &olena).await?.matches("<img ").count(), 3);
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.notes_show_images(3).await?;
    for name in ["parcel.png", "dropped.png", "picked.png"] {
        anna.element("button", name).await?;
    }
    Ok(())
}

/// S72: a link is put in that can be followed and hands nothing over; a script is no link, whoever
/// wrote it.
#[tokio::test]
async fn links_are_put_into_notes() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    anna.notes("See ").await?;
    anna.press(Key::Control + "k").await?;
    anna.element("dialog", "Insert link").await?;
    anna.accessible().await?;
    anna.type_into("textbox", "Text", "the terms").await?;
    anna.type_into("textbox", "Address", "javascript:alert(1)").await?;
    anna.press(Key::Enter).await?;
    anna.sees("Give a web address").await?;
    let address = anna.element("textbox", "Address").await?;
    address.clear().await?;
    address.send_keys("example.com/terms").await?;
    anna.press(Key::Enter).await?;
    anna.lacks("dialog", "Insert link").await?;
    anna.notes_are("See [the terms](https://example.com/terms)").await?;
    anna.notes(" and [this](javascript:alert(2)) <img src=x onerror=\"window.pwned=1\">").await?;
    let safe = "
        const links = [...document.querySelectorAll('.notes-preview a')]
        return links.length === 1 && links[0].href === 'https://example.com/terms' &&
          links[0].rel.includes('noopener') && links[0].target === '_blank' &&
          !document.querySelector('.notes-preview img') && window.pwned === undefined";
    anna.until("the links are not safe", safe).await?;
    anna.saves().await?;
    let html = stored(&sandbox, &olena).await?;
    assert!(html.contains("href=\"https://example.com/terms\"") && !html.contains("href=\"java"), "{html}");
    // Another page of the CRM may be less careful.
    let hostile = "<p>See <a href=\"https://example.com/terms\">the terms</a> or \
                   <a href=\"javascript:alert(3)\" onclick=\"window.pwned=1\">this</a>\
                   <script>window.pwned=1</script></p>";
    sandbox.change_in_crm(&format!("WebitelChat({})", olena.id), json!({ "Notes": hostile })).await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.notes_show("a", "the terms").await?;
    anna.until("the links are not safe", safe).await
}

/// S70: what the CRM's own editor wrote keeps its structure, and stays as it was until it is changed.
#[tokio::test]
async fn notes_of_the_crms_own_editor_are_kept() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    let theirs = "<p style=\"margin:0\"><span style=\"font-weight:bold\">Hello</span>&nbsp;world</p>\
                  <ul><li>one</li><li>two</li></ul><p><br></p>";
    sandbox.change_in_crm(&format!("WebitelChat({})", olena.id), json!({ "Notes": theirs })).await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.notes_show("strong", "Hello").await?;
    anna.notes_show("ul li", "two").await?;
    anna.notes("x").await?;
    anna.element("button", "Save").await?;
    anna.press(Key::Backspace).await?;
    anna.lacks("button", "Save").await?;
    assert_eq!(stored(&sandbox, &olena).await?, theirs);
    anna.notes("\n- three").await?;
    anna.saves().await?;
    let html = stored(&sandbox, &olena).await?;
    assert!(html.contains("<strong>Hello</strong>") && html.contains("<li>three</li>"), "{html}");
    Ok(())
}

/// S73 S74: notes that are not saved stay while the tab, the page and the place in the app change,
/// and say that they are not saved; the browser asks before it closes the page. After a reload they
/// are offered again, to be taken up or dropped; saved ones are simply there.
#[tokio::test]
async fn notes_are_not_lost_before_they_are_saved() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    assert!(!anna.is_held_back().await?, "nothing is unsaved");
    anna.notes("Call **after five**").await?;
    anna.click("tab", "Chat details").await?;
    anna.opens_files().await?;
    anna.notes_are("Call **after five**").await?;
    anna.notes_show("strong", "after five").await?;
    anna.click("link", "Webitel Chats").await?;
    anna.lacks("tab", "Files and notes").await?;
    assert!(anna.is_held_back().await?, "the page would go with unsaved notes");
    anna.opens_record(&olena).await?;
    anna.element("button", "Save").await?;
    anna.opens_files().await?;
    anna.notes_are("Call **after five**").await?;
    // Nothing of it is saved; a reload offers it again.
    assert_eq!(stored(&sandbox, &olena).await?, "");
    anna.returns_after_a_crash().await?;
    anna.sees("You did not save these changes of").await?;
    anna.opens_files().await?;
    anna.notes_are("").await?;
    anna.accessible().await?;
    anna.click("button", "Restore").await?;
    anna.notes_are("Call **after five**").await?;
    anna.misses("You did not save these changes of").await?;
    anna.returns_after_a_crash().await?;
    anna.click("button", "Discard").await?;
    anna.misses("You did not save these changes of").await?;
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.notes_are("").await?;
    anna.never_shows("You did not save").await?;
    anna.notes("Call at six").await?;
    anna.saves().await?;
    assert!(!anna.is_held_back().await?, "all is saved");
    anna.reloads().await?;
    anna.opens_files().await?;
    anna.notes_are("Call at six").await?;
    anna.never_shows("You did not save").await?;
    anna.no_errors(&[]).await
}

/// S74: what others have saved since is not overwritten by changes that were found again.
#[tokio::test]
async fn found_changes_do_not_overwrite() -> Result<()> {
    let sandbox = Sandbox::start()?;
    let (anna, olena) = Agent::at_record(&sandbox, "anna", "Olena").await?;
    anna.opens_files().await?;
    anna.notes("By Anna").await?;
    anna.click("tab", "Chat details").await?;
    anna.element("textbox", "Result details").await?.send_keys("Agreed").await?;
    anna.until(
        "nothing is kept",
        "return Object.keys(localStorage).some(key => key.startsWith('chats.draft.') && localStorage[key].includes('Agreed'))",
    )
    .await?;
    anna.returns_after_a_crash().await?;
    sandbox
        .change_in_crm(&format!("WebitelChat({})", olena.id), json!({ "Notes": "<p>By Bohdan</p>" }))
        .await?;
    anna.sees("Result details, Notes").await?;
    anna.click("button", "Restore").await?;
    anna.click("button", "Save").await?;
    anna.sees("Notes was changed by somebody else meanwhile").await?;
    anna.click("button", "Take theirs").await?;
    anna.saves().await?;
    assert_eq!(stored(&sandbox, &olena).await?, "<p>By Bohdan</p>");
    anna.opens_files().await?;
    anna.notes_are("By Bohdan").await?;
    anna.click("tab", "Chat details").await?;
    anna.field_holds("Result details", "Agreed").await
}
