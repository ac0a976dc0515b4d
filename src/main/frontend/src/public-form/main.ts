import './form.css';
import { texts } from './texts';

// A visitor's page: no framework, a few kilobytes. Campaigns link to it with `?lang=` and `utm_…` parameters.

type Language = keyof typeof texts;

const root = document.getElementById('form')!;
const asked = new URLSearchParams(location.search);
let language: Language = languageOf(asked.get('lang') ?? navigator.language);
let values: Record<string, string> = {};
// One submission for one visit: a double click or a repeat after a lost answer makes one lead.
const submission = newKey();

function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function newKey(): string {
  // Not randomUUID, which is missing over plain HTTP.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function field(name: string, input: HTMLElement, label: string, optional = false) {
  input.id = name;
  input.setAttribute('name', name);
  input.setAttribute('aria-describedby', `${name}-error`);
  const caption = make('label', { for: name }, label);
  if (optional) {
    caption.append(make('span', { class: 'optional' }, texts[language].optional));
  }
  return make(
    'div',
    { class: 'field' },
    caption,
    input,
    make('p', { id: `${name}-error`, class: 'error', role: 'alert' }),
  );
}

function show() {
  const t = texts[language];
  document.documentElement.lang = language;
  document.title = t.title;
  const select = make(
    'select',
    {},
    ...Object.entries(t.intents).map(([value, text]) => make('option', { value }, text)),
  );
  const other = make(
    'button',
    { type: 'button', class: 'language', lang: language === 'en' ? 'zh-CN' : 'en' },
    t.other,
  );
  const send = make('button', { type: 'submit', class: 'send' }, t.send);
  const form = make(
    'form',
    { novalidate: '' },
    field('name', make('input', { autocomplete: 'name', maxlength: '200', required: '' }), t.name),
    field('phone', make('input', { type: 'tel', autocomplete: 'tel', maxlength: '40', required: '' }), t.phone),
    field('company', make('input', { autocomplete: 'organization', maxlength: '200' }), t.company, true),
    field('intent', select, t.intent),
    field('message', make('textarea', { rows: '3', maxlength: '1000' }), t.message, true),
    // Nobody sees this field; what fills it in is a machine.
    make(
      'div',
      { class: 'trap', 'aria-hidden': 'true' },
      make('label', { for: 'website' }, 'Website'),
      make('input', { id: 'website', name: 'website', tabindex: '-1', autocomplete: 'off' }),
    ),
    make('p', { class: 'error', id: 'form-error', role: 'alert' }),
    send,
  );
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements.namedItem(name) as HTMLInputElement | null;
    if (input) {
      input.value = value;
    }
  }
  if (!values.intent) {
    select.value = 'medium';
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(form, send);
  });
  form.addEventListener('input', ({ target }) => absolve(target as HTMLElement));
  other.addEventListener('click', () => {
    values = read(form);
    language = language === 'en' ? 'zh-CN' : 'en';
    show();
  });
  root.replaceChildren(make('h1', {}, t.title), make('p', { class: 'intro' }, t.text), form, other);
}

function read(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
}

function complain(name: string, message: string) {
  const place = document.getElementById(`${name}-error`) ?? document.getElementById('form-error')!;
  place.textContent = [place.textContent, message].filter(Boolean).join(' ');
  const input = document.getElementById(name);
  input?.setAttribute('aria-invalid', 'true');
}

/** Whoever corrects a field need not read on about what was wrong with it. */
function absolve(input: HTMLElement) {
  input.removeAttribute('aria-invalid');
  const place = document.getElementById(`${input.id}-error`);
  if (place) {
    place.textContent = '';
  }
}

async function submit(form: HTMLFormElement, send: HTMLButtonElement) {
  const t = texts[language];
  form.querySelectorAll('.error').forEach((place) => (place.textContent = ''));
  form.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
  const given = read(form);
  const missing = ['name', 'phone'].filter((name) => !given[name]);
  missing.forEach((name) => complain(name, t.required));
  if (missing.length > 0) {
    document.getElementById(missing[0])?.focus();
    return;
  }
  send.disabled = true;
  send.textContent = t.sending;
  try {
    const utm = Object.fromEntries(
      [...asked].filter(([name]) => name.startsWith('utm_')).map(([name, value]) => [name.slice(4), value]),
    );
    const response = await fetch('/public/leads', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
      body: JSON.stringify({
        ...without(given),
        submission,
        landingPage: location.href.slice(0, 500),
        ...(document.referrer ? { referrer: document.referrer.slice(0, 500) } : {}),
        ...(Object.keys(utm).length ? { utm } : {}),
      }),
    });
    if (response.ok) {
      const { reference } = (await response.json().catch(() => ({}))) as { reference?: string };
      root.replaceChildren(
        make(
          'div',
          { class: 'sent', role: 'status' },
          make('h1', {}, t.sent),
          make('p', { class: 'intro' }, t.sentText),
          ...(reference ? [make('p', { class: 'reference' }, t.reference, make('strong', {}, reference))] : []),
        ),
      );
      return;
    }
    const problem = (await response.json().catch(() => ({}))) as {
      title?: string;
      detail?: string;
      remedy?: string;
      errors?: { field: string; message: string; remedy?: string }[];
    };
    (problem.errors ?? []).forEach((error) =>
      complain(error.field, [error.message, error.remedy].filter(Boolean).join(' ')),
    );
    if (!problem.errors?.length) {
      complain('form', problem.detail ?? problem.title ?? t.unreachable);
    }
    form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  } catch {
    complain('form', t.unreachable);
  }
  send.disabled = false;
  send.textContent = t.send;
}

function without(given: Record<string, string>) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

show();
