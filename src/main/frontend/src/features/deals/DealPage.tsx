import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { inLanguage } from '@/shared/lib/bilingual';
import { useFormat } from '@/shared/lib/format';
import { placeOf, remedyOf } from '@/shared/lib/missing';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { RecordHead, RecordRemark } from '@/shared/ui/RecordHead';
import { dealFields } from './DealFields';
import { type Deal, useDeal, useStages } from './api';
import { AskException } from './dialogs/AskException';
import { ConfirmationMail } from './dialogs/ConfirmationMail';
import { EditDeal } from './dialogs/EditDeal';
import { MoveDeal } from './dialogs/MoveDeal';
import { Actions } from './page/Actions';
import { DealApprovals, DealContracts, DealGreenChannels } from './page/DealApprovals';
import { DealFacts } from './page/DealFacts';
import { DealPayments } from './page/DealPayments';
import { FiledEvidence } from './page/Evidence';
import { GateCard } from './page/GateCard';
import { MustDoCard } from './page/MustDoCard';
import { StageStrip } from './page/StageStrip';
import { Substates } from './page/Substates';
import { Timeline } from './page/Timeline';
import { type Dialog, mayWork } from './page/dealPage';
import { useGoTo } from './page/useGoTo';
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

function Content({ deal }: { deal: Deal }) {
  const { t, i18n } = useTranslation();
  const me = useSession();
  const { money } = useFormat();
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const stages = useStages();
  const closed = deal.state === 'OPEN' ? null : deal.state;
  const papers = usePapers(deal);
  const { content, goTo } = useGoTo();

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
        goTo(place);
      } else if (remedy.at === 'field') {
        setDialog({ kind: 'edit', focus: dealFields.find((name) => name === remedy.what) });
      } else if (remedy.at === 'reason') {
        setDialog({ kind: 'move', move: { kind: 'advance', dealId: deal.id } });
      }
    },
    [deal.gate, deal.id, goTo],
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
    <div ref={content}>
      <RecordHead
        title={deal.name}
        due={closed ? null : deal.stage?.dueAt}
        start={deal.stage?.enteredAt}
        dueText={t('deal.stageLimit')}
        dueRemark={
          !!deal.stage?.unknownYears.length && t('deal.unknownYears', { years: deal.stage.unknownYears.join(', ') })
        }
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
          <span className="muted small">
            {t('deal.definitionVersion', {
              version: deal.stage.definitionVersion,
              by: inLanguage(deal.stage.definitionApprovedBy, i18n.language),
            })}
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
          <DealPayments deal={deal} />
          <DealFacts deal={deal} />
        </aside>
      </div>
      {dialog?.kind === 'edit' && <EditDeal deal={deal} focus={dialog.focus} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'move' && <MoveDeal move={dialog.move} onClose={() => setDialog(null)} onFix={fix} />}
      {papers.mailing && <ConfirmationMail dealId={deal.id} onUsed={papers.mailUsed} onClose={papers.closeMail} />}
      {dialog?.kind === 'exception' && <AskException dealId={deal.id} onClose={() => setDialog(null)} />}
    </div>
  );
}
