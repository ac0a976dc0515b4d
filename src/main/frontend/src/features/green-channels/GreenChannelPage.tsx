import { FileOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useEvidence } from '@/features/evidence';
import { TaskForm, useTask } from '@/features/tasks';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { RecordHead } from '@/shared/ui/RecordHead';
import { useGreenChannel, type GreenChannel } from './api';
import { channelTones, whatOf } from './GreenChannelRow';

/** One request for an exception: what it leaves out, why, on what proof, and what came of it. */
export function GreenChannelPage() {
  const { id } = useParams();
  const found = useGreenChannel(id);
  return (
    <div className="page page-medium">
      <Loaded query={found} rows={8}>
        {(data) => <Content it={data} refetch={() => void found.refetch()} />}
      </Loaded>
    </div>
  );
}

function Content({ it, refetch }: { it: GreenChannel; refetch: () => void }) {
  const { t, i18n } = useTranslation();
  const { money, dateTime } = useFormat();
  const evidence = useEvidence('deal', it.dealId ?? '', Boolean(it.dealId) && it.evidenceIds.length > 0);
  const files = (evidence.data ?? []).filter((piece) => it.evidenceIds.includes(piece.id));
  return (
    <>
      <RecordHead
        title={t('greenChannel.of', { name: it.name })}
        due={it.answerDueAt}
        start={it.askedAt}
        dueText={t('greenChannel.answerDue')}
      >
        {it.amount !== null && <strong className="num">{money(it.amount, it.currency ?? 'CNY')}</strong>}
        <span className={`tag ${channelTones[it.state]}`}>{t(`greenChannel.state.${it.state}`)}</span>
        {it.debt && (
          <span className={`tag ${it.debt === 'PAID' ? 'tag-good' : 'tag-bad'}`}>{t(`debts.state.${it.debt}`)}</span>
        )}
      </RecordHead>
      <section className="card" aria-labelledby="what">
        <h2 id="what">
          {t(`greenChannel.${it.purpose}`)}：{whatOf(it, i18n.language)}
        </h2>
        <p className="timeline-remark">{it.reason}</p>
        {files.length > 0 && (
          <ul className="pieces" aria-label={t('greenChannel.proof')}>
            {files.map((piece) => (
              <li key={piece.id} className="piece">
                <FileOutlined aria-hidden="true" className="piece-icon" />
                <span className="piece-main">
                  <a href={`/api/evidence/${piece.id}/content`} target="_blank" rel="noreferrer">
                    {piece.fileName}
                  </a>
                  {(piece.deletedAt || piece.intact === false) && (
                    <span className="field-error">{t('evidence.broken')}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        <dl className="facts facts-wide">
          <Fact name={t('greenChannel.askedBy')} value={`${it.by.name} · ${dateTime(it.askedAt)}`} />
          <Fact name={t('approval.deal')} value={it.dealId && <Link to={`/deals/${it.dealId}`}>{it.name}</Link>} />
          <Fact
            name={t('greenChannel.level')}
            value={it.state === 'ASKED' && it.level > 1 && t('greenChannel.levelText', { level: it.level })}
          />
          <Fact
            name={t(it.state === 'REFUSED' ? 'greenChannel.refusedBy' : 'greenChannel.grantedBy')}
            value={it.decidedBy && `${it.decidedBy.name} · ${dateTime(it.decidedAt)}`}
          />
          <Fact name={t('greenChannel.usedAt')} value={it.usedAt && dateTime(it.usedAt)} />
        </dl>
        {it.decisionReason && <p className="timeline-remark">{it.decisionReason}</p>}
        {it.debt && it.debt !== 'PAID' && (
          <p>
            <Link to="/debts">{t('greenChannel.toDebt')}</Link>
          </p>
        )}
      </section>
      {it.taskId && <Answer taskId={it.taskId} onDone={refetch} />}
    </>
  );
}

function Answer({ taskId, onDone }: { taskId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const task = useTask(taskId);
  return (
    <section className="card" aria-labelledby="answer">
      <h2 id="answer">{t('greenChannel.answer')}</h2>
      <Loaded query={task}>{(data) => <TaskForm task={data} onDone={onDone} />}</Loaded>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;
}
