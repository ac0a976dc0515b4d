import { useTranslation } from 'react-i18next';
import { clockText, partsOf } from './countdown';
import { moneyText } from './money';
import { serverNow } from './serverClock';

/** Dates, spans and shares in the language of the page. */
export function useFormat() {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;

  const dateTime = (instant: string | null | undefined) => {
    if (!instant) {
      return '—';
    }
    const date = new Date(instant);
    const sameYear = date.getFullYear() === new Date(serverNow()).getFullYear();
    return new Intl.DateTimeFormat(locale, {
      year: sameYear ? undefined : 'numeric',
      month: locale === 'en' ? 'short' : 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(date);
  };

  const clock = (instant: string) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

  /** `3 分钟`, `2 小时`: one unit, enough for people. */
  const span = (seconds: number) => {
    const s = Math.max(0, Math.round(seconds));
    if (s < 60) {
      return t('common.seconds', { count: s });
    }
    if (s < 3600) {
      return t('common.minutes', { count: Math.round(s / 60) });
    }
    if (s < 86_400) {
      const hours = s / 3600;
      return t('common.hours', { count: Math.round(hours * 10) / 10 });
    }
    return t('common.inDays', { count: Math.round((s / 86_400) * 10) / 10 });
  };

  const minutes = (count: number) =>
    count % 60 === 0 && count >= 60
      ? t('common.hours', { count: count / 60 })
      : t('common.minutes', { count: Math.round(count) });

  const ago = (instant: string | null | undefined) => {
    if (!instant) {
      return '—';
    }
    const seconds = (serverNow() - Date.parse(instant)) / 1000;
    return seconds < 45 ? t('common.justNow') : t('common.ago', { text: span(seconds) });
  };

  const countdown = (milliseconds: number) =>
    clockText(partsOf(milliseconds), { days: (d, h) => t('common.days', { d, h }) });

  const number = (value: number | null | undefined, digits = 2) =>
    value === null || value === undefined
      ? '—'
      : new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);

  const percent = (value: number | null | undefined) =>
    value === null || value === undefined
      ? '—'
      : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);

  const date = (day: string | null | undefined) =>
    day
      ? new Intl.DateTimeFormat(locale, {
          year: 'numeric',
          month: locale === 'en' ? 'short' : 'numeric',
          day: 'numeric',
        }).format(new Date(day.length === 10 ? `${day}T00:00` : day))
      : '—';

  /** The amount as people write it; short, `¥128万`, where many stand side by side. */
  const money = (amount: number | null | undefined, currency: string, short = false) =>
    amount === null || amount === undefined
      ? '—'
      : moneyText(
          locale,
          amount,
          currency,
          short ? { notation: 'compact', maximumFractionDigits: 1 } : { trailingZeroDisplay: 'stripIfInteger' },
        );

  const size = (bytes: number) =>
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${number(bytes / 1024 / 1024, 1)} MB`;

  return { date, money, size, dateTime, clock, span, minutes, ago, countdown, number, percent };
}
