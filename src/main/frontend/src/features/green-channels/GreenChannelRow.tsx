import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import type { GreenChannel } from './api';

export const channelTones: Record<GreenChannel['state'], string> = {
  ASKED: 'tag-warn',
  GRANTED: 'tag-good',
  USED: 'tag-good',
  REFUSED: 'tag-bad',
  UNANSWERED: 'tag-bad',
  VOID: 'tag-bad',
};

/** What is left out, in a few words. */
export const whatOf = (it: GreenChannel, language: string) =>
  it.steps.map(({ name }) => name).join(it.purpose === 'STAGE_JUMP' ? ' → ' : language === 'en' ? ', ' : '、');

export function GreenChannelRow({ it, onUse }: { it: GreenChannel; onUse?: () => void }) {
  const { t, i18n } = useTranslation();
  const { dateTime } = useFormat();
  return (
    <li className="channel">
      <Link to={`/green-channels/${it.id}`}>
        <strong>{whatOf(it, i18n.language)}</strong>
      </Link>{' '}
      <span className={`tag ${channelTones[it.state]}`}>{t(`greenChannel.state.${it.state}`)}</span>
      {it.debt && it.debt !== 'PAID' && <span className="tag tag-bad">{t(`debts.state.${it.debt}`)}</span>}
      <p className="muted small">
        {t(`greenChannel.${it.purpose}`)} · {it.by.name} · {dateTime(it.askedAt)}
      </p>
      {onUse && (
        <Button type="primary" size="small" onClick={onUse}>
          {t('greenChannel.use', { stage: it.steps[1]?.name })}
        </Button>
      )}
    </li>
  );
}
