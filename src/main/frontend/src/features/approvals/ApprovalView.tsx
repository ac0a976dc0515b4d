import { FileOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvidence } from '@/features/evidence';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { RecordHead } from '@/shared/ui/RecordHead';
import { useAct } from '@/shared/ui/useAct';
import { useContracts, useTimeLimits, type Approval, type Call, type Question } from './api';
import { ApprovalSteps, outcomeTones } from './ApprovalSteps';
import { ContractTypeName } from './ContractType';
import { VoteForm } from './VoteForm';

/** Everything that somebody needs to say yes or no, and the two buttons (SW-04, SW-08, SW-14). */
export function ApprovalView({
  approval,
  embedded = false,
  onDone,
}: {
  approval: Approval;
  /** Below the head of a task, which has said what it is about. */
  embedded?: boolean;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const { money, percent, dateTime, span } = useFormat();
  const [asking, setAsking] = useState(false);
  const open = approval.outcome === 'OPEN';
  return (
    <>
      <RecordHead
        title={approval.title}
        embedded={embedded}
        due={open && !embedded ? approval.overdueAt : null}
        start={approval.openedAt}
        dueText={t('approval.whole')}
      >
        <strong className="num">{money(approval.amount, approval.currency)}</strong>
        <span className={`tag ${outcomeTones[approval.outcome]}`}>{t(`approval.outcome.${approval.outcome}`)}</span>
        <span className="muted">{t(`approval.kind.${approval.kind}`)}</span>
      </RecordHead>
      {approval.noticeTexts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="approval-notices"
          title={t('approval.notPlain')}
          description={
            <ul className="plain">
              {approval.noticeTexts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          }
        />
      )}
      {approval.reason && <p className="timeline-remark">{approval.reason}</p>}
      <div className={embedded ? undefined : 'columns'}>
        <div className="column-main">
          <section className="card" aria-labelledby="about">
            <h2 id="about">{t(`approval.about.${approval.kind}`)}</h2>
            <dl className="facts facts-wide">
              <Fact name={t('deal.fields.amount')} value={money(approval.amount, approval.currency)} />
              <Fact
                name={t('deal.fields.discount')}
                value={approval.discount ? percent(approval.discount) : t('common.none')}
              />
              <Fact
                name={t('deal.fields.contractType')}
                value={approval.contractType && <ContractTypeName of={approval.contractType} />}
              />
              <Fact
                name={t('approval.deal')}
                value={<Link to={`/deals/${approval.dealId}`}>{approval.dealName}</Link>}
              />
              <Fact name={t('deal.owner')} value={approval.owner.name} />
              <Fact name={t('approval.requestedBy')} value={approval.requestedBy.name} />
              <Fact name={t('approval.openedAt')} value={dateTime(approval.openedAt)} />
              <Fact name={t(open ? 'approval.running' : 'approval.took')} value={span(approval.durationSeconds)} />
            </dl>
            <WhyItDiffers approval={approval} />
            <Papers approval={approval} />
          </section>
          {approval.mine.canVote && <VoteForm approval={approval} onDone={onDone} />}
          {open && approval.mine.canAsk && (
            <Button
              className="ask-back"
              icon={<QuestionCircleOutlined aria-hidden="true" />}
              onClick={() => setAsking(true)}
            >
              {t('approval.ask')}
            </Button>
          )}
          <section className="card" aria-labelledby="chain">
            <h2 id="chain">{t('approval.chain')}</h2>
            <ApprovalSteps approval={approval} />
          </section>
          {approval.questions.length > 0 && <Questions approval={approval} />}
          {approval.calls.length > 0 && <Calls calls={approval.calls} />}
        </div>
        <aside className="column-side">
          <Limits kind={approval.kind} />
        </aside>
      </div>
      {asking && <AskBack approval={approval} onClose={() => setAsking(false)} />}
    </>
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

/** Why the contract has other figures than the deal: who votes has to know. */
function WhyItDiffers({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const contracts = useContracts(approval.dealId, approval.kind === 'CONTRACT');
  const reason = contracts.data?.find(({ id }) => id === approval.contractId)?.differsBecause;
  return reason ? (
    <dl className="facts facts-wide">
      <Fact name={t('contract.fields.differsBecause')} value={reason} />
    </dl>
  ) : null;
}

/** The text that is approved: the contract on file, or the quote. */
function Papers({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { size } = useFormat();
  const contracts = useContracts(approval.dealId, approval.kind === 'CONTRACT');
  const evidence = useEvidence('deal', approval.dealId);
  const contract = contracts.data?.find(({ id }) => id === approval.contractId);
  const kinds = approval.kind === 'QUOTE' ? ['quote'] : ['contract-draft'];
  const papers = (evidence.data ?? []).filter(
    (piece) => !piece.deletedAt && (piece.id === contract?.documentId || kinds.includes(piece.kind)),
  );
  if (papers.length === 0) {
    return <p className="muted small">{t('approval.noPaper')}</p>;
  }
  return (
    <ul className="pieces">
      {papers.map((piece) => (
        <li key={piece.id} className="piece">
          <FileOutlined aria-hidden="true" className="piece-icon" />
          <span className="piece-main">
            <a href={`/api/evidence/${piece.id}/content`} target="_blank" rel="noreferrer">
              {piece.fileName}
            </a>
            <span className="muted small">
              {size(piece.size)} · {piece.by.name}
            </span>
            {piece.intact === false && <span className="field-error">{t('evidence.broken')}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Questions({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="questions">
      <h2 id="questions">{t('approval.questions')}</h2>
      <ul className="questions">
        {approval.questions.map((question) => (
          <QuestionRow key={question.id} approval={approval} question={question} />
        ))}
      </ul>
    </section>
  );
}

function QuestionRow({ approval, question }: { approval: Approval; question: Question }) {
  const { t } = useTranslation();
  const me = useSession();
  const { dateTime } = useFormat();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const [text, setText] = useState('');
  const answer = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      await request(`/api/approvals/${approval.id}/questions/${question.id}/answer`, {
        method: 'POST',
        body: { text: text.trim() },
      });
      dealChanged(queries, approval.dealId);
    }, t('approval.answered'));
  };
  return (
    <li>
      <p>
        <strong>{t('approval.asks', { by: question.askedBy.name, to: question.askedTo.name })}</strong>{' '}
        <span className="muted small">{dateTime(question.askedAt)}</span>
      </p>
      <p className="timeline-remark">{question.text}</p>
      {question.answer ? (
        <p>
          <span className="muted">{t('approval.answer')}：</span>
          {question.answer} <span className="muted small">{dateTime(question.answeredAt)}</span>
        </p>
      ) : question.askedTo.id === me.id && approval.outcome === 'OPEN' ? (
        <form className="form" onSubmit={answer}>
          <Input.TextArea
            rows={2}
            maxLength={1000}
            aria-label={t('approval.answer')}
            placeholder={t('approval.answer')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="primary" htmlType="submit" loading={busy} disabled={!text.trim()}>
            {t('approval.sendAnswer')}
          </Button>
        </form>
      ) : (
        <p className="muted small">
          {t('approval.answerBy', { at: dateTime(question.dueAt) })}
          {question.nudgedAt && ` · ${t('approval.nudged')}`}
        </p>
      )}
    </li>
  );
}

function Calls({ calls }: { calls: Call[] }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  return (
    <section className="card" aria-labelledby="calls">
      <h2 id="calls">{t('approval.calls')}</h2>
      <ul className="questions">
        {calls.map((call) => (
          <li key={`${call.kind}-${call.person.id}-${call.calledAt}`}>
            <p>
              <strong>{t(`approval.call.${call.kind}`)}</strong> {call.person.name}{' '}
              <span className="muted small">{dateTime(call.calledAt)}</span>
            </p>
            <p className={call.answer ? 'timeline-remark' : 'muted small'}>
              {call.answer ?? t('approval.answerBy', { at: dateTime(call.dueAt) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The standard time limits of approvals, for whoever wonders why it hurries (SW-04). */
function Limits({ kind }: { kind: Approval['kind'] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const limits = useTimeLimits(true);
  return (
    <section className="card" aria-labelledby="limits">
      <h2 id="limits">{t('approval.limits')}</h2>
      <Loaded query={limits}>
        {(table) => (
          <dl className="facts limits">
            {table.steps
              .filter((line) => line.kind === kind)
              .map((line) => (
                <div key={line.step}>
                  <dt>{line.name}</dt>
                  <dd>
                    {t('approval.workingHours', { count: line.workingHours, number: number(line.workingHours) })}
                    <span className="muted small limits-next">{t('approval.then', { who: line.nextLevel })}</span>
                  </dd>
                </div>
              ))}
            {kind === 'CONTRACT' &&
              table.others.map((line) => (
                <div key={line.key}>
                  <dt>{line.name}</dt>
                  <dd>
                    {t(`approval.unit.${line.unit}`, {
                      number: number(line.amount),
                      defaultValue: String(line.amount),
                    })}
                  </dd>
                </div>
              ))}
          </dl>
        )}
      </Loaded>
    </section>
  );
}

/** Asks the rep, somebody who asked for the approval, or another voice in it; the vote can wait for the answer (SW-14). */
function AskBack({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const people = new Map<string, string>();
  [approval.owner, approval.requestedBy].forEach(({ id, name }) => people.set(id, name));
  approval.steps.forEach((step) => step.seats.forEach((seat) => people.set(seat.person, seat.name)));
  people.delete(me.id);
  const [to, setTo] = useState([...people.keys()][0]);
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      await request(`/api/approvals/${approval.id}/questions`, { method: 'POST', body: { to, text: text.trim() } });
      dealChanged(queries, approval.dealId);
      onClose();
    }, t('approval.askedDone'));
  };
  return (
    <Modal open title={t('approval.ask')} footer={null} onCancel={onClose} destroyOnHidden>
      <form className="form" onSubmit={send}>
        <p className="muted">{t('approval.askText')}</p>
        <fieldset className="field">
          <legend className="field-label">{t('approval.askWhom')}</legend>
          <div className="chips">
            {[...people].map(([id, name]) => (
              <Button
                key={id}
                type={to === id ? 'primary' : 'default'}
                aria-pressed={to === id}
                onClick={() => setTo(id)}
              >
                {name}
              </Button>
            ))}
          </div>
        </fieldset>
        <div className="field">
          <label className="field-label" htmlFor="question-text">
            {t('approval.question')}
          </label>
          <Input.TextArea
            id="question-text"
            rows={3}
            maxLength={1000}
            aria-required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy} disabled={!to || !text.trim()}>
            {t('approval.sendQuestion')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
