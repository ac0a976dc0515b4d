import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import { recordPath } from '@/shared/lib/records';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useVerifyEvidence, type Finding, type Verification } from './api';

/** Whether ledger, pieces and files are still what was written down, and if not, which (B6-14). */
export function VerificationPage() {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const verifying = useVerifyEvidence();
  const run = () => verifying.mutate();

  return (
    <div className="page">
      <PageTitle>{t('verification.title')}</PageTitle>
      <p className="page-intro">{t('verification.text')}</p>
      <p className="verdict-run">
        <Button type="primary" loading={verifying.isPending} onClick={run}>
          {t(verifying.data ? 'verification.again' : 'verification.run')}
        </Button>
      </p>
      {verifying.isIdle ? (
        <section className="card">
          <Notice title={t('verification.notYet')} text={t('verification.notYetText')} />
        </section>
      ) : verifying.isPending ? (
        <section className="card" role="status">
          <Notice title={t('verification.running')} />
        </section>
      ) : (
        <Loaded
          query={{
            data: verifying.data,
            isError: verifying.isError,
            error: verifying.error,
            refetch: () => verifying.mutateAsync(),
          }}
        >
          {(result) => (
            <>
              <Summary result={result} at={t('verification.at', { time: dateTime(result.at) })} />
              {recordsIn(result.findings).map((record) => (
                <Record key={record.key} record={record} />
              ))}
              {result.elsewhere > 0 && (
                <p className="muted">{t('verification.elsewhere', { count: result.elsewhere })}</p>
              )}
            </>
          )}
        </Loaded>
      )}
    </div>
  );
}

function Summary({ result, at }: { result: Verification; at: string }) {
  const { t } = useTranslation();
  const count = result.findings.filter((finding) => !finding.replacedBy).length + result.elsewhere;
  return (
    <section className={`card verdict ${result.intact ? 'verdict-intact' : 'verdict-broken'}`} role="status">
      <h2>
        {result.intact ? <CheckCircleOutlined aria-hidden="true" /> : <WarningOutlined aria-hidden="true" />}{' '}
        {result.intact ? t('verification.intact') : t('verification.broken', { count })}
      </h2>
      <p>{t(result.intact ? 'verification.intactText' : 'verification.brokenText')}</p>
      <dl className="verdict-counts">
        {(['entries', 'pieces', 'files'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`verification.${name}`)}</dt>
            <dd className="num">{result[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="muted small">{at}</p>
    </section>
  );
}

interface Broken {
  key: string;
  /** Null where it is the ledger as a whole. */
  kind: string | null;
  id: string | null;
  name: string | null;
  files: { name: string | null; findings: Finding[] }[];
}

/** By record and by file, in the order in which they were found. */
function recordsIn(findings: Finding[]): Broken[] {
  const records = new Map<string, Broken>();
  for (const finding of findings) {
    const key = `${finding.recordKind ?? ''} ${finding.recordId ?? ''}`;
    const record = records.get(key) ?? {
      key,
      kind: finding.recordKind,
      id: finding.recordId,
      name: finding.recordName,
      files: [],
    };
    records.set(key, record);
    const file = record.files.find(({ name }) => name === finding.fileName);
    if (file) {
      file.findings.push(finding);
    } else {
      record.files.push({ name: finding.fileName, findings: [finding] });
    }
  }
  return [...records.values()];
}

function Record({ record }: { record: Broken }) {
  const { t } = useTranslation();
  const path = recordPath(record.kind ?? undefined, record.id ?? undefined);
  const name = record.id
    ? (record.name ?? t('verification.unnamed', { id: record.id.slice(-8) }))
    : t('verification.ledger');
  return (
    <section className="card list-card" aria-label={name}>
      <div className="card-head">
        <h2>{path ? <Link to={path}>{name}</Link> : name}</h2>
      </div>
      {record.files.map((file) => (
        <div key={file.name ?? ''} className="verdict-file">
          {record.id && <h3>{file.name ?? t('verification.noFile')}</h3>}
          <ul>
            {file.findings.map((finding, index) => (
              <li key={index}>
                <Tag color={finding.replacedBy ? 'default' : 'error'}>{t(`verification.kinds.${finding.kind}`)}</Tag>
                {finding.detail}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
