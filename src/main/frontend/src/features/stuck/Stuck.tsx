import { DownloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Progress, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStages } from '@/features/deals';
import { dealChanged } from '@/shared/api/changes';
import { download, request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { useRepair, useStuck, type RepairLine, type RepairSummary, type StuckList } from './api';

/** Deals that stand too long; a director looks at each and the process moves it. */
export function StuckPage() {
  const { t } = useTranslation();
  const stuck = useStuck();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <PageTitle>{t('stuck.title')}</PageTitle>
          <p className="muted">{t('stuck.text')}</p>
        </div>
      </div>
      <Loaded query={stuck} rows={8}>
        {(data) => <Stuck list={data} />}
      </Loaded>
    </div>
  );
}

function Stuck({ list }: { list: StuckList }) {
  const { t } = useTranslation();
  const me = useSession();
  const { number } = useFormat();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const mayRepair = has(me, 'DIRECTOR', 'ADMIN');
  const running = list.round !== null && list.round.endedAt === null;

  const start = () =>
    modal.confirm({
      title: t('stuck.start'),
      content: t('stuck.startText', { count: list.count }),
      okText: t('stuck.start'),
      cancelText: t('common.cancel'),
      onOk: () =>
        act(
          () => request('/api/stuck-deals/repairs', { method: 'POST', body: {} }).then(() => dealChanged(queries)),
          t('stuck.started'),
        ),
    });

  return (
    <>
      <div className="tiles tiles-3">
        <div className={`tile ${list.count > 0 ? 'bad' : 'good'}`}>
          <span className="tile-value">{number(list.count, 0)}</span>
          <span className="tile-label">{t('stuck.title')}</span>
        </div>
        <div className="tile">
          <span className="tile-value">{number(list.averageDays, 1)}</span>
          <span className="tile-label">{t('stuck.averageDays')}</span>
        </div>
        {mayRepair && (
          <div className="stuck-acts">
            <Button type="primary" disabled={running || busy || list.count === 0} onClick={start}>
              {t('stuck.oneByOne')}
            </Button>
            <Button
              icon={<DownloadOutlined aria-hidden="true" />}
              disabled={busy}
              onClick={() => void act(() => download('/api/stuck-deals/export.csv', 'text/csv', 'stuck-deals.csv'))}
            >
              {t('stuck.export')}
            </Button>
          </div>
        )}
      </div>
      {mayRepair && list.round && <Repair summary={list.round} />}
      <section className="card scroll-x">
        {list.deals.length === 0 ? (
          <Notice title={t('stuck.empty')} />
        ) : (
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('deal.fields.name')}</th>
                <th scope="col">{t('deal.owner')}</th>
                <th scope="col">{t('funnel.stage')}</th>
                <th scope="col" className="right">
                  {t('stuck.days')}
                </th>
                <th scope="col" className="right">
                  {t('deal.fields.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.deals.map((line) => (
                <Line key={line.deal.id} line={line} />
              ))}
            </tbody>
          </table>
        )}
        {list.count > list.deals.length && (
          <p className="muted small">{t('deal.rest', { count: list.count - list.deals.length })}</p>
        )}
      </section>
    </>
  );
}

function Line({ line }: { line: StuckList['deals'][number] }) {
  const { number, money, dateTime } = useFormat();
  return (
    <tr>
      <th scope="row">
        <Link to={`/deals/${line.deal.id}`}>{line.deal.name}</Link>
        <span className="muted small"> {line.deal.customerName}</span>
      </th>
      <td>{line.deal.owner.name}</td>
      <td>{line.stageName}</td>
      <td className="right num bad" title={dateTime(line.deal.enteredAt)}>
        {number(line.days, 1)}
      </td>
      <td className="right num">{money(line.deal.amount, line.deal.currency)}</td>
    </tr>
  );
}

function Repair({ summary }: { summary: RepairSummary }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const round = useRepair(summary.id);
  const [skipped, setSkipped] = useState<string[]>([]);
  const now = round.data?.summary ?? summary;
  const open = (round.data?.deals ?? []).filter((line) => line.taskId && !line.decision);
  const next = open.find((line) => !skipped.includes(line.id)) ?? open[0];
  const done = now.deals - now.open;
  return (
    <section className="card repair">
      <div className="card-head">
        <h2>{t('stuck.round', { at: dateTime(now.askedAt), name: now.askedBy.name })}</h2>
        <span className="muted small">
          {now.endedAt ? t('stuck.ended', { at: dateTime(now.endedAt) }) : t('stuck.due', { at: dateTime(now.dueAt) })}
        </span>
      </div>
      <Progress
        percent={Math.round((done / Math.max(1, now.deals)) * 100)}
        format={() => `${done}/${now.deals}`}
        aria-label={t('stuck.progress')}
      />
      <p className="tags">
        {(['stays', 'returned', 'lost', 'underway', 'overtaken'] as const)
          .filter((one) => now[one] > 0)
          .map((one) => (
            <span key={one} className="tag">
              {t(`stuck.sums.${one}`, { count: now[one] })}
            </span>
          ))}
      </p>
      {next && (
        <Question
          key={next.id}
          line={next}
          of={now.deals}
          onSkip={() => setSkipped((before) => [...before.filter((id) => id !== next.id), next.id])}
        />
      )}
    </section>
  );
}

function Question({ line, of, onSkip }: { line: RepairLine; of: number; onSkip: () => void }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const stages = useStages();
  const [choice, setChoice] = useState<string>();
  const [reason, setReason] = useState('');
  const at = stages.findIndex((stage) => stage.key === line.stage);
  const name = stages[at]?.name ?? line.stage;

  const save = () =>
    act(
      () =>
        request(`/api/tasks/${line.taskId}/complete`, {
          method: 'POST',
          body: {
            variables: {
              repair: {
                decision: choice === 'stays' || choice === 'lost' ? choice : 'return',
                ...(choice === 'stays' || choice === 'lost' ? {} : { toStage: choice }),
                reason,
              },
            },
          },
        }).then(() => dealChanged(queries, line.dealId)),
      t('stuck.repaired', { name: line.name }),
    );

  return (
    <form
      className="repair-question"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="muted small">{t('stuck.place', { place: line.position, count: of })}</p>
      <h3>
        <Link to={`/deals/${line.dealId}`}>{line.name}</Link>
      </h3>
      <p className="muted">
        {line.customerName} · {line.owner.name} · {t('stuck.since', { text: ago(line.enteredAt) })}
      </p>
      <fieldset className="repair-stages">
        <legend>{t('stuck.trueStage')}</legend>
        <Radio.Group value={choice} onChange={(event) => setChoice(event.target.value as string)}>
          <Radio value="stays">{t('stuck.now', { name })}</Radio>
          {stages.slice(0, Math.max(0, at)).map((stage) => (
            <Radio key={stage.key} value={stage.key}>
              {stage.name}
            </Radio>
          ))}
          <Radio value="lost">{t('deal.lost')}</Radio>
        </Radio.Group>
      </fieldset>
      <Input.TextArea
        aria-label={t('stuck.reason')}
        placeholder={t('stuck.reason')}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="muted small">{t('stuck.hint')}</p>
      <div className="repair-acts">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!choice || !reason.trim()}>
          {t('stuck.saveNext')}
        </Button>
        <Button disabled={busy} onClick={onSkip}>
          {t('stuck.skip')}
        </Button>
      </div>
    </form>
  );
}
