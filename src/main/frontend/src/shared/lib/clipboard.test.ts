import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './clipboard';

function overPlainHttp(copy: () => boolean) {
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as never);
  document.execCommand = copy;
}

describe('copying', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    document.body.replaceChildren();
  });

  it('goes by the selection where the browser gives no clipboard, and leaves the focus where it was', async () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    let copied = '';
    overPlainHttp(() => {
      copied = (document.querySelector('textarea') as HTMLTextAreaElement).value;
      return true;
    });

    expect(await copyText('139 1234 0001')).toBe(true);
    expect(copied).toBe('139 1234 0001');
    expect(document.querySelector('textarea')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('says when nothing could be copied', async () => {
    overPlainHttp(() => false);
    expect(await copyText('139 1234 0001')).toBe(false);
  });
});
