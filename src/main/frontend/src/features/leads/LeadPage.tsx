import {
  ExportOutlined,
  FileSearchOutlined,
  ProjectOutlined,
  SoundOutlined,
  SwapOutlined,
  TeamOutlined,
  UndoOutlined,
  UserAddOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { InquiredBefore } from '@/features/customers';
import { PersonPicker } from '@/features/people';
import { TaskForm, useTask } from '@/features/tasks';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { isManager } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { useAct } from '@/shared/ui/useAct';
import { useLead, useTimeline, type Lead, type TimelineEntry } from './api';
import { deadlineOf, deadlineStart } from './order';
import { Reach } from './Reach';
import { Intent, StatusTag } from './StatusTag';
import { WhyMe } from './WhyMe';

export function LeadPage() {
  const { id } = useParams();
  const lead = useLead(id!);
  const queries = useQueryClient();
  const opened = lead.data?.openedAt;
  useEffect(() => {
    // Reading the lead stops its clock: the lists should know.
    void queries.invalidateQueries({ queryKey: keys.today });
  }, [queries, opened]);
  return (
    <div className="page">
      <Loaded query={lead} rows={8}>
        {(data) => <Content lead={data} />}
      </Loaded>
    </div>
  );
}

function Content({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const due = deadlineOf(lead);
  const closed = lead.status === 'QUALIFIED' || lead.status === 'LOST';
  return (
    <>
      <header className="lead-head">
        <div className="lead-title">
          <h1>{lead.name}</h1>
          <p className="lead-sub">
            <StatusTag status={lead.status} />
            {lead.needsCollaboration && <span className="tag tag-help">{t('lead.collaboration')}</span>}
            {lead.remindersMuted && <span className="tag">{t('lead.mutedTag')}</span>}
            {lead.company && <span className="muted">{lead.company}</span>}
          </p>
        </div>
        {due && !closed && (
          <div className="lead-due">
            <Countdown due={due} start={deadlineStart(lead)} large />
            <span className="muted small">
              {lead.status === 'POOLED'
                ? t('deadline.pool')
                : lead.firstTouchAt || !lead.windowDueAt
                  ? t('deadline.followUp')
                  : t('deadline.firstContact')}
            </span>
          </div>
        )}
      </header>
      {(lead.notices ?? []).map((code) => (
        <p key={code} className="lead-notice">
          {t(`leadNotice.${code}`, { defaultValue: code })}
        </p>
      ))}
      <InquiredBefore lead={lead.id} />
      <Actions lead={lead} />
      <div className="columns">
        <div className="column-main">
          {!closed && <LogContact lead={lead} />}
          <Timeline id={lead.id} />
        </div>
        <aside className="column-side">
          <Contact lead={lead} />
          <WhyMe lead={lead} />
          <Origin lead={lead} />
        </aside>
      </div>
    </>
  );
}

/** Whoever only created the lead sees what becomes of it, and reaches nobody (AC-02). */
const works = (lead: Lead) => lead.mine !== false || lead.canTransfer === true;

function Contact({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <section className="card contact" aria-labelledby="contact">
      <h2 id="contact">{t('lead.contact')}</h2>
      {lead.phone && (
        <p className="phone">
          {lead.phone}
          {lead.phoneStatus === 'REVIEW' && <span className="tag tag-warn">{t('lead.phoneReview')}</span>}
        </p>
      )}
      {works(lead) && <Reach leadId={lead.id} name={lead.name} phone={lead.phone} labelled />}
      <dl className="facts">
        <Fact label={t('lead.email')} value={lead.email && <a href={`mailto:${lead.email}`}>{lead.email}</a>} />
        <Fact label={t('lead.company')} value={lead.company} />
        <Fact label={t('lead.industry')} value={names.industry(lead.industry)} />
        <Fact label={t('lead.size')} value={names.size(lead.companySize)} />
        <Fact label={t('lead.region')} value={names.region(lead.region)} />
        <Fact label={t('lead.intent')} value={lead.intent && <Intent code={lead.intent} />} />
        <Fact label={t('lead.lost')} value={lead.lostReason} />
      </dl>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: React.ReactNode }) {
  return value ? (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;
}

function Origin({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const names = useNames();
  const { dateTime, span } = useFormat();
  const meta = [...Object.entries(lead.utm ?? {}), ...Object.entries(lead.sourceMeta ?? {})];
  return (
    <section className="card" aria-labelledby="origin">
      <h2 id="origin">{t('lead.meta')}</h2>
      <dl className="facts">
        <Fact label={t('lead.source')} value={names.source(lead.source)} />
        <Fact label={t('lead.owner')} value={lead.owner?.name ?? t('lead.nobody')} />
        <Fact label={t('lead.receivedAt')} value={dateTime(lead.receivedAt)} />
        <Fact label={t('lead.assignedAt')} value={lead.assignedAt && dateTime(lead.assignedAt)} />
        <Fact label={t('lead.firstTouchAt')} value={lead.firstTouchAt && dateTime(lead.firstTouchAt)} />
        <Fact label={t('lead.nextFollowUpAt')} value={lead.nextFollowUpAt && dateTime(lead.nextFollowUpAt)} />
        <Fact
          label={t('lead.leadClock')}
          value={lead.leadClockSeconds != null && lead.firstTouchAt && span(lead.leadClockSeconds)}
        />
        <Fact
          label={t('lead.repClock')}
          value={lead.repClockSeconds != null && lead.firstTouchAt && span(lead.repClockSeconds)}
        />
        <Fact label={t('lead.externalRef')} value={lead.externalRef} />
        {meta.map(([name, value]) => (
          <Fact key={name} label={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
        ))}
      </dl>
    </section>
  );
}

function LogContact({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const task = useTask(lead.taskId);
  const queries = useQueryClient();
  if (!lead.taskId || lead.taskElementId === 'userTask_claimLead') {
    return null;
  }
  return (
    <section className="card" aria-labelledby="log" id="log-contact">
      <div className="card-head">
        <h2 id="log">{t('lead.log')}</h2>
        <span className="muted small">{t('lead.logText')}</span>
      </div>
      <Loaded query={task}>
        {(data) => (
          <TaskForm
            key={data.id}
            task={data}
            onDone={() => {
              queries.removeQueries({ queryKey: ['tasks', data.id] });
              leadChanged(queries, lead.id);
              // The next form looks much like this one: what has changed stands at the top.
              window.scrollTo({ top: 0 });
            }}
          />
        )}
      </Loaded>
    </section>
  );
}

function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const timeline = useTimeline(id);
  const told = useTold();
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('lead.history')}</h2>
      <Loaded query={timeline}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="muted">{t('lead.historyEmpty')}</p>
          ) : (
            <ol className="timeline">
              {[...entries]
                .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .map((entry, index) => (
                  <li key={`${entry.at}-${index}`} className={`timeline-${toneOf(entry.kind)}`}>
                    <p className="timeline-text">{told(entry)}</p>
                    {remarkOf(entry) && <p className="timeline-remark">{remarkOf(entry)}</p>}
                    <p className="muted small">
                      <time dateTime={entry.at}>{dateTime(entry.at)}</time>
                      {entry.by && ` · ${entry.by.name}`}
                    </p>
                  </li>
                ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

/** What happened, in words. */
function useTold(): (entry: TimelineEntry) => string {
  const { t } = useTranslation();
  const names = useNames();
  return ({ kind, detail }) => {
    const variant = String(detail.channel ?? (kind === 'REASSIGNED' ? detail.kind : detail.by) ?? '');
    return t([`timeline.${kind}_${variant}`, `timeline.${kind}`], {
      defaultValue: kind,
      owner: detail.owner ?? '',
      to: detail.to ?? '',
      source: names.source(String(detail.source ?? '')),
      outcome: names.outcome(String(detail.outcome ?? '')),
    });
  };
}

function remarkOf({ detail }: TimelineEntry): string {
  return String(detail.summary ?? detail.reason ?? detail.note ?? '');
}

function toneOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/breach|overdue|escalat|lost|fallback/.test(name)) {
    return 'bad';
  }
  if (/contact|touch|qualif|follow/.test(name)) {
    return 'good';
  }
  return /remind/.test(name) ? 'warn' : 'plain';
}

function Actions({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const [transferring, setTransferring] = useState(false);
  const [returning, setReturning] = useState(false);
  const path = `/api/leads/${lead.id}`;
  const mine = lead.owner?.id === me.id;
  const open = lead.status === 'ASSIGNED' || lead.status === 'CONTACTED';
  const manages = open && (lead.canTransfer ?? isManager(me));
  const after = () => leadChanged(queries, lead.id);

  const mute = () =>
    act(
      () => request(`${path}/reminders`, { method: 'PUT', body: { muted: !lead.remindersMuted } }).then(after),
      t(lead.remindersMuted ? 'lead.unmuteDone' : 'lead.muteDone'),
    );
  const takeOver = () =>
    modal.confirm({
      title: t('lead.takeover'),
      content: t('lead.takeoverText'),
      okText: t('lead.takeover'),
      cancelText: t('common.cancel'),
      onOk: () =>
        act(
          () => request(`${path}/takeover`, { method: 'POST', body: { reason: '' } }).then(after),
          t('lead.takenOver'),
        ),
    });
  const collaborate = () =>
    act(
      () =>
        request(`${path}/collaboration`, { method: 'POST', body: { needed: !lead.needsCollaboration, note: '' } }).then(
          after,
        ),
      t(lead.needsCollaboration ? 'lead.collaborationCleared' : 'lead.collaborationDone'),
    );

  return (
    <div className="actions" role="toolbar" aria-label={t('windows.actions')}>
      {works(lead) && (
        <span className="actions-phone">
          <Reach leadId={lead.id} name={lead.name} phone={lead.phone} labelled />
        </span>
      )}
      {manages && (
        <>
          <Button icon={<SwapOutlined aria-hidden="true" />} onClick={() => setTransferring(true)} disabled={busy}>
            {t('lead.transfer')}
          </Button>
          {!mine && (
            <Button icon={<UserAddOutlined aria-hidden="true" />} onClick={takeOver} disabled={busy}>
              {t('lead.takeover')}
            </Button>
          )}
          <Button icon={<TeamOutlined aria-hidden="true" />} onClick={() => void collaborate()} disabled={busy}>
            {t(lead.needsCollaboration ? 'lead.collaborationOff' : 'lead.collaboration')}
          </Button>
        </>
      )}
      {open && (mine || manages) && (
        <Button icon={<SoundOutlined aria-hidden="true" />} onClick={() => void mute()} disabled={busy}>
          {t(lead.remindersMuted ? 'lead.unmute' : 'lead.mute')}
        </Button>
      )}
      {open && (lead.canReturn ?? mine) && (
        <Button icon={<UndoOutlined aria-hidden="true" />} onClick={() => setReturning(true)} disabled={busy}>
          {t('lead.returnToPool')}
        </Button>
      )}
      {lead.status === 'QUALIFIED' && (mine || manages || isManager(me)) && (
        <Link to={`/deals/new?lead=${lead.id}`}>
          <Button type="primary" icon={<ProjectOutlined aria-hidden="true" />}>
            {t('deal.fromLead')}
          </Button>
        </Link>
      )}
      {isManager(me) && (
        <Link to={`/leads/${lead.id}/assignments`} className="link-button">
          <FileSearchOutlined aria-hidden="true" /> {t('lead.record')}
        </Link>
      )}
      {lead.operateUrl && (
        <a href={lead.operateUrl} target="_blank" rel="noreferrer" className="link-button">
          <ExportOutlined aria-hidden="true" /> {t('lead.operate')}
        </a>
      )}
      <PersonPicker
        open={transferring}
        title={t('lead.transfer')}
        label={t('lead.transferTo')}
        region={lead.region ?? undefined}
        exclude={lead.owner?.id}
        busy={busy}
        onClose={() => setTransferring(false)}
        onPick={async (person, reason) => {
          const done = await act(
            () =>
              request(`${path}/transfer`, { method: 'POST', body: { toPersonId: person.id, reason } }).then(() => true),
            t('lead.transferred', { name: person.name }),
          );
          if (done) {
            setTransferring(false);
            after();
          }
        }}
      />
      <ReturnToPool
        open={returning}
        busy={busy}
        onClose={() => setReturning(false)}
        onReturn={async (reason) => {
          const done = await act(
            () => request(`${path}/return-to-pool`, { method: 'POST', body: { reason } }).then(() => true),
            t('lead.returned'),
          );
          if (done) {
            setReturning(false);
            after();
          }
        }}
      />
    </div>
  );
}

function ReturnToPool({
  open,
  busy,
  onClose,
  onReturn,
}: {
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onReturn: (reason: string) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={open}
      title={t('lead.returnToPool')}
      okText={t('lead.returnToPool')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !reason.trim(), loading: busy }}
      onOk={() => void onReturn(reason.trim())}
      onCancel={onClose}
      destroyOnHidden
    >
      <label htmlFor="return-reason" className="field-label">
        {t('lead.returnText')}
      </label>
      <Input.TextArea
        id="return-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
