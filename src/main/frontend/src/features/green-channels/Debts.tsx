import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useNames } from '@/shared/api/reference';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { useDebts, type Debt } from './api';

/** What was left out by green channel and is still to be explained: who owes it, how old it is, what it costs (B6-08). */
export function Debts() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const debts = useDebts();
  return (
    <div className="page page-medium">
      <PageTitle>{t('debts.title')}</PageTitle>
      <p className="page-intro">{t('debts.text')}</p>
      <Loaded query={debts} rows={8}>
        {(all) => {
          const unpaid = all.filter(({ state }) => state !== 'PAID');
          const paid = all.filter(({ state }) => state === 'PAID');
          const late = unpaid.filter(({ state }) => state === 'ESCALATED');
          const interest = unpaid.reduce((sum, debt) => sum + debt.interest, 0);
          return (
            <>
              <div className="tiles tiles-3 debt-tiles">
                <p className="tile">
                  <span className="tile-value">{number(unpaid.length, 0)}</span>
                  <span className="tile-label">{t('debts.unpaid')}</span>
                </p>
                <p className={`tile${late.length > 0 ? ' bad' : ''}`}>
                  <span className="tile-value">{number(late.length, 0)}</span>
                  <span className="tile-label">{t('debts.late')}</span>
                </p>
                <p className="tile">
                  <span className="tile-value">{number(interest)}</span>
                  <span className="tile-label">{t('debts.interestSum')}</span>
                </p>
              </div>
              <section className="card list-card" aria-labelledby="unpaid">
                <div className="card-head">
                  <h2 id="unpaid">{t('debts.unpaid')}</h2>
                </div>
                {unpaid.length === 0 ? (
                  <Notice title={t('debts.empty')} />
                ) : (
                  <ul className="debts">
                    {unpaid.map((debt) => (
                      <Row key={debt.id} debt={debt} />
                    ))}
                  </ul>
                )}
              </section>
              {paid.length > 0 && (
                <section className="card list-card" aria-labelledby="paid">
                  <div className="card-head">
                    <h2 id="paid">{t('debts.paid')}</h2>
                  </div>
                  <ul className="debts">
                    {paid.map((debt) => (
                      <Row key={debt.id} debt={debt} />
                    ))}
                  </ul>
                </section>
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

const tones: Record<Debt['state'], string> = { OPEN: 'tag-warn', ESCALATED: 'tag-bad', PAID: 'tag-good' };

function Row({ debt }: { debt: Debt }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const { dateTime, number } = useFormat();
  const between = i18n.language === 'en' ? ', ' : '、';
  return (
    <li className="debt">
      <div className="debt-head">
        <strong>{debt.dealId ? <Link to={`/deals/${debt.dealId}`}>{debt.name}</Link> : debt.name}</strong>
        <span className={`tag ${tones[debt.state]}`}>{t(`debts.state.${debt.state}`)}</span>
        {debt.state !== 'PAID' && <Countdown due={debt.dueAt} start={debt.grantedAt} />}
      </div>
      <p>
        {t('debts.leftOut', { what: debt.skipped.map(({ name }) => name).join(between) })}
        {debt.overdueWorkingDays > 0 && (
          <span className="debt-interest">
            {' '}
            {t('debts.interest', { days: debt.overdueWorkingDays, interest: number(debt.interest) })}
          </span>
        )}
      </p>
      <p className="muted small">
        {[
          t('debts.owes', { name: debt.debtor.name }),
          debt.region && names.region(debt.region),
          t('debts.granted', { name: debt.grantedByName, at: dateTime(debt.grantedAt) }),
          t('debts.dueAt', { at: dateTime(debt.dueAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="timeline-remark">{debt.reason}</p>
      {debt.explanation && (
        <p className="debt-explained">
          <span className="muted">{t('debts.explained', { at: dateTime(debt.paidAt) })}</span> {debt.explanation}
        </p>
      )}
      {debt.mayExplain && <Explain debt={debt} />}
    </li>
  );
}

function Explain({ debt }: { debt: Debt }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const draft = `debt.${debt.id}`;
  const [text, setText] = useState(() => readDraft<string>(me.id, draft) ?? '');
  const [open, setOpen] = useState(Boolean(text));
  const send = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      await request(`/api/debts/${debt.id}/explanation`, { method: 'POST', body: { explanation: text.trim() } });
      dropDraft(me.id, draft);
      setOpen(false);
      dealChanged(queries, debt.dealId ?? undefined);
    }, t('debts.sent'));
  };
  if (!open) {
    return (
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('debts.explain')}
      </Button>
    );
  }
  return (
    <form className="form" onSubmit={send}>
      <div className="field">
        <label className="field-label" htmlFor={`explanation-${debt.id}`}>
          {t('debts.explanation')}
        </label>
        <Input.TextArea
          id={`explanation-${debt.id}`}
          rows={3}
          maxLength={2000}
          aria-required
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            saveDraft(me.id, draft, event.target.value);
          }}
        />
        <p className="field-hint">{t('debts.explanationHint')}</p>
      </div>
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!text.trim()}>
          {t('debts.send')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
