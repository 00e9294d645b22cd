// The customer's side of a chat, over the sandbox's customer interface.

import { WebSocket } from 'ws';
import { SANDBOX, SOCKETS, call } from './server.js';
import { Inbox, within } from './wait.js';

export class Customer {
  inbox = new Inbox();

  /** Begins a chat and says the first words. */
  static async start(start, says) {
    const customer = new Customer();
    Object.assign(customer, await call('POST', '/customer/chats', { body: start }));
    customer.base = `/customer/chats/${customer.id}`;
    customer.headers = { Authorization: `Bearer ${customer.token}` };
    await customer.#listen();
    await customer.say(says);
    return customer;
  }

  /** Says something; under the same key it is said once. */
  say(text, key) {
    return call('POST', `${this.base}/messages`, { headers: this.headers, body: { text, key } });
  }

  sendFile(name, mime, bytes) {
    const headers = { ...this.headers, 'Content-Type': mime };
    return call('POST', `${this.base}/files?name=${encodeURIComponent(name)}`, { headers, raw: bytes });
  }

  /** The bytes of a file of the chat. */
  async bytesOf(file) {
    const response = await fetch(`${SANDBOX}${this.base}/files/${file.id}`, { headers: this.headers });
    return Buffer.from(await response.arrayBuffer());
  }

  end() {
    return call('POST', `${this.base}/end`, { headers: this.headers, body: {} });
  }

  /** Waits for a message with this text, or one that fits. */
  gets(wanted) {
    const fits = typeof wanted === 'function' ? wanted : (message) => message.text === wanted;
    return this.inbox.next('message', ({ message }) => fits(message)).then(({ message }) => message);
  }

  /** Waits for an event of this kind. */
  hears(kind) {
    return this.inbox.next(kind);
  }

  /** Closes the page; the chat goes on. */
  async stop() {
    this.socket.close();
  }

  async #listen() {
    this.socket = new WebSocket(`${SOCKETS}${this.base}/socket?token=${this.token}`);
    this.socket.on('message', (data) => {
      const event = JSON.parse(data.toString());
      this.inbox.push(event.event, event);
    });
    this.socket.on('error', () => {});
    await within(new Promise((resolve) => this.socket.once('open', resolve)), "the customer's socket to open");
  }
}
