import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import { DuplicatesPage } from './Duplicates';

const side = (id: string, name: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'ORGANISATION',
  name,
  aliases: [],
  uscc: null,
  legalPerson: '王强',
  address: null,
  region: 'south',
  industry: null,
  contacts: [{ id: `k-${id}`, name: '张伟', phone: '13912345678', email: null, role: null }],
  leads: 2,
  updatedAt: '2026-03-01T02:00:00Z',
  ...more,
});

const first = {
  id: 'd1',
  one: side('c1', '苏州云帆精密有限公司'),
  other: side('c2', '苏州云凡精密有限公司', { updatedAt: '2026-03-02T02:00:00Z', legalPerson: '李强' }),
  score: 0.96,
  outcome: 'ONE_CLICK',
  parts: { phone: 1, company: 0.91 },
  reasons: ['SAME_SOUND'],
};

const second = {
  ...first,
  id: 'd2',
  one: side('c3', '杭州青石贸易有限公司'),
  other: side('c4', '杭州青石国际贸易有限公司'),
  score: 0.88,
  outcome: 'REVIEW',
};

const sent: { path: string; body: unknown }[] = [];
let pairs: (typeof first)[] = [];
let refusal: Response | undefined;

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ConfigProvider>
        <App>
          <MemoryRouter>
            <DuplicatesPage />
          </MemoryRouter>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  );

const row = (name: string | RegExp) => screen.getByRole('rowheader', { name }).closest('tr')!;

/** Where the focus is, as somebody without a mouse would type. */
const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });

describe('the review of duplicates (DQ-12)', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    sent.length = 0;
    pairs = [first, second];
    refusal = undefined;
    document.cookie = 'XSRF-TOKEN=token';
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
      const path = String(input instanceof Request ? input.url : input);
      if (init?.method === 'POST') {
        sent.push({ path, body: JSON.parse(String(init.body)) });
        if (refusal) {
          return Promise.resolve(refusal);
        }
        pairs = pairs.filter((pair) => !path.includes(pair.id));
        return Promise.resolve(new Response(null, { status: 204 }));
      }
      return Promise.resolve(
        Response.json(
          path.includes('/merges')
            ? [
                { id: 'm2', state: 'MERGED' },
                { id: 'm1', state: 'UNDONE' },
              ]
            : path.includes('/api/duplicates')
              ? { pairs, more: false }
              : { regions: [{ code: 'south', nameZh: '华南', nameEn: 'South' }] },
        ),
      );
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('shows two side by side: what differs is marked, what agrees is dimmed, and the score has its parts', async () => {
    show();
    expect(await screen.findByText(/第 1 对，共 2 对/)).toBeTruthy();
    expect(row(/^名称/).className).toContain('differs');
    expect(within(row(/^法定代表人/)).getByText('不一致')).toBeTruthy();
    expect(row('地区').className).toContain('agrees');
    expect(row('联系人').className).toContain('agrees');
    expect(screen.queryByRole('rowheader', { name: /统一社会信用代码/ })).toBeNull();
    expect(screen.getByText('96 %')).toBeTruthy();
    const parts = within(screen.getByRole('list', { name: '得分构成' }));
    expect(parts.getAllByRole('listitem').map((part) => part.textContent)).toEqual(['电话100 %', '公司名称91 %']);
    expect(screen.getByText('名称同音')).toBeTruthy();
    const stands = screen.getByText('合并后保留').closest('th')!;
    expect(within(stands).getByRole('link').textContent).toBe('苏州云凡精密有限公司');
  });

  it('is worked through by keyboard alone: another pair, not the same, merge, and the merge undone', async () => {
    show();
    await screen.findByText(/第 1 对，共 2 对/);
    press('ArrowDown');
    expect(await screen.findByText(/第 2 对，共 2 对/)).toBeTruthy();
    press('n');
    expect(await screen.findByText(/第 1 对，共 1 对/)).toBeTruthy();
    press('m');
    expect(await screen.findByText('没有待判断的重复客户')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('已合并为一个客户');
    press('u');
    await waitFor(() => expect(screen.queryByText(/已合并为一个客户/)).toBeNull());
    expect(sent).toEqual([
      { path: '/api/duplicates/d2/decision', body: { decision: 'NOT_SAME' } },
      { path: '/api/duplicates/d1/decision', body: { decision: 'SAME' } },
      { path: '/api/merges/m2/undo', body: {} },
    ]);
  });

  it('takes no letter for a decision that is typed elsewhere or with another key held', async () => {
    show();
    await screen.findByText(/第 1 对，共 2 对/);
    fireEvent.keyDown(document.body, { key: 'm' });
    fireEvent.keyDown(document.activeElement!, { key: 'm', ctrlKey: true });
    fireEvent.keyDown(document.activeElement!, { key: 'r', repeat: true });
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: /以后再看/ }));
    expect(await screen.findByText(/第 1 对，共 1 对/)).toBeTruthy();
    expect(sent).toEqual([{ path: '/api/duplicates/d1/decision', body: { decision: 'LATER' } }]);
  });

  it('says a refusal in the words of the server and keeps the pair', async () => {
    refusal = Response.json(
      { status: 409, code: 'customers-have-different-codes', title: '统一社会信用代码不同', detail: '是两家企业。' },
      { status: 409, headers: { 'Content-Type': 'application/problem+json' } },
    );
    show();
    await screen.findByText(/第 1 对，共 2 对/);
    press('m');
    expect(await screen.findByText(/是两家企业/)).toBeTruthy();
    expect(screen.getByText(/第 1 对，共 2 对/)).toBeTruthy();
    expect(screen.queryByText(/已合并为一个客户/)).toBeNull();
  });
});
