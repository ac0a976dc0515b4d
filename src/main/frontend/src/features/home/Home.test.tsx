import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockerQuestions, DealCard } from '@/features/deals';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import { Home } from './Home';

const owner = { id: 'p1', name: '林晓' };
const rep = { ...owner, login: 'rep01', roles: ['REP'], region: 'east' } as unknown as Me;

const card = (id: string, name: string): DealCard => ({
  id,
  name,
  customerName: `${name}公司`,
  amount: 100,
  currency: 'CNY',
  owner,
  stage: 'first-contact',
  substate: 'material-sent',
  substateName: '已发送资料',
  dueAt: null,
  enteredAt: null,
  suspended: false,
  missingCount: 1,
  blockerWanted: true,
});

const reasons = Array.from({ length: 12 }, (_, index) => ({ key: `reason-${index}`, name: `原因${index}` }));

const fetched = vi.fn();
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
let blockers: BlockerQuestions;
let answer: () => Response;
/** The deals whose question is an open task. */
let asking: string[];

const sent = () =>
  (fetched.mock.calls as [string, RequestInit][])
    .filter(([path]) => path.endsWith('/complete'))
    .map(([path, init]) => [path, JSON.parse(init.body as string)] as const);

function visit(as: Me = rep) {
  return render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider value={as}>
            <MemoryRouter>
              <Home />
            </MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('the question why a deal stands', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    blockers = { deals: [card('d1', '海蓝智能二期'), card('d2', '远山改造')], reasons };
    asking = ['d1', 'd2'];
    answer = () => new Response(null, { status: 204 });
    fetched.mockImplementation((path: string) => {
      if (path === '/api/deals/blockers') {
        return Promise.resolve(json(blockers));
      }
      if (path.endsWith('/complete')) {
        return Promise.resolve(answer());
      }
      const tasksOf = /^\/api\/tasks\?recordId=(\w+)$/.exec(path)?.[1];
      if (tasksOf) {
        return Promise.resolve(
          json(
            asking.includes(tasksOf)
              ? [
                  { id: `stage-${tasksOf}`, elementId: 'userTask_work' },
                  { id: `t-${tasksOf}`, elementId: 'userTask_pickBlocker' },
                ]
              : [],
          ),
        );
      }
      if (path.startsWith('/api/deals/')) {
        const since = new Date(Date.now() - 4 * 86_400_000).toISOString();
        return Promise.resolve(json({ stage: { name: '初步接触' }, substateSince: since, state: 'OPEN', taskId: 't' }));
      }
      return Promise.resolve(json([]));
    });
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('pops up with one of the twelve reasons to choose, and goes on with the next deal', async () => {
    visit();
    const dialog = await screen.findByRole('dialog', { name: '这个商机卡在哪里？' });
    expect(within(dialog).getByText('海蓝智能二期')).toBeTruthy();
    expect(within(dialog).getByText('海蓝智能二期公司')).toBeTruthy();
    expect(await within(dialog).findByText('初步接触 · 已发送资料 · 4 天前开始')).toBeTruthy();
    expect(within(dialog).getAllByRole('radio')).toHaveLength(12);
    expect(within(dialog).getByText('之后还有 1 个')).toBeTruthy();
    const submit = within(dialog).getByRole('button', { name: '提交' });
    expect((submit as HTMLButtonElement).disabled).toBe(true);

    fireEvent.click(within(dialog).getByRole('radio', { name: '原因3' }));
    fireEvent.change(within(dialog).getByLabelText(/补充说明/), { target: { value: ' 等法务 ' } });
    fireEvent.click(submit);

    expect(await screen.findByText('远山改造')).toBeTruthy();
    expect(sent()).toEqual([
      ['/api/tasks/t-d1/complete', { variables: { blocker: { reason: 'reason-3', note: '等法务' } } }],
    ]);
  });

  it('is put off until the home page is opened again', async () => {
    const first = visit();
    fireEvent.click(await screen.findByRole('button', { name: '稍后' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual([]);
    first.unmount();
    visit();
    expect(await screen.findByRole('dialog')).toBeTruthy();
  });

  it('stays with what the server did not take', async () => {
    answer = () => json({ title: '没有这个原因', status: 400 }, 400);
    visit();
    fireEvent.click(await screen.findByRole('radio', { name: '原因0' }));
    fireEvent.click(screen.getByRole('button', { name: '提交' }));
    expect((await screen.findByRole('alert')).textContent).toContain('没有这个原因');
    expect(screen.getByText('海蓝智能二期')).toBeTruthy();
  });

  it('passes over a deal that is asked about no more', async () => {
    asking = ['d2'];
    visit();
    expect(await screen.findByText('远山改造')).toBeTruthy();
    expect(screen.queryByText('海蓝智能二期')).toBeNull();
  });

  it('is not there for somebody without such deals, nor asked for by those who own none', async () => {
    blockers = { deals: [], reasons };
    const first = visit();
    await waitFor(() => expect(fetched.mock.calls.some(([path]) => path === '/api/deals/blockers')).toBe(true));
    expect(screen.queryByRole('dialog')).toBeNull();
    first.unmount();
    fetched.mockClear();
    visit({ ...rep, roles: ['FINANCE'] } as unknown as Me);
    await waitFor(() => expect(fetched.mock.calls.length).toBeGreaterThan(0));
    expect(fetched.mock.calls.some(([path]) => path === '/api/deals/blockers')).toBe(false);
  });

  it('counts for finance what waits in both places', async () => {
    fetched.mockImplementation((path: string) =>
      Promise.resolve(json(path === '/api/approvals?mine=true' ? [{ id: 'a1' }, { id: 'a2' }] : [{ id: 't1' }])),
    );
    visit({ ...rep, roles: ['FINANCE'] } as unknown as Me);
    await waitFor(() =>
      expect(screen.getByRole('link', { name: /^2\s*审批$/ }).getAttribute('href')).toBe('/approvals'),
    );
    await waitFor(() => expect(screen.getByRole('link', { name: /^1\s*待办$/ }).getAttribute('href')).toBe('/tasks'));
  });
});
