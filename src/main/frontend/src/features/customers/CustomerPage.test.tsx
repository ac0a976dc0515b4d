import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import { Candidates } from './Candidates';
import { CustomerPage } from './CustomerPage';
import { InquiredBefore } from './InquiredBefore';

const customer = {
  id: 'c1',
  type: 'ORGANISATION',
  name: '苏州云帆精密有限公司',
  aliases: ['苏州云帆精密'],
  uscc: null,
  taxNumber: null,
  legalPerson: null,
  address: null,
  region: 'south',
  industry: null,
  contacts: [{ id: 'k1', name: '张伟', phone: '13912345678', email: null, role: null }],
  leads: [
    {
      leadId: 'l1',
      name: '张伟',
      source: 'douyin',
      status: 'ASSIGNED',
      arrivedAt: '2026-03-03T02:00:00Z',
      owner: '李娜',
      dealId: null,
    },
  ],
  sources: 1,
  owner: '李娜',
  suspects: [{ id: 'c2', name: '苏州云凡精密有限公司' }],
  timeline: [
    {
      at: '2026-03-04T02:00:00Z',
      kind: 'CORRECTED',
      by: '李娜',
      source: null,
      field: 'contactPhone',
      before: '+8613900000001',
      after: '+8613912345678',
    },
    {
      at: '2026-03-03T02:00:00Z',
      kind: 'INQUIRY',
      by: null,
      source: 'douyin',
      field: null,
      before: null,
      after: null,
    },
  ],
};

const merges = [
  {
    id: 'm1',
    survivor: { id: 'c1', name: '苏州云帆精密有限公司' },
    losers: [{ id: 'c4', name: '苏州云帆' }],
    state: 'MERGED',
    by: '周主管',
    at: '2026-03-05T02:00:00Z',
    undoneBy: null,
    undoneAt: null,
    conflicts: [{ field: 'address', stands: '园区 1 号', other: '园区 2 号' }],
    mayUndo: true,
  },
];

const me = { id: 'p1', name: '李娜', roles: ['REP'], region: 'south' } as unknown as Me;
const sent: { path: string; body: unknown }[] = [];
let answers: Record<string, unknown> = {};

const show = (page: React.ReactNode, at = '/') =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ConfigProvider>
        <App>
          <SessionProvider value={me}>
            <MemoryRouter initialEntries={[at]}>
              <Routes>
                <Route path="/customers/:id" element={page} />
                <Route path="*" element={page} />
              </Routes>
            </MemoryRouter>
          </SessionProvider>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  );

describe('a customer', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    sent.length = 0;
    answers = {};
    document.cookie = 'XSRF-TOKEN=token';
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
      const path = String(input instanceof Request ? input.url : input);
      if (init?.method === 'POST') {
        sent.push({ path, body: init.body ? JSON.parse(String(init.body)) : undefined });
        return Promise.resolve(Response.json({ id: 'm1' }, { status: 202 }));
      }
      if (init?.method === 'PUT') {
        sent.push({ path, body: JSON.parse(String(init.body)) });
        return Promise.resolve(Response.json({ ...customer, legalPerson: '王强' }));
      }
      const found = Object.entries(answers).find(([part]) => path.includes(part));
      return Promise.resolve(
        Response.json(
          found
            ? found[1]
            : path.endsWith('/merges')
              ? merges
              : path.includes('/api/customers/')
                ? customer
                : { sources: [{ code: 'douyin', nameZh: '抖音线索', nameEn: 'Douyin lead' }] },
        ),
      );
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('shows its leads with their sources, who looks after it and what was corrected', async () => {
    show(<CustomerPage />, '/customers/c1');
    expect(await screen.findByRole('heading', { level: 1, name: '苏州云帆精密有限公司' })).toBeTruthy();
    expect(await screen.findByText(/1 条线索，1 个来源/)).toBeTruthy();
    expect(await screen.findByText('咨询 · 抖音线索')).toBeTruthy();
    expect(screen.getByText('李娜 更正了联系人电话')).toBeTruthy();
    expect(screen.getByText('+8613900000001 → +8613912345678')).toBeTruthy();
    expect(screen.getByRole('link', { name: '苏州云凡精密有限公司' }).getAttribute('href')).toBe('/customers/c2');
  });

  it('is corrected with what was changed and nothing else', async () => {
    show(<CustomerPage />, '/customers/c1');
    fireEvent.click((await screen.findAllByRole('button', { name: '更 正' }))[0]!);
    fireEvent.change(screen.getByLabelText('法定代表人'), { target: { value: '王强' } });
    fireEvent.click(screen.getByRole('button', { name: '保 存' }));
    expect(await screen.findByText('王强')).toBeTruthy();
    expect(sent).toEqual([{ path: '/api/customers/c1', body: { legalPerson: '王强' } }]);
  });

  it('is merged with one that may be the same after it was said what that means', async () => {
    show(<CustomerPage />, '/customers/c1');
    fireEvent.click(await screen.findByRole('button', { name: '把“苏州云凡精密有限公司”合并到这里' }));
    expect((await screen.findAllByText('把“苏州云凡精密有限公司”并入“苏州云帆精密有限公司”？')).length).toBeGreaterThan(
      0,
    );
    fireEvent.click(screen.getAllByRole('button', { name: '合并到这里' }).at(-1)!);
    await waitFor(() => expect(sent).toEqual([{ path: '/api/customers/c1/merge', body: { loserIds: ['c2'] } }]));
  });

  it('says what it was made of and what was said differently, and is taken apart again', async () => {
    show(<CustomerPage />, '/customers/c1');
    expect(await screen.findByText('“苏州云帆”并入“苏州云帆精密有限公司”')).toBeTruthy();
    expect(screen.getByText('园区 1 号')).toBeTruthy();
    expect(screen.getByText('（另一个：园区 2 号）')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '撤销合并' }));
    fireEvent.click((await screen.findAllByRole('button', { name: '撤销合并' })).at(-1)!);
    await waitFor(() => expect(sent).toEqual([{ path: '/api/merges/m1/undo', body: undefined }]));
  });

  it('that asked before is named on the page of a lead, with whom to speak to', async () => {
    answers = {
      'of-lead': {
        id: 'c1',
        name: '苏州云帆精密有限公司',
        earlier: [{ at: '2026-03-03T02:00:00Z', source: 'douyin', status: 'ASSIGNED', owner: '王芳', leadId: null }],
      },
    };
    show(<InquiredBefore lead="l2" />);
    expect(await screen.findByText(/已通过抖音线索咨询过 · 由王芳负责/)).toBeTruthy();
  });

  it('is shown beside a new lead; of a colleague only who looks after it', async () => {
    answers = {
      candidates: [
        { customerId: 'c1', name: '苏州云帆精密有限公司', class: 'SAME', score: 0.99, owner: '李娜', records: 1 },
        { customerId: 'c3', name: null, class: 'ONE_CLICK', score: 0.97, owner: '王芳', records: 0 },
      ],
    };
    show(<Candidates phone="13912345678" />);
    await waitFor(() => expect(screen.getByText('苏州云帆精密有限公司')).toBeTruthy(), { timeout: 3000 });
    expect(screen.getByText(/是同一个客户 · 由李娜负责/)).toBeTruthy();
    expect(screen.getByText('别的同事的客户')).toBeTruthy();
    expect(screen.getByText(/很可能是同一个客户 · 由王芳负责/)).toBeTruthy();
  });
});
