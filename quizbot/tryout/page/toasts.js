// What passes by: short notices, and alerts that wait to be closed.

import { make } from './text.js';

const toasts = document.getElementById('toasts');
const dialog = document.getElementById('alert');
const SECONDS = 3;
const AT_ONCE = 3;

/** Show a short notice for a few seconds, longer for a longer text; screen readers hear it. */
export function toast(text) {
  const notice = make('div', { className: 'toast', 'data-testid': 'toast' }, text);
  toasts.append(notice);
  while (toasts.childElementCount > AT_ONCE) toasts.firstChild.remove();
  setTimeout(() => notice.remove(), (SECONDS + text.length / 20) * 1000);
}

const waiting = [];

function next() {
  if (dialog.open || waiting.length === 0) return;
  document.getElementById('alert-text').textContent = waiting.shift();
  dialog.showModal();
}

dialog.addEventListener('close', next);

/** Show a text in a box that is to be closed; several wait for each other. */
export function alertBox(text) {
  waiting.push(text);
  next();
}
