// The customer's page: a form to start with, then the chat. The chat is remembered for this
// tab, so that a reload goes on with it; another tab is another customer.

import { ChatPage } from './chat_page.js';
import { StartForm } from './start_form.js';

const MEMORY = 'webitel-chats.customer';

const start = new StartForm((chat) => {
  remember(chat);
  open(chat);
});

function open(chat) {
  start.hide();
  new ChatPage(chat, () => {
    remember(null);
    location.reload();
  });
}

function remember(chat) {
  if (chat) sessionStorage.setItem(MEMORY, JSON.stringify(chat));
  else sessionStorage.removeItem(MEMORY);
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(MEMORY));
  } catch {
    return null;
  }
}

const chat = remembered();
if (chat?.id && chat?.token) open(chat);
else start.show();
