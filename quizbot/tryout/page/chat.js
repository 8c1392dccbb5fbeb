// The chat page: asks the server what has changed, shows it, and passes on what the person does.

import * as authoring from './authoring.js';
import * as composer from './composer.js';
import { showLog, showMessage } from './log.js';
import { get, post, Refused, upload } from './server.js';
import { alertBox, toast } from './toasts.js';
import * as tools from './tools.js';

const by = (id) => document.getElementById(id);

let chosen = location.hash.slice(1); // the id of the person whose chat is shown; "" for the first
let state = null;
let restarting = false;
let seen = '';
let asking = new AbortController();
const answered = new Set(); // the ids of taps whose answers have been shown

/** Ask for the state at once instead of waiting for a change. */
function refresh() {
  seen = '';
  asking.abort();
}

/** Ask the server to do something in the chosen chat; what it refuses is shown. */
async function act(verb, body) {
  try {
    await post(`people/${state.chat.id}/${verb}`, body);
  } catch (error) {
    toast(error.message);
  }
}

const say = (text, replyTo) => act('says', { text, reply_to: replyTo });
const start = (payload) => (payload === '' ? say('/start', null) : act('follows', { payload }));

const tap = (messageId, data) => act('taps', { message_id: messageId, data });

function choose(id) {
  chosen = String(id);
  location.replace(`#${id}`);
  refresh();
}

async function control(path, body) {
  try {
    return await post(path, body);
  } finally {
    refresh();
  }
}

async function addPerson(name, language) {
  try {
    choose((await post('people', { name, language })).id);
  } catch (error) {
    toast(error.message);
  }
}

async function restart() {
  restarting = true;
  showStatus();
  try {
    await control('restart');
  } finally {
    restarting = false;
    showStatus();
  }
}

async function sendFile(file) {
  try {
    await upload(`people/${state.chat.id}/document`, file);
  } catch (error) {
    toast(error.message);
  }
}

function showStatus(problem) {
  const running = state?.bot.running ?? null;
  const words = {
    lost: problem,
    restarting: 'restarting…',
    running: 'bot · running',
    stopped: 'bot · not running',
    alone: 'no bot is started here',
  };
  let status = running === null ? 'alone' : 'stopped';
  if (problem) status = 'lost';
  else if (restarting) status = 'restarting';
  else if (running) status = 'running';
  const line = by('bot-status');
  line.dataset.status = status;
  if (line.textContent !== words[status]) line.textContent = words[status];
}

function showToasts(chat, switched) {
  for (const { id, waiting, toast: said } of chat.taps) {
    if (waiting || answered.has(id)) continue;
    answered.add(id);
    if (switched || said === null) continue;
    if (said.alert) alertBox(said.text);
    else toast(said.text);
  }
}

function show() {
  const { bot, chat, people } = state;
  const context = {
    botName: bot.name,
    username: bot.username,
    say: (text) => say(text, null),
    start,
    tap,
    vote: (messageId, option) => act('votes', { message_id: messageId, option }),
    reply: composer.replyTo,
    show: showMessage,
  };
  by('bot-name').textContent = bot.name;
  by('messages').setAttribute('aria-label', `Chat with ${bot.name}`);
  by('you').textContent = `You are ${people.find((one) => one.id === chat.id).name}`;
  document.title = `${bot.name} – try`;
  showStatus();
  composer.showComposer(chat, bot);
  const switched = showLog(chat, context);
  showToasts(chat, switched);
  tools.showTools(state, choose);
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function follow() {
  for (;;) {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const next = await get(`state?chat=${encodeURIComponent(chosen)}&seen=${encodeURIComponent(seen)}`, signal);
      if (signal.aborted) continue;
      state = next;
      seen = next.tag;
      show();
      await authoring.follow(state.authoring);
    } catch (error) {
      if (signal.aborted) continue;
      if (!(error instanceof Refused)) throw error;
      // The server has been started anew and knows nothing of this page's session: fetch its own page.
      if (error.status === 403 && state !== null) location.reload();
      showStatus(error.status === 0 ? 'disconnected' : error.message);
      seen = '';
      await pause(1000);
    }
  }
}

function showToolsPanel(open) {
  by('tools').hidden = !open;
  by('tools-toggle').setAttribute('aria-expanded', String(open));
}

by('tools-toggle').addEventListener('click', () => showToolsPanel(by('tools').hidden));
showToolsPanel(window.matchMedia('(min-width: 760px)').matches);
by('start').addEventListener('click', () => start(''));
by('skip').addEventListener('click', (event) => { // its address must not become the chosen person's
  event.preventDefault();
  (by('composer').hidden ? by('start') : by('text')).focus();
});
addEventListener('hashchange', () => {
  chosen = location.hash.slice(1);
  refresh();
});

authoring.setUp({ start });
composer.setUp({ say, edit: (messageId, text) => act('edits', { message_id: messageId, text }) });
tools.setUp({
  turn: (hours) => control('clock', { hours }),
  toReminder: async () => (await control('clock/reminder')).turned,
  restart,
  choose,
  addPerson,
  start,
  send: (what) => act(what),
  sendFile,
  editLast: () => { if (!composer.editLast()) toast('You have not written anything in this chat yet.'); },
  block: (yes) => act(yes ? 'blocks' : 'unblocks'),
});
follow();
