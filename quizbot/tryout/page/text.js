// Plain text and its entities into DOM nodes: text is always set as text, never as HTML.

/** A new element with these properties and children. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

const SAFE = ['https:', 'http:', 'mailto:', 'tel:'];

/** The address if it is one that a link may lead to, else null. */
export function safeAddress(text) {
  for (const candidate of [text, `https://${text}`]) {
    const address = URL.canParse(candidate) ? new URL(candidate) : null;
    if (address !== null) return SAFE.includes(address.protocol) ? address : null;
  }
  return null;
}

/** The payload of a t.me link that starts this very bot ("" for none in it); null for any other address. */
export function startPayload(address, username) {
  const here = address.hostname === 't.me' && address.pathname.toLowerCase() === `/${username.toLowerCase()}`;
  return here ? (address.searchParams.get('start') ?? '') : null;
}

function link(target, context) {
  const address = safeAddress(target);
  if (address === null) return make('span');
  const payload = startPayload(address, context.username);
  if (payload !== null) {
    return make('button', { type: 'button', className: 'link', title: address.href, onclick: () => context.start(payload) });
  }
  return make('a', { href: address.href, target: '_blank', rel: 'noopener noreferrer', title: address.href });
}

function wrapper(entity, covered, context) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, context);
    case 'url':
      return link(covered, context);
    case 'email':
      return link(`mailto:${covered}`, context);
    case 'phone_number':
      return link(`tel:${covered.replace(/[^+\d]/g, '')}`, context);
    case 'bot_command':
      return make('button', { type: 'button', className: 'link', onclick: () => context.say(covered) });
    case 'spoiler':
      return make('span', { className: 'spoiler', tabIndex: 0 });
    default:
      return make(TAGS[entity.type] ?? 'span');
  }
}

function fill(parent, text, entities, start, end, context) {
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity] = rest;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inner = rest.slice(1).filter((other) => other.offset < to);
    rest = rest.slice(1 + inner.length);
    if (to <= from) continue;
    const node = wrapper(entity, text.slice(from, to), context);
    fill(node, text, inner, from, to, context);
    parent.append(text.slice(at, from), node);
    at = to;
  }
  parent.append(text.slice(at, end));
}

/**
 * The text with its entities (offsets in UTF-16 units, nested as Telegram nests them) as nodes.
 * `context` has the bot's username, and say(text) and start(payload) for commands and start links.
 */
export function formatted(text, entities, context) {
  const fragment = document.createDocumentFragment();
  const ordered = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  fill(fragment, text, ordered, 0, text.length, context);
  return fragment;
}
