import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import type { ReactElement } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import { Campaigns } from './Campaigns';
import { Timetable } from './Timetable';
import { WaitingPage } from './Waiting';
import { Windows } from './Windows';

const me = { id: 'p9', name: '周主管', login: 'manager', roles: ['SUPERVISOR'], region: 'east' } as unknown as Me;
const owner = { id: 'p1', name: '林晓' };

const promise = {
  sourceName: '抖音线索',
  firstReminderMinutes: 10,
  managerMinutes: 30,
  followUpHours: 48,
  timeoutAction: '提醒',
};
const over = {
  owner,
  source: 'phone',
  startedAt: '2026-11-26T01:00:00Z',
  dueAt: '2026-11-26T02:00:00Z',
  state: 'late',
  needsCollaboration: false,
};

const answers: Record<string, unknown> = {
  '/api/leads/waiting': {
    received: 1,
    held: 0,
    stuck: 0,
    queued: 7,
    oldestSince: new Date(Date.now() - 180_000).toISOString(),
    untouched48h: 3,
    muted: 4,
    items: [
      {
        leadId: 'l1',
        name: '刚到的',
        state: 'received',
        since: '2026-11-26T01:00:00Z',
        answerBy: '2030-02-11T01:15:00Z',
      },
      { leadId: 'l2', name: '没人理的', state: 'untouched', since: '2026-11-20T01:00:00Z', owner },
    ],
    alarms: [],
  },
  '/api/windows': {
    counts: { due: 4, breached: 3, met: 2, late: 1 },
    items: [
      { ...over, leadId: 'l3', name: '晚联系的', firstTouchAt: '2026-11-26T03:00:00Z' },
      { ...over, leadId: 'l4', name: '晚转走的', firstTouchAt: null },
    ],
  },
  '/api/response-timetable': [
    { ...promise, source: 'douyin', intent: 'high', minutes: 15 },
    { ...promise, source: 'douyin', intent: 'low', minutes: 120 },
    { ...promise, source: 'phone', sourceName: '电话', intent: null, minutes: 30 },
  ],
  '/api/leads/utm-report': {
    from: '2026-09-01T16:00:00Z',
    to: '2026-11-30T16:00:00Z',
    lines: [
      { source: 'baidu', medium: 'cpc', campaign: '秋季', leads: 12, contacted: 9, qualified: 4, lost: 2, deals: 3 },
      { source: null, medium: null, campaign: null, leads: 30, contacted: 20, qualified: 5, lost: 6, deals: 1 },
    ],
    total: { source: null, medium: null, campaign: null, leads: 42, contacted: 29, qualified: 9, lost: 8, deals: 4 },
  },
  '/api/reference': {
    calendarYears: [2026],
    sources: [],
    intents: [
      { code: 'high', nameZh: '高', nameEn: 'High' },
      { code: 'low', nameZh: '低', nameEn: 'Low' },
    ],
  },
};

let asked: string[];

function visit(page: ReactElement, path = '/') {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider value={me}>
            <MemoryRouter initialEntries={[path]}>{page}</MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('what a manager looks at', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    asked = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      const found = answers[path.split('?')[0]];
      return Promise.resolve(new Response(JSON.stringify(found ?? {}), { status: found ? 200 : 404 }));
    });
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('lists the untouched leads with their owners, apart from those that wait (LR-07)', async () => {
    visit(<WaitingPage />);
    const untouched = await screen.findByRole('region', { name: '分配 48 小时后仍未联系' });
    expect(within(untouched).getByText('没人理的').closest('a')?.getAttribute('href')).toBe('/leads/l2');
    expect(within(untouched).getByText('林晓')).toBeTruthy();
    expect(within(untouched).getByText('最早的 1 条')).toBeTruthy();
    expect(within(untouched).queryByText('刚到的')).toBeNull();
  });

  it('says how many customers get no reminders any more (LR-05)', async () => {
    visit(<WaitingPage />);
    expect(await screen.findByText('在跟线索中有 4 条关闭了提醒')).toBeTruthy();
  });

  it('says since when the oldest waits, how many queue, and until when each should be answered', async () => {
    visit(<WaitingPage />);
    expect((await screen.findByText(/最早的一条在 3 分钟前 收到/)).textContent).toContain('7 条线索在排队');
    const waiting = screen.getByText('刚到的').closest('li')!;
    expect(within(waiting).getByText('应答剩余')).toBeTruthy();
    const left = within(waiting).getByRole('timer');
    await waitFor(() => expect(left.title).toContain('2030 年的节假日尚未公布'));
    expect(left.getAttribute('aria-label')).toContain('2030 年的节假日尚未公布');
    expect(screen.getByText('没人理的').closest('li')!.querySelector('[role=timer]')).toBeNull();
  });

  it('adds up what campaigns brought, leads without one included (LI-08)', async () => {
    visit(<Campaigns />);
    const rows = (await screen.findAllByRole('row')).map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toEqual([
      ['推广来源', '推广媒介', '推广活动', '线索', '已联系', '合格', '丢失', '成为商机'],
      ['baidu', 'cpc', '秋季', '12', '9', '4', '2', '3'],
      ['未注明', '未注明', '未注明', '30', '20', '5', '6', '1'],
      ['合计', '42', '29', '9', '8', '4'],
    ]);
    fireEvent.click(screen.getByText('最近 30 天'));
    await waitFor(() => expect(asked.filter((path) => path.includes('utm-report'))).toHaveLength(2));
    const days = asked.map((path) => new URLSearchParams(path.split('?')[1]).get('from')).filter(Boolean);
    expect(Date.parse(days[1]!) - Date.parse(days[0]!)).toBe(60 * 86_400_000);
  });

  it('marks what was contacted late and what was passed on late, and asks nothing of either', async () => {
    visit(<Windows />, '/windows?state=late');
    expect(await screen.findByText('超时后联系')).toBeTruthy();
    expect(screen.getByText('超时后转走')).toBeTruthy();
    expect(screen.getByRole('button', { name: /超时后结束/ }).getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('button', { name: /晚转走的/ })).toBeNull();
  });

  it('draws of a long board what is in sight, and says how long it is', async () => {
    const before = answers['/api/windows'];
    answers['/api/windows'] = {
      counts: { due: 50, breached: 0, met: 0, late: 0 },
      items: Array.from({ length: 50 }, (_, index) => ({
        ...over,
        state: 'due',
        leadId: `w${index}`,
        name: `客户${index}`,
        firstTouchAt: null,
      })),
    };
    try {
      visit(<Windows />, '/windows');
      const first = (await screen.findByText('客户0')).closest('li')!;
      expect(first.getAttribute('aria-setsize')).toBe('50');
      expect(first.getAttribute('aria-posinset')).toBe('1');
      const drawn = first.parentElement!.children.length;
      expect(drawn).toBeGreaterThan(5);
      expect(drawn).toBeLessThan(30);
      expect(screen.queryByText('客户49')).toBeNull();
    } finally {
      answers['/api/windows'] = before;
    }
  });

  it('names the intent where the table tells intents apart (LR-06)', async () => {
    visit(<Timetable />);
    expect(await screen.findByRole('rowheader', { name: '抖音线索 · 高' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: '抖音线索 · 低' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: '电话' })).toBeTruthy();
  });
});
