import {
  AgentChatServiceApi, AgentServiceApi, CatalogApi, Configuration, QuickRepliesServiceApi, RoutingChatPlanServiceApi,
} from 'webitel-sdk';
import { Desk } from '../harness/desk.js';
import { SANDBOX, call, login } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = "The SDK's REST clients";

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer({ name: 'Olena', says: 'hello there' });
  const { chat } = await desk.join(olena.id);
  await desk.ask(chat.sendText('good day'));

  const config = new Configuration({ basePath: `${SANDBOX}/api`, apiKey: desk.token });
  await catalogue(t, new CatalogApi(config), ann, olena);
  await seat(t, new AgentServiceApi(config), ann, world);
  await choices(t, config);

  await desk.ask(chat.leave());
  const chats = new AgentChatServiceApi(config);
  const closed = await until(async () => {
    const { data } = await chats.getAgentChats(10, 1, '', [], '', true, false);
    return data.items.find((item) => item.id === olena.id);
  }, 'the closed chat');
  t.equal('a chat that the agent has left is listed as closed', [closed.title, closed.close_reason], ['Olena', 'agent_leave']);
  const refused = await chats.markChatProcessed(olena.id).catch((error) => error.response);
  t.equal('there is nothing to mark as processed in it', refused.data.id, 'chat.agent.mark_chat_processed.no_rows_affected.error');
  await Promise.all([desk.end(), olena.stop(), seeded(t)]);
}

async function catalogue(t, api, ann, olena) {
  const list = await api.getDialogs(1, 40, '', [], ['id', 'members', 'message'], [], undefined, undefined, undefined,
    String(ann.user_id), undefined, undefined, undefined, undefined, true);
  const mine = list.data.data.find((dialog) => dialog.id === olena.id.replaceAll('-', ''));
  t.equal('the catalogue lists the open chat with its last message', mine?.message.text, 'good day');
  const members = await api.getMembers(olena.id);
  t.equal('… and its members', members.data.data.map((m) => m.peer.type).sort(), ['bot', 'user', 'webchat']);
  const history = await api.getHistory(olena.id, undefined, undefined, 2);
  t.equal('… and its history', history.data.messages.map((m) => m.text), ['good day', 'hello there']);
  const found = await api.getHistory(olena.id, undefined, undefined, 10, 'there');
  t.equal('… in which texts are found', found.data.messages.map((m) => m.text), ['hello there']);
}

async function seat(t, api, ann, world) {
  const id = String(ann.agent_id);
  const causes = await api.searchPauseCauseForAgent(id, true);
  t.ok('there are pause causes', causes.data.items.some((cause) => cause.name === 'Lunch'));
  const queues = await api.searchAgentInQueue(id, 1, 40);
  t.equal("the agent's queue is listed with its agents",
    queues.data.items.map((item) => [item.queue.name, item.agents.online]), [[world.queue.name, 1]]);
  const day = await api.searchAgentStatusStatisticItem(id, String(Date.now() - 3_600_000), String(Date.now()));
  t.equal("the agent's day is summed up", [day.data.status, day.data.chat_count], ['online', 1]);
}

async function choices(t, config) {
  const plans = await new RoutingChatPlanServiceApi(config).searchChatPlan(1, 100, '', '', [], [], undefined, true).catch((e) => e.response);
  const replies = await new QuickRepliesServiceApi(config).searchQuickReplies(1, 100, 'refund*');
  t.ok('plans have numbers and names', plans.data.items?.every((plan) => Number.isInteger(plan.id) && plan.name), plans.data);
  t.equal('ready-made texts are found', replies.data.items.map((reply) => reply.name), ['Refund']);
}

/** The demo data's agents have closed chats of today. */
async function seeded(t) {
  const token = await login({ username: 'carmen', password: 'demo' });
  const page = await call('GET', '/api/agent/chats?only_closed=true&only_unprocessed=false&size=10', { token });
  t.ok('the demo data shows closed chats of several sources', new Set(page.items.map((c) => c.gateway.type)).size >= 3, page.items.length);
}
