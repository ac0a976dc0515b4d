import { useQueryClient } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import type { Deal } from '../api';
import { mayWork } from './dealPage';

export function Substates({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  return (
    <section className="card" aria-labelledby="substate">
      <div className="card-head">
        <h2 id="substate">{t('deal.substate')}</h2>
        {deal.substateSince && (
          <span className="muted small">{t('deal.since', { text: ago(deal.substateSince) })}</span>
        )}
      </div>
      <Radio.Group
        className="stacked"
        aria-labelledby="substate"
        value={deal.substate}
        disabled={busy || !mayWork(me, deal)}
        options={deal.substates.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(event) =>
          void act(async () => {
            await request(`/api/deals/${deal.id}/substate`, {
              method: 'PUT',
              body: { substate: event.target.value as string },
            });
            dealChanged(queries, deal.id);
          }, t('deal.substateDone'))
        }
      />
      <p className="field-hint">{t('deal.substateHint')}</p>
    </section>
  );
}
