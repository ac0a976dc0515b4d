import { observeServerDate } from '@/shared/lib/serverClock';
import { Problem, Unreachable, problemOf } from './problem';

type Listener = () => void;

let onExpired: Listener = () => {};
let language = 'zh-CN';

/** Called whenever the server no longer knows the session. */
export function whenSessionExpires(listener: Listener) {
  onExpired = listener;
}

export function speak(to: string) {
  language = to;
}

export function csrfToken(): string | undefined {
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : undefined;
}

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Bytes, as they are. */
  raw?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  keepalive?: boolean;
  /** A wrong password is no expired session. */
  signingIn?: boolean;
}

export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const method = options.method ?? 'GET';
  if (method !== 'GET' && !csrfToken()) {
    // The first request of a browser brings the cookie.
    await send('/api/me', { signal: options.signal }).catch(() => undefined);
  }
  const before = csrfToken();
  let response = await send(path, options);
  if (response.status === 403 && method !== 'GET' && csrfToken() !== before) {
    // The token was renewed between two requests (a sign-in in another tab): the same act, once more.
    response = await send(path, options);
  }
  if (response.status === 401 && !options.signingIn) {
    onExpired();
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  if (response.status === 204 || response.headers.get('Content-Length') === '0') {
    return undefined as T;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function send(path: string, { method = 'GET', body, raw, headers, signal, keepalive }: Options): Promise<Response> {
  const token = csrfToken();
  const asked = Date.now();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      keepalive,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': language,
        'X-Requested-With': 'XMLHttpRequest',
        ...(raw ? { 'Content-Type': 'application/octet-stream' } : {}),
        ...(body !== undefined ? { 'Content-Type': 'application/json' } : {}),
        ...(method !== 'GET' && token ? { 'X-XSRF-TOKEN': token } : {}),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new Unreachable();
  }
  observeServerDate(response.headers.get('Date'), asked, Date.now());
  return response;
}

/** Saves what the server has under an address in another form than JSON. */
export async function download(path: string, type: string, name: string): Promise<void> {
  const response = await send(path, { headers: { Accept: `${type}, application/problem+json` } });
  if (response.status === 401) {
    onExpired();
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file goes by XMLHttpRequest: fetch cannot tell how much of it has left. */
export function upload<T>(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((done, failed) => {
    const wire = new XMLHttpRequest();
    wire.open('POST', path);
    wire.setRequestHeader('Accept', 'application/json, application/problem+json');
    wire.setRequestHeader('Accept-Language', language);
    const token = csrfToken();
    if (token) {
      wire.setRequestHeader('X-XSRF-TOKEN', token);
    }
    wire.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    wire.onerror = () => failed(new Unreachable());
    wire.onabort = () => failed(new DOMException('aborted', 'AbortError'));
    signal?.addEventListener('abort', () => wire.abort());
    wire.onload = () => {
      let answer: unknown;
      try {
        answer = wire.responseText ? JSON.parse(wire.responseText) : undefined;
      } catch {
        answer = undefined;
      }
      if (wire.status >= 200 && wire.status < 300) {
        done(answer as T);
        return;
      }
      if (wire.status === 401) {
        onExpired();
      }
      failed(new Problem(wire.status, (answer ?? {}) as object));
    };
    wire.send(form);
  });
}

export const get =
  <T>(path: string) =>
  ({ signal }: { signal: AbortSignal }) =>
    request<T>(path, { signal });

export const query = (values: Record<string, string | number | null | undefined>) => {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return parts.length ? `?${parts.join('&')}` : '';
};
