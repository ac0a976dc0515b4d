import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { Countdown } from '@/shared/ui/Countdown';
import type { Approval, ApprovalStep, Seat } from './api';

const tones: Record<ApprovalStep['state'], string> = {
  WAITING: '',
  OPEN: 'tag-warn',
  APPROVED: 'tag-good',
  DECLINED: 'tag-bad',
  SKIPPED: 'tag-help',
};

const marks: Record<string, ReactNode> = {
  approve: <CheckCircleFilled aria-hidden="true" className="met-mark" />,
  decline: <CloseCircleFilled aria-hidden="true" className="declined-mark" />,
  none: <ClockCircleOutlined aria-hidden="true" className="muted" />,
  skipped: <MinusCircleOutlined aria-hidden="true" className="muted" />,
};

export const outcomeTones: Record<Approval['outcome'], string> = {
  OPEN: 'tag-warn',
  APPROVED: 'tag-good',
  DECLINED: 'tag-bad',
  WITHDRAWN: '',
};

/** The chain: every step with everybody who has a voice in it, and what each has said. */
export function ApprovalSteps({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  return (
    <ol className="approval-steps">
      {approval.steps.map((step) => (
        <li key={step.id} className={step.state === 'OPEN' ? 'approval-step approval-step-open' : 'approval-step'}>
          <div className="approval-step-head">
            <strong>{step.name}</strong>
            <span className={`tag ${tones[step.state]}`}>{t(`approval.step.${step.state}`)}</span>
            {step.state === 'OPEN' && step.dueAt && <Countdown due={step.dueAt} start={approval.openedAt} />}
          </div>
          {step.state !== 'SKIPPED' && step.seats.length > 1 && (
            <p className="muted small">{t('approval.needed', { needed: step.needed, of: step.seats.length })}</p>
          )}
          <ul>
            {step.seats.map((seat) => (
              <SeatRow key={seat.person} seat={seat} skipped={step.state === 'SKIPPED'} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function SeatRow({ seat, skipped }: { seat: Seat; skipped: boolean }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  return (
    <li className="seat">
      {marks[skipped ? 'skipped' : (seat.vote ?? 'none')]}
      <span className="seat-text">
        <span>
          {seat.name}
          {seat.insteadOf && <span className="muted"> {t('approval.insteadOf', { name: seat.insteadOf })}</span>}
          {!skipped && <span className="muted"> · {t(`approval.vote.${seat.vote ?? 'none'}`)}</span>}
          {seat.votedAt && <span className="muted small"> · {dateTime(seat.votedAt)}</span>}
        </span>
        {seat.comment && <span className="timeline-remark">{seat.comment}</span>}
      </span>
    </li>
  );
}
