//! A browser that is signed in.

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::testing::{Answer, Sandbox};

/// A sandbox and somebody's session in it.
pub(super) struct Crm<'a> {
    pub(super) sandbox: &'a Sandbox,
    pub(super) cookies: String,
    pub(super) csrf: String,
}

impl<'a> Crm<'a> {
    /// Signs in as the login page does.
    pub(super) async fn sign_in(sandbox: &'a Sandbox, login: &str) -> Self {
        let body = json!({"UserName": login, "UserPassword": "demo"});
        let answer = sandbox.send_json("POST", "", "/ServiceModel/AuthService.svc/Login", &body).await;
        assert_eq!(answer.json()["Code"], 0, "{login} can sign in");
        let set: Vec<&str> = answer
            .headers
            .get_all("set-cookie")
            .into_iter()
            .map(|value| value.to_str().unwrap().split(';').next().unwrap())
            .collect();
        let csrf = set.iter().find_map(|pair| pair.strip_prefix("BPMCSRF=")).unwrap().to_owned();
        Self { sandbox, cookies: set.join("; "), csrf }
    }

    /// A request with everything that it needs.
    pub(super) fn request(&self, method: &str, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("Host", "crm.example")
            .header("Cookie", &self.cookies)
            .header("BPMCSRF", &self.csrf)
            .header("ForceUseSession", "true")
    }

    pub(super) async fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        let request = self.request(method, path).header("Content-Type", "application/json");
        self.sandbox.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.sandbox.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// The records of a list.
    pub(super) async fn list(&self, set: &str, options: &[(&str, &str)]) -> Vec<Value> {
        let answer = self.get(&path_of(set, options)).await;
        assert_eq!(answer.status, 200, "{set} {options:?}: {}", answer.json());
        answer.json()["value"].as_array().unwrap().clone()
    }

    /// A new record.
    pub(super) async fn create(&self, set: &str, fields: Value) -> Value {
        let answer = self.send("POST", &format!("/0/odata/{set}"), &fields).await;
        assert_eq!(answer.status, 201, "{set}: {}", answer.json());
        answer.json()
    }

    /// A record.
    pub(super) async fn record(&self, set: &str, id: &Value) -> Value {
        let answer = self.get(&format!("/0/odata/{set}({})", id.as_str().unwrap())).await;
        assert_eq!(answer.status, 200, "{set} {id}");
        answer.json()
    }

    /// Changes a record.
    pub(super) async fn change(&self, set: &str, id: &Value, fields: Value) {
        let answer = self.send("PATCH", &format!("/0/odata/{set}({})", id.as_str().unwrap()), &fields).await;
        assert_eq!(answer.status, 204, "{set} {id}: {}", answer.json());
    }
}

/// An address of a list with its options encoded.
pub(super) fn path_of(set: &str, options: &[(&str, &str)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> =
        options.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("/0/odata/{set}?{}", pairs.join("&"))
}
