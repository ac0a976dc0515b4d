import { describe, expect, it } from 'vitest';
import { moneyText } from './money';

describe('an amount', () => {
  it.each(['zh-CN', 'en'])('of yen is not taken for one of yuan (%s)', (locale) => {
    expect(moneyText(locale, 1234, 'CNY')).toMatch(/^¥1,234/);
    expect(moneyText(locale, 1234, 'JPY')).toMatch(/^JP(Y\s|¥)1,234$/);
  });

  it('of dollars says whose', () => {
    expect(moneyText('zh-CN', 5, 'USD')).toBe('US$5.00');
    expect(moneyText('zh-CN', 5, 'HKD')).toBe('HK$5.00');
  });
});
