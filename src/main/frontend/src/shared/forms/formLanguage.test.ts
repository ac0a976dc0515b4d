import { describe, expect, it } from 'vitest';
import { oneLanguage } from './formLanguage';

const bilingual = {
  components: [
    { type: 'textarea', key: 'summary', label: '沟通摘要 Summary', description: '没有摘要不能提交。It is required.' },
    {
      type: 'select',
      key: 'outcome',
      label: '结果 Outcome',
      values: [{ label: '合格 Qualified', value: 'qualified' }],
    },
    { type: 'text', text: '=if lost then "丢失 lost" else null' },
  ],
};

describe('a form written in two languages', () => {
  it('is shown in the one of the reader', () => {
    const en = oneLanguage(bilingual, 'en').components;
    expect(en[0]).toMatchObject({ key: 'summary', label: 'Summary', description: 'It is required.' });
    expect(en[1].values).toEqual([{ label: 'Qualified', value: 'qualified' }]);
    expect(oneLanguage(bilingual, 'zh-CN').components[1].label).toBe('结果');
  });

  it('keeps its expressions', () => {
    expect(oneLanguage(bilingual, 'en').components[2].text).toBe(bilingual.components[2].text);
  });

  it('that is written in one stays as it is', () => {
    const chinese = { components: [{ label: '客户的 ERP' }, { label: '预算' }, { label: '决策人' }] };
    expect(oneLanguage(chinese, 'en')).toEqual(chinese);
  });
});
