/** The label is often bilingual, `选择负责人 Choose owner`: one language is enough at a time. */
export function inLanguage(label: string, language: string): string {
  const both = /^(.*[\u3000-\u9fff\uff00-\uffef])[\s·/]*([A-Za-z][^\u3000-\u9fff]+)$/s.exec(label.trim());
  return both ? (language === 'en' ? both[2] : both[1]).trim() : label;
}
