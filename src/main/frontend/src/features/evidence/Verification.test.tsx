import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import type { Verification } from './api';
import { VerificationPage } from './Verification';

const nothing = {
  entry: null,
  piece: null,
  recordKind: null,
  recordId: null,
  recordName: null,
  fileName: null,
  replacedBy: null,
};
const deal = { ...nothing, recordKind: 'deal', recordId: 'd1', recordName: '海蓝智能二期' };

const broken: Verification = {
  entries: 12,
  pieces: 5,
  files: 4,
  intact: false,
  findings: [
    { ...deal, kind: 'FILE_MISSING', piece: 'e1', fileName: '合同.pdf', detail: '证据“合同.pdf”的文件不见了。' },
    { ...nothing, kind: 'HEAD_DIFFERS', entry: 13, detail: '账本中没有文件旁记下的第 13 条。' },
    {
      ...deal,
      kind: 'RELIED_ON_DELETED',
      entry: 7,
      piece: 'e1',
      fileName: '合同.pdf',
      detail: '关卡依据的证据后来被删除。',
    },
    { ...deal, kind: 'FILE_CHANGED', piece: 'e2', fileName: '报价.xlsx', detail: '证据“报价.xlsx”的文件被改动。' },
    {
      ...nothing,
      kind: 'PIECE_UNKNOWN',
      recordKind: 'planet',
      recordId: '0000-11112222',
      fileName: 'x.txt',
      detail: '账本中没有它。',
    },
  ],
  elsewhere: 2,
};

const fetched = vi.fn();
const answer = (body: unknown, status = 200) =>
  fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })));

function visit() {
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter>
            <VerificationPage />
          </MemoryRouter>
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}

describe('the verification of evidence', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('reads nothing before somebody asks', () => {
    visit();
    expect(screen.getByText('还没有核验')).toBeTruthy();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says that everything is intact, and how much that was', async () => {
    answer({ entries: 12, pieces: 5, files: 4, intact: true, findings: [], elsewhere: 0 });
    visit();
    fireEvent.click(screen.getByRole('button', { name: '开始核验' }));
    expect(await screen.findByText('全部完好')).toBeTruthy();
    expect(screen.getByText('12')).toBeTruthy();
    expect(screen.getByRole('button', { name: '重新核验' })).toBeTruthy();
  });

  it('names what is broken by deal and file, with a link to the deal', async () => {
    answer(broken);
    visit();
    fireEvent.click(screen.getByRole('button', { name: '开始核验' }));

    expect(await screen.findByText('发现 7 处问题')).toBeTruthy();
    const ofDeal = screen.getByRole('region', { name: '海蓝智能二期' });
    expect(within(ofDeal).getByRole('link', { name: '海蓝智能二期' }).getAttribute('href')).toBe('/deals/d1');
    expect(
      within(ofDeal)
        .getAllByRole('heading', { level: 3 })
        .map((file) => file.textContent),
    ).toEqual(['合同.pdf', '报价.xlsx']);
    const contract = within(ofDeal).getByText('合同.pdf').parentElement!;
    expect(
      within(contract)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['文件丢失证据“合同.pdf”的文件不见了。', '依据被删关卡依据的证据后来被删除。']);
    expect(within(screen.getByRole('region', { name: '证据账本' })).queryByRole('link')).toBeNull();
    expect(within(screen.getByRole('region', { name: '记录 …11112222' })).queryByRole('link')).toBeNull();
    expect(screen.getByText('另有 2 处问题在你的权限范围之外，或未列出。')).toBeTruthy();
  });

  it('says why it could not look, and lets one try again', async () => {
    answer(
      {
        type: 'urn:baton:problem:evidence-store-unavailable',
        title: '文件存储暂时不可用',
        detail: '现在无法使用文件存储。',
      },
      503,
    );
    visit();
    fireEvent.click(screen.getByRole('button', { name: '开始核验' }));
    expect(await screen.findByText('现在无法使用文件存储。')).toBeTruthy();
    answer({ ...broken, findings: [], elsewhere: 0, intact: true });
    fireEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByText('全部完好')).toBeTruthy();
  });
});
