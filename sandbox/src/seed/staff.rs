//! Teams, users, queues and all that an administrator would have set up.

use std::collections::BTreeMap;

use serde::Deserialize;
use webitel_chats::ids::{AgentId, PlanId, UserId};
use webitel_chats::wire::agent::AgentStatus;

use crate::app::Act;
use crate::auth::{CALL_CENTER, CHAT};
use crate::error::{Failure, Result};
use crate::store::agents::{self, Agent};
use crate::store::contacts::{self, Contact};
use crate::store::plans::{self, Plan};
use crate::store::queues::{self, Queue, QueueSkill};
use crate::store::quick_replies::{self, QuickReply};
use crate::store::teams::{self, Team};
use crate::store::users::{self, User};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Staff {
    teams: Vec<Team>,
    users: Vec<NewUser>,
    pause_causes: Vec<NewCause>,
    queues: Vec<NewQueue>,
    plans: Vec<NewPlan>,
    quick_replies: Vec<NewReply>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewUser {
    login: String,
    password: String,
    name: String,
    #[serde(default)]
    chat_name: String,
    extension: String,
    /// A user of the CRM only has none.
    seat: Option<Seat>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seat {
    team: String,
    takes_chats: bool,
    takes_calls: bool,
    chat_count: i64,
    /// Capacity by the skill's name.
    skills: BTreeMap<String, i64>,
}

#[derive(Deserialize)]
struct NewCause {
    name: String,
    limit_min: i64,
}

/// A queue and, by name, the skills that serve it.
#[derive(Deserialize)]
struct NewQueue {
    skills: Vec<NewQueueSkill>,
    #[serde(flatten)]
    queue: serde_json::Value,
}

#[derive(Deserialize)]
struct NewQueueSkill {
    name: String,
    level: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPlan {
    name: String,
    description: String,
    queue: String,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewReply {
    name: String,
    text: String,
    /// Names; without any it is for everybody.
    #[serde(default)]
    queues: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewContact {
    name: String,
    about: String,
    phones: Vec<String>,
    emails: Vec<String>,
}

pub(super) fn put(act: &Act) -> Result<()> {
    let staff: Staff = serde_json::from_str(include_str!("staff.json"))?;
    for team in &staff.teams {
        teams::put(&act.db, team)?;
    }
    for user in &staff.users {
        put_user(act, user)?;
    }
    for cause in &staff.pause_causes {
        plans::put_cause(&act.db, &cause.name, cause.limit_min)?;
    }
    for queue in staff.queues {
        put_queue(act, queue)?;
    }
    for plan in staff.plans {
        let queue = queue(act, &plan.queue)?.id;
        let NewPlan { name, description, message, .. } = plan;
        plans::put(&act.db, &Plan { id: PlanId(0), name, description, message, queue, enabled: true })?;
    }
    for reply in staff.quick_replies {
        let queues: Result<Vec<_>> = reply.queues.iter().map(|name| Ok(queue(act, name)?.id)).collect();
        let NewReply { name, text, .. } = reply;
        quick_replies::add(&act.db, &QuickReply { id: 0, name, text, teams: vec![], queues: queues? })?;
    }
    put_contacts(act)
}

fn put_user(act: &Act, new: &NewUser) -> Result<()> {
    let licences = if new.seat.is_some() { vec![CALL_CENTER.to_owned(), CHAT.to_owned()] } else { vec![] };
    let user = User {
        id: UserId(0),
        login: new.login.clone(),
        name: new.name.clone(),
        chat_name: new.chat_name.clone(),
        extension: new.extension.clone(),
        licences,
    };
    let id = users::put(&act.db, &user, &new.password)?;
    let Some(seat) = &new.seat else { return Ok(()) };
    let team = teams::list(&act.db)?.into_iter().find(|team| team.name == seat.team);
    let agent = Agent {
        id: AgentId(0),
        user: id,
        team: team.ok_or_else(|| Failure::not_found(&seat.team))?.id,
        status: AgentStatus::Offline,
        status_payload: String::new(),
        status_comment: String::new(),
        status_since: act.now,
        on_demand: false,
        takes_chats: seat.takes_chats,
        takes_calls: seat.takes_calls,
        chat_count: seat.chat_count,
    };
    let agent = agents::put(&act.db, &agent)?;
    for (skill, capacity) in &seat.skills {
        agents::put_skill(&act.db, agent, teams::put_skill(&act.db, skill)?, *capacity)?;
    }
    Ok(())
}

fn put_queue(act: &Act, new: NewQueue) -> Result<()> {
    let queue: Queue = serde_json::from_value(new.queue)?;
    let id = queues::put(&act.db, &queue)?;
    let mut skills = Vec::new();
    for skill in new.skills {
        let NewQueueSkill { name, level } = skill;
        let skill = teams::put_skill(&act.db, &name)?;
        skills.push(QueueSkill { skill, level, min_capacity: 0, max_capacity: 100 });
    }
    Ok(queues::set_skills(&act.db, id, &skills)?)
}

fn put_contacts(act: &Act) -> Result<()> {
    let people: Vec<NewContact> = serde_json::from_str(include_str!("contacts.json"))?;
    for person in people {
        let NewContact { name, about, phones, emails } = person;
        contacts::add(&act.db, &Contact { id: 0, name, about, phones, emails })?;
    }
    Ok(())
}

/// A queue that the files name.
pub(super) fn queue(act: &Act, name: &str) -> Result<Queue> {
    queues::find(&act.db, name)?.ok_or_else(|| Failure::not_found(name))
}
