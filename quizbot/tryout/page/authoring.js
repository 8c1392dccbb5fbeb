// The question sets beside the chat, for who writes them: what is wrong with them, and a way to each question.

import { get } from './server.js';
import { make } from './text.js';
import { toast } from './toasts.js';

const by = (id) => document.getElementById(id);
const SEVERITIES = { error: 'Error', warning: 'Warning', information: 'Remark' }; // the gravest first
const SHOWN = 50; // lines in a list; a longer one would only be scrolled past

const search = by('question-search');
const questions = by('questions');
const counted = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

let actions; // start(payload)
let sets = null; // as the server described them: { version, summary, problems, questions }

// Problems

function problem({ severity, line, column, rule, message, hint, text }) {
  const item = make('li', { className: 'problem', 'data-testid': 'problem' });
  item.dataset.severity = severity;
  item.append(
    make('b', { className: 'severity' }, SEVERITIES[severity]),
    make('span', { className: 'place', title: `line ${line}, column ${column}` }, ` ${line}:${column} `),
    make('span', {}, message),
  );
  if (text !== '' && !message.includes(text)) item.append(make('code', {}, text));
  item.append(make('p', { className: 'note' }, hint, ' ', make('span', { className: 'rule' }, rule)));
  return item;
}

function file(name, problems) {
  return [make('h3', {}, name), make('ul', {}, ...problems.map(problem))];
}

function showProblems() {
  const ranks = Object.keys(SEVERITIES);
  const gravest = sets.problems
    .toSorted((one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity))
    .slice(0, SHOWN);
  const files = Map.groupBy(gravest, (one) => one.file);
  by('problems').hidden = gravest.length === 0;
  by('problems').replaceChildren(...[...files].flatMap(([name, found]) => file(name, found)));
  const left = sets.problems.length - gravest.length;
  if (left > 0) by('problems').append(make('p', { className: 'note' }, `and ${counted(left, 'more problem')}`));
}

function showSummary() {
  const [worst = 'nothing'] = Object.keys(SEVERITIES).filter((each) => sets.problems.some((one) => one.severity === each));
  by('authoring-summary').dataset.worst = worst;
  by('authoring-summary').textContent = sets.summary;
  by('authoring-note').textContent = {
    error: 'Until the errors are mended, changes do not reach the chat.',
    nothing: 'Nothing is wrong. The chat has the sets as they were last saved.',
  }[worst] ?? 'The chat has the sets as they were last saved.';
}

// Questions

function question({ key, title, payload }) {
  const button = make('button', { type: 'button', className: 'question', 'data-testid': 'question-jump' }, title);
  button.dataset.key = key;
  button.append(make('span', { className: 'note' }, key));
  button.addEventListener('click', () => actions.start(payload));
  return make('li', {}, button);
}

function showQuestions() {
  const words = search.value.toLowerCase().split(/\s+/);
  const found = sets.questions.filter(({ key, title }) => {
    const searched = `${key} ${title}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  const focused = questions.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  questions.replaceChildren(...found.slice(0, SHOWN).map(question));
  if (focused !== null) {
    ([...questions.querySelectorAll('button')].find((button) => button.dataset.key === focused) ?? search).focus();
  }
  const all = counted(sets.questions.length, 'question');
  const which = found.length === sets.questions.length ? all : `${found.length} of ${all}`;
  by('question-count').textContent = found.length > SHOWN ? `${which}, the first ${SHOWN} of them here` : which;
}

/** With the arrow keys from the field to the questions, and from one to the next. */
function step(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = [search, ...questions.querySelectorAll('button')];
  const place = places.indexOf(document.activeElement);
  if (way === undefined || place === -1) return;
  event.preventDefault();
  places[place + way]?.focus();
}

// All of it

/** Say once what the panel may do: start(payload). */
export function setUp(can) {
  actions = can;
  search.addEventListener('input', showQuestions);
  by('authoring').addEventListener('keydown', step);
  by('question-form').addEventListener('submit', (event) => {
    event.preventDefault();
    questions.querySelector('button')?.click();
  });
}

/** Show the question sets if this version (null: there are none to write here) is not the one that is shown. */
export async function follow(version) {
  by('authoring').hidden = version === null;
  if (version === null || version === sets?.version) return;
  const first = sets === null;
  sets = await get('authoring');
  showSummary();
  showProblems();
  showQuestions();
  if (!first && by('tools').hidden) toast(sets.summary);
}
