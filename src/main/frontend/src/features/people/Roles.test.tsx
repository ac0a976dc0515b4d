import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Role } from '@/shared/api/types';
import { startTexts } from '@/shared/i18n';
import { SessionProvider } from '@/shared/session/session';
import { Roles } from './Roles';

const rights = (supervisor: boolean) => [
  { role: 'REP', receivesLeads: true },
  { role: 'SUPERVISOR', receivesLeads: supervisor },
];

let sent: [string, unknown][];

const visit = (role: Role) =>
  render(
    <App>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SessionProvider value={{ id: 'p1', name: '管理员', roles: [role] } as unknown as Me}>
          <Roles />
        </SessionProvider>
      </QueryClientProvider>
    </App>,
  );

describe('the roles that receive leads', () => {
  beforeAll(() => startTexts());
  beforeEach(() => {
    document.cookie = 'XSRF-TOKEN=t';
    sent = [];
    vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
      if (method === 'PUT') {
        sent.push([path, JSON.parse(body as string)]);
      }
      return Promise.resolve(new Response(JSON.stringify(rights(method === 'PUT'))));
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('are changed by an administrator, who is asked once more', async () => {
    visit('ADMIN');
    const supervisor = await screen.findByRole('switch', { name: '区域主管' });
    expect(supervisor.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(supervisor);
    expect((await screen.findAllByText('让“区域主管”接线索？')).length).toBeTruthy();
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: /确\s*定/ }));
    await waitFor(() => expect(supervisor.getAttribute('aria-checked')).toBe('true'));
    expect(sent).toEqual([['/api/roles/SUPERVISOR', { receivesLeads: true }]]);
  });

  it('are only read by everybody else', async () => {
    visit('SUPERVISOR');
    expect((await screen.findByRole<HTMLButtonElement>('switch', { name: '区域主管' })).disabled).toBe(true);
    expect(screen.getByText('按规则接线索')).toBeTruthy();
  });
});
