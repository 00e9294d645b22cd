// The form before the chat: where from, who, about what.

import { beginChat, listQueues } from './api.js';

const SOURCES = [
  ['telegram', 'Telegram'],
  ['webchat', 'Web chat'],
  ['infobip_whatsapp', 'WhatsApp'],
  ['viber', 'Viber'],
  ['messenger', 'Messenger'],
];
const MEMORY = 'webitel-chats.person';

export class StartForm {
  #main = document.getElementById('start');
  #form = document.getElementById('start-form');
  #button = document.getElementById('start-button');
  #problem = document.getElementById('start-problem');
  #begun;

  /** `begun` is called with the chat once there is one. */
  constructor(begun) {
    this.#begun = begun;
    this.#drawSources();
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  async show() {
    this.#main.hidden = false;
    const person = rememberedPerson();
    this.#form.elements.name.value = person.name ?? '';
    try {
      const queues = await listQueues();
      this.#form.elements.queue.replaceChildren(
        ...queues.map((queue) => new Option(queue.name, String(queue.id))),
      );
    } catch (error) {
      this.#complain(`${error.message} Reload the page to try again.`);
    }
  }

  hide() {
    this.#main.hidden = true;
  }

  #drawSources() {
    const tiles = SOURCES.map(([value, label], index) => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'radio', name: 'source', value, checked: index === 0 });
      const tile = document.createElement('label');
      tile.className = 'tile';
      tile.append(input, label);
      return tile;
    });
    document.getElementById('sources').append(...tiles);
  }

  async #submit() {
    const { source, name, queue } = Object.fromEntries(new FormData(this.#form));
    if (!name.trim()) return this.#complain('Please say your name.');
    const person = { name: name.trim(), ids: rememberedPerson().ids ?? {} };
    // The same name from the same source is the same person when coming back.
    const key = `${source}/${person.name}`;
    person.ids[key] ??= crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    this.#button.disabled = true;
    try {
      const chat = await beginChat({ source, name: person.name, queue: Number(queue), external_id: person.ids[key] });
      localStorage.setItem(MEMORY, JSON.stringify(person));
      const topic = this.#form.elements.queue.selectedOptions[0]?.text ?? '';
      this.#begun({ ...chat, name: person.name, source: labelOf(source), topic });
    } catch (error) {
      this.#complain(error.message);
    } finally {
      this.#button.disabled = false;
    }
  }

  #complain(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = false;
  }
}

function labelOf(source) {
  return SOURCES.find(([value]) => value === source)?.[1] ?? source;
}

function rememberedPerson() {
  try {
    return JSON.parse(localStorage.getItem(MEMORY)) ?? {};
  } catch {
    return {};
  }
}
