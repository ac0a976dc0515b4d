import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import type { TrailVerification } from './api';
import { TrailSeals } from './TrailSeals';

const intact: TrailVerification = { seals: 3, entries: 41, head: 'ab12', intact: true, findings: [] };
const broken: TrailVerification = {
  ...intact,
  intact: false,
  findings: [{ kind: 'ENTRY_CHANGED', seal: 2, entry: 'e7' }],
};

const fetched = vi.fn();

function verify(result: TrailVerification) {
  fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(result), { status: 200 })));
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={new QueryClient()}>
          <TrailSeals />
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: '核验封签' }));
}

describe('the seals of the audit trail', () => {
  beforeAll(() => startTexts());

  beforeEach(() => {
    vi.stubGlobal('fetch', fetched);
  });

  afterEach(() => {
    cleanup();
    fetched.mockReset();
    vi.unstubAllGlobals();
  });

  it('gives the last seal to note down when nothing was changed', async () => {
    verify(intact);
    const verdict = await screen.findByText('审计记录与封签时一致');
    expect(verdict.closest('section')?.textContent).toContain('ab12');
  });

  it('names each entry that was changed', async () => {
    verify(broken);
    expect(await screen.findByText('记录被改')).toBeTruthy();
    expect(screen.getByText(/封签 2/).textContent).toContain('e7');
  });
});
