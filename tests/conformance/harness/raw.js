// A bare WebSocket, for what the SDK would never send.

import { WebSocket } from 'ws';
import { Inbox, within } from './wait.js';
import { SOCKETS } from './server.js';

export class RawSocket {
  inbox = new Inbox();
  closed = new Promise((resolve) => (this.onClosed = resolve));
  #seq = 0;

  static async open(path = '/ws/websocket') {
    const raw = new RawSocket();
    raw.socket = new WebSocket(SOCKETS + path);
    raw.socket.on('message', (data) => {
      const frame = JSON.parse(data.toString());
      raw.inbox.push(frame.event ? `event/${frame.event}` : 'reply', frame);
    });
    raw.socket.on('close', (code) => raw.onClosed(code));
    raw.socket.on('error', () => {});
    await within(new Promise((resolve) => raw.socket.once('open', resolve)), 'the bare socket to open');
    return raw;
  }

  /** An open and authenticated socket. */
  static async as(token) {
    const raw = await RawSocket.open();
    await raw.request('authentication_challenge', { token });
    return raw;
  }

  /** Sends a frame as it is. */
  send(frame) {
    this.socket.send(typeof frame === 'object' && !Buffer.isBuffer(frame) ? JSON.stringify(frame) : frame);
  }

  /** Sends a request; its whole reply, also when it failed. */
  request(action, data) {
    const seq = ++this.#seq;
    this.send({ seq, action, data });
    return this.inbox.next('reply', (frame) => frame.seq_reply === seq);
  }

  end() {
    this.socket.close(1000);
  }
}
