import {
  CheckCircleFilled,
  EditOutlined,
  ExportOutlined,
  FileWordOutlined,
  MailOutlined,
  RollbackOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Radio } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { ContractTypeName } from '@/features/approvals';
import { EvidenceSlot, useEvidence, type Proof } from '@/features/evidence';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useNames } from '@/shared/api/reference';
import type { Me } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/format';
import { placeOf, remedyOf } from '@/shared/lib/missing';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { MissingList } from '@/shared/ui/MissingList';
import { RecordHead, RecordRemark } from '@/shared/ui/RecordHead';
import { useAct } from '@/shared/ui/useAct';
import { useDeal, useStages, type Condition, type Deal, type MustDo, type Transition } from './api';
import { dealFields, type DealField } from './DealFields';
import { AskException } from './dialogs/AskException';
import { ConfirmationMail } from './dialogs/ConfirmationMail';
import { EditDeal } from './dialogs/EditDeal';
import { MoveDeal, type Move } from './dialogs/MoveDeal';
import { DealApprovals, DealContracts, DealGreenChannels } from './page/DealApprovals';
import { StageStrip } from './page/StageStrip';
import { usePapers } from './page/usePapers';

export function DealPage() {
  const { id } = useParams();
  const deal = useDeal(id);
  return (
    <div className="page">
      <Loaded query={deal} rows={8}>
        {(data) => <Content deal={data} key={data.id} />}
      </Loaded>
    </div>
  );
}

/** Whoever only has a voice in an approval reads; the server says so again. */
const mayWork = (me: Me, deal: Deal) => deal.canSupervise || deal.owner.id === me.id;

/** What somebody wants to use at such a place, the likeliest first; what deletes a file is none. */
const remedies = ['.mismatch-open input', '.slot-add button', 'input, button'];

type Papers = ReturnType<typeof usePapers>;

type Dialog = { kind: 'move'; move: Move } | { kind: 'edit'; focus?: DealField } | { kind: 'exception' };

function Content({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const me = useSession();
  const { money } = useFormat();
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const stages = useStages();
  const closed = deal.state === 'OPEN' ? null : deal.state;
  const papers = usePapers(deal);

  /** Opens what puts right something that the gate misses. */
  const fix = useCallback(
    (code: string) => {
      const remedy = remedyOf(code);
      if (remedy.at === 'greenChannel') {
        setDialog({ kind: 'exception' });
        return;
      }
      const condition =
        remedy.at === 'condition' ? deal.gate?.conditions.find(({ code: own }) => own === remedy.what) : undefined;
      const place = condition?.evidenceKind ? `evidence-${condition.evidenceKind}` : placeOf(remedy);
      setMarked(place);
      if (place) {
        setDialog(null);
        // The dialog gives the focus back to where it was before: this comes after that.
        setTimeout(() => {
          const found = document.getElementById(place);
          const folded = found?.closest('details');
          if (folded) {
            folded.open = true;
          }
          found?.scrollIntoView({ block: 'center', behavior: 'smooth' });
          const [control] = remedies.flatMap((selector) => found?.querySelector<HTMLElement>(selector) ?? []);
          control?.focus({ preventScroll: true });
        }, 350);
      } else if (remedy.at === 'field') {
        setDialog({ kind: 'edit', focus: dealFields.find((name) => name === remedy.what) });
      } else if (remedy.at === 'reason') {
        setDialog({ kind: 'move', move: { kind: 'advance', dealId: deal.id } });
      }
    },
    [deal.gate, deal.id],
  );

  const asked = search.get('fix');
  const done = useRef(false);
  useEffect(() => {
    if (asked && !done.current) {
      done.current = true;
      fix(asked);
      setSearch({}, { replace: true });
    }
  }, [asked, fix, setSearch]);

  return (
    <>
      <RecordHead
        title={deal.name}
        due={closed ? null : deal.stage?.dueAt}
        start={deal.stage?.enteredAt}
        dueText={t('deal.stageLimit')}
      >
        <strong className="num">{money(deal.amount, deal.currency)}</strong>
        <span className="muted">{deal.customerName}</span>
        <span className="muted">{deal.owner.name}</span>
        {deal.suspended && <span className="tag tag-bad">{t('deal.suspended')}</span>}
        {deal.blockerWanted && <span className="tag tag-help">{t('deal.blockerWanted')}</span>}
      </RecordHead>
      <StageStrip stages={stages} at={deal.stage?.key ?? null} closed={closed} />
      {deal.stage && !closed && (
        <p className="stage-meaning">
          <strong>{deal.stage.name}</strong> {deal.stage.definition}{' '}
          <span className="muted small nowrap">
            {t('deal.definitionVersion', { version: deal.stage.definitionVersion })}
          </span>
        </p>
      )}
      {deal.suspended && <RecordRemark>{t('deal.suspendedText')}</RecordRemark>}
      {closed && deal.closeReason && <p className="timeline-remark">{deal.closeReason}</p>}
      {!closed && !deal.taskId && <RecordRemark role="status">{t('deal.underway')}</RecordRemark>}
      <Actions deal={deal} papers={papers} onDialog={setDialog} />
      <div className="columns">
        <div className="column-main">
          <DealApprovals deal={deal} />
          {!closed && deal.gate && <GateCard deal={deal} marked={marked} onFix={fix} />}
          {deal.filed.length > 0 && <FiledEvidence deal={deal} marked={marked} />}
          <Timeline deal={deal} />
        </div>
        <aside className="column-side">
          {!closed && deal.mustDo.length > 0 && <MustDoCard deal={deal} papers={papers} marked={marked} onFix={fix} />}
          {!closed && deal.substates.length > 0 && <Substates deal={deal} />}
          <DealGreenChannels
            deal={deal}
            onJump={
              mayWork(me, deal)
                ? (toStage) =>
                    setDialog({ kind: 'move', move: { kind: 'advance', dealId: deal.id, toStage, granted: true } })
                : undefined
            }
          />
          <DealContracts deal={deal} mayChange={!closed && mayWork(me, deal)} />
          <Facts deal={deal} />
        </aside>
      </div>
      {dialog?.kind === 'edit' && <EditDeal deal={deal} focus={dialog.focus} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'move' && <MoveDeal move={dialog.move} onClose={() => setDialog(null)} onFix={fix} />}
      {papers.mailing && <ConfirmationMail dealId={deal.id} onUsed={papers.mailUsed} onClose={papers.closeMail} />}
      {dialog?.kind === 'exception' && <AskException dealId={deal.id} onClose={() => setDialog(null)} />}
    </>
  );
}

function Actions({ deal, papers, onDialog }: { deal: Deal; papers: Papers; onDialog: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const move = (kind: Move['kind']) => onDialog({ kind: 'move', move: { kind, dealId: deal.id } });
  const ready = deal.taskId !== null;
  const first = useStages()[0]?.key === deal.stage?.key;
  return (
    <div className="actions" role="toolbar" aria-label={t('common.actions')}>
      {deal.state === 'OPEN' && mayWork(me, deal) && (
        <>
          <Button type="primary" disabled={!ready} onClick={() => move('advance')}>
            {t('deal.advance')}
            {deal.gate &&
              deal.gate.missing.length > 0 &&
              ` · ${t('deal.missingCount', { count: deal.gate.missing.length })}`}
          </Button>
          {!first && (
            <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => move('return')}>
              {t('deal.return')}
            </Button>
          )}
          <Button disabled={!ready} onClick={() => move('lose')}>
            {t('deal.lose')}
          </Button>
          <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => onDialog({ kind: 'edit' })}>
            {t('deal.edit')}
          </Button>
          {deal.stage && (
            <>
              <Button
                icon={<FileWordOutlined aria-hidden="true" />}
                disabled={papers.busy}
                onClick={() => papers.write('minutes')}
              >
                {t('deal.minutes')}
              </Button>
              <Button icon={<MailOutlined aria-hidden="true" />} onClick={() => papers.write('confirmation-mail')}>
                {t('deal.mail')}
              </Button>
            </>
          )}
          {deal.stage && (
            <Button icon={<ThunderboltOutlined aria-hidden="true" />} onClick={() => onDialog({ kind: 'exception' })}>
              {t('greenChannel.title')}
            </Button>
          )}
        </>
      )}
      {deal.operateUrl && (
        <a href={deal.operateUrl} target="_blank" rel="noreferrer" className="link-button">
          <ExportOutlined aria-hidden="true" /> {t('common.operate')}
        </a>
      )}
    </div>
  );
}

function GateCard({ deal, marked, onFix }: { deal: Deal; marked: string | null; onFix: (code: string) => void }) {
  const { t } = useTranslation();
  const gate = deal.gate!;
  const stage = deal.stage!.key;
  return (
    <>
      <section className="card" aria-labelledby="gate">
        <div className="card-head">
          <h2 id="gate">{t('gate.title')}</h2>
          <span className="muted small">{t('gate.text')}</span>
        </div>
        {gate.missing.length > 0 ? (
          <>
            <p className="gate-lack">{t('gate.missing', { count: gate.missing.length })}</p>
            <MissingList missing={gate.missing} onFix={onFix} />
          </>
        ) : (
          <p className="calm-note">{t('gate.open')}</p>
        )}
        {gate.conditions.length > 0 && (
          <ul className="conditions" aria-label={t('gate.conditions')}>
            {gate.conditions.map((condition) => (
              <ConditionRow key={condition.code} deal={deal} condition={condition} marked={marked} onFix={onFix} />
            ))}
          </ul>
        )}
      </section>
      {gate.evidence.length > 0 && (
        <section className="card" aria-labelledby="evidence">
          <h2 id="evidence">{t('evidence.title')}</h2>
          <EvidenceSlots deal={deal} stage={stage} proofs={gate.evidence} mayAdd={() => true} marked={marked} />
        </section>
      )}
    </>
  );
}

/** A slot for each kind of file that a stage asks for or has, with what was handed in. */
function EvidenceSlots({
  deal,
  stage,
  proofs,
  mayAdd,
  marked,
}: {
  deal: Deal;
  stage: string;
  proofs: Proof[];
  mayAdd: (kind: string) => boolean;
  marked: string | null;
}) {
  const me = useSession();
  const evidence = useEvidence('deal', deal.id);
  return (
    <ul className="slots">
      {proofs.map((proof) => (
        <EvidenceSlot
          key={proof.kind}
          proof={proof}
          pieces={(evidence.data ?? []).filter((piece) => piece.stage === stage && piece.kind === proof.kind)}
          recordKind="deal"
          recordId={deal.id}
          stage={stage}
          mayAdd={mayAdd(proof.kind) && mayWork(me, deal)}
          marked={marked === `evidence-${proof.kind}`}
        />
      ))}
    </ul>
  );
}

/** The files of the other stages; one that a gate relied on and that broke is handed in anew here (SG-03). */
function FiledEvidence({ deal, marked }: { deal: Deal; marked: string | null }) {
  const { t } = useTranslation();
  const broken = (stage: string, kind: string) =>
    deal.gate?.missing.some(({ code }) => code === `broken.${stage}.${kind}`) ?? false;
  return (
    <section className="card" aria-labelledby="filed">
      <h2 id="filed">{t('evidence.filed')}</h2>
      {deal.filed.map(({ stage, name, evidence: proofs }) => {
        const lost = proofs.filter(({ kind }) => broken(stage, kind)).length;
        return (
          <details key={stage} className="filed" open={lost > 0}>
            <summary>
              {name} <span className="muted small">{proofs.map(({ text }) => text).join('、')}</span>
              {lost > 0 && <span className="tag tag-bad">{t('evidence.brokenCount', { count: lost })}</span>}
            </summary>
            <EvidenceSlots
              deal={deal}
              stage={stage}
              proofs={proofs}
              mayAdd={(kind) => broken(stage, kind)}
              marked={marked}
            />
          </details>
        );
      })}
    </section>
  );
}

function ConditionRow({
  deal,
  condition,
  marked,
  onFix,
}: {
  deal: Deal;
  condition: Condition;
  marked: string | null;
  onFix: (code: string) => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const id = `condition-${condition.code}`;
  const who = condition.met && condition.at && (
    <span className="muted small">
      {condition.by?.name} · {ago(condition.at)}
    </span>
  );
  if (condition.evidenceKind) {
    return (
      <li id={id} className={condition.met ? 'met' : ''}>
        {condition.met ? (
          <span className="condition-text">
            <CheckCircleFilled aria-hidden="true" className="met-mark" /> {condition.text}
          </span>
        ) : (
          <button type="button" className="condition-open" onClick={() => onFix(`condition.${condition.code}`)}>
            {condition.text} <span className="muted small">{t('gate.byFile')}</span>
          </button>
        )}
        {who}
      </li>
    );
  }
  return (
    <li id={id} className={`${condition.met ? 'met' : ''}${marked === id ? ' marked' : ''}`}>
      <Checkbox
        checked={condition.met}
        disabled={busy || !mayWork(me, deal)}
        onChange={(event) =>
          void act(async () => {
            await request(`/api/deals/${deal.id}/conditions/${condition.code}`, {
              method: 'POST',
              body: { met: event.target.checked },
            });
            dealChanged(queries, deal.id);
          })
        }
      >
        {condition.text}
      </Checkbox>
      {who}
    </li>
  );
}

function MustDoCard({
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

function Substates({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  return (
    <section className="card" aria-labelledby="substate">
      <div className="card-head">
        <h2 id="substate">{t('deal.substate')}</h2>
        {deal.substateSince && (
          <span className="muted small">{t('deal.since', { text: ago(deal.substateSince) })}</span>
        )}
      </div>
      <Radio.Group
        className="stacked"
        aria-labelledby="substate"
        value={deal.substate}
        disabled={busy || !mayWork(me, deal)}
        options={deal.substates.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(event) =>
          void act(async () => {
            await request(`/api/deals/${deal.id}/substate`, {
              method: 'PUT',
              body: { substate: event.target.value as string },
            });
            dealChanged(queries, deal.id);
          }, t('deal.substateDone'))
        }
      />
      <p className="field-hint">{t('deal.substateHint')}</p>
    </section>
  );
}

function Facts({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const names = useNames();
  const { date, dateTime, percent } = useFormat();
  const facts: [string, ReactNode][] = [
    [t('deal.fields.customerName'), deal.customerName],
    [t('deal.fields.customerType'), t(`deal.customerTypes.${deal.customerType}`, { defaultValue: deal.customerType })],
    [
      t('deal.fields.customerEmail'),
      deal.customerEmail && <a href={`mailto:${deal.customerEmail}`}>{deal.customerEmail}</a>,
    ],
    [t('deal.fields.expectedCloseOn'), date(deal.expectedCloseOn)],
    [t('deal.fields.discount'), deal.discount ? percent(deal.discount) : null],
    [t('deal.fields.contractType'), deal.contractType && <ContractTypeName of={deal.contractType} />],
    [t('deal.demandDepth'), deal.demandDepth],
    [t('common.region'), names.region(deal.region)],
    [t('deal.owner'), deal.owner.name],
    [t('deal.enteredAt'), deal.stage?.enteredAt && dateTime(deal.stage.enteredAt)],
    [t('deal.freezeAt'), deal.state === 'OPEN' && deal.stage?.freezeAt && dateTime(deal.stage.freezeAt)],
    [t('deal.createdAt'), dateTime(deal.createdAt)],
    [t('nav.leads'), deal.leadId && <Link to={`/leads/${deal.leadId}`}>{t('tasks.openRecord')}</Link>],
  ];
  return (
    <section className="card" aria-labelledby="facts">
      <div className="card-head card-head-apart">
        <h2 id="facts">{t('deal.facts')}</h2>
      </div>
      <dl className="facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}

function Timeline({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const { dateTime, span } = useFormat();
  const stages = useStages();
  const nameOf = (key: string | null) => stages.find((stage) => stage.key === key)?.name ?? key ?? '';
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('common.history')}</h2>
      <ol className="timeline">
        {[...deal.transitions]
          .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
          .map((move, index) => (
            <li key={`${move.at}-${index}`} className={`timeline-${tones[move.kind]}`}>
              <p className="timeline-text">
                {t(`deal.moves.${move.kind}`, { from: nameOf(move.fromStage), to: nameOf(move.toStage) })}
              </p>
              {move.reason && <p className="timeline-remark">{move.reason}</p>}
              <p className="muted small">
                <time dateTime={move.at}>{dateTime(move.at)}</time>
                {move.by && ` · ${move.by.name}`}
                {move.dwellSeconds !== null && ` · ${t('deal.stood', { text: span(move.dwellSeconds) })}`}
              </p>
            </li>
          ))}
        <li className="timeline-plain">
          <p className="timeline-text">{t('deal.moves.CREATED')}</p>
          <p className="muted small">
            <time dateTime={deal.createdAt}>{dateTime(deal.createdAt)}</time>
          </p>
        </li>
      </ol>
    </section>
  );
}

const tones: Record<Transition['kind'], string> = {
  START: 'plain',
  ADVANCE: 'good',
  WON: 'good',
  RETURN: 'warn',
  JUMP: 'bad',
  REPAIR: 'bad',
  LOST: 'bad',
};
