import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import type { Board, Deal } from './api';
import { Deals } from './DealBoard';
import { DealPage } from './DealPage';

const owner = { id: 'p1', name: '林晓' };
const me = { ...owner, login: 'rep01', roles: ['REP'], region: 'east' } as unknown as Me;

const deal: Deal = {
  id: 'd1',
  name: '海蓝智能二期',
  customerName: '海蓝智能',
  customerType: 'enterprise',
  customerEmail: null,
  approved: [],
  variant: null,
  processInstanceKey: null,
  amount: 480000,
  currency: 'CNY',
  discount: 0,
  expectedCloseOn: '2026-12-20',
  contractType: null,
  owner,
  region: 'east',
  leadId: null,
  createdAt: '2026-11-01T02:00:00Z',
  state: 'OPEN',
  closedAt: null,
  closeReason: null,
  suspended: false,
  blockerWanted: false,
  stage: {
    key: 'solution-accepted',
    name: '方案认可',
    definition: '客户签字认可需求和方案。',
    definitionVersion: 1,
    definitionApprovedBy: '销售总监',
    enteredAt: '2026-11-20T02:00:00Z',
    dueAt: '2026-11-27T02:00:00Z',
    freezeAt: null,
    unknownYears: [],
  },
  gate: {
    conditions: [
      {
        code: 'signed',
        text: '客户已签字',
        met: true,
        by: owner,
        at: '2026-11-21T02:00:00Z',
        evidenceKind: 'signed-requirements',
      },
      { code: 'budget', text: '预算已初步确认', met: false, by: null, at: null, evidenceKind: 'budget-mail' },
      { code: 'sponsor', text: '有内部支持者', met: false, by: null, at: null, evidenceKind: null },
    ],
    evidence: [
      { kind: 'budget-mail', text: '预算确认邮件', required: true, types: ['eml', 'pdf'], there: false, pieces: [] },
    ],
    missing: [{ code: 'condition.budget', text: '预算已初步确认' }],
  },
  filed: [],
  mustDo: [],
  substates: [
    { key: 'a', name: '等待签字' },
    { key: 'b', name: '等待预算' },
  ],
  substate: 'a',
  substateSince: '2026-11-20T02:00:00Z',
  demandDepth: 30,
  transitions: [],
  taskId: 't1',
  canSupervise: false,
  operateUrl: null,
};

const board: Board = {
  columns: ['方案演示', '方案认可', '报价审批'].map((name, index) => {
    const stage = ['solution-demo', 'solution-accepted', 'quote-approval'][index];
    return { stage, name, count: 0, amount: 0, otherAmounts: [], deals: [] };
  }),
};
board.columns[1].count = 1;
board.columns[1].deals = [
  {
    id: 'd1',
    name: deal.name,
    customerName: deal.customerName,
    amount: deal.amount,
    currency: 'CNY',
    owner,
    stage: 'solution-accepted',
    substate: 'awaiting-signature',
    substateName: '等待签字',
    dueAt: null,
    enteredAt: null,
    suspended: true,
    missingCount: 1,
    blockerWanted: false,
  },
];

const fetched = vi.fn();
const answers: Record<string, () => Response> = {};
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const sent = (path: string) =>
  (fetched.mock.calls as [string, RequestInit][]).filter(([asked, init]) => asked === path && init.method !== 'GET');

const manager = { ...me, id: 'p2', name: '方丽华', roles: ['SUPERVISOR'] } as unknown as Me;

function visit(path: string, as: Me = me) {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider value={as}>
            <MemoryRouter initialEntries={[path]}>
              <Routes>
                <Route path="/deals" element={<Deals />} />
                <Route path="/deals/:id" element={<DealPage />} />
              </Routes>
            </MemoryRouter>
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('a deal', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=one; path=/';
    localStorage.clear();
    Object.keys(answers).forEach((path) => delete answers[path]);
    fetched.mockImplementation((path: string, init: RequestInit) => {
      const own = answers[`${init.method} ${path}`];
      if (own) {
        return Promise.resolve(own());
      }
      return Promise.resolve(
        path === '/api/deals/d1'
          ? json(deal)
          : path.startsWith('/api/deals?') || path === '/api/deals'
            ? json(board)
            : json([]),
      );
    });
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('says what its stage means, what is missing, and where that is put right', async () => {
    visit('/deals/d1');
    expect(await screen.findByText('客户签字认可需求和方案。')).toBeTruthy();
    expect(screen.getByText('还缺 1 项')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /预算已初步确认.*去确认/ }));
    await waitFor(() => expect(document.getElementById('evidence-budget-mail')?.className).toContain('marked'));
  });

  it('says of a won deal what has come in, and lets those write it down who count it', async () => {
    answers['GET /api/deals/d1'] = () => json({ ...deal, state: 'WON', gate: null, taskId: null });
    answers['GET /api/deals/d1/payments'] = () =>
      json({
        paidOn: null,
        payments: [
          {
            amount: 100000,
            currency: 'CNY',
            receivedOn: '2026-11-24',
            recordedBy: '周会计',
            recordedAt: '2026-11-25T02:00:00Z',
          },
        ],
      });
    answers['POST /api/deals/d1/payments'] = () => json({ paidOn: '2026-11-26', payments: [] }, 201);
    visit('/deals/d1', { ...me, id: 'p9', roles: ['FINANCE'] } as unknown as Me);
    expect(await screen.findByText('尚未全额回款')).toBeTruthy();
    expect(screen.getByText(/周会计/).textContent).toContain('100,000');
    fireEvent.change(screen.getByLabelText('金额（CNY）'), { target: { value: '380000' } });
    fireEvent.change(screen.getByLabelText('到账日期'), { target: { value: '2026-11-26' } });
    fireEvent.click(screen.getByRole('button', { name: '登记回款' }));
    await waitFor(() => expect(sent('/api/deals/d1/payments')).toHaveLength(1));
    expect(JSON.parse(String(sent('/api/deals/d1/payments')[0][1].body))).toEqual({
      amount: 380000,
      currency: 'CNY',
      receivedOn: '2026-11-26',
    });
  });

  it('shows a rep the payments and no form', async () => {
    answers['GET /api/deals/d1'] = () => json({ ...deal, state: 'WON', gate: null, taskId: null });
    answers['GET /api/deals/d1/payments'] = () => json({ paidOn: '2026-11-26', payments: [] });
    visit('/deals/d1');
    expect(await screen.findByText(/已于.*全额回款/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '登记回款' })).toBeNull();
  });

  it('moves only with a reason, and tells exactly what the gate refused', async () => {
    answers['POST /api/deals/d1/advance'] = () =>
      json(
        {
          type: 'urn:baton:problem:gate-refused',
          title: '门槛没有通过',
          status: 409,
          missing: [
            { code: 'condition.budget', text: '预算已初步确认' },
            { code: 'field.contractType', text: '要写明合同类型' },
          ],
        },
        409,
      );
    visit('/deals/d1');
    fireEvent.click(await screen.findByRole('button', { name: /^推进/ }));
    const dialog = await screen.findByRole('dialog');
    const send = within(dialog).getByRole('button', { name: '推进' });
    expect((send as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(await within(dialog).findByLabelText('为什么可以推进'), { target: { value: '客户已口头同意' } });
    fireEvent.click(send);
    expect(await within(dialog).findByText('门槛没有通过，还缺 2 项')).toBeTruthy();
    expect(JSON.parse(sent('/api/deals/d1/advance')[0][1].body as string)).toEqual({ reason: '客户已口头同意' });
    expect(within(dialog).getByText('要写明合同类型')).toBeTruthy();
  });

  it('leads from a field that is missing to the form with that field', async () => {
    answers['GET /api/deals/d1'] = () =>
      json({ ...deal, gate: { ...deal.gate!, missing: [{ code: 'field.contractType', text: '要写明合同类型' }] } });
    visit('/deals/d1');
    fireEvent.click(await screen.findByRole('button', { name: /要写明合同类型.*去填写/ }));
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByLabelText(/合同类型/)));
  });

  it('takes a condition that a person confirms', async () => {
    visit('/deals/d1');
    fireEvent.click(await screen.findByRole('checkbox', { name: '有内部支持者' }));
    await waitFor(() => expect(sent('/api/deals/d1/conditions/sponsor')).toHaveLength(1));
  });

  it('stands in its column, and a dragged card asks instead of moving', async () => {
    visit('/deals');
    const card = (await screen.findByText('海蓝智能二期')).closest('li')!;
    expect(within(card).getByText('不计业绩')).toBeTruthy();
    expect(within(card).getByText('缺 1 项')).toBeTruthy();
    const dataTransfer = { effectAllowed: '', setData: () => undefined, types: [] };
    fireEvent.dragStart(card, { dataTransfer });
    fireEvent.drop(screen.getByRole('region', { name: /报价审批/ }), { dataTransfer });
    expect(await screen.findByLabelText('为什么可以推进')).toBeTruthy();
    expect(sent('/api/deals/d1/advance')).toHaveLength(0);
  });

  it('is corrected by whoever works on it: only what differs is sent', async () => {
    answers['PUT /api/deals/d1'] = () => new Response(null, { status: 204 });
    answers['GET /api/contracts/types'] = () => json([{ key: 'framework', name: '年框' }]);
    visit('/deals/d1');
    fireEvent.click(await screen.findByRole('button', { name: '修改' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.mouseDown(within(dialog).getByLabelText(/合同类型/));
    fireEvent.click(await screen.findByText('年框'));
    fireEvent.click(within(dialog).getByRole('button', { name: '保存' }));
    await waitFor(() => expect(sent('/api/deals/d1')).toHaveLength(1));
    expect(JSON.parse(sent('/api/deals/d1')[0][1].body as string)).toEqual({ contractType: 'framework' });
  });

  it('is edited together with others by a manager, who sees which were refused and why', async () => {
    answers['POST /api/deals/edit'] = () =>
      json({
        results: [
          {
            id: 'd1',
            done: false,
            changed: [],
            code: 'deal-figures-approved',
            field: 'amount',
            message: '已经审批，不能改。',
            missing: [],
          },
        ],
      });
    visit('/deals', manager);
    fireEvent.click(await screen.findByRole('button', { name: '批量选择' }));
    fireEvent.click(await screen.findByRole('checkbox', { name: '选择 海蓝智能二期' }));
    expect(screen.getByText('已选 1 个')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '修改' }));
    const dialog = await screen.findByRole('dialog');
    const save = within(dialog).getByRole('button', { name: '保存' });
    expect((save as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/预计成交/), { target: { value: '2026-12-31' } });
    fireEvent.click(save);
    expect(await within(dialog).findByText('1 个没有修改')).toBeTruthy();
    expect(within(dialog).getByText('已经审批，不能改。')).toBeTruthy();
    expect(JSON.parse(sent('/api/deals/edit')[0][1].body as string)).toEqual({
      ids: ['d1'],
      changes: { expectedCloseOn: '2026-12-31' },
    });
  });

  describe('with files of stages that it has passed', () => {
    const file = (id: string, stage: string, kind: string, intact: boolean) => ({
      id,
      stage,
      kind,
      fileName: `${id}.pdf`,
      contentType: 'application/pdf',
      size: 2048,
      by: owner,
      at: '2026-11-10T02:00:00Z',
      reading: 'READ',
      mismatch: null,
      mismatchReason: null,
      mismatchReasonBy: null,
      deletedAt: null,
      deletedBy: null,
      deletionReason: null,
      intact,
      acceptedBy: [],
    });
    const filed = (kind: string, there: boolean) => ({
      kind,
      text: `证据 ${kind}`,
      required: true,
      types: ['pdf'],
      there,
    });
    const passed = [
      { stage: 'first-contact', name: '初步接触', evidence: [filed('talk', true)] },
      { stage: 'needs-analysis', name: '需求分析', evidence: [filed('needs', false)] },
    ];
    const section = (name: string) =>
      within(screen.getByRole('region', { name: '其他阶段的证据' }))
        .getByText(name)
        .closest('details')!;

    beforeEach(() => {
      answers['GET /api/evidence?recordKind=deal&recordId=d1'] = () =>
        json([file('talk', 'first-contact', 'talk', true), file('needs', 'needs-analysis', 'needs', false)]);
    });

    it('keeps them folded, except where one broke, which the gate leads to and takes in anew', async () => {
      const missing = [{ code: 'broken.needs-analysis.needs', text: '需求确认单缺损' }];
      answers['GET /api/deals/d1'] = () => json({ ...deal, filed: passed, gate: { ...deal.gate!, missing } });
      visit('/deals/d1');
      expect((await screen.findByText('talk.pdf')).closest('details')!.open).toBe(false);
      const whole = section('初步接触');
      expect(within(whole).queryByRole('button', { name: /选择文件/ })).toBeNull();
      expect(whole.textContent).toContain('林晓');
      const broken = section('需求分析');
      expect(broken.open).toBe(true);
      expect(broken.textContent).toContain('1 项缺损');
      expect(within(broken).getByRole('button', { name: '选择文件' })).toBeTruthy();

      broken.open = false;
      fireEvent.click(screen.getByRole('button', { name: /需求确认单缺损.*去上传/ }));
      await waitFor(() =>
        expect(document.activeElement).toBe(within(broken).getByRole('button', { name: '选择文件' })),
      );
      expect(broken.open).toBe(true);
      expect(document.getElementById('evidence-needs')?.className).toContain('marked');
    });

    it('shows them of a closed deal, and takes in nothing', async () => {
      answers['GET /api/deals/d1'] = () =>
        json({ ...deal, filed: passed, state: 'WON', gate: null, taskId: null, closedAt: '2026-11-25T02:00:00Z' });
      visit('/deals/d1');
      expect(await screen.findByText('needs.pdf')).toBeTruthy();
      expect(screen.queryByRole('button', { name: /选择文件/ })).toBeNull();
    });
  });

  describe('with papers on its must-do list', () => {
    const paper = (target: string) => ({
      key: `write-${target}`,
      text: `写 ${target}`,
      required: false,
      doneAt: null,
      action: { kind: 'document' as const, target },
    });
    const noted = (target: string) => sent(`/api/deals/d1/actions/write-${target}`);
    const clicked = vi.fn();

    beforeEach(() => {
      clicked.mockReset();
      answers['GET /api/deals/d1'] = () => json({ ...deal, mustDo: [paper('minutes'), paper('confirmation-mail')] });
      answers['GET /api/deals/d1/confirmation-mail'] = () =>
        json({ subject: '请确认：海蓝', body: '您好：\n1. 范围', to: 'buyer@hailan.example' });
      vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:minutes');
      vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
        clicked(this.download, noted('minutes').length);
      });
    });

    afterEach(() => vi.restoreAllMocks());

    it('saves the minutes, and only then counts them as done', async () => {
      answers['GET /api/deals/d1/minutes.docx'] = () => new Response('docx');
      visit('/deals/d1');
      fireEvent.click(await screen.findByRole('button', { name: /写 minutes/ }));
      await waitFor(() => expect(noted('minutes')).toHaveLength(1));
      expect(clicked.mock.calls).toEqual([['会议纪要-海蓝智能二期.docx', 0]]);
    });

    it('does not count minutes as done that were not written', async () => {
      answers['GET /api/deals/d1/minutes.docx'] = () => json({ title: '不行', status: 503 }, 503);
      visit('/deals/d1');
      fireEvent.click(await screen.findByRole('button', { name: '会议纪要' }));
      expect(await screen.findByText('不行')).toBeTruthy();
      expect(clicked).not.toHaveBeenCalled();
      expect(noted('minutes')).toHaveLength(0);
    });

    it('shows the mail to be sent, and counts it as done once it is opened in the mail program', async () => {
      visit('/deals/d1');
      fireEvent.click(await screen.findByRole('button', { name: /写 confirmation-mail/ }));
      const dialog = await screen.findByRole('dialog', { name: '客户确认邮件' });
      expect((await within(dialog).findByLabelText<HTMLInputElement>('收件人')).value).toBe('buyer@hailan.example');
      expect(within(dialog).getByLabelText<HTMLInputElement>('主题').value).toBe('请确认：海蓝');
      fireEvent.change(within(dialog).getByLabelText('正文'), { target: { value: '您好：\n1. 范围：二期' } });
      const open = within(dialog).getByRole<HTMLAnchorElement>('link', { name: '用邮件程序打开' });
      expect(open.getAttribute('href')).toBe(
        `mailto:buyer@hailan.example?subject=${encodeURIComponent('请确认：海蓝')}&body=${encodeURIComponent('您好：\r\n1. 范围：二期')}`,
      );
      expect(noted('confirmation-mail')).toHaveLength(0);
      fireEvent.click(open);
      await waitFor(() => expect(noted('confirmation-mail')).toHaveLength(1));
    });

    it('copies the mail', async () => {
      const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
      visit('/deals/d1');
      fireEvent.click(await screen.findByRole('button', { name: '客户确认邮件' }));
      fireEvent.click(await screen.findByRole('button', { name: '复制' }));
      await waitFor(() => expect(noted('confirmation-mail')).toHaveLength(1));
      expect(copied).toHaveBeenCalledWith('请确认：海蓝\n\n您好：\n1. 范围');
    });
  });

  it('is not for a rep to edit with others', async () => {
    visit('/deals');
    await screen.findByText('海蓝智能二期');
    expect(screen.queryByRole('button', { name: '批量选择' })).toBeNull();
  });
});
