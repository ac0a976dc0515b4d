import { inLanguage } from '@/shared/lib/bilingual';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const shown = new Set(['label', 'description', 'text', 'dateLabel', 'timeLabel', 'title', 'placeholder']);

/**
 * Owners write labels in two languages, `沟通摘要 Summary`. Where most labels of a form are written so, each reader sees
 * their own; a form in one language stays as it is.
 */
export function oneLanguage<T>(schema: T, language: string): T {
  const texts = collect(schema as Json);
  const bilingual = texts.filter((text) => inLanguage(text, 'en') !== text).length;
  return texts.length > 0 && bilingual >= texts.length / 2 ? (translate(schema as Json, language) as T) : schema;
}

function collect(node: Json): string[] {
  if (Array.isArray(node)) {
    return node.flatMap(collect);
  }
  if (node && typeof node === 'object') {
    return Object.entries(node).flatMap(([key, value]) =>
      shown.has(key) && typeof value === 'string' ? [value] : collect(value),
    );
  }
  return [];
}

function translate(node: Json, language: string): Json {
  if (Array.isArray(node)) {
    return node.map((item) => translate(item, language));
  }
  if (node && typeof node === 'object') {
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        shown.has(key) && typeof value === 'string' && !value.startsWith('=')
          ? inLanguage(value, language)
          : translate(value, language),
      ]),
    );
  }
  return node;
}
