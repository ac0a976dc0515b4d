const CHINESE = /[\u3000-\u9fff\uff00-\uffef]/;
const BOTH = /^(.*[\u3000-\u9fff\uff00-\uffef])[\s·/]*([A-Za-z][^\u3000-\u9fff]+)$/s;

/**
 * The label is often bilingual, `选择负责人 Choose owner`, or has a line for each: one language is enough at a time. Lines
 * before the first Chinese one, as the name of a customer, stay for everybody.
 */
export function inLanguage(label: string, language: string): string {
  const english = language === 'en';
  const lines = label.trim().split('\n');
  const first = lines.findIndex((line) => CHINESE.test(line));
  if (first < 0) {
    return label;
  }
  const before = lines
    .slice(0, first)
    .map((line) => `${line}\n`)
    .join('');
  const rest = lines.slice(first);
  const both = BOTH.exec(rest.join('\n'));
  if (both) {
    return before + (english ? both[2] : both[1]).trim();
  }
  const own = rest.filter((line) => CHINESE.test(line) !== english);
  return own.length > 0 && own.length < rest.length ? before + own.join('\n').trim() : label;
}
