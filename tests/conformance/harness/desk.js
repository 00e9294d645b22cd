// An agent's desk: the real SDK's client, with everything that reaches its socket on record.

import { WebSocket } from 'ws';
import { Client } from 'webitel-sdk';
import { Inbox, until, within } from './wait.js';
import { SOCKETS, login } from './server.js';

globalThis.WebSocket = WebSocket;

export class Desk {
  /** What the server said unasked, as it travelled. */
  inbox = new Inbox();
  /** What the SDK told the application. */
  told = new Inbox();

  /** Opens a socket and authenticates. */
  static async connect(token, endpoint = `${SOCKETS}/ws`) {
    const desk = new Desk();
    desk.token = token;
    desk.client = new Client({ endpoint, token });
    desk.client.on('error', (error) => desk.told.push('error', error));
    desk.client.on('disconnected', (code, error) => desk.told.push('disconnected', { code, error }));
    await within(desk.client.connect(), 'the socket to open');
    desk.client.socket.socket.addEventListener('message', ({ data }) => desk.#record(data));
    return desk;
  }

  /** The whole start of an agent: authentication, seat, tasks, subscriptions. */
  static async start(account, token) {
    const desk = await Desk.connect(token ?? (await login(account)));
    await desk.auth();
    await desk.sit();
    return desk;
  }

  /** A started desk whose agent is online. */
  static async online(account) {
    const desk = await Desk.start(account);
    await desk.ask(desk.agent.online(['chat'], false));
    await until(() => desk.agent.status === 'online', 'the agent to be online');
    return desk;
  }

  auth() {
    return this.ask(this.client.auth());
  }

  /** Takes the agent's seat and subscribes to everything. */
  async sit() {
    this.agent = await this.ask(this.client.agentSession());
    await this.ask(
      this.client.subscribeAgentsStatus((event) => this.told.push('agent', event), {
        agent_id: this.agent.agentId,
      }),
    );
    this.client.subscribeTask((status, task) => this.told.push(`task/${status}`, task));
    await this.ask(this.client.subscribeChat((action, chat) => this.told.push(`chat/${action}`, chat)));
  }

  /** A promise of the SDK, with a time limit: the SDK's own have none. */
  ask(promise) {
    return within(promise, 'the reply to a request');
  }

  /** A request that the SDK has no method for. */
  request(action, data) {
    return this.ask(this.client.request(action, data));
  }

  /** Waits for the next invitation (to a conversation, if given); the SDK's conversation. */
  async invited(conversation) {
    const invite = await this.inbox.next(
      'chat/user_invite',
      (data) => !conversation || data.conversation_id === conversation,
    );
    const chat = await until(() => this.client.conversationById(invite.invite_id), 'the invited conversation');
    return { invite, chat };
  }

  /** Waits for an invitation and accepts it. */
  async join(conversation) {
    const { invite, chat } = await this.invited(conversation);
    await this.ask(chat.join());
    await this.inbox.next('chat/join_conversation', (data) => data.member.id === invite.invite_id);
    if (invite.variables.cc_attempt_id) {
      await this.inbox.next('channel/bridged', (data) => data.attempt_id === Number(invite.variables.cc_attempt_id));
    }
    return { invite, chat };
  }

  /** Everything sent before this moment has arrived once this resolves. */
  async settle() {
    await this.request('ping', { ping: 1 });
  }

  async end() {
    await this.client.disconnect().catch(() => {});
  }

  #record(text) {
    const frame = JSON.parse(text);
    if (frame.seq_reply) this.inbox.push('reply', frame);
    else if (frame.event === 'chat') this.inbox.push(`chat/${frame.data.action}`, frame.data.data);
    else if (frame.event === 'channel') this.inbox.push(`channel/${frame.data.status}`, frame.data);
    else if (frame.event === 'notification') {
      const { action, body } = frame.data.notification;
      this.inbox.push(`notification/${action}`, body);
    } else this.inbox.push(frame.event, frame);
  }
}
