import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from './keys';
import { get } from './client';
import type { Named, Reference } from './types';

export const useReference = () =>
  useQuery({ queryKey: keys.reference, queryFn: get<Reference>('/api/reference'), staleTime: 30 * 60_000 });

/** Whether the holidays of the year are known in which somebody has to be ready: a deadline in another one may move. */
export function useCalendar() {
  const years = useReference().data?.calendarYears;
  return {
    unknownYear: (instant: string | null | undefined) => {
      const year = instant ? new Date(instant).getFullYear() : undefined;
      return year !== undefined && years !== undefined && !years.includes(year) ? year : undefined;
    },
  };
}

type PickList = Exclude<keyof Reference, 'calendarYears'>;

/** Names of codes in the language of the page; an unknown code names itself. */
export function useNames() {
  const { i18n } = useTranslation();
  const reference = useReference();
  const english = i18n.language === 'en';
  const label = (item: Named) => (english ? item.nameEn : item.nameZh);
  const of = (list: PickList) => (code: string | null | undefined) => {
    if (!code) {
      return '';
    }
    const item = reference.data?.[list]?.find((candidate) => candidate.code === code);
    return item ? label(item) : code;
  };
  const options = (list: PickList) =>
    (reference.data?.[list] ?? []).map((item) => ({ value: item.code, label: label(item) }));
  return {
    source: of('sources'),
    intent: of('intents'),
    region: of('regions'),
    industry: of('industries'),
    size: of('companySizes'),
    outcome: of('outcomes'),
    options,
  };
}
