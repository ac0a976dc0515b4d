import { describe, expect, it } from 'vitest';
import { dealBody, missingIn } from './DealFields';

const full = {
  name: ' 海蓝二期 ',
  customerName: '海蓝智能',
  customerType: 'enterprise',
  amount: '480000.50',
  currency: 'CNY',
  expectedCloseOn: '2026-12-20',
};

describe('a deal that is handed in', () => {
  it('says a discount as a share, without the noise of the machine', () => {
    expect(dealBody({ ...full, discount: '7' }).discount).toBe(0.07);
    expect(dealBody({ ...full, discount: '12.5' }).discount).toBe(0.125);
  });

  it('leaves out what nobody has typed', () => {
    expect(dealBody({ ...full, contractType: '  ', discount: '' })).toEqual({ ...full, name: '海蓝二期', amount: 480000.5 });
  });

  it('lacks what is required', () => {
    expect(missingIn(full)).toEqual([]);
    expect(missingIn({ ...full, amount: ' ', customerType: undefined })).toEqual(['customerType', 'amount']);
  });
});
