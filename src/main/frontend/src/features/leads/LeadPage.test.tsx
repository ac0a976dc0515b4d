import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import type { Lead } from './api';
import { LeadPage } from './LeadPage';

const me = { id: 'p9', name: '周主管', login: 'manager', roles: ['SUPERVISOR'], region: 'east' } as unknown as Me;

const lead = {
  id: 'l1',
  name: '常鹏飞',
  status: 'ASSIGNED',
  source: 'site-form',
  phone: '13923230103',
  owner: { id: 'p1', name: '胡秀英' },
  utm: { source: 'baidu', medium: 'cpc' },
  sourceMeta: { channel: 'public-form', message: '想约演示', budget_range: '50-100' },
  receivedAt: '2026-11-30T01:00:00Z',
  windowDueAt: '2026-11-30T02:00:00Z',
  notices: [],
  mine: false,
  canTransfer: true,
  canReturn: false,
  dealId: null,
  undoUntil: null,
} as unknown as Lead;

const receivers = [
  { id: 'p2', name: '梁雨桐', region: 'east', onLeave: false, receivesLeads: true, openLeads: 2 },
  { id: 'p3', name: '陈明', region: 'east', onLeave: true, receivesLeads: true, openLeads: 7 },
  { id: 'p1', name: '胡秀英', region: 'east', onLeave: false, receivesLeads: true, openLeads: 9 },
];

const sent: { path: string; body: unknown }[] = [];
let shown: Lead;

function visit() {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider value={me}>
            <MemoryRouter initialEntries={['/leads/l1']}>
              <Routes>
                <Route path="/leads/:id" element={<LeadPage />} />
              </Routes>
            </MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('the page of a lead', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    sent.length = 0;
    shown = lead;
    document.cookie = 'XSRF-TOKEN=t';
    vi.stubGlobal('fetch', (path: string, { method, body }: { method?: string; body?: string } = {}) => {
      if (method && method !== 'GET') {
        sent.push({ path, body: body ? (JSON.parse(body) as unknown) : undefined });
        return Promise.resolve(new Response(null, { status: 204 }));
      }
      const answers: Record<string, unknown> = {
        '/api/leads/l1': shown,
        '/api/leads/l1/receivers': receivers,
        '/api/leads/l1/timeline': [
          { at: '2026-11-30T03:00:00Z', kind: 'DEAL_OPENED', by: null, detail: { dealId: 'd1' } },
          { at: '2026-11-30T02:00:00Z', kind: 'SOMETHING_NEW', by: null, detail: {} },
        ],
        '/api/leads/l1/assignments': [],
        '/api/reference': { sources: [{ code: 'site-form', nameZh: '官网表单', nameEn: 'Site form' }] },
      };
      const found = answers[path];
      return Promise.resolve(new Response(JSON.stringify(found ?? {}), { status: found ? 200 : 404 }));
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('begins with what the customer wrote, and no name of a program stands beside it', async () => {
    visit();
    const words = await screen.findByRole('region', { name: '客户留言' });
    expect(within(words).getByText('想约演示')).toBeTruthy();
    const origin = screen.getByRole('region', { name: '来源信息' });
    expect(within(origin).getByText('公开表单')).toBeTruthy();
    expect(within(origin).getByText('推广来源').nextSibling?.textContent).toBe('baidu');
    for (const code of ['message', 'channel', 'public-form', 'medium']) {
      expect(screen.queryByText(code)).toBeNull();
    }
    expect(within(origin).getByText('budget_range').closest('details')?.open).toBe(false);
    expect(await screen.findByText('流程有了进展')).toBeTruthy();
    expect(document.title).toBe('常鹏飞 · 接力');
  });

  it('of a lead that led to a deal links to it and offers no other', async () => {
    shown = { ...lead, status: 'QUALIFIED', dealId: 'd1' };
    visit();
    const history = await screen.findByRole('region', { name: '经过' });
    expect((await within(history).findByRole('link', { name: '查看商机' })).getAttribute('href')).toBe('/deals/d1');
    const actions = screen.getByRole('toolbar');
    expect(
      within(actions)
        .getByRole('link', { name: /查看商机/ })
        .getAttribute('href'),
    ).toBe('/deals/d1');
    expect(screen.queryByText('转为商机')).toBeNull();
  });

  it('offers to make the deal where there is none', async () => {
    shown = { ...lead, status: 'QUALIFIED' };
    visit();
    const offer = await screen.findByRole('button', { name: /转为商机/ });
    expect(offer.closest('a')?.getAttribute('href')).toBe('/deals/new?lead=l1');
  });

  it('passes the lead on only when the chosen name is confirmed, with a way back', async () => {
    visit();
    fireEvent.click(await screen.findByRole('button', { name: /转给同事/ }));
    const dialog = await screen.findByRole('dialog');
    const names = await within(dialog).findAllByRole('radio');
    expect(names).toHaveLength(2);
    expect(names[0].closest('label')?.textContent).toContain('在手 2 条');
    expect(names[1].closest('label')?.textContent).toContain('休假');
    expect(within(dialog).queryByLabelText('原因')).toBeNull();

    fireEvent.click(names[0]);
    expect(sent).toEqual([]);
    fireEvent.change(within(dialog).getByLabelText('原因'), { target: { value: '更近' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '转给 梁雨桐' }));

    fireEvent.click(await screen.findByRole('button', { name: '撤回转交' }));
    expect(await screen.findByText('已撤回，退还给原负责人')).toBeTruthy();
    expect(sent).toEqual([
      { path: '/api/leads/l1/transfer', body: { toPersonId: 'p2', reason: '更近' } },
      { path: '/api/leads/l1/transfer/undo', body: undefined },
    ]);
  });

  it('has the way back for as long as the server says', async () => {
    shown = { ...lead, undoUntil: new Date(Date.now() + 60_000).toISOString() };
    visit();
    expect(await screen.findByRole('button', { name: /撤回转交/ })).toBeTruthy();
  });
});
