import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { KeyName } from '@/shared/api/types';

/** The stages in their order, with the present one; on a phone it scrolls. */
export function StageStrip({ stages, at, closed }: { stages: KeyName[]; at: string | null; closed: 'WON' | 'LOST' | null }) {
  const { t } = useTranslation();
  const place = stages.findIndex((stage) => stage.key === at);
  return (
    <ol className="strip" aria-label={t('deal.stages')} tabIndex={0}>
      {stages.map((stage, index) => {
        const done = closed === 'WON' || index < place;
        const here = index === place && closed !== 'WON';
        return (
          <li
            key={stage.key}
            className={here ? `strip-here${closed === 'LOST' ? ' strip-lost' : ''}` : done ? 'strip-done' : ''}
            aria-current={here ? 'step' : undefined}
            ref={here ? (element) => element?.parentElement?.scrollTo?.({ left: element.offsetLeft - 24 }) : undefined}
          >
            {done && <CheckOutlined aria-hidden="true" />} {stage.name}
          </li>
        );
      })}
      {closed && (
        <li className={closed === 'WON' ? 'strip-won' : 'strip-lost'}>{t(closed === 'WON' ? 'deal.won' : 'deal.lost')}</li>
      )}
    </ol>
  );
}
