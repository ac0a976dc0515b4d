import { describe, expect, it } from 'vitest';
import { inLanguage } from './bilingual';

describe('a label in two languages', () => {
  it.each([
    ['选择负责人 Choose owner', '选择负责人', 'Choose owner'],
    ['48 小时无跟进\n48 h silent', '48 小时无跟进', '48 h silent'],
    [
      '**{{name}}** {{phone}}\n\n没有按时处理。Not handled in time.',
      '**{{name}}** {{phone}}\n\n没有按时处理。',
      '**{{name}}** {{phone}}\n\nNot handled in time.',
    ],
    ['只有中文', '只有中文', '只有中文'],
    ['English only', 'English only', 'English only'],
  ])('is read in one: %s', (label, zh, en) => {
    expect(inLanguage(label, 'zh-CN')).toBe(zh);
    expect(inLanguage(label, 'en')).toBe(en);
  });
});
