import { useTranslation } from 'react-i18next';
import { useContractTypes } from '@/features/approvals';
import { useStages } from '@/features/deals';
import { usePeople } from '@/features/people';
import { useElementName } from '@/features/processes';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import type { AuditEntry } from './api';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Ids inside a longer text, such as the address that somebody asked for. */
const IDS_WITHIN = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const HASH = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
/** Keys of tables, names of types and elements: words of programs. */
const CODE = /^[a-z][a-zA-Z0-9]*([-_.=/][a-zA-Z0-9]+)*$|^[A-Z]+(_[A-Z]+)*$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Says what was recorded in words; null where there are none, and the entry as it was recorded has to do. */
export function useAuditWords(): (field: string, value: unknown) => string | null {
  const { t, i18n } = useTranslation();
  const { dateTime, number } = useFormat();
  const names = useNames();
  const stages = useStages();
  const people = usePeople({});
  const types = useContractTypes();
  const elements = [
    useElementName('opportunity-stages'),
    useElementName('lead-response'),
    useElementName('contract-approval'),
    useElementName('quote-countersign'),
    useElementName('green-channel'),
    useElementName('stuck-deals'),
  ];

  const word = (text: string): string | null => {
    if (ID.test(text)) {
      return people.data?.find(({ id }) => id === text)?.name ?? null;
    }
    if (HASH.test(text)) {
      return null;
    }
    if (INSTANT.test(text)) {
      return dateTime(text);
    }
    if (!CODE.test(text) || CURRENCY.test(text)) {
      return text.replace(IDS_WITHIN, '…');
    }
    return (
      stages.find(({ key }) => key === text)?.name ??
      types.data?.find(({ key }) => key === text)?.name ??
      elements.map((nameOf) => nameOf(text)).find((name) => name !== text) ??
      [names.source(text), names.region(text), names.outcome(text)].find((name) => name !== text) ??
      [`audit.words.${text}`, `deal.customerTypes.${text}`, `roles.${text}`, `status.${text}`]
        .filter((key) => i18n.exists(key))
        .map((key) => t(key))[0] ??
      null
    );
  };

  const said = (field: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === '') {
      return null;
    }
    if (typeof value === 'boolean') {
      return t(value ? 'common.yes' : 'common.no');
    }
    if (typeof value === 'number') {
      return number(value);
    }
    if (typeof value === 'string') {
      return word(value);
    }
    if (Array.isArray(value)) {
      return field === 'leads'
        ? t('audit.someLeads', { count: value.length })
        : list(value.map((item) => said(field, item)));
    }
    return list(Object.entries(value).map(([name, item]) => said(name, item)));
  };
  const list = (parts: (string | null)[]) => parts.filter(Boolean).join(i18n.language === 'en' ? ', ' : '、') || null;
  return said;
}

/** The entry to the letter, for whoever has to prove it. */
export function asRecorded({ subjectId, action, before, after, origin }: AuditEntry): string {
  return JSON.stringify({ action, subjectId, before, after, userAgent: origin.userAgent }, null, 2);
}
