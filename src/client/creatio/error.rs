//! What can become of a request to Creatio.

use serde_json::Value;

use crate::client::json;
use crate::client::platform::Answer;

/// Why a request to Creatio has no result, as far as it matters to whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CrmError {
    /// The session has ended: log in again and repeat.
    SignedOut,
    /// This user may not do that; Creatio's words say what is missing. An administrator can help.
    Forbidden {
        /// Such as the object for which a right is missing; empty where Creatio does not say.
        what: String,
    },
    /// The record, the object or the service is not there (any more).
    NotFound,
    /// Something with this key is there already, or it has changed meanwhile.
    Conflict,
    /// Creatio refused; what was entered has to be changed.
    Refused {
        /// Creatio's own words; empty where it has none for people.
        words: String,
    },
    /// More than Creatio takes: a smaller file, or fewer at once.
    TooLarge,
    /// Creatio was not reached: repeat later. A change may have been made all the same.
    Offline,
    /// Creatio did not answer in time: repeat. A change may have been made all the same.
    TimedOut,
    /// The answer could not be read, such as a proxy's page. Whoever runs the system can help.
    Unreadable,
    /// What `config.json` says about Creatio can't be read, so nothing is asked of it. Whoever runs the
    /// system can help.
    Misconfigured {
        /// What is wrong, for whoever wrote it.
        why: String,
    },
}

/// The most that is shown of a server's words.
const LONGEST: usize = 300;

/// Reads an answer. Empty is `null`.
pub(super) fn read(answer: &Answer) -> Result<Value, CrmError> {
    let text = answer.text.trim_start_matches('\u{feff}').trim();
    if (200..300).contains(&answer.status) {
        // A session that has ended is led to the login page, which is there.
        return match text {
            "" => Ok(Value::Null),
            page if page.starts_with('<') => {
                Err(if is_login(page) { CrmError::SignedOut } else { CrmError::Unreadable })
            }
            text => refused_inside(json::parse(text).map_err(|_| CrmError::Unreadable)?),
        };
    }
    Err(refusal(answer.status, &json::parse(text).unwrap_or_default()))
}

/// What a status other than success means.
pub(super) fn refusal(status: u16, body: &Value) -> CrmError {
    let words = words(body);
    match status {
        401 => CrmError::SignedOut,
        // A redirection that was not followed leads to the login page, too.
        300..=399 => CrmError::SignedOut,
        403 => CrmError::Forbidden { what: words },
        404 | 410 => CrmError::NotFound,
        408 | 504 => CrmError::TimedOut,
        409 | 412 => CrmError::Conflict,
        413 => CrmError::TooLarge,
        502 | 503 => CrmError::Offline,
        _ if is_duplicate(&words) => CrmError::Conflict,
        _ => CrmError::Refused { words },
    }
}

/// Services refuse with the status of success, too.
pub(super) fn refused_inside(value: Value) -> Result<Value, CrmError> {
    if value.get("success").or_else(|| value.get("Success")) == Some(&Value::Bool(false)) {
        let words = words(&value);
        return Err(if is_duplicate(&words) { CrmError::Conflict } else { CrmError::Refused { words } });
    }
    Ok(value)
}

fn is_login(page: &str) -> bool {
    let page = page.to_ascii_lowercase();
    page.starts_with("<!doctype html") || page.starts_with("<html") || page.contains("/login/")
}

/// How databases say that a key is taken.
fn is_duplicate(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["duplicate key", "primary key", "unique constraint", "already exists"]
        .iter()
        .any(|sign| words.contains(sign))
}

/// The words for people, wherever they are: the outer ones are mostly generic, so that the
/// innermost come first.
fn words(body: &Value) -> String {
    const PLACES: [&str; 9] = [
        "/error/innererror/internalexception/message",
        "/error/innererror/message",
        "/error/message",
        "/errorInfo/message",
        "/ExceptionMessage",
        "/Exception/Message",
        "/MessageDetail",
        "/Message",
        "/message",
    ];
    let found = PLACES.iter().filter_map(|place| body.pointer(place)?.as_str());
    found.map(clean).find(|words| !words.is_empty()).unwrap_or_default()
}

/// Words without what follows them in a stack trace.
pub(super) fn clean(words: &str) -> String {
    let is_trace = |line: &str| {
        let line = line.trim_start();
        line.starts_with("at ") || line.starts_with("--- ") || line.starts_with("в ")
    };
    let lines = words.lines().take_while(|line| !is_trace(line)).map(str::trim);
    let whole = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    // On one line a trace follows its words after some blanks.
    let end = whole.find("   at ").unwrap_or(whole.len());
    whole.chars().take(LONGEST.min(whole[..end].chars().count())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn answer(status: u16, text: &str) -> Result<Value, CrmError> {
        read(&Answer { status, text: text.to_owned() })
    }

    fn refused(words: &str) -> Result<Value, CrmError> {
        Err(CrmError::Refused { words: words.to_owned() })
    }

    #[test]
    fn the_innermost_words_are_the_true_ones() {
        let inner = |message: &str| json!({"message": message, "type": "X", "stacktrace": "   at Y()"});
        let mut deep = inner("generic");
        deep["internalexception"] = inner("Column by path Z not found.");
        let body = |inner: Value| json!({"error": {"code": "", "message": "An error has occurred.", "innererror": inner}});
        assert_eq!(answer(500, &body(deep).to_string()), refused("Column by path Z not found."));
        assert_eq!(answer(400, &body(inner("Bad")).to_string()), refused("Bad"));
        assert_eq!(
            answer(500, r#"{"Message":"An error has occurred.","ExceptionMessage":"Null."}"#),
            refused("Null.")
        );
        assert_eq!(answer(500, "<html>oops</html>"), refused(""));
        assert_eq!(answer(500, ""), refused(""));
    }

    #[test]
    fn every_way_to_say_no_is_told_apart() {
        assert_eq!(answer(401, ""), Err(CrmError::SignedOut));
        assert_eq!(answer(200, "<!DOCTYPE html><title>Login</title>"), Err(CrmError::SignedOut));
        assert_eq!(answer(200, "<string>5</string>"), Err(CrmError::Unreadable));
        assert_eq!(answer(200, "}"), Err(CrmError::Unreadable));
        assert_eq!(answer(403, ""), Err(CrmError::Forbidden { what: String::new() }));
        assert_eq!(answer(404, "{}"), Err(CrmError::NotFound));
        assert_eq!(answer(413, "{}"), Err(CrmError::TooLarge));
        assert_eq!(answer(503, "<html>"), Err(CrmError::Offline));
        let taken = r#"{"error":{"innererror":{"message":"Violation of PRIMARY KEY constraint."}}}"#;
        assert_eq!(answer(500, taken), Err(CrmError::Conflict));
        let inside = r#"{"success":false,"errorInfo":{"message":"No such process."}}"#;
        assert_eq!(answer(200, inside), refused("No such process."));
        assert_eq!(answer(200, r#"{"success":false}"#), refused(""));
        assert_eq!(answer(204, ""), Ok(Value::Null));
    }

    proptest! {
        /// No stack trace reaches the screen, wherever it stands.
        #[test]
        fn no_trace_is_among_the_words(words in "[a-z. ]{0,40}", newline in prop::sample::select(vec!["\n", "\r\n", " "])) {
            let cleaned = clean(&format!("{words}{newline}   at Terrasoft.Core.Run()\r\n   at B()"));
            prop_assert!(!cleaned.contains("Terrasoft"), "{}", cleaned);
        }
    }
}
