import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/shared/i18n';
import { WhoGetsIt } from './WhoGetsIt';

function Draft() {
  const [distribution, setDistribution] = useState<string>();
  return <WhoGetsIt draft={{ source: 'manual' }} distribution={distribution} onChange={setDistribution} />;
}

function enter(mayKeep: boolean) {
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      new Response(
        JSON.stringify({ destination: mayKeep && !path.includes('distribution=BY_RULE') ? 'ME' : 'RULE', mayKeep }),
      ),
    ),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Draft />
    </QueryClientProvider>,
  );
}

describe('before a lead is saved', () => {
  beforeAll(() => startTexts());
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('a rep reads that it stays, and may leave it to the rule', async () => {
    enter(true);
    expect(await screen.findByText('保存后由你跟进。')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: '按规则分配' }));
    expect(await screen.findByText('保存后按规则分给轮到的销售。')).toBeTruthy();
  });

  it('whoever cannot keep it reads where it goes, and is not asked', async () => {
    enter(false);
    expect(await screen.findByText('保存后按规则分给轮到的销售。')).toBeTruthy();
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
