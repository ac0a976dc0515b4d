import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import type { Debt } from './api';
import { Debts } from './Debts';

const legal = { id: 'p3', name: '严法务' };
const me = { ...legal, login: 'legal', roles: ['LEGAL'], region: null } as unknown as Me;

const debt: Debt = {
  id: 'g1',
  dealId: 'd1',
  name: '海蓝智能二期',
  region: 'east',
  purpose: 'SKIP_APPROVAL',
  skipped: [{ key: 'legal', name: '法务' }],
  reason: '客户月底停机',
  debtor: legal,
  grantedByName: '顾建国',
  grantedAt: '2026-11-10T02:00:00Z',
  dueAt: '2026-11-13T02:00:00Z',
  state: 'ESCALATED',
  paidAt: null,
  explanation: null,
  overdueWorkingDays: 5,
  interest: 10,
  mayExplain: true,
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
                <Route path="/debts" element={<Debts />} />
              </Routes>
            </MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('debts', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    localStorage.clear();
    fetched.mockImplementation((path: string, init: RequestInit) => {
      if (init.method === 'POST') {
        return Promise.resolve(new Response(null, { status: 202 }));
      }
      return Promise.resolve(json(path === '/api/debts' ? [debt] : []));
    });
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('shows how late a debt is and what it costs, and takes its explanation', async () => {
    visit('/debts');
    expect(await screen.findByText(/逾期 5 个工作日，计 10 点/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '补写说明' }));
    fireEvent.change(screen.getByLabelText('说明'), { target: { value: '停机窗口只有一天' } });
    fireEvent.click(screen.getByRole('button', { name: '提交说明' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0][0]).toBe('/api/debts/g1/explanation');
  });
});
