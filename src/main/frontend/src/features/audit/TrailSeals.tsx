import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/ui/useAct';
import { useVerifyTrail, type TrailVerification } from './api';

/** Whether the audit trail is still what was sealed, and if not, which entries (AC-08). */
export function TrailSeals() {
  const { t } = useTranslation();
  const { say } = useAct();
  const verifying = useVerifyTrail(say);
  return (
    <>
      <p className="verdict-run">
        <Button loading={verifying.isPending} onClick={() => verifying.mutate()}>
          {t('audit.seals.run')}
        </Button>
      </p>
      {verifying.data && <Verdict result={verifying.data} />}
    </>
  );
}

function Verdict({ result }: { result: TrailVerification }) {
  const { t } = useTranslation();
  return (
    <section className={`card verdict ${result.intact ? 'verdict-intact' : 'verdict-broken'}`} role="status">
      <h2>
        {result.intact ? <CheckCircleOutlined aria-hidden="true" /> : <WarningOutlined aria-hidden="true" />}{' '}
        {result.intact ? t('audit.seals.intact') : t('audit.seals.broken', { count: result.findings.length })}
      </h2>
      <dl className="verdict-counts">
        <div>
          <dt>{t('audit.seals.entries')}</dt>
          <dd className="num">{result.entries}</dd>
        </div>
        <div>
          <dt>{t('audit.seals.seals')}</dt>
          <dd className="num">{result.seals}</dd>
        </div>
      </dl>
      <p className="muted small verdict-head">{t('audit.seals.head', { hash: result.head })}</p>
      {result.findings.length > 0 && (
        <div className="verdict-file">
          <ul>
            {result.findings.map((finding) => (
              <li key={`${finding.kind} ${finding.seal ?? ''} ${finding.entry ?? ''}`}>
                <Tag color="error">{t(`audit.seals.kinds.${finding.kind}`)}</Tag>
                {finding.seal != null && t('audit.seals.seal', { number: finding.seal })}{' '}
                {finding.entry && t('audit.seals.entry', { id: finding.entry })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
