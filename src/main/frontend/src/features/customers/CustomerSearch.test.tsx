import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import { CustomerSearch } from './CustomerSearch';

const asked: string[] = [];
let found: unknown[] = [];
let more = false;

const json = (body: unknown) =>
  new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } });

function Place() {
  const { pathname, search } = useLocation();
  return <p data-testid="place">{pathname + search}</p>;
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ConfigProvider>
        <App>
          <MemoryRouter>
            <h1 id="question">你今天想聊哪个客户？</h1>
            <CustomerSearch labelledBy="question" />
            <Routes>
              <Route path="*" element={<Place />} />
            </Routes>
          </MemoryRouter>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  );

const box = () => screen.getByRole('combobox', { name: '你今天想聊哪个客户？' });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const place = () => screen.getByTestId('place').textContent;

describe('the search for a customer (RE-19, DQ-14)', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    asked.length = 0;
    more = false;
    found = [
      { kind: 'customer', id: 'c1', name: '苏州云帆精密有限公司', records: 3 },
      { kind: 'person', id: 'c2', name: '林晓', records: 1 },
    ];
    vi.stubGlobal('fetch', (input: RequestInfo | URL) => {
      const address = String(input instanceof Request ? input.url : input);
      if (address.includes('/api/search')) {
        asked.push(decodeURIComponent(address));
        return Promise.resolve(json({ items: found, more }));
      }
      return Promise.resolve(json({ sources: [{ code: 'phone', nameZh: '电话', nameEn: 'Phone' }] }));
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('shows how many records a customer has and opens it', async () => {
    show();
    type('苏州精');
    fireEvent.click(await screen.findByRole('option', { name: /苏州云帆精密有限公司.*3 条记录/ }));
    expect(asked[0]).toContain('q=苏州精');
    expect(place()).toBe('/customers/c1');
  });

  it('goes by keyboard to the second hit', async () => {
    show();
    type('林');
    await screen.findByRole('option', { name: /林晓/ });
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(place()).toBe('/customers/c2');
  });

  it('has the focus at the press of a slash', () => {
    show();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(box());
  });

  it('asks once for a name that is typed in one go, and says when there is more', async () => {
    more = true;
    show();
    type('苏');
    type('苏州');
    type('苏州精');
    await screen.findByText('还有更多，请再多输入几个字');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('q=苏州精');
  });

  it('offers to enter whom nobody knows yet', async () => {
    found = [];
    show();
    type('欧阳雪');
    fireEvent.click(await screen.findByRole('option', { name: /欧阳雪/ }));
    await waitFor(() => expect(place()).toBe(`/leads/new?name=${encodeURIComponent('欧阳雪')}`));
  });
});
