import { useTranslation } from 'react-i18next';
import { inLanguage } from '@/shared/lib/bilingual';
import { useReadFromDiagram } from './api';

/** Labels of a diagram by element id; the diagram itself is their only source. */
export function namesIn(xml: string): Map<string, string> {
  const names = new Map<string, string>();
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of document.querySelectorAll('[id][name]')) {
    names.set(element.getAttribute('id')!, element.getAttribute('name')!);
  }
  return names;
}

/** Names of the elements of one process. */
export function useElementName(process = 'lead-response'): (id: string) => string {
  const { i18n } = useTranslation();
  const names = useReadFromDiagram(process, 'names', namesIn);
  return (id) => {
    const name = names.data?.get(id);
    return name ? inLanguage(name, i18n.language) : id;
  };
}
