import { ArrowLeftOutlined, CalculatorOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLead } from '@/features/leads';
import { request } from '@/shared/api/client';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { RecordRemark } from '@/shared/ui/RecordHead';
import { useAct } from '@/shared/ui/useAct';
import { useAssignments, type AssignmentRecord, type Candidate, type Replay } from './api';

/** Why this person and why not each other one, and the button that proves it (LO-03, LO-04, LA-16). */
export function AssignmentRecordPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const lead = useLead(id!);
  const records = useAssignments(id!);
  return (
    <div className="page">
      <Link to={`/leads/${id}`} className="back">
        <ArrowLeftOutlined aria-hidden="true" /> {lead.data?.name ?? t('common.back')}
      </Link>
      <PageTitle>{lead.data ? t('record.of', { name: lead.data.name }) : t('record.title')}</PageTitle>
      <Loaded query={records} rows={10}>
        {(items) =>
          items.length === 0 ? (
            <Notice title={t('record.empty')} />
          ) : (
            [...items]
              .sort((a, b) => b.round - a.round || (b.at ?? '').localeCompare(a.at ?? ''))
              .map((record, index) => <Record key={record.id} record={record} first={index === 0} />)
          )
        }
      </Loaded>
    </div>
  );
}

function Record({ record, first }: { record: AssignmentRecord; first: boolean }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const replayable = record.kind === 'RULE' || record.kind === 'FALLBACK' || record.kind === 'REALLOCATE';
  return (
    <section className="card record" aria-label={t('record.round', { round: record.round + 1 })}>
      <div className="record-head">
        <div>
          <h2>
            {t('record.round', { round: record.round + 1 })}
            {' · '}
            {t(`why.${record.kind}`, { defaultValue: t('common.other') })}
          </h2>
          <p className="muted">
            {record.owner?.name ?? t('common.nobody')} · {t('record.decidedAt')} {dateTime(record.at)}
          </p>
        </div>
        {replayable && <ReplayButton id={record.id} />}
      </div>
      {record.fallbackReason && (
        <RecordRemark>
          {t('record.fallback')}:{' '}
          {t(`record.fallbackReasons.${record.fallbackReason}`, { defaultValue: t('common.other') })}
        </RecordRemark>
      )}
      <Steps record={record} />
      <Candidates candidates={record.candidates ?? []} />
      <Exclusions record={record} />
      <Fine record={record} open={first} />
    </section>
  );
}

function ReplayButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [replay, setReplay] = useState<Replay>();
  const run = () =>
    act(async () => {
      setReplay(await request<Replay>(`/api/assignments/${id}/replay`, { method: 'POST' }));
    });
  return (
    <div className="replay">
      <Button icon={<CalculatorOutlined aria-hidden="true" />} loading={busy} onClick={() => void run()}>
        {t('record.replay')}
      </Button>
      <div aria-live="polite">
        {replay &&
          (replay.identical ? (
            <span className="tag tag-good">{t('record.identical')}</span>
          ) : (
            <details open>
              <summary className="tag tag-bad">{t('record.differs', { count: replay.differences.length })}</summary>
              <ul className="plain small">
                {replay.differences.map((difference, index) => (
                  <li key={index}>{difference}</li>
                ))}
              </ul>
            </details>
          ))}
      </div>
    </div>
  );
}

function Steps({ record }: { record: AssignmentRecord }) {
  const { t } = useTranslation();
  const names = useNames();
  if (!record.routingSteps?.length) {
    return null;
  }
  const shown = (level: string, result: unknown) => {
    if (result === null || result === undefined) {
      return <em className="unmapped">{t('record.unmapped')}</em>;
    }
    const parts = typeof result === 'object' ? Object.values(result) : [result];
    return parts
      .map((part) =>
        t(`record.results.${String(part)}`, {
          defaultValue: level === 'region' ? names.region(String(part)) : names.industry(String(part)),
        }),
      )
      .join(' · ');
  };
  return (
    <>
      <h3>{t('record.steps')}</h3>
      <ol className="steps">
        {record.routingSteps.map((step, index) => (
          <li key={index}>
            <span className="muted small">
              {t(`record.levels.${String(step.level)}`, { defaultValue: t('common.other') })}
            </span>
            <strong>{shown(String(step.level), step.result)}</strong>
          </li>
        ))}
      </ol>
    </>
  );
}

function Candidates({ candidates }: { candidates: Candidate[] }) {
  const { t } = useTranslation();
  const { number, percent } = useFormat();
  if (candidates.length === 0) {
    return null;
  }
  const sorted = [...candidates].sort(
    (a, b) => Number(b.chosen) - Number(a.chosen) || (b.weight ?? 0) - (a.weight ?? 0),
  );
  // The factor is off unless the table says otherwise: a column of ones says nothing.
  const used = candidates.some((candidate) => (candidate.coefficients?.load ?? 1) !== 1);
  const columns = [
    ['why.saturation', (c: Candidate) => number(c.coefficients?.saturation)],
    ['why.response', (c: Candidate) => number(c.coefficients?.response)],
    ['why.ability', (c: Candidate) => number(c.coefficients?.ability)],
    ...(used ? [['why.load', (c: Candidate) => number(c.coefficients?.load)] as const] : []),
    ['why.weight', (c: Candidate) => number(c.weight, 3)],
    ['why.share', (c: Candidate) => percent(c.share)],
    ['record.before', (c: Candidate) => number(c.creditBefore, 3)],
    ['record.after', (c: Candidate) => number(c.creditAfter, 3)],
  ] as const;
  return (
    <>
      <h3>{t('record.candidates')}</h3>
      <table className="grid cards-on-phone">
        <thead>
          <tr>
            <th scope="col">{t('record.person')}</th>
            {columns.map(([label]) => (
              <th key={label} scope="col" className="right">
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((candidate) => (
            <tr key={candidate.person.id} className={candidate.chosen ? 'chosen' : ''}>
              <th scope="row">
                {candidate.person.name}
                {candidate.chosen && <span className="tag tag-good">{t('why.chosen')}</span>}
                {candidate.reason && (
                  <span className="tag">
                    {t(`record.reasons.${candidate.reason}`, { defaultValue: t('common.other') })}
                  </span>
                )}
              </th>
              {columns.map(([label, value]) => (
                <td key={label} className="right num" data-label={t(label)}>
                  {value(candidate)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Exclusions({ record }: { record: AssignmentRecord }) {
  const { t } = useTranslation();
  if (!record.exclusions?.length) {
    return null;
  }
  const byReason = new Map<string, typeof record.exclusions>();
  for (const exclusion of record.exclusions) {
    byReason.set(exclusion.reason, [...(byReason.get(exclusion.reason) ?? []), exclusion]);
  }
  return (
    <>
      <h3>
        {t('record.exclusions')} <span className="muted">{record.exclusions.length}</span>
      </h3>
      <dl className="exclusions">
        {[...byReason].map(([reason, people]) => (
          <div key={reason}>
            <dt>
              {t(`exclusion.${reason}`, { defaultValue: t('common.other') })}{' '}
              <span className="num">{people.length}</span>
            </dt>
            <dd>{people.map((exclusion) => exclusion.person.name).join('、')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Fine({ record, open }: { record: AssignmentRecord; open: boolean }) {
  const { t } = useTranslation();
  const { number, percent, span } = useFormat();
  const { process, tables } = record.versions ?? {};
  const parameters = Object.entries(record.parameters ?? {});
  const figured = record.candidates.filter((candidate) => candidate.figures);
  const shown = (as: As, value: unknown) => {
    switch (as) {
      case 'truth':
        return t(value ? 'common.yes' : 'common.no');
      case 'share':
        return typeof value === 'number' ? percent(value) : '—';
      case 'span':
        return typeof value === 'number' ? span(value) : '—';
      default:
        return typeof value === 'number' ? number(value) : '—';
    }
  };
  return (
    <details className="fine" open={open || undefined}>
      <summary>
        {t('record.versions')} · {t('record.inputs')}
      </summary>
      <dl className="facts">
        {record.choice && (
          <div>
            <dt>{t('record.choice')}</dt>
            <dd>{t(`record.choices.${record.choice}`, { defaultValue: t('common.other') })}</dd>
          </div>
        )}
        {process != null && (
          <div>
            <dt>{t('record.process')}</dt>
            <dd className="num">{process}</dd>
          </div>
        )}
        {Object.entries(tables ?? {}).map(([name, version]) => (
          <div key={name}>
            <dt>{t(`record.tables.${name}`, { defaultValue: t('record.table') })}</dt>
            <dd className="num">{version}</dd>
          </div>
        ))}
        {parameters.flatMap(([name, value]) =>
          name in shownAs ? (
            <div key={name}>
              <dt>{t(`record.parameters.${name}`)}</dt>
              <dd className="num">{shown(shownAs[name], value)}</dd>
            </div>
          ) : (
            []
          ),
        )}
      </dl>
      {figured.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('record.inputs')}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{t('record.person')}</th>
                {figures.map(([name]) => (
                  <th key={name} scope="col" className="right">
                    {t(`record.figures.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figured.map((candidate) => (
                <tr key={candidate.person.id}>
                  <th scope="row">{candidate.person.name}</th>
                  {figures.map(([name, as]) => (
                    <td key={name} className="right num">
                      {shown(as, candidate.figures![name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

type As = 'number' | 'share' | 'span' | 'truth';

/** What the weights were computed from, of everybody and of each, in the order of the page. */
const shownAs: Record<string, As> = { saturationReference: 'number', responseReference: 'span', teamRate: 'share' };

const figures: [name: keyof NonNullable<Candidate['figures']>, as: As][] = [
  ['saturation', 'number'],
  ['responseSeconds', 'span'],
  ['responses', 'number'],
  ['won', 'number'],
  ['closed', 'number'],
  ['open', 'number'],
  ['stale', 'truth'],
];
