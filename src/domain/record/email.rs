//! An e-mail to a client.

use std::fmt::Write;

/// An e-mail to be sent. Its text is plain, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// To whom: addresses, separated by semicolons or commas.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// How an e-mail left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The CRM's process has sent it.
    ByProcess,
    /// There is no process for it: the machine's own mail program has to send it.
    ByMachine,
}

/// Why an e-mail can't be sent as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailTrouble {
    /// There is no address, or something that is none.
    Address,
    /// There is neither a subject nor a text.
    Nothing,
}

impl Email {
    /// The addresses, one by one.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.to.split([';', ',']).map(str::trim).filter(|address| !address.is_empty())
    }

    /// Whether it can be sent.
    ///
    /// # Errors
    /// What has to be mended first.
    pub fn check(&self) -> Result<(), EmailTrouble> {
        if self.addresses().next().is_none() || !self.addresses().all(is_address) {
            return Err(EmailTrouble::Address);
        }
        if self.subject.trim().is_empty() && self.text.trim().is_empty() {
            return Err(EmailTrouble::Nothing);
        }
        Ok(())
    }

    /// The text as HTML that looks the same.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::new();
        for paragraph in self.text.trim().split("\n\n") {
            let lines: Vec<String> = paragraph.trim_matches('\n').split('\n').map(escaped).collect();
            html.push_str(&format!("<p>{}</p>", lines.join("<br>")));
        }
        html
    }
}

/// The address that opens the e-mail in the machine's own mail program.
#[must_use]
pub fn mailto(email: &Email) -> String {
    let to: Vec<String> = email.addresses().map(encoded).collect();
    // Mail programs want both characters at the end of a line.
    let text = email.text.replace("\r\n", "\n").replace('\n', "\r\n");
    format!("mailto:{}?subject={}&body={}", to.join(","), encoded(&email.subject), encoded(&text))
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, site)| {
        !who.is_empty() && site.contains('.') && !site.contains('@') && !text.contains(char::is_whitespace)
    })
}

fn escaped(line: &str) -> String {
    line.trim_end_matches('\r').replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _infallible = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(to: &str, subject: &str, text: &str) -> Email {
        Email { to: to.to_owned(), subject: subject.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn what_is_missing_is_said() {
        for to in ["", ";", "olena", "olena@", "@example.com", "a b@example.com", "a@example.com; b"] {
            assert_eq!(email(to, "x", "").check(), Err(EmailTrouble::Address), "{to}");
        }
        assert_eq!(email("a@example.com", " ", "\n").check(), Err(EmailTrouble::Nothing));
        assert_eq!(email("a@example.com; b@example.com", "", "x").check(), Ok(()));
    }

    #[test]
    fn the_text_looks_the_same_in_html_and_runs_nothing() {
        let text = "Hello,\n<script>alert(1)</script>\r\n\nBye & thanks\n";
        assert_eq!(
            email("", "", text).html(),
            "<p>Hello,<br>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Bye &amp; thanks</p>"
        );
    }

    #[test]
    fn a_mail_program_gets_all_of_it() {
        let link = mailto(&email("a@example.com, b@example.com", "Your order & more?", "Так\nno"));
        assert_eq!(
            link,
            "mailto:a@example.com,b@example.com?subject=Your%20order%20%26%20more%3F&body=%D0%A2%D0%B0%D0%BA%0D%0Ano"
        );
    }
}
