import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import { LeadSearch } from './LeadSearch';

const asked: string[] = [];
let found: unknown[] = [];

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
            <LeadSearch icon={null} />
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

describe('the search of the home page (RE-19)', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    asked.length = 0;
    found = [
      { id: 'l1', name: '林建国', company: '海蓝智能', source: 'phone', status: 'ASSIGNED' },
      { id: 'l2', name: '林晓', company: null, source: 'phone', status: 'CONTACTED' },
    ];
    vi.stubGlobal('fetch', (input: RequestInfo | URL) => {
      const address = String(input instanceof Request ? input.url : input);
      if (address.includes('/api/leads')) {
        asked.push(decodeURIComponent(address));
        return Promise.resolve(json({ items: found, total: found.length }));
      }
      return Promise.resolve(json({ sources: [{ code: 'phone', nameZh: '电话', nameEn: 'Phone' }] }));
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('opens the customer whose name was typed', async () => {
    show();
    type('林建');
    fireEvent.click(await screen.findByRole('option', { name: /林建国/ }));
    expect(asked[0]).toContain('q=林建');
    expect(place()).toBe('/leads/l1');
  });

  it('goes by keyboard to the second hit', async () => {
    show();
    type('林');
    await screen.findByRole('option', { name: /林晓/ });
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(place()).toBe('/leads/l2');
  });

  it('asks once for a name that is typed in one go', async () => {
    show();
    type('林');
    type('林建');
    type('林建国');
    await screen.findByRole('option', { name: /林建国/ });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('q=林建国');
  });

  it('offers to enter whom nobody knows yet', async () => {
    found = [];
    show();
    type('欧阳雪');
    fireEvent.click(await screen.findByRole('option', { name: /欧阳雪/ }));
    await waitFor(() => expect(place()).toBe(`/leads/new?name=${encodeURIComponent('欧阳雪')}`));
  });
});
