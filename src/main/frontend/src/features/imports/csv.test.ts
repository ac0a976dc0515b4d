import { describe, expect, it } from 'vitest';
import { decode, guessDealMapping, guessMapping, parse, peek } from './csv';

const gb18030 = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xd5, 0xc5, 0x2c, 0x31]);

describe('a look into a CSV file', () => {
  it('reads UTF-8 and GB18030', () => {
    expect(decode(new TextEncoder().encode('姓名,电话')).encoding).toBe('UTF-8');
    expect(decode(gb18030)).toEqual({ text: '姓名,电话\n张,1', encoding: 'GB18030' });
  });

  it('is not misled by a character cut in half at the end', () => {
    const bytes = new TextEncoder().encode('姓名');
    expect(decode(bytes.slice(0, bytes.length - 1)).encoding).toBe('UTF-8');
  });

  it('understands quotes, doubled quotes and line breaks inside a field', () => {
    expect(parse('a,b\r\n"x, ""y""","1\n2"\r\n', false)).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
    ]);
  });

  it('takes the separator of the first line', () => {
    expect(parse('姓名;电话\n张;1', false)).toEqual([
      ['姓名', '电话'],
      ['张', '1'],
    ]);
  });

  it('drops the last record of a text that was cut', () => {
    expect(parse('a,b\n1,2\n3', true)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('says nothing about a file without headers', async () => {
    expect(await peek(new Blob(['\n\n']))).toBeUndefined();
  });

  it('drops a byte order mark', async () => {
    expect((await peek(new Blob(['\ufeffname,phone\n张,1\n'])))?.header).toEqual(['name', 'phone']);
  });
});

describe('the guessed mapping', () => {
  it('knows Chinese and English headers', () => {
    expect(guessMapping(['客户名称', '联系人', '手机', '来源渠道', '意向'])).toEqual({
      company: '客户名称',
      name: '联系人',
      phone: '手机',
      source: '来源渠道',
      intent: '意向',
    });
    expect(guessMapping(['mql_id', 'first_contact_date', 'landing_page_id', 'origin']).externalRef).toBe('mql_id');
    expect(guessMapping(['mql_id', 'first_contact_date', 'landing_page_id', 'origin']).source).toBe('origin');
  });

  it('knows the headers of deals', () => {
    expect(
      guessDealMapping(['商机名称', '客户名称', '客户类型', '合同金额', '合同类型', '预计成交日期', '负责人', '当前阶段']),
    ).toEqual({
      name: '商机名称',
      customerName: '客户名称',
      customerType: '客户类型',
      amount: '合同金额',
      contractType: '合同类型',
      expectedCloseOn: '预计成交日期',
      owner: '负责人',
      stage: '当前阶段',
    });
    expect(guessDealMapping(['Deal name', 'Company', 'Close date', 'Amount', 'Rep'])).toEqual({
      name: 'Deal name',
      customerName: 'Company',
      expectedCloseOn: 'Close date',
      amount: 'Amount',
      owner: 'Rep',
    });
  });

  it('does not take a date of contact for a name', () => {
    expect(guessMapping(['mql_id', 'first_contact_date', 'landing_page_id', 'origin']).name).toBeUndefined();
    expect(guessMapping(['contact_name']).name).toBe('contact_name');
  });

  it('uses a column once', () => {
    const mapping = guessMapping(['company name', 'name']);
    expect(mapping).toEqual({ company: 'company name', name: 'name' });
  });
});
