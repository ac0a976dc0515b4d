import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import i18next from 'i18next';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import { NewLeadPage } from './NewLead';

const me = { id: 'p1', name: '林晓', login: 'rep', roles: ['REP'], region: 'east' } as unknown as Me;
const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../../../forms/lead-quick-create.form'), 'utf8'),
) as { components: object[] };
const choice = (label: string, value: string) => ({ label, value });
const form = {
  formId: 'lead-quick-create',
  version: 4,
  // Its owner has drawn one field more.
  schema: {
    ...schema,
    components: [...schema.components, { type: 'textfield', id: 'own', key: 'own', label: '楼层' }],
  },
  data: {
    sources: [choice('手工录入', 'manual'), choice('官网表单', 'site-form')],
    intents: [choice('高意向', 'high'), choice('低意向', 'low')],
    regions: [choice('华东', 'east')],
    industries: [],
    companySizes: [],
  },
};

let asked: { path: string; body: unknown; headers: Record<string, string> }[];
let answer: () => Promise<Response>;

const page = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider value={me}>
        <App>
          <MemoryRouter initialEntries={['/leads/new?name=赵敏']}>
            <Routes>
              <Route path="/leads/new" element={<NewLeadPage />} />
              <Route path="/leads/:id" element={<p>已打开</p>} />
            </Routes>
          </MemoryRouter>
        </App>
      </SessionProvider>
    </QueryClientProvider>,
  );

const labelled = (label: RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const type = async (label: RegExp, value: string) => {
  const field = await labelled(label);
  fireEvent.input(field, { target: { value } });
  fireEvent.blur(field);
};

const save = () => screen.getByRole<HTMLButtonElement>('button', { name: '保存线索' });

async function fillIn() {
  await type(/^手机或电话/, '138 0013 8000');
  fireEvent.click(screen.getByLabelText(/^高意向/));
  fireEvent.click(screen.getByRole('button', { name: '明天 10:00' }));
}

describe('the page for a new lead', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    localStorage.clear();
    vi.setSystemTime(new Date(2026, 11, 1, 9, 0));
    document.cookie = 'XSRF-TOKEN=t';
    asked = [];
    answer = () => Promise.resolve(new Response(JSON.stringify({ id: 'l1' }), { status: 201 }));
    vi.stubGlobal('fetch', (path: string, { method, body, headers }: RequestInit) => {
      if (method === 'POST') {
        asked.push({ path, body: JSON.parse(body as string), headers: headers as Record<string, string> });
        return answer();
      }
      const found = path.startsWith('/api/leads/form')
        ? form
        : path.startsWith('/api/leads/destination')
          ? { destination: 'ME', mayKeep: true }
          : [];
      return Promise.resolve(new Response(JSON.stringify(found)));
    });
  });
  afterEach(async () => {
    cleanup();
    vi.unstubAllGlobals();
    vi.useRealTimers();
    await i18next.changeLanguage('zh-CN');
  });

  it('is the form of its owner, and sends what was filled in', async () => {
    page();
    expect((await labelled(/^客户姓名/)).value).toBe('赵敏');
    expect((await labelled(/^手机或电话/)).inputMode).toBe('tel');
    await fillIn();
    await type(/^楼层/, '9');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^时间/).value).toBe('10:00'));
    fireEvent.click(save());

    expect(await screen.findByText('已打开')).toBeTruthy();
    expect(asked.map(({ body }) => body)).toEqual([
      {
        name: '赵敏',
        phone: '138 0013 8000',
        source: 'manual',
        intent: 'high',
        nextFollowUpAt: new Date(2026, 11, 2, 10, 0).toISOString(),
        own: '9',
      },
    ]);
  });

  it('says at a field what is missing there and asks nothing of the server', async () => {
    page();
    await labelled(/^手机或电话/);
    fireEvent.click(save());
    await waitFor(() => expect(document.querySelectorAll('.fjs-form-field.fjs-has-errors')).toHaveLength(3));
    expect(screen.getAllByText('请填写这一项。')).toHaveLength(3);
    expect(asked).toEqual([]);
  });

  it('shows a refusal at the field that it names, and keeps what was typed', async () => {
    answer = () =>
      Promise.resolve(
        new Response(
          JSON.stringify({
            detail: '有一项不对。',
            errors: [
              { field: 'phone', message: '这不是电话号码。' },
              { field: 'utm', message: '太长了。' },
            ],
          }),
          { status: 400 },
        ),
      );
    page();
    await fillIn();
    fireEvent.click(save());
    const complaint = await screen.findByText('这不是电话号码。');
    expect(complaint.closest('.fjs-form-field')?.textContent).toContain('手机或电话');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('utm: 太长了。'));
    expect((await labelled(/^手机或电话/)).value).toBe('138 0013 8000');
  });

  it('sends the same lead under the same key after a lost answer, and another one under another', async () => {
    answer = () => Promise.reject(new TypeError('gone'));
    page();
    await fillIn();
    const button = save();
    for (let times = 1; times <= 2; times++) {
      await waitFor(() => expect(button.className).not.toContain('loading'));
      fireEvent.click(button);
      await waitFor(() => expect(asked).toHaveLength(times));
    }
    await waitFor(() => expect(button.className).not.toContain('loading'));
    await type(/^楼层/, '12');
    fireEvent.click(button);
    await waitFor(() => expect(asked).toHaveLength(3));
    const keys = asked.map(({ headers }) => headers['Idempotency-Key']);
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('is in the language of the reader, who keeps what was typed when it changes', async () => {
    page();
    await type(/^手机或电话/, '138 0013 8000');
    await waitFor(() => expect(localStorage.getItem('baton.draft.p1.new-lead')).toContain('138 0013 8000'));
    await i18next.changeLanguage('en');
    await waitFor(async () => expect((await labelled(/^Phone/)).value).toBe('138 0013 8000'));
    expect((await labelled(/^Customer name/)).value).toBe('赵敏');
    expect(screen.queryByText(/客户姓名/)).toBeNull();
  });
});
