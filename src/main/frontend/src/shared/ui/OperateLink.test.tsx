import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import { OperateLink } from './OperateLink';

const url = 'http://operate.example/operate/processes/1';
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });

function show(standing: string) {
  client.clear();
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      path === '/api/leads/l1/operate'
        ? new Response(JSON.stringify({ url, standing }))
        : new Response('{}', { status: 404 }),
    ),
  );
  render(
    <QueryClientProvider client={client}>
      <OperateLink records="leads" id="l1" url={url} />
    </QueryClientProvider>,
  );
}

describe('the link to Operate', () => {
  beforeAll(() => startTexts());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('waits until Operate has the instance', async () => {
    show('NOT_YET');
    expect(await screen.findByText('Operate 还没有这个实例，稍后可查看')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
    client.setQueryData(['leads', 'one', 'l1', 'operate'], { url, standing: 'SHOWN' });
    const link = await screen.findByRole<HTMLAnchorElement>('link', { name: '在 Operate 中查看实例' });
    expect(link.href).toBe(url);
    expect(link.title).toBe('');
  });

  it('says that it may be too early where nobody can tell', async () => {
    show('UNKNOWN');
    await waitFor(() => expect(client.isFetching()).toBe(0));
    expect((await screen.findByRole('link')).title).toBe('Operate 可能稍后才有这个实例');
  });
});
