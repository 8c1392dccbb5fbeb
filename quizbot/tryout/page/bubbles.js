// One message as a bubble with its buttons.

import { blobAddress } from './server.js';
import { formatted, make, safeAddress, startPayload } from './text.js';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A message in a few words, where it is quoted. */
export function gist(message) {
  const said = message.text || message.caption;
  if (said) return said.length > 90 ? `${said.slice(0, 90)}…` : said;
  if (message.poll) return `Quiz: ${message.poll.question}`;
  if (message.photo) return 'Photo';
  if (message.voice) return 'Voice message';
  if (message.sticker) return 'Sticker';
  return message.document ? message.document.name : 'Message';
}

/** The line between two days, in the browser's zone. */
export function dayLine(seconds) {
  return make('p', { className: 'day' }, DAY.format(seconds * 1000));
}

/** The day of a message, in the browser's zone, as a text to compare. */
export function dayOf(message) {
  return DAY.format(message.date * 1000);
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function photo(file, caption) {
  const about = caption ? `Photo: ${caption}` : 'Photo';
  const image = make('img', { alt: about, width: file.width || 320, height: file.height || 240 });
  const open = make('a', { className: 'photo', download: file.name || 'photo.jpg', 'data-testid': 'photo' }, image);
  open.setAttribute('aria-label', `${about}. Save it`);
  blobAddress(file.path).then((address) => {
    image.src = address;
    open.href = address;
  }, () => image.replaceWith('This photo could not be loaded.'));
  return open;
}

const KINDS = { // kind of attachment -> its sign, and its name if it does not show the file's
  document: ['↓', null],
  voice: ['♪', 'Voice message'],
  sticker: ['☺', 'Sticker'],
};

function attachment(file, kind) {
  const [sign, name] = KINDS[kind];
  const row = make('a', { className: 'file', download: file.name || kind, 'data-testid': 'document' });
  row.append(
    make('span', { className: 'file-icon', ariaHidden: 'true' }, sign),
    make('span', { className: 'file-name' }, name ?? file.name),
    make('span', { className: 'file-size' }, size(file.size)),
  );
  blobAddress(file.path).then((address) => { row.href = address; }, () => row.append(' could not be loaded'));
  return row;
}

function quoted(message, replied, context) {
  if (message.reply_to === null) return null;
  const [name, words] = replied === undefined
    ? ['Reply', 'to a deleted message']
    : [replied.from_bot ? context.botName : 'You', gist(replied)];
  const about = make('span', {}, make('strong', {}, name), make('span', {}, words));
  const quote = make('button', { type: 'button', className: 'quoted', ariaLabel: `In reply to ${name}: ${words}` }, about);
  quote.addEventListener('click', () => context.show(message.reply_to));
  return quote;
}

function key(button, message, context) {
  if (button.url !== null) {
    const address = safeAddress(button.url);
    const payload = address === null ? null : startPayload(address, context.username);
    if (payload !== null) {
      return make('button', { type: 'button', className: 'key', onclick: () => context.start(payload) }, button.text);
    }
    const link = make('a', { className: 'key', target: '_blank', rel: 'noopener noreferrer' }, button.text);
    if (address !== null) link.href = address.href;
    link.append(make('span', { className: 'corner', ariaHidden: 'true' }, '↗'));
    return link;
  }
  const tap = make('button', { type: 'button', className: 'key', 'data-testid': 'key' }, button.text);
  tap.dataset.data = button.callback_data;
  tap.addEventListener('click', () => context.tap(message.message_id, button.callback_data));
  return tap;
}

function option(poll, place, message, context) {
  const text = poll.options[place];
  if (poll.vote === null) {
    const choose = make('button', { type: 'button', className: 'key', 'data-testid': 'option' }, text);
    choose.addEventListener('click', () => context.vote(message.message_id, place));
    return choose;
  }
  const signs = [place === poll.right ? '✓ right' : null, place === poll.vote ? 'your answer' : null].filter(Boolean);
  return make('p', { className: 'option', 'data-testid': 'option' }, signs.length > 0 ? `${text} (${signs.join(', ')})` : text);
}

function quiz(poll, message, context) {
  const group = make('div', { className: 'quiz', role: 'group', ariaLabel: `Quiz: ${poll.question}`, 'data-testid': 'quiz' });
  if (poll.description) {
    const about = make('div', { className: 'text', dir: 'auto' });
    about.append(formatted(poll.description, message.entities, context));
    group.append(about);
  }
  group.append(make('p', { className: 'text' }, make('strong', {}, poll.question)));
  group.append(...poll.options.map((_, place) => option(poll, place, message, context)));
  if (poll.vote !== null && poll.explanation) group.append(make('p', { className: 'text' }, poll.explanation));
  return group;
}

/**
 * The bubble of a message, as a node with data-message-id.
 * `replied` is the message that it replies to, undefined if that is gone. `context`: botName, username, and
 * say(text), start(payload), tap(message id, data), vote(message id, place), reply(message), show(message id).
 */
export function bubble(message, replied, context) {
  const name = message.from_bot ? context.botName : 'You';
  const label = `from-${message.message_id}`;
  const words = message.text || message.caption;
  const at = new Date(message.date * 1000);
  const body = make('div', { className: 'bubble' }, make('span', { className: 'hidden', id: label }, name));

  const quote = quoted(message, replied, context);
  if (quote !== null) body.append(quote);
  if (message.photo) body.append(photo(message.photo, message.caption));
  for (const kind of Object.keys(KINDS)) if (message[kind]) body.append(attachment(message[kind], kind));
  if (message.poll) body.append(quiz(message.poll, message, context));
  if (words) {
    const text = make('div', { className: 'text', dir: 'auto', 'data-testid': 'message-text' });
    text.append(formatted(words, message.entities, context));
    body.append(text);
  }
  const meta = make('span', { className: 'meta' });
  if (message.edit_date !== null) meta.append(make('span', { className: 'edited' }, 'edited'));
  const exactly = `${DAY.format(at)}, ${TIME.format(at)} here, ${at.toISOString()}`;
  meta.append(make('time', { dateTime: at.toISOString(), title: exactly }, TIME.format(at)));
  body.append(meta);

  const reply = make('button', { type: 'button', className: 'reply', title: 'Reply', ariaLabel: 'Reply', 'data-testid': 'reply' });
  reply.append(make('span', { ariaHidden: 'true' }, '↩'));
  reply.addEventListener('click', () => context.reply(message));

  const side = message.from_bot ? 'bot' : 'mine';
  const node = make('article', { className: `message ${side}`, tabIndex: -1, 'data-testid': 'message' }, body, reply);
  node.id = `message-${message.message_id}`;
  node.dataset.messageId = message.message_id;
  node.dataset.from = message.from_bot ? 'bot' : 'person';
  node.setAttribute('aria-labelledby', label);
  if (message.keyboard.length > 0) {
    const keyboard = make('div', { className: 'keyboard', role: 'group', ariaLabel: 'Buttons', 'data-testid': 'keyboard' });
    for (const row of message.keyboard) {
      keyboard.append(make('div', { className: 'keys' }, ...row.map((button) => key(button, message, context))));
    }
    node.append(keyboard);
    node.classList.add('has-keyboard');
  }
  return node;
}
