// One entry of the log as an element: a message or a note.

// What a browser shows without running anything.
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** `grown` is called when the entry has become taller, such as when its picture has loaded. */
export function entryView(entry, chat, grown) {
  if (entry.note) return div('note', entry.note);
  const message = document.createElement('article');
  message.className = 'message';
  message.dataset.from = entry.from;
  message.ariaLabel = author(entry);
  message.append(div('author', author(entry)));
  if (entry.file) message.append(fileView(entry.file, chat, grown));
  if (entry.text) message.append(wordsView(entry.text));
  message.append(foot(entry, chat));
  return message;
}

function author(entry) {
  if (entry.from === 'customer') return 'You';
  return entry.from === 'bot' ? 'Bot' : `${entry.name || 'Agent'} (agent)`;
}

/** The text with its addresses as links; what ends a sentence does not belong to them. */
function wordsView(text) {
  const words = div('words', '');
  for (const part of text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'])/)) {
    if (!/^https?:\/\//.test(part)) {
      words.append(part);
      continue;
    }
    const link = document.createElement('a');
    Object.assign(link, { href: part, textContent: part, target: '_blank', rel: 'noopener noreferrer' });
    words.append(link);
  }
  return words;
}

function fileView(file, chat, grown) {
  const link = document.createElement('a');
  link.className = 'file';
  link.textContent = `${file.name} (${size(file.size)})`;
  // A file on its way has no number yet.
  if (!file.id) return link;
  link.href = '#';
  link.addEventListener('click', (event) => {
    event.preventDefault();
    chat.saveFile(file, save);
  });
  if (PICTURES.includes(file.mime)) showPicture(link, file, chat, grown);
  return link;
}

async function showPicture(link, file, chat, grown) {
  const bytes = await chat.fetchFile(file).catch(() => null);
  if (!bytes) return;
  const picture = document.createElement('img');
  picture.className = 'picture';
  picture.alt = file.name;
  picture.addEventListener('load', grown);
  picture.addEventListener('error', () => picture.remove());
  picture.src = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
  link.prepend(picture);
}

function save(bytes, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function foot(entry, chat) {
  const line = div('foot', '');
  if (entry.state === 'failed') {
    const why = document.createElement('span');
    why.className = 'failed';
    why.textContent = `Not sent: ${entry.why}`;
    line.append(why, button('Try again', () => chat.retry(entry)), button('Discard', () => chat.discard(entry)));
  } else if (entry.state) {
    line.textContent = 'Sending…';
  } else {
    const time = document.createElement('time');
    const at = new Date(entry.at);
    time.dateTime = at.toISOString();
    time.textContent = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    line.append(time);
  }
  return line;
}

function button(label, press) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'quiet';
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

function div(className, text) {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(0)} KB` : `${(kib / 1024).toFixed(1)} MB`;
}
