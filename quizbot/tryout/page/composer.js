// The field to write in, with the menu of commands, replies and edits.

import { gist } from './bubbles.js';
import { make } from './text.js';
import { toast } from './toasts.js';

const text = document.getElementById('text');
const form = document.getElementById('composer');
const menu = document.getElementById('commands');
const toggle = document.getElementById('commands-toggle');
const about = document.getElementById('about');
const start = document.getElementById('start');
const DESK = matchMedia('(hover: hover)'); // no keyboard on the screen springs up when the field gets the focus

let actions; // say(text, reply to), edit(message id, text)
let chat = null;
let commands = [];
let subject = null; // { kind: 'reply' | 'edit', message }: what the next text is about
let active = -1; // the place of the command that Enter would send
const drafts = new Map(); // chat id -> what was being written there

function resize() {
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight}px`;
}

function setText(value) {
  text.value = value;
  resize();
}

// What the text is about

function setSubject(next) {
  subject = next;
  about.hidden = subject === null;
  if (subject === null) return;
  document.getElementById('about-title').textContent = subject.kind === 'edit' ? 'Edit your message' : 'Reply to';
  document.getElementById('about-text').textContent = gist(subject.message);
}

/** The next text will be a reply to this message. */
export function replyTo(message) {
  setSubject({ kind: 'reply', message });
  text.focus();
}

function lastOwnText() {
  return chat.messages.findLast((message) => !message.from_bot && message.text !== '');
}

/** Put one's last text into the field to be changed; False if there is none. */
export function editLast() {
  const message = lastOwnText();
  if (message === undefined) return false;
  setSubject({ kind: 'edit', message });
  setText(message.text);
  closeMenu();
  text.focus();
  return true;
}

function dropSubject() {
  if (subject?.kind === 'edit') setText('');
  setSubject(null);
  text.focus();
}

document.getElementById('about-cancel').addEventListener('click', dropSubject);

// The menu of commands

function closeMenu() {
  menu.hidden = true;
  menu.replaceChildren();
  document.getElementById('commands-said').textContent = '';
  active = -1;
  toggle.setAttribute('aria-expanded', 'false');
  text.removeAttribute('aria-activedescendant');
}

function activate(place) {
  const options = [...menu.querySelectorAll('[role="option"]')];
  if (options.length === 0) return;
  active = (place + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute('aria-selected', String(index === active)));
  options[active].scrollIntoView({ block: 'nearest' });
  text.setAttribute('aria-activedescendant', options[active].id);
}

function sendCommand(command) {
  closeMenu();
  setText('');
  text.focus();
  actions.say(`/${command}`, null);
}

function openMenu(beginning) {
  const found = commands.filter(({ command }) => command.startsWith(beginning));
  if (found.length === 0) {
    closeMenu();
    if (beginning === '') toast('The bot has set no commands.');
    return;
  }
  const options = found.map(({ command, description }, place) => {
    const option = make('div', { id: `command-${command}`, className: 'command', 'data-testid': 'command' });
    option.setAttribute('role', 'option');
    option.append(make('b', {}, `/${command}`), make('span', {}, description));
    option.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
    option.addEventListener('mousemove', () => { if (active !== place) activate(place); });
    option.addEventListener('click', () => sendCommand(command));
    return option;
  });
  menu.replaceChildren(...options);
  menu.hidden = false;
  toggle.setAttribute('aria-expanded', 'true');
  document.getElementById('commands-said').textContent = `${found.length} commands: choose with the arrow keys, send with Enter.`;
  activate(0);
}

toggle.addEventListener('click', () => {
  if (menu.hidden) openMenu('');
  else closeMenu();
  text.focus();
});

// Writing

text.addEventListener('input', () => {
  resize();
  const started = /^\/([a-z0-9_]*)$/i.exec(text.value);
  if (started !== null && subject?.kind !== 'edit') openMenu(started[1].toLowerCase());
  else closeMenu();
});

text.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const open = !menu.hidden && active >= 0;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    activate(active + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (open && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
    event.preventDefault();
    sendCommand(menu.querySelectorAll('[role="option"]')[active].id.slice('command-'.length));
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === 'Escape') {
    if (!menu.hidden) closeMenu();
    else if (subject !== null) dropSubject();
  } else if (event.key === 'ArrowUp' && text.value === '' && subject === null) {
    if (editLast()) event.preventDefault();
  }
});

text.addEventListener('blur', ({ relatedTarget }) => {
  if (relatedTarget !== toggle) closeMenu();
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const said = text.value.trim();
  text.focus();
  if (said === '') return;
  const { kind, message } = subject ?? {};
  setSubject(null);
  setText('');
  closeMenu();
  if (kind === 'edit') actions.edit(message.message_id, said);
  else actions.say(said, message?.message_id ?? null);
});

/** Say once what the field may do: say(text, reply to), edit(message id, text). */
export function setUp(can) {
  actions = can;
}

/** Fit the field to the chat as the server described it. */
export function showComposer(next, bot) {
  const switched = chat !== null && chat.id !== next.id;
  if (switched) {
    drafts.set(chat.id, subject?.kind === 'edit' ? '' : text.value);
    setSubject(null);
    setText(drafts.get(next.id) ?? '');
    closeMenu();
  }
  const empty = next.messages.length === 0;
  const appears = chat === null ? DESK.matches : !switched && form.hidden && !empty && !next.blocked;
  chat = next;
  commands = bot.commands;
  document.getElementById('welcome').hidden = !empty;
  start.hidden = !empty || chat.blocked;
  document.getElementById('blocked').hidden = !chat.blocked;
  form.hidden = empty || chat.blocked;
  if (appears && (document.activeElement === null || document.activeElement === document.body)) (empty ? start : text).focus();
  if (bot.description) document.getElementById('welcome-text').textContent = bot.description;
  if (subject !== null && !chat.messages.some((message) => message.message_id === subject.message.message_id)) setSubject(null);
}
