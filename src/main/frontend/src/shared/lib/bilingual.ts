const CHINESE = /[\u3000-\u9fff\uff00-\uffef]/;

/** The label is often bilingual, `选择负责人 Choose owner`, or has a line for each: one language is enough at a time. */
export function inLanguage(label: string, language: string): string {
  const lines = label.trim().split('\n');
  const chinese = lines.filter((line) => CHINESE.test(line));
  if (chinese.length > 0 && chinese.length < lines.length) {
    return (language === 'en' ? lines.filter((line) => !CHINESE.test(line)) : chinese).join('\n').trim();
  }
  const both = /^(.*[\u3000-\u9fff\uff00-\uffef])[\s·/]*([A-Za-z][^\u3000-\u9fff]+)$/s.exec(label.trim());
  return both ? (language === 'en' ? both[2] : both[1]).trim() : label;
}
