import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { isManager, isRep } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { usePool, type PoolCard } from './api';
import { Intent } from './StatusTag';

export function Pool() {
  const { t } = useTranslation();
  const pool = usePool();
  return (
    <div className="page">
      <PageTitle>{t('pool.title')}</PageTitle>
      <p className="page-intro">{t('pool.text')}</p>
      <Loaded query={pool} rows={6}>
        {(cards) =>
          cards.length === 0 ? (
            <Notice title={t('pool.empty')} text={t('pool.emptyText')} />
          ) : (
            <ul className="pool">
              {cards.map((card) => (
                <Card key={card.id} card={card} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

/** What was said, who it is, how to begin (LA-15); the number comes with the claim. */
function Card({ card }: { card: PoolCard }) {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const { ago } = useFormat();
  const { message, modal } = App.useApp();
  const { say } = useAct();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  const claim = async () => {
    setBusy(true);
    try {
      await request(`/api/tasks/${card.taskId}/claim`, { method: 'POST' });
      void message.success(t('pool.claimed', { name: card.name }));
      leadChanged(queries, card.id);
      void navigate(`/leads/${card.id}`);
    } catch (error) {
      if (error instanceof Problem && (error.status === 409 || error.status === 404)) {
        modal.info({ title: t('pool.gone'), content: error.detail, okText: t('common.close') });
        leadChanged(queries);
      } else {
        say(error);
      }
      setBusy(false);
    }
  };

  return (
    <li className="card pool-card">
      <div className="pool-head">
        <div>
          <h2>{card.name}</h2>
          <p className="row-facts">
            {card.company && <span>{card.company}</span>}
            <span>{names.source(card.source)}</span>
            {card.region && <span>{names.region(card.region)}</span>}
            <Intent code={card.intent} />
            {card.phoneMasked && <span className="num">{card.phoneMasked}</span>}
          </p>
        </div>
        {card.poolDueAt && <Countdown due={card.poolDueAt} />}
      </div>
      <dl className="pool-blocks">
        <div>
          <dt>{t('pool.summary')}</dt>
          <dd className={card.summary ? '' : 'muted'}>{card.summary || t('pool.noSummary')}</dd>
        </div>
        <div>
          <dt>{t('pool.tags')}</dt>
          <dd>
            {card.tags?.length ? (
              <span className="tags">
                {card.tags.map((tag) => (
                  <span key={tag} className="tag">
                    {tag}
                  </span>
                ))}
              </span>
            ) : (
              <span className="muted">{t('pool.noTags')}</span>
            )}
          </dd>
        </div>
        <div className="pool-script">
          <dt>{t('pool.script')}</dt>
          <dd className={card.script ? '' : 'muted'}>{card.script || t('pool.noScript')}</dd>
        </div>
      </dl>
      <div className="pool-foot">
        <span className="muted small">{t('pool.since', { text: ago(card.receivedAt) })}</span>
        {(isRep(me) || isManager(me)) && (
          <Button
            type="primary"
            loading={busy}
            onClick={() => void claim()}
            aria-label={`${t('pool.claim')}: ${card.name}`}
          >
            {t('pool.claim')}
          </Button>
        )}
      </div>
    </li>
  );
}
