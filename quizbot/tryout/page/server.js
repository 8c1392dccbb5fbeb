// Calls to the server that delivered this page; each carries the page's session token.

const session = document.querySelector('meta[name="session"]').content;

/** The server did not do what was asked; `message` is for the person, `status` is HTTP's (0: not reached). */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function fetched(path, options = {}) {
  let response;
  try {
    response = await fetch(`/api/${path}`, {
      ...options,
      headers: { ...options.headers, 'X-Quizbot-Session': session },
      cache: 'no-store',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, 'The server does not answer. Is quizbot still running?');
  }
  if (!response.ok) throw new Refused(response.status, (await response.text()) || `The server answered ${response.status}.`);
  return response;
}

/** What the server knows, as JSON. */
export async function get(path, signal) {
  return (await fetched(path, { signal })).json();
}

/** Ask the server to do something; its answer, as JSON. */
export async function post(path, body = {}) {
  const headers = { 'Content-Type': 'application/json' };
  return (await fetched(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

/** Send a file's bytes. */
export async function upload(path, file) {
  const headers = { 'Content-Type': file.type || 'application/octet-stream' };
  const named = `${path}?name=${encodeURIComponent(file.name)}`;
  return (await fetched(named, { method: 'POST', headers, body: file })).json();
}

const blobs = new Map();

/** A blob: address of a file in the chat, fetched once. */
export function blobAddress(path) {
  if (!blobs.has(path)) {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const address = fetched(`files/${encoded}`)
      .then((response) => response.blob())
      .then((blob) => URL.createObjectURL(blob));
    address.catch(() => blobs.delete(path));
    blobs.set(path, address);
  }
  return blobs.get(path);
}
