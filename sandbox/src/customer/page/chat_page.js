// What the customer sees of a chat. The chat itself is in chat.js.

import { Chat } from './chat.js';
import { entryView } from './entry_view.js';

export class ChatPage {
  #chat;
  #main = document.getElementById('chat');
  #log = document.getElementById('log');
  #text = document.getElementById('text');
  #composer = document.getElementById('composer');
  #dialog = document.getElementById('end-dialog');
  #views = new Map();

  /** `again` is called when the customer wants another chat. */
  constructor(known, again) {
    this.#main.hidden = false;
    document.getElementById('chat-title').textContent = known.topic || 'Chat';
    document.getElementById('chat-about').textContent = `${known.name} · ${known.source}`;
    this.#chat = new Chat(known);
    this.#chat.addEventListener('change', () => this.#draw());
    this.#listen(again);
    this.#chat.connect();
    this.#draw();
    this.#text.focus();
  }

  #listen(again) {
    this.#composer.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('paste', (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.#chat.sendFiles(event.clipboardData.files);
    });
    this.#listenToFiles();
    document.getElementById('end').addEventListener('click', () => this.#dialog.showModal());
    this.#dialog.addEventListener('close', () => {
      if (this.#dialog.returnValue === 'yes') this.#chat.end();
      this.#dialog.returnValue = '';
    });
    document.getElementById('again').addEventListener('click', again);
  }

  #listenToFiles() {
    const input = document.getElementById('file');
    document.getElementById('attach').addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      this.#chat.sendFiles(input.files);
      input.value = '';
    });
    this.#main.addEventListener('dragover', (event) => {
      event.preventDefault();
      this.#main.classList.toggle('dropping', this.#chat.isOpen);
    });
    this.#main.addEventListener('dragleave', () => this.#main.classList.remove('dropping'));
    this.#main.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#main.classList.remove('dropping');
      this.#chat.sendFiles(event.dataTransfer.files);
    });
  }

  #send() {
    const text = this.#text.value.trim();
    if (!text || !this.#chat.isOpen) return;
    this.#chat.say(text);
    this.#text.value = '';
    this.#text.focus();
    this.#scrollDown();
  }

  #draw() {
    const chat = this.#chat;
    const pinned = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 60;
    this.#drawLog();
    const connection = document.getElementById('connection');
    connection.dataset.state = chat.isOpen ? (chat.connected ? 'connected' : 'waiting') : 'over';
    setText(connection, chat.isOpen ? (chat.connected ? 'Connected' : 'Connecting…') : 'Ended');
    this.#composer.hidden = !chat.isOpen;
    document.getElementById('end').hidden = !chat.isOpen;
    document.getElementById('over').hidden = chat.isOpen;
    setText(document.getElementById('over-why'), chat.whyOver);
    setText(document.getElementById('with'), chat.agents.length ? `· with ${chat.agents.join(', ')}` : '');
    const problem = document.getElementById('chat-problem');
    problem.hidden = !chat.problem;
    setText(problem, chat.problem ?? '');
    // What stands under the log may have grown, too.
    if (pinned) this.#scrollDown();
  }

  /** Keeps the element of an entry as long as the entry does not change. */
  #drawLog() {
    const entries = this.#chat.entries();
    const kept = new Set(entries.map((entry) => entry.key));
    for (const [key, view] of this.#views) {
      if (kept.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    entries.forEach((entry, index) => {
      let view = this.#views.get(entry.key);
      if (view?.entry !== entry) {
        const element = entryView(entry, this.#chat, () => this.#scrollDown());
        view?.element.replaceWith(element);
        view = { entry, element };
        this.#views.set(entry.key, view);
      }
      if (this.#log.children[index] !== view.element) this.#log.insertBefore(view.element, this.#log.children[index] ?? null);
    });
  }

  #scrollDown() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
