import { useTranslation } from 'react-i18next';
import { useCalendar } from '@/shared/api/reference';
import { remaining } from '@/shared/lib/countdown';
import { useFormat } from '@/shared/lib/format';
import { useServerNow } from '@/shared/lib/ticking';

/**
 * What is left of a window, live. The colour says it at a glance and the words say it without colour; a screen reader
 * reads it when it comes by and is not told every second.
 */
export function Countdown({ due, start, large = false }: { due: string; start?: string | null; large?: boolean }) {
  const { t } = useTranslation();
  const { countdown, dateTime } = useFormat();
  const left = remaining(useServerNow(), due, start);
  const text = countdown(left.milliseconds);
  const year = useCalendar().unknownYear(due);
  const remark = year === undefined ? '' : t('deadline.unknownYear', { year });
  return (
    <span
      className={`countdown countdown-${left.urgency}${large ? ' countdown-large' : ''}`}
      title={[dateTime(due), remark].filter(Boolean).join(' · ')}
      role="timer"
      aria-live="off"
      aria-label={[t(left.urgency === 'over' ? 'deadline.over' : 'deadline.left', { text }), remark]
        .filter(Boolean)
        .join(' · ')}
    >
      {left.urgency === 'over' && <span className="countdown-over">{t('deadline.overShort')}</span>}
      {text}
      {left.share !== undefined && left.urgency !== 'over' && (
        <span className="countdown-bar" aria-hidden="true">
          <span style={{ width: `${left.share * 100}%` }} />
        </span>
      )}
    </span>
  );
}
