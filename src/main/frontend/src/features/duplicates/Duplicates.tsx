import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '@/shared/api/keys';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import {
  decide,
  undoLastMerge,
  useDuplicates,
  type Decision,
  type DuplicatePair,
  type DuplicatePairs,
  type DuplicateSide,
} from './api';
import styles from './duplicates.module.css';
import { rowsOf } from './rows';

/** Customers that may be one, pair by pair, decided by keyboard alone (DQ-12). */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const pairs = useDuplicates();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <PageTitle>{t('duplicates.title')}</PageTitle>
          <p className="muted">{t('duplicates.text')}</p>
        </div>
      </div>
      <Loaded query={pairs} rows={8}>
        {(data) => <Board found={data} />}
      </Loaded>
    </div>
  );
}

const decisions: { decision: Decision; key: string }[] = [
  { decision: 'SAME', key: 'm' },
  { decision: 'NOT_SAME', key: 'n' },
  { decision: 'RELATED', key: 'r' },
  { decision: 'LATER', key: 'l' },
];

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function Board({ found }: { found: DuplicatePairs }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const board = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const [merged, setMerged] = useState<DuplicatePair>();
  const pairs = found.pairs;
  const at = Math.min(chosen, Math.max(0, pairs.length - 1));
  const pair = pairs[at];

  // The next pair is read out, and the keys work at once.
  useEffect(() => board.current?.focus({ preventScroll: true }), [pair?.id]);

  const say = useCallback(
    async (decision: Decision) => {
      if (!pair) {
        return;
      }
      const done = await act(
        () => decide(pair.id, decision).then(() => true),
        t(`duplicates.decided.${decision}`, { one: pair.one.name, other: pair.other.name }),
      );
      if (done) {
        setMerged(decision === 'SAME' ? pair : undefined);
      }
      // A refusal may mean that a colleague was faster.
      await queries.invalidateQueries({ queryKey: keys.duplicates });
      void queries.invalidateQueries({ queryKey: keys.customers });
    },
    [act, pair, queries, t],
  );

  const undo = useCallback(async () => {
    if (!merged) {
      return;
    }
    const done = await act(
      () => undoLastMerge(merged.one.id).then(() => true),
      t('duplicates.undone', { one: merged.one.name, other: merged.other.name }),
    );
    if (done) {
      setMerged(undefined);
      void queries.invalidateQueries({ queryKey: keys.customers });
    }
    board.current?.focus({ preventScroll: true });
  }, [act, merged, queries, t]);

  useEffect(() => {
    const here = board.current;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy) {
        return;
      }
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const meant = decisions.find((one) => one.key === key);
      const step = steps[key];
      if (meant) {
        void say(meant.decision);
      } else if (key === 'u') {
        void undo();
      } else if (step) {
        setChosen(Math.min(Math.max(0, at + step), Math.max(0, pairs.length - 1)));
      } else {
        return;
      }
      event.preventDefault();
    };
    here?.addEventListener('keydown', press);
    return () => here?.removeEventListener('keydown', press);
  }, [say, undo, at, pairs.length, busy]);

  return (
    <div ref={board} tabIndex={-1} role="group" aria-label={t('duplicates.board')} className={styles.board}>
      {merged && (
        <p role="status" className={styles.merged}>
          {t('duplicates.mergedNow', { one: merged.one.name, other: merged.other.name })}{' '}
          <Button disabled={busy} onClick={() => void undo()}>
            {t('duplicates.undo')} <kbd aria-hidden="true">U</kbd>
          </Button>
        </p>
      )}
      {pair ? (
        <>
          <p className={`muted small ${styles.place}`}>
            {t(found.more ? 'duplicates.placeOfMore' : 'duplicates.place', { place: at + 1, count: pairs.length })}
            {' · '}
            {t('duplicates.keys')}
          </p>
          <Pair pair={pair} />
          <div className={styles.acts}>
            {decisions.map(({ decision, key }) => (
              <Button
                key={decision}
                type={decision === 'SAME' ? 'primary' : 'default'}
                disabled={busy}
                aria-keyshortcuts={key.toUpperCase()}
                onClick={() => void say(decision)}
              >
                {t(`duplicates.decision.${decision}`)} <kbd aria-hidden="true">{key.toUpperCase()}</kbd>
              </Button>
            ))}
          </div>
        </>
      ) : (
        <Notice title={t('duplicates.empty')} text={t('duplicates.emptyText')} />
      )}
    </div>
  );
}

function Pair({ pair }: { pair: DuplicatePair }) {
  const { t } = useTranslation();
  const names = useNames();
  const { dateTime, number } = useFormat();
  const { one, other } = pair;
  const stands = Date.parse(one.updatedAt) < Date.parse(other.updatedAt) ? other : one;
  const rows = rowsOf(one, other, names.region);
  const values = (lines: string[]) => (lines.length > 0 ? lines.map((line) => <span key={line}>{line}</span>) : '—');
  const head = (side: DuplicateSide) => (
    <th>
      <Link to={`/customers/${side.id}`}>{side.name}</Link>
      {side === stands && <span className={`tag ${styles.stands}`}>{t('duplicates.stands')}</span>}
    </th>
  );
  return (
    <section className={`card ${styles.pair}`} aria-label={t('duplicates.pair', { one: one.name, other: other.name })}>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            {head(one)}
            {head(other)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field} className={styles[row.agreement]}>
              <th scope="row">
                {t(`duplicates.field.${row.field}`)}
                {row.agreement === 'differs' && <span className={styles.mark}>{t('duplicates.differs')}</span>}
              </th>
              <td>{values(row.one)}</td>
              <td>{values(row.other)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('duplicates.leads')}</th>
            <td>{number(one.leads, 0)}</td>
            <td>{number(other.leads, 0)}</td>
          </tr>
          <tr>
            <th scope="row">{t('duplicates.changed')}</th>
            <td>{dateTime(one.updatedAt)}</td>
            <td>{dateTime(other.updatedAt)}</td>
          </tr>
        </tbody>
      </table>
      <div className={styles.score}>
        <p>
          <strong className={styles.figure}>{number(pair.score * 100, 0)} %</strong>{' '}
          <span className="muted">{t(`duplicates.outcome.${pair.outcome}`)}</span>
        </p>
        <ul aria-label={t('duplicates.parts')}>
          {Object.entries(pair.parts).map(([part, agreement]) => (
            <li key={part}>
              <span>{t(`duplicates.part.${part}`)}</span>
              <meter min={0} max={1} value={agreement} aria-hidden="true" />
              <span className="num">{number(agreement * 100, 0)} %</span>
            </li>
          ))}
        </ul>
        {pair.reasons.length > 0 && (
          <p className="tags">
            {pair.reasons.map((reason) => (
              <span key={reason} className="tag">
                {t(`duplicates.reason.${reason}`)}
              </span>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}
