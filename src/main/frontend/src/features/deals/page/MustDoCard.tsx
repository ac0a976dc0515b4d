import { CheckCircleFilled } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import type { Deal, MustDo } from '../api';
import { mayWork, type Papers } from './dealPage';

/** What has to be done in the stage, each a click away. */
export function MustDoCard({
  deal,
  papers,
  marked,
  onFix,
}: {
  deal: Deal;
  papers: Papers;
  marked: string | null;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const open = deal.mustDo.filter((item) => !item.doneAt).length;
  return (
    <section className="card" aria-labelledby="must-do">
      <div className="card-head">
        <h2 id="must-do">{t('deal.mustDo')}</h2>
        <span className="muted small">{t('deal.mustDoOpen', { count: open })}</span>
      </div>
      <ul className="must-do">
        {deal.mustDo.map((item) => (
          <MustDoRow key={item.key} deal={deal} item={item} papers={papers} marked={marked} onFix={onFix} />
        ))}
      </ul>
    </section>
  );
}

function MustDoRow({
  deal,
  item,
  papers,
  marked,
  onFix,
}: {
  deal: Deal;
  item: MustDo;
  papers: Papers;
  marked: string | null;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const id = `action-${item.key}`;
  const note = () =>
    act(async () => {
      await request(`/api/deals/${deal.id}/actions/${item.key}`, { method: 'POST' });
      dealChanged(queries, deal.id);
    });
  // One click goes straight to the action (SG-11): the upload, the paper, or the note that it is done.
  const go = () => {
    if (item.action.kind === 'evidence') {
      onFix(`evidence.${item.action.target}`);
    } else if (item.action.kind === 'document') {
      papers.write(item.action.target);
    } else {
      void note();
    }
  };
  return (
    <li id={id} className={`${item.doneAt ? 'met' : ''}${marked === id ? ' marked' : ''}`}>
      <button type="button" disabled={busy || papers.busy || !mayWork(me, deal)} onClick={go}>
        {item.doneAt ? (
          <CheckCircleFilled aria-hidden="true" className="met-mark" />
        ) : (
          <span className="todo-mark" aria-hidden="true" />
        )}
        <span>
          {item.text}
          {item.required && !item.doneAt && <span className="tag tag-warn">{t('common.required')}</span>}
          <span className="muted small must-do-sub">
            {item.doneAt ? t('deal.doneAgo', { text: ago(item.doneAt) }) : t(`deal.actionKinds.${item.action.kind}`)}
          </span>
        </span>
      </button>
    </li>
  );
}
