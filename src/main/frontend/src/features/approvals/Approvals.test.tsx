import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import type { Approval } from './api';
import { ApprovalPage, Approvals } from './Approvals';

const legal = { id: 'p3', name: '严法务' };
const owner = { id: 'p1', name: '林晓' };
const me = { ...legal, login: 'legal', roles: ['LEGAL'], region: null } as unknown as Me;

const approval: Approval = {
  id: 'a1',
  kind: 'CONTRACT',
  outcome: 'OPEN',
  contractId: 'c1',
  title: '海蓝智能年度合同',
  openedAt: '2026-11-20T02:00:00Z',
  decidedAt: null,
  reason: null,
  notices: ['EMPTY_CHAIN'],
  noticeTexts: ['审批链是空的，已交给兜底审批人。'],
  steps: [
    {
      id: 's1',
      key: 'legal',
      name: '法务',
      state: 'OPEN',
      needed: 1,
      dueAt: '2026-11-21T02:00:00Z',
      seats: [
        { person: 'p3', name: '严法务', insteadOf: null, because: null, vote: null, comment: null, votedAt: null },
      ],
    },
    { id: 's2', key: 'finance', name: '财务', state: 'SKIPPED', needed: 1, dueAt: null, seats: [] },
  ],
  dealId: 'd1',
  dealName: '海蓝智能二期',
  amount: 480000,
  currency: 'CNY',
  discount: 0.05,
  contractType: 'SaaS',
  owner,
  requestedBy: owner,
  overdueAt: null,
  durationSeconds: 7200,
  questions: [],
  calls: [],
  mine: { canVote: true, canAsk: true, taskId: 't1' },
};

const fetched = vi.fn();
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const sent = () => (fetched.mock.calls as [string, RequestInit][]).filter(([, init]) => init.method === 'POST');

function visit(path: string) {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider value={me}>
            <MemoryRouter initialEntries={[path]}>
              <Routes>
                <Route path="/approvals" element={<Approvals />} />
                <Route path="/approvals/:id" element={<ApprovalPage />} />
              </Routes>
            </MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('approvals', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    localStorage.clear();
    fetched.mockImplementation((path: string, init: RequestInit) => {
      if (init.method === 'POST') {
        return Promise.resolve(new Response(null, { status: 202 }));
      }
      if (path === '/api/approvals/time-limits') {
        return Promise.resolve(json({ steps: [], others: [] }));
      }
      return Promise.resolve(
        json(path === '/api/approvals/a1' ? approval : path === '/api/approvals?mine=true' ? [approval] : []),
      );
    });
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('lists what waits for the reader, and declines only with a reason', async () => {
    visit('/approvals');
    fireEvent.click(await screen.findByRole('link', { name: /海蓝智能年度合同/ }));
    expect(await screen.findByText('审批链是空的，已交给兜底审批人。')).toBeTruthy();
    expect(screen.getByText('经绿色通道跳过')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '拒绝' }));
    expect(await screen.findByText('拒绝要写明理由。')).toBeTruthy();
    expect(sent()).toHaveLength(0);
    fireEvent.change(screen.getByLabelText(/^意见/), { target: { value: '第七条不符合范本' } });
    fireEvent.click(screen.getByRole('button', { name: '拒绝' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0][0]).toBe('/api/approvals/a1/votes');
    expect(JSON.parse(sent()[0][1].body as string)).toEqual({ vote: 'decline', comment: '第七条不符合范本' });
  });

  it('approves ten seconds later, and not if it is taken back', async () => {
    visit('/approvals/a1');
    fireEvent.click(await screen.findByRole('button', { name: '同意' }));
    expect(screen.getByText('10 秒后提交同意，之前可以撤回')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '撤回' }));
    expect(screen.getByRole('button', { name: '拒绝' })).toBeTruthy();

    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
    try {
      fireEvent.click(screen.getByRole('button', { name: '同意' }));
      for (let second = 0; second < 9; second++) {
        await act(() => vi.advanceTimersByTimeAsync(1000));
      }
      expect(sent()).toHaveLength(0);
      await act(() => vi.advanceTimersByTimeAsync(1000));
      await waitFor(() => expect(sent()).toHaveLength(1));
    } finally {
      vi.useRealTimers();
    }
    expect(JSON.parse(sent()[0][1].body as string)).toEqual({ vote: 'approve' });
  });

  it('is not lost when whoever approved goes on to another page', async () => {
    visit('/approvals/a1');
    fireEvent.click(await screen.findByRole('button', { name: '同意' }));
    cleanup();
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0][1].keepalive).toBe(true);
  });

  it('says when a question of one’s own is still open', async () => {
    approval.questions = [
      {
        id: 'q1',
        askedBy: legal,
        askedTo: owner,
        text: '第七条为什么改了？',
        askedAt: '2026-11-20T03:00:00Z',
        dueAt: '2026-11-21T03:00:00Z',
        answer: null,
        answeredAt: null,
        nudgedAt: null,
      },
    ];
    try {
      visit('/approvals/a1');
      fireEvent.click(await screen.findByRole('button', { name: '同意' }));
      expect(await screen.findByRole('button', { name: '不等了，同意' })).toBeTruthy();
      expect(screen.getAllByText('林晓还没有回答你的问题').length).toBeGreaterThan(0);
      expect(screen.queryByText(/秒后提交同意/)).toBeNull();
      fireEvent.click(screen.getByRole('button', { name: '不等了，同意' }));
      expect(await screen.findByText(/秒后提交同意/)).toBeTruthy();
      fireEvent.click(screen.getByRole('button', { name: '撤回' }));
    } finally {
      approval.questions = [];
    }
  });
});
