import { inLanguage } from '@/shared/lib/bilingual';

/** The same diagram with its labels in one language, so that nobody reads everything twice. */
export function diagramIn(xml: string, language: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) {
    return xml;
  }
  for (const element of document.querySelectorAll('[name]')) {
    element.setAttribute('name', inLanguage(element.getAttribute('name')!, language));
  }
  for (const text of document.getElementsByTagNameNS('*', 'text')) {
    text.textContent = inLanguage(text.textContent ?? '', language);
  }
  return new XMLSerializer().serializeToString(document);
}
