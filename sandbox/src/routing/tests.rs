use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest};
use webitel_chats::ids::{ChannelId, ConversationId};
use webitel_chats::wire::call::TransferToUser;

use super::*;
use crate::calls;
use crate::chat::leave::{self, Closer};
use crate::chat::transfer;
use crate::store::agents::Agent;
use crate::store::conversations::{self, Stage};
use crate::store::users;
use crate::world::{World, queue};

#[test]
fn an_agent_without_a_socket_is_set_offline_after_a_minute() {
    let mut world = World::new();
    let ann = world.agent("ann", 1);
    world.now = crate::app::now();
    world.pass(0);
    assert_eq!(world.seat(ann.id).status, AgentStatus::Online);
    world.hub.leave(ann.user, 1);
    world.now = crate::app::now();
    world.pass(59_000);
    assert_eq!(world.seat(ann.id).status, AgentStatus::Online);
    world.pass(2_000);
    let ann = world.seat(ann.id);
    assert_eq!((ann.status, ann.status_payload.as_str()), (AgentStatus::Offline, "system/ws"));
}

#[test]
fn a_short_absence_is_forgiven() {
    let mut world = World::new();
    let ann = world.agent("ann", 1);
    world.hub.leave(ann.user, 1);
    world.connect(ann.user);
    world.now = crate::app::now();
    world.pass(600_000);
    assert_eq!(world.seat(ann.id).status, AgentStatus::Online);
}

#[test]
fn a_queue_gives_up_after_its_time_and_says_so() {
    let mut world = World::new();
    let id = world.queue(queues::Queue { max_wait_time: 20, ..queue("Q", Media::Chat) });
    let chat = world.chat(id);
    world.pass(19_999);
    assert!(world.act(|act| Ok(attempts::running(&act.db, chat)?)).is_some());
    world.pass(1);
    assert!(world.act(|act| Ok(attempts::running(&act.db, chat)?)).is_none());
    let thread = world.act(|act| crate::chat::thread(act, chat));
    assert_eq!((thread.stage, thread.close_cause.as_str()), (Stage::Ended, "flow_end"));
}

#[test]
fn a_queues_own_times_go_before_the_teams() {
    let mut world = World::new();
    let ann = world.agent("ann", 1);
    let id = world.queue(queues::Queue { wrap_up_time: Some(7), ..queue("Q", Media::Chat) });
    let of_queue = world.act(|act| times(act, ann.id, Some(id)));
    let of_team = world.act(|act| times(act, ann.id, None));
    assert_eq!((of_queue.wrap_up_time, of_team.wrap_up_time), (7, 0));
    assert_eq!(of_queue.invite_chat_timeout, of_team.invite_chat_timeout);
}

#[test]
fn a_call_that_is_not_answered_goes_to_somebody_else() {
    let mut world = World::new();
    let id = world.queue(queue("Calls", Media::Call));
    let (ann, bob) = (world.agent("ann", 1), world.agent("bob", 1));
    let call = world.act(|act| calls::enqueue(act, id, "+380"));
    world.pass(0);
    let first = world.act(|act| offer::attempt(act, call)).agent;
    world.pass(30_000);
    let second = world.act(|act| offer::attempt(act, call)).agent;
    assert!(first.is_some() && second.is_some() && first != second);
    assert!([Some(ann.id), Some(bob.id)].contains(&second));
}

/// What may happen at a desk.
#[derive(Clone, Debug)]
enum Step {
    Chat,
    Call,
    DirectCall(usize),
    Pass(i64),
    Join(usize),
    Decline(usize),
    Leave(usize),
    Transfer(usize, usize),
    AnswerCall(usize),
    EndCall(usize),
    CustomerLeaves(usize),
    Pause(usize),
    Online(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step =
        (0..14u8, 0..3usize, 0..3usize, any::<bool>()).prop_map(|(kind, who, other, long)| match kind {
            0 | 1 => Step::Chat,
            2 => Step::Call,
            3 => Step::DirectCall(who),
            4 => Step::Pass(if long { 31_000 } else { 1_000 }),
            5 | 6 => Step::Join(who),
            7 => Step::Decline(who),
            8 => Step::Leave(who),
            9 => Step::Transfer(who, other),
            10 => Step::AnswerCall(who),
            11 => Step::EndCall(who),
            12 => Step::CustomerLeaves(other),
            _ if long => Step::Online(who),
            _ => Step::Pause(who),
        });
    prop::collection::vec(step, 1..60)
}

/// A world with three agents who do as they are told.
struct Desk {
    world: World,
    agents: Vec<Agent>,
    chats: QueueId,
    calls: QueueId,
    begun: Vec<ConversationId>,
}

impl Desk {
    fn new(processing: bool) -> Self {
        let mut world = World::new();
        let chats =
            world.queue(queues::Queue { processing, processing_sec: 5, ..queue("Chats", Media::Chat) });
        let calls = world.queue(queue("Calls", Media::Call));
        let agents =
            [("ann", 1), ("bob", 2), ("cyd", 3)].map(|(name, count)| world.agent(name, count)).to_vec();
        Self { world, agents, chats, calls, begun: Vec::new() }
    }

    /// Steps that make no sense at the moment are refused, which is what is tested, too.
    fn take(&mut self, step: &Step) {
        let agent = |who: usize| self.agents[who].clone();
        match step {
            Step::Chat => {
                let chat = self.world.chat(self.chats);
                self.begun.push(chat);
            }
            Step::Call => drop(self.world.act(|act| calls::enqueue(act, self.calls, "+380"))),
            Step::DirectCall(who) => {
                let id = agent(*who).id;
                drop(self.world.tries(|act| calls::start(act, id, "+380")));
            }
            Step::Pass(ms) => self.world.pass(*ms),
            Step::Join(who) => {
                let user = agent(*who).user;
                if let Some(invite) = self.invite(user) {
                    self.world.act(|act| {
                        let user =
                            users::get(&act.db, user)?.ok_or_else(crate::error::Failure::invalid_param)?;
                        invite::join(act, &user, invite)
                    });
                }
            }
            Step::Decline(who) => {
                let user = agent(*who).user;
                if let Some(invite) = self.invite(user) {
                    self.world.act(|act| invite::decline(act, user, invite, Some("BUSY")));
                }
            }
            Step::Leave(who) => {
                let user = agent(*who).user;
                if let Some((channel, conversation)) = self.leg(user) {
                    self.world.act(|act| leave::leave(act, user, channel, conversation));
                }
            }
            Step::Transfer(who, to) => {
                let (user, to) = (agent(*who).user, agent(*to).user);
                if let Some((channel, conversation)) = self.leg(user) {
                    let call = TransferToUser {
                        conversation_id: conversation,
                        channel_id: Some(channel),
                        user_id: to,
                        variables: None,
                    };
                    drop(self.world.tries(|act| transfer::to_user(act, user, &call)));
                }
            }
            Step::AnswerCall(who) | Step::EndCall(who) => {
                let id = agent(*who).id;
                let Some(call) = self.world.act(|act| calls::of_agent(act, id)) else { return };
                drop(self.world.tries(|act| match step {
                    Step::AnswerCall(_) => calls::answer(act, call.id),
                    _ => calls::end(act, call.id),
                }));
            }
            Step::CustomerLeaves(which) => {
                if let Some(chat) = self.begun.iter().rev().nth(*which).copied() {
                    self.world.act(|act| leave::close(act, chat, Closer::Customer));
                }
            }
            Step::Pause(who) => {
                let id = agent(*who).id;
                drop(self.world.tries(|act| seats::pause(act, id, "Lunch", "")));
            }
            Step::Online(who) => {
                let id = agent(*who).id;
                drop(self.world.tries(|act| seats::go_online(act, id, false)));
            }
        }
        self.world.pass(1);
    }

    fn invite(&mut self, user: webitel_chats::ids::UserId) -> Option<ChannelId> {
        self.world.act(|act| Ok(invites::of_user(&act.db, user)?.first().map(|invite| invite.id)))
    }

    fn leg(&mut self, user: webitel_chats::ids::UserId) -> Option<(ChannelId, ConversationId)> {
        let legs = self.world.act(|act| Ok(channels::listed(&act.db, user, 40)?));
        legs.iter().find(|leg| leg.is_open()).map(|leg| (leg.id, leg.conversation))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(50) })]

    /// Whatever happens: nobody has a call and a chat at once, and no conversation gets lost.
    #[test]
    fn never_a_call_and_a_chat_and_nothing_lost(steps in steps(), processing in any::<bool>()) {
        let mut desk = Desk::new(processing);
        for step in &steps {
            desk.take(step);
            for agent in desk.agents.clone() {
                let work = desk.world.act(|act| workload::of_user(&act.db, agent.user));
                prop_assert!(work.calls <= 1, "{step:?}: {work:?}");
                prop_assert!(work.calls == 0 || work.chats == 0, "{step:?}: {work:?}");
            }
            for id in desk.begun.clone() {
                let (thread, attempt, legs, invited) = desk.world.act(|act| Ok((
                    conversations::get(&act.db, id)?,
                    attempts::running(&act.db, id)?,
                    channels::agents_in(&act.db, id)?.len(),
                    invites::of_conversation(&act.db, id)?.len(),
                )));
                let expected = match thread.map(|thread| thread.stage) {
                    // With the customer waiting there is an attempt, in a state that fits.
                    Some(Stage::Queued) => match attempt.map(|attempt| attempt.state) {
                        Some(AttemptState::WaitAgent) => (0, 0),
                        Some(AttemptState::Offering) => (0, 1),
                        Some(AttemptState::Bridged) => (1, 0),
                        other => panic!("{step:?}: {other:?}"),
                    },
                    Some(Stage::Bridge(_)) if legs > 0 => (1, 0),
                    Some(Stage::Bridge(_)) => (0, 1),
                    Some(Stage::Ended) => (0, 0),
                    other => panic!("{step:?}: {other:?}"),
                };
                prop_assert_eq!((legs, invited), expected, "{:?}", step);
            }
        }
    }
}
