// The tools beside the phone: the clock, the people, the bot, and things that a bot does not expect.

import { make } from './text.js';

const by = (id) => document.getElementById(id);
const NAMES = ['Ada', 'Ben', 'Mara', 'Chidi', 'Dora', 'Emre', 'Fatima', 'Goran', 'Hana', 'Ivo'];
const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
const ZONES = { 'now-local': {}, 'now-utc': { timeZone: 'UTC' } };

let clock = null; // { now: milliseconds at `seen`, seen: milliseconds of this page's life }

// The clock

function duration(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / 60000);
  const parts = [[Math.floor(minutes / 1440), 'day'], [Math.floor(minutes / 60) % 24, 'hour'], [minutes % 60, 'minute']];
  return parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`).join(' ');
}

function tick() {
  if (clock === null) return;
  const now = new Date(clock.now + performance.now() - clock.seen);
  for (const [id, zone] of Object.entries(ZONES)) {
    by(id).replaceChildren(
      make('b', {}, now.toLocaleTimeString('en-GB', { ...TIME, ...zone })),
      make('span', {}, now.toLocaleDateString('en-GB', { ...DAY, ...zone })),
    );
    by(id).dateTime = now.toISOString();
  }
  const ahead = now.getTime() - Date.now();
  const apart = duration(ahead);
  const where = ahead > 0 ? 'ahead of' : 'behind';
  by('ahead').textContent = apart === '' ? 'The same as the real time.' : `${apart} ${where} the real time.`;
}

by('zone').textContent = `Your browser’s zone (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
setInterval(tick, 1000);

/** Run `work` while these buttons are busy; a second press meanwhile does nothing. */
async function busily(buttons, status, doing, work) {
  if (buttons.some((button) => button.getAttribute('aria-disabled') === 'true')) return;
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  status.textContent = doing;
  try {
    status.textContent = await work();
  } catch (error) {
    status.textContent = error.message;
  } finally {
    for (const button of buttons) button.removeAttribute('aria-disabled');
  }
}

// People

function person(one, chosen, choose) {
  const button = make('button', { type: 'button', className: 'person', 'data-testid': 'person' });
  button.addEventListener('click', () => choose(one.id));
  button.dataset.id = one.id;
  if (chosen) button.setAttribute('aria-current', 'true');
  const about = chosen ? `this is you · ${one.language}` : one.language;
  button.append(
    make('span', { className: `initial hue-${one.id % 6}`, ariaHidden: 'true' }, [...one.name][0].toUpperCase()),
    make('span', { className: 'name' }, one.name, make('span', { className: 'note' }, about)),
  );
  if (one.blocked) button.append(make('span', { className: 'note' }, 'blocked'));
  if (one.unread > 0) {
    button.append(make('span', { className: 'badge' }, String(one.unread), make('span', { className: 'hidden' }, ' unread')));
  }
  return make('li', {}, button);
}

function showPeople(state, choose) {
  const list = by('people-list');
  const drawing = JSON.stringify([state.people, state.chat.id]);
  if (list.dataset.drawing === drawing) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  list.dataset.drawing = drawing;
  list.replaceChildren(...state.people.map((one) => person(one, one.id === state.chat.id, choose)));
  if (focused !== null) list.querySelector(`[data-id="${focused}"]`)?.focus();
  const taken = state.people.map((one) => one.name);
  by('person-name').placeholder = NAMES.find((name) => !taken.includes(name)) ?? 'Name';
}

// All of it

/**
 * Say once what the tools may do: turn(hours), toReminder(), restart(), choose(person), addPerson(name, language),
 * start(payload), send(what), sendFile(file), editLast(), block(yes).
 */
export function setUp(can) {
  const turning = [by('hour'), by('day'), by('reminder')];
  const turn = (doing, work) => busily(turning, by('clock-said'), doing, work);
  for (const [id, hours, said] of [['hour', 1, 'An hour later.'], ['day', 24, 'A day later.']]) {
    by(id).addEventListener('click', () => turn('Turning the clock…', async () => {
      await can.turn(hours);
      return said;
    }));
  }
  by('reminder').addEventListener('click', () => turn('Turning the clock to the next reminder…', async () => (
    (await can.toReminder()) ? 'The next reminder is due.' : 'No reminder is planned.'
  )));
  by('restart').addEventListener('click', () => busily([by('restart')], by('bot-said'), 'Restarting the bot…', async () => {
    await can.restart();
    return 'The bot was killed and is running again.';
  }));
  by('add-person').addEventListener('submit', async (event) => {
    event.preventDefault();
    await can.addPerson(by('person-name').value.trim(), by('person-language').value.toLowerCase());
    by('add-person').reset();
  });
  by('person-name').addEventListener('focus', ({ target }) => {
    if (target.value === '') target.value = target.placeholder;
    target.select();
  });
  by('deep-link').addEventListener('submit', (event) => {
    event.preventDefault();
    can.start(by('payload').value);
  });
  for (const what of ['photo', 'voice', 'sticker']) by(what).addEventListener('click', () => can.send(what));
  by('file').addEventListener('click', () => by('file-input').click());
  by('file-input').addEventListener('change', () => {
    for (const file of by('file-input').files) can.sendFile(file);
    by('file-input').value = '';
  });
  by('edit').addEventListener('click', () => can.editLast());
  by('block').addEventListener('click', () => can.block(by('block').dataset.blocked !== 'true'));
  by('blocked-unblock').addEventListener('click', () => can.block(false));
}

/** Fit the tools to the state as the server described it. */
export function showTools(state, choose) {
  clock = { now: Date.parse(state.now), seen: performance.now() };
  tick();
  showPeople(state, choose);
  by('hour').hidden = by('day').hidden = !state.controls.turn;
  by('reminder').hidden = !state.controls.reminder;
  by('clock-buttons').hidden = !state.controls.turn && !state.controls.reminder;
  by('restart').hidden = by('restart-note').hidden = !state.controls.restart;
  by('block').textContent = state.chat.blocked ? 'Unblock the bot' : 'Block the bot';
  by('block').dataset.blocked = String(state.chat.blocked);
  const elsewhere = state.people.filter((one) => one.id !== state.chat.id).reduce((sum, one) => sum + one.unread, 0);
  by('unread-elsewhere').hidden = elsewhere === 0;
  by('unread-elsewhere').replaceChildren(String(elsewhere), make('span', { className: 'hidden' }, ' unread in other chats'));
}
