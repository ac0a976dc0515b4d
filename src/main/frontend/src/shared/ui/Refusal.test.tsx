import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Refusal } from './Refusal';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('a refusal is read out and comes into sight, each time anew', () => {
  const seen = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {});
  const { rerender } = render(<Refusal reasons={[]} />);
  expect(screen.queryByRole('alert')).toBeNull();
  rerender(<Refusal reasons={['这条线索已有商机。']} />);
  expect(screen.getByRole('alert').textContent).toBe('这条线索已有商机。');
  expect(document.activeElement?.contains(screen.getByRole('alert'))).toBe(true);
  rerender(<Refusal reasons={['这条线索已有商机。']} />);
  expect(seen).toHaveBeenCalledTimes(2);
});
