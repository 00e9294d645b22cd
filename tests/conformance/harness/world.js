// An own team, queue and skill for one scenario, made through the sandbox's control interface,
// so that scenarios do not disturb each other.

import { Customer } from './customer.js';
import { call } from './server.js';

/** Seconds, short where a scenario may wait for them. */
const TEAM = { invite_chat_timeout: 30, wrap_up_time: 1, no_answer_delay: 1, max_no_answer: 3 };

let worlds = 0;
const run = Date.now().toString(36);

export class World {
  #count = 0;

  /** `team`, `queue` and `agent` overlay what everything here is made with. */
  static async create({ team = {}, queue = {}, agent = {} } = {}) {
    const world = new World();
    worlds += 1;
    world.key = `${run}-${worlds}`;
    world.agentDefaults = agent;
    world.team = { ...TEAM, ...team, name: world.unique('team') };
    world.skill = world.unique('skill');
    await call('POST', '/sandbox/teams', { body: world.team });
    world.queue = await world.addQueue(queue);
    return world;
  }

  /** A text that nothing else has. */
  unique(word) {
    this.#count += 1;
    return `${word}-${this.key}-${this.#count}`;
  }

  /** A queue that the skill of this world serves, or another one. */
  async addQueue(settings = {}, skill = this.skill) {
    const queue = {
      name: this.unique('queue'), greeting: 'Hello, I am the bot', question: 'How can we help?', skills: [skill], ...settings,
    };
    const { id } = await call('POST', '/sandbox/queues', { body: queue });
    return { ...queue, id };
  }

  /** A plan into a queue of its own, which a skill of its own serves. */
  async addPlan() {
    const skill = this.unique('skill');
    const queue = await this.addQueue({}, skill);
    const plan = { name: this.unique('plan'), queue: queue.name, message: 'I am handing you over' };
    const { id } = await call('POST', '/sandbox/plans', { body: plan });
    return { plan: { ...plan, id }, queue, skill };
  }

  /** An agent; without `skills` one who serves this world's queue. */
  async agent({ skills = [this.skill], ...settings } = {}) {
    const user = this.unique('agent');
    const body = {
      user, name: `Agent ${user}`, password: 'conformance', team: this.team.name, skills,
      ...this.agentDefaults, ...settings,
    };
    const ids = await call('POST', '/sandbox/agents', { body });
    return { ...body, ...ids, username: user };
  }

  /** A user who has the licences but no seat. */
  async user() {
    const user = this.unique('user');
    const body = { user, password: 'conformance', licences: ['CALL_CENTER', 'CHAT'] };
    return { ...(await call('POST', '/sandbox/users', { body })), username: user, password: body.password };
  }

  /** A customer who has begun a chat in the world's queue and said something. */
  customer({ says = 'Hello', ...settings } = {}) {
    return Customer.start({ source: 'webchat', name: 'Customer', queue: this.queue.name, ...settings }, says);
  }
}
