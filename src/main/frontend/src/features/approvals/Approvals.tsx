import { ArrowLeftOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import { mayOpen } from '@/shared/session/pages';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useApproval, useMyApprovals, type Approval } from './api';
import { ApprovalView } from './ApprovalView';

/** What waits for one's own vote, the most urgent first. */
export function Approvals() {
  const { t } = useTranslation();
  const mine = useMyApprovals();
  return (
    <div className="page page-medium">
      <PageTitle>{t('approval.inbox')}</PageTitle>
      <p className="page-intro">{t('approval.inboxText')}</p>
      <section className="card list-card" aria-label={t('approval.inbox')}>
        <Loaded query={mine} rows={6}>
          {(items) =>
            items.length === 0 ? (
              <Notice title={t('approval.empty')} text={t('approval.emptyText')} />
            ) : (
              <ul>
                {items.map((approval) => (
                  <Row key={approval.id} approval={approval} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}

function Row({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const step = approval.steps.find(({ state }) => state === 'OPEN');
  return (
    <li>
      <Link to={`/approvals/${approval.id}`} className="task-row">
        <span className="task-title">
          <strong>{approval.title}</strong>
          <span>
            <span className="num">{money(approval.amount, approval.currency)}</span> {approval.dealName}
          </span>
          <span className="muted small">
            {t(`approval.kind.${approval.kind}`)}
            {step && ` · ${step.name}`} · {approval.owner.name}
          </span>
        </span>
        {step?.dueAt && <Countdown due={step.dueAt} start={approval.openedAt} />}
      </Link>
    </li>
  );
}

export function ApprovalPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const navigate = useNavigate();
  const me = useSession();
  const approval = useApproval(id);
  return (
    <div className="page">
      {mayOpen(me, 'approvals') && (
        <Link to="/approvals" className="back">
          <ArrowLeftOutlined aria-hidden="true" /> {t('approval.inbox')}
        </Link>
      )}
      <Loaded query={approval} rows={8}>
        {(data) => (
          <ApprovalView
            approval={data}
            key={data.id}
            onDone={() => void navigate(mayOpen(me, 'approvals') ? '/approvals' : '/')}
          />
        )}
      </Loaded>
    </div>
  );
}
