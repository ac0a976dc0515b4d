import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import { isSales } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import { useMergeActs, useMerges, type Customer, type CustomerMerge } from './api';
import styles from './customers.module.css';

/** Who may be the same: opened, or merged into the one on the page, which says first what that means (DQ-11). */
export function Suspects({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const me = useSession();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const acts = useMergeActs(customer.id);
  if (customer.suspects.length === 0) {
    return null;
  }
  const merge = (other: Customer['suspects'][number]) =>
    modal.confirm({
      title: t('customers.mergeTitle', { other: other.name, name: customer.name }),
      content: t('customers.mergeText'),
      okText: t('customers.merge'),
      cancelText: t('common.cancel'),
      onOk: () => act(() => acts.merge(other.id), t('customers.merged')),
    });
  return (
    <section className="card" aria-labelledby="suspects">
      <h2 id="suspects">{t('customers.suspects')}</h2>
      <ul className={styles.list}>
        {customer.suspects.map((one) => (
          <li key={one.id}>
            <Link to={`/customers/${one.id}`}>{one.name}</Link>
            {isSales(me) && (
              <Button
                size="small"
                disabled={busy}
                aria-label={t('customers.mergeOne', { other: one.name })}
                onClick={() => merge(one)}
              >
                {t('customers.merge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the customer was made of, with the way back. */
export function Merges({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const me = useSession();
  const { data } = useMerges(customer.id, isSales(me));
  if (!data || data.length === 0) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="merges">
      <h2 id="merges">{t('customers.merges')}</h2>
      <ul className={styles.list}>
        {data.map((merge) => (
          <Merge key={merge.id} merge={merge} customer={customer.id} />
        ))}
      </ul>
    </section>
  );
}

function Merge({ merge, customer }: { merge: CustomerMerge; customer: string }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const acts = useMergeActs(customer);
  const others = merge.losers.map((one) => one.name).join(t('customers.and'));
  const undone = merge.state === 'UNDONE';
  const undo = () =>
    modal.confirm({
      title: t('customers.undoTitle', { others, name: merge.survivor.name }),
      content: t('customers.undoText'),
      okText: t('customers.undo'),
      cancelText: t('common.cancel'),
      onOk: () => act(() => acts.undo(merge.id), t('customers.undone')),
    });
  return (
    <li>
      <span>
        {t('customers.mergedFrom', { others, name: merge.survivor.name })}{' '}
        {undone && <span className="tag">{t('customers.state.UNDONE')}</span>}
      </span>
      <span className="muted small">
        {(undone ? merge.undoneBy : merge.by) ?? t('customers.nobody')} ·{' '}
        {dateTime((undone ? merge.undoneAt : merge.at) ?? merge.at)}
      </span>
      {merge.conflicts.length > 0 && (
        <>
          <span className="small">{t(undone ? 'customers.changedBetween' : 'customers.saidDifferently')}</span>
          <ul className={styles.differences}>
            {merge.conflicts.map((one, index) => (
              <li key={`${one.field}-${index}`}>
                {t(`customers.conflict.${one.field}`)}
                {': '}
                <strong>{one.stands ?? t('customers.empty')}</strong>
                {one.other && <span className="muted">{t('customers.other', { other: one.other })}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {merge.mayUndo && (
        <Button size="small" disabled={busy} onClick={undo}>
          {t('customers.undo')}
        </Button>
      )}
    </li>
  );
}
