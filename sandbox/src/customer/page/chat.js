// A customer's chat: what was said, what is being sent, whether the server is there. Emits
// `change` whenever any of it has changed.

import { endChat, fetchFile, isKnown, listen, sendFile, sendText } from './api.js';

/** The longest pause between two attempts to connect, in milliseconds. */
const LONGEST_PAUSE = 8000;

export class Chat extends EventTarget {
  connected = false;
  isOpen = true;
  whyOver = '';
  problem = null;
  agents = [];

  #known;
  #socket;
  /** Messages and notes as they are shown, by key. */
  #entries = new Map();
  /** What waits for the server, oldest first; one at a time is under way. */
  #outgoing = [];
  #sending = false;
  /** The last message that the socket brought. */
  #lastId = 0;
  #attempts = 0;

  /** A chat that the server knows: `{id, token}`. */
  constructor(known) {
    super();
    this.#known = known;
    this.#outgoing = unsentTexts(known).map(({ text, key }) => newText(text, key));
  }

  /** Everything in order: what was said, then what is on its way. */
  entries() {
    const said = [...this.#entries.values()].sort((a, b) => a.place - b.place);
    return [...said, ...this.#outgoing];
  }

  connect() {
    this.#socket = listen(this.#known, this.#lastId);
    this.#socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(data)));
    this.#socket.addEventListener('close', () => this.#disconnected());
  }

  say(text) {
    this.#outgoing.push(newText(text, newKey()));
    this.#changed();
    this.#sendNext();
  }

  sendFiles(files) {
    if (!this.isOpen) return;
    for (const file of files) {
      const shown = { name: file.name, mime: file.type, size: file.size };
      this.#outgoing.push({ ...newText('', newKey()), file: shown, bytes: file });
    }
    this.#changed();
    this.#sendNext();
  }

  retry(entry) {
    this.#replaceOutgoing(entry, { ...entry, state: 'waiting', why: undefined });
    this.#sendNext();
  }

  discard(entry) {
    this.#outgoing = this.#outgoing.filter((other) => other.key !== entry.key);
    this.#changed();
  }

  async end() {
    try {
      await endChat(this.#known);
      this.#over('You have ended the chat.');
    } catch (refusal) {
      this.problem = refusal.message;
    }
    this.#changed();
  }

  /** The bytes of a file in the chat. */
  fetchFile(file) {
    return fetchFile(this.#known, file.id);
  }

  /** Fetches a file and hands it to `save` with its name. */
  async saveFile(file, save) {
    try {
      save(await this.fetchFile(file), file.name);
      this.problem = null;
    } catch (refusal) {
      this.problem = `${file.name} can't be fetched. ${refusal.message}`;
    }
    this.#changed();
  }

  #hear(event) {
    switch (event.event) {
      case 'state':
        this.#attempts = 0;
        this.connected = true;
        this.problem = null;
        this.agents = event.agents;
        this.#take(event.messages);
        this.#heardUpTo(event.messages.at(-1));
        if (event.closed) this.#over('This chat has ended.');
        break;
      case 'message':
        this.#take([event.message]);
        this.#heardUpTo(event.message);
        break;
      case 'agent_joined':
        this.agents = [...this.agents, event.name];
        this.#note(`${event.name} has joined the chat.`);
        break;
      case 'agent_left':
        this.agents = this.agents.filter((name) => name !== event.name);
        this.#note(`${event.name} has left the chat.`);
        break;
      case 'closed':
        this.#over(event.cause === 'client_leave' ? 'You have ended the chat.' : 'The chat has ended.');
        break;
    }
    this.#changed();
    this.#sendNext();
  }

  /** Adds messages, once each; an edited one replaces itself. */
  #take(messages) {
    for (const message of messages) {
      // It may be the one under way whose reply is late or was lost.
      this.#outgoing = this.#outgoing.filter((entry) => entry.key !== message.key);
      this.#entries.set(`m${message.id}`, { ...message, key: `m${message.id}`, place: message.id });
    }
  }

  /** The socket brings messages in order; a reply to one of our own may overtake others. */
  #heardUpTo(message) {
    this.#lastId = Math.max(this.#lastId, message?.id ?? 0);
  }

  /** Sends the oldest waiting entry, while the server is there to say what became of it. */
  async #sendNext() {
    if (this.#sending || !this.connected || !this.isOpen) return;
    const entry = this.#outgoing.find((other) => other.state === 'waiting');
    if (!entry) return;
    this.#sending = true;
    const underWay = { ...entry, state: 'sending' };
    this.#replaceOutgoing(entry, underWay);
    try {
      const message = await (entry.bytes ? sendFile(this.#known, entry.bytes, entry.key) : sendText(this.#known, entry.text, entry.key));
      this.#outgoing = this.#outgoing.filter((other) => other.key !== entry.key);
      this.#take([message]);
    } catch (refusal) {
      this.#notSent(underWay, refusal);
    }
    this.#sending = false;
    this.#changed();
    this.#sendNext();
  }

  /** Without a reply it is sent again once the server is back; its key keeps it from doubling. */
  #notSent(entry, refusal) {
    if (refusal.lost) {
      this.#replaceOutgoing(entry, { ...entry, state: 'waiting' });
      this.connected = false;
      this.#socket.close();
    } else {
      this.#replaceOutgoing(entry, { ...entry, state: 'failed', why: refusal.message });
    }
  }

  async #disconnected() {
    this.connected = false;
    this.#changed();
    if (!this.isOpen) return;
    if (!(await isKnown(this.#known))) {
      this.#over('The server does not know this chat any more.');
      return this.#changed();
    }
    const pause = Math.min(250 * 2 ** this.#attempts, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
    this.#attempts += 1;
    setTimeout(() => this.connect(), pause);
  }

  #over(why) {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.whyOver = why;
    this.#outgoing = this.#outgoing.map((entry) => ({ ...entry, state: 'failed', why: 'the chat has ended' }));
    this.#note(why);
  }

  #note(text) {
    const key = newKey();
    this.#entries.set(key, { key, note: text, place: this.#lastId + 0.5 });
  }

  #replaceOutgoing(entry, next) {
    this.#outgoing = this.#outgoing.map((other) => (other.key === entry.key ? next : other));
    this.#changed();
  }

  #changed() {
    keepUnsentTexts(this.#known, this.#outgoing);
    this.dispatchEvent(new Event('change'));
  }
}

function newText(text, key) {
  return { key, from: 'customer', text, state: 'waiting', at: Date.now() };
}

function newKey() {
  // Only pages from a safe origin have randomUUID.
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');
}

// Texts that the server has not confirmed survive a reload; the bytes of files can not.

function unsentTexts(chat) {
  try {
    return JSON.parse(sessionStorage.getItem(`webitel-chats.unsent.${chat.id}`)) ?? [];
  } catch {
    return [];
  }
}

function keepUnsentTexts(chat, outgoing) {
  const texts = outgoing.filter((entry) => entry.text && entry.state !== 'failed');
  const kept = texts.map(({ text, key }) => ({ text, key }));
  sessionStorage.setItem(`webitel-chats.unsent.${chat.id}`, JSON.stringify(kept));
}
