// The messages of the chosen chat: only what changed is drawn anew, and neither the reader's place nor the focus is lost.

import { bubble, dayLine, dayOf } from './bubbles.js';

const scroller = document.getElementById('scroller');
const messages = document.getElementById('messages');
const toNewest = document.getElementById('to-newest');
const toNewestLabel = document.getElementById('to-newest-label');
const typing = document.getElementById('typing');
const NEAR = 80; // pixels from the end that still count as reading the newest message

const ACTIONS = { typing: 'is typing', upload_photo: 'is sending a photo', upload_document: 'is sending a file' };

let chatId = null;
let drawn = new Map(); // key -> { node, drawing }: what stands in the list, and from what it was drawn
let following = true; // the reader is at the end and wants to stay there
let newest = 0;
let missed = 0; // messages that came while the reader was further up
let typingTimer;

function atEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
}

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
  following = true;
  missed = 0;
  showMissed();
}

function showMissed() {
  toNewest.hidden = following;
  toNewestLabel.textContent = missed === 0 ? 'Newest' : `${missed} new`;
}

scroller.addEventListener('scroll', () => {
  following = atEnd();
  if (following) missed = 0;
  showMissed();
});
toNewest.addEventListener('click', toEnd);
new ResizeObserver(() => { if (following) toEnd(); }).observe(scroller);

/** Bring a message into view and give it the focus. */
export function showMessage(id) {
  const node = document.getElementById(`message-${id}`);
  if (node === null) return;
  node.scrollIntoView({ block: 'center' });
  node.focus({ preventScroll: true });
}

function wanted(chat, context) {
  const byId = new Map(chat.messages.map((message) => [message.message_id, message]));
  const list = [];
  let day = null;
  for (const message of chat.messages) {
    if (dayOf(message) !== day) {
      day = dayOf(message);
      list.push({ key: `day before ${message.message_id}`, drawing: day, draw: () => dayLine(message.date) });
    }
    const replied = byId.get(message.reply_to);
    const drawing = JSON.stringify([message, replied?.text, replied?.caption, context.botName, context.username]);
    list.push({ key: message.message_id, drawing, draw: () => bubble(message, replied, context) });
  }
  return list;
}

/** Where the focus goes when the button that had it is drawn anew or gone: the like-named one, else the message. */
function refocus(label, node) {
  const keys = [...node.querySelectorAll('.key')];
  const same = keys.find((key) => key.textContent === label);
  (same ?? keys[0] ?? node).focus({ preventScroll: true });
}

function redraw(chat, context) {
  const focused = messages.contains(document.activeElement) ? document.activeElement : null;
  const label = focused?.textContent;
  const home = focused?.closest('.message')?.id;
  const before = drawn;
  drawn = new Map();
  for (const { key, drawing, draw } of wanted(chat, context)) {
    const old = before.get(key);
    drawn.set(key, old?.drawing === drawing ? old : { node: draw(), drawing });
    if (old !== undefined && old !== drawn.get(key)) old.node.replaceWith(drawn.get(key).node);
  }
  for (const [key, { node }] of before) if (!drawn.has(key)) node.remove();
  let place = messages.firstChild;
  for (const { node } of drawn.values()) {
    if (node === place) place = place.nextSibling;
    else messages.insertBefore(node, place);
  }
  if (focused !== null && !focused.isConnected) {
    refocus(label, document.getElementById(home) ?? messages.lastElementChild ?? scroller);
  }
}

function mark(taps) {
  const waiting = new Set(taps.filter((tap) => tap.waiting).map((tap) => `${tap.message_id} ${tap.data}`));
  for (const key of messages.querySelectorAll('button.key[data-data]')) {
    const busy = waiting.has(`${key.closest('.message').dataset.messageId} ${key.dataset.data}`);
    key.classList.toggle('waiting', busy);
    if (busy) key.setAttribute('aria-busy', 'true');
    else key.removeAttribute('aria-busy');
  }
}

function showTyping(action, botName) {
  clearTimeout(typingTimer);
  typing.hidden = action === null;
  if (action === null) return;
  document.getElementById('typing-label').textContent = `${botName} ${ACTIONS[action.what] ?? 'is busy'}…`;
  typingTimer = setTimeout(() => { typing.hidden = true; }, action.seconds * 1000);
}

/** Show a chat as the server described it. Returns whether it is another chat than the one shown before. */
export function showLog(chat, context) {
  const switched = chat.id !== chatId;
  if (switched) {
    messages.setAttribute('aria-live', 'off'); // what was said long ago is not read out
    messages.replaceChildren();
    drawn = new Map();
    chatId = chat.id;
    newest = 0;
    missed = 0;
  }
  redraw(chat, context);
  mark(chat.taps);
  showTyping(chat.action, context.botName);

  const fresh = chat.messages.filter((message) => message.message_id > newest);
  newest = chat.messages.at(-1)?.message_id ?? newest;
  if (switched || following || fresh.some((message) => !message.from_bot)) toEnd();
  else {
    missed += fresh.length;
    showMissed();
  }
  if (switched) setTimeout(() => messages.setAttribute('aria-live', 'polite'), 500);
  return switched;
}
