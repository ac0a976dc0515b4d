import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Progress, Segmented, Select } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { keys } from '@/shared/api/keys';
import { upload } from '@/shared/api/client';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { isManager } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { isOver, startImport, useImport, useImports, useRemarks, type ImportKind, type ImportPreview } from './api';
import { dealImportFields, importFields, requiredDealFields, requiredFields } from './fields';

export function Imports() {
  const { t } = useTranslation();
  const { id } = useParams();
  return (
    <div className="page page-medium">
      <PageTitle>{t('imports.title')}</PageTitle>
      {id ? <Running id={id} /> : <Upload />}
      <History current={id} />
    </div>
  );
}

type Values = Partial<Record<string, string>>;
type Columns = Partial<Record<string, string[]>>;

/** What each kind of file has: the server has the last word on all of it. */
const kinds: Record<ImportKind, { fields: readonly string[]; required: readonly string[]; texts: string }> = {
  leads: { fields: importFields, required: requiredFields, texts: 'imports.fields' },
  deals: { fields: dealImportFields, required: requiredDealFields, texts: 'imports.dealFields' },
};

const labelOf = (kind: ImportKind, field: string) => `${kinds[kind].texts}.${field.replace('.', '_')}`;

function Upload() {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { say } = useAct();
  const me = useSession();
  const [kind, setKind] = useState<ImportKind>('leads');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<ImportPreview | null>(null);
  const [columns, setColumns] = useState<Columns>({});
  const [defaults, setDefaults] = useState<Values>({});
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [starting, setStarting] = useState(false);

  const take = async (chosen: File | undefined, sheet?: string) => {
    if (!chosen) {
      return;
    }
    setSent(0);
    const form = new FormData();
    form.append('file', chosen);
    form.append('kind', kind);
    if (sheet) {
      form.append('sheet', sheet);
    }
    try {
      const seen = await upload<ImportPreview>('/api/imports/preview', form, setSent);
      setFile(chosen);
      setFound(seen);
      setColumns(seen.columns);
      setDefaults(
        kind === 'deals'
          ? seen.defaults
          : {
              ...(seen.columns.source ? {} : { source: 'import' }),
              ...(seen.columns.intent ? {} : { intent: 'medium' }),
              ...seen.defaults,
            },
      );
    } catch (error) {
      say(error);
    } finally {
      setSent(null);
    }
  };

  const chosen = (field: string) => (columns[field]?.length ?? 0) > 0;
  const missing = kinds[kind].required.filter((field) => !chosen(field) && !defaults[field]?.trim());

  const start = async () => {
    if (!found) {
      return;
    }
    setStarting(true);
    try {
      await startImport(found.id, columns, defaults);
      void queries.invalidateQueries({ queryKey: keys.imports });
      void navigate(`/imports/${found.id}`);
    } catch (error) {
      say(error);
      setStarting(false);
    }
  };

  if (!file || !found) {
    return (
      <section
        className={`card drop${over ? ' drop-over' : ''}`}
        onDragOver={(event: DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        {isManager(me) && (
          <Segmented<ImportKind>
            aria-label={t('imports.kind')}
            value={kind}
            options={(['leads', 'deals'] as const).map((value) => ({ value, label: t(`nav.${value}`) }))}
            onChange={setKind}
          />
        )}
        <p>{t('imports.drop')}</p>
        <p className="muted small">{t('imports.dropText')}</p>
        {kind === 'deals' && <p className="muted small">{t('imports.dealsText')}</p>}
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          hidden
          aria-label={t('imports.choose')}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button type="primary" icon={<UploadOutlined aria-hidden="true" />} onClick={() => input.current?.click()}>
          {t('imports.choose')}
        </Button>
        {sent !== null && (
          <p role="status">
            {t('imports.uploading')} {percent(sent)}
            <Progress percent={Math.round(sent * 100)} showInfo={false} size="small" />
          </p>
        )}
      </section>
    );
  }

  return (
    <section className="card" aria-labelledby="mapping">
      <div className="card-head">
        <h2 id="mapping">{t('imports.mapping')}</h2>
        <span className="muted small">
          {found.fileName} · {found.format}
        </span>
      </div>
      <p className="muted">{t(found.remembered ? 'imports.remembered' : 'imports.mappingText')}</p>
      {found.numbering.length > 0 && (
        <Alert type="info" showIcon title={t('imports.numbering', { columns: found.numbering.join(', ') })} />
      )}
      {found.sheets.length > 1 && (
        <Select
          aria-label={t('imports.sheet')}
          value={found.sheet ?? undefined}
          options={found.sheets.map((name) => ({ value: name, label: name }))}
          onChange={(name) => void take(file, name)}
        />
      )}
      <FirstRows found={found} />
      <ul className="mapping">
        {kinds[kind].fields.map((field) => (
          <MappingRow
            key={field}
            kind={kind}
            field={field}
            found={found}
            columns={columns[field] ?? []}
            value={defaults[field]}
            wrong={missing.includes(field)}
            onColumns={(names) => setColumns((now) => ({ ...now, [field]: names }))}
            onDefault={(value) => setDefaults((now) => ({ ...now, [field]: value }))}
          />
        ))}
      </ul>
      {missing.length > 0 && (
        <p className="field-error" role="status">
          {t('imports.needName', { field: t(labelOf(kind, missing[0])) })}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" disabled={missing.length > 0} loading={starting} onClick={() => void start()}>
          {t('imports.start')}
        </Button>
        <Button disabled={starting} onClick={() => setFile(null)}>
          {t('imports.another')}
        </Button>
      </div>
    </section>
  );
}

function FirstRows({ found }: { found: ImportPreview }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" role="region" aria-label={t('imports.preview')} tabIndex={0}>
      <table className="figures">
        <caption className="muted small">{t('imports.preview')}</caption>
        <thead>
          <tr>
            {found.headers.map((name, place) => (
              <th key={place} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.line}>
              {found.headers.map((_, place) => (
                <td key={place}>{row.cells[place] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MappingRow({
  kind,
  field,
  found,
  columns,
  value,
  wrong,
  onColumns,
  onDefault,
}: {
  kind: ImportKind;
  field: string;
  found: ImportPreview;
  columns: string[];
  value: string | undefined;
  wrong: boolean;
  onColumns: (columns: string[]) => void;
  onDefault: (value: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const list =
    kind === 'leads' &&
    (
      {
        source: 'sources',
        intent: 'intents',
        region: 'regions',
        industry: 'industries',
        companySize: 'companySizes',
      } as const
    )[field as 'source'];
  const label = t(labelOf(kind, field));
  const choices =
    kind === 'deals' && field === 'customerType'
      ? (['smb', 'enterprise', 'government'] as const).map((type) => ({
          value: type,
          label: t(`deal.customerTypes.${type}`),
        }))
      : list
        ? names.options(list)
        : undefined;
  const sample = columns
    .flatMap((name) => found.rows.map((row) => row.cells[found.headers.indexOf(name)]))
    .find(Boolean);
  return (
    <li className={wrong ? 'wrong' : ''}>
      <span className="mapping-field">
        {label}
        {kinds[kind].required.includes(field) && (
          <span className="mapping-required" title={t('common.required')}>
            *
          </span>
        )}
      </span>
      <Select
        aria-label={`${label}: ${t('imports.column')}`}
        mode="multiple"
        allowClear
        showSearch
        placeholder={t('imports.notInFile')}
        value={columns}
        options={found.headers.filter(Boolean).map((name) => ({ value: name, label: name }))}
        onChange={onColumns}
      />
      {columns.length > 0 ? (
        <span className="muted small ellipsis" title={sample}>
          {sample}
        </span>
      ) : choices ? (
        <Select
          aria-label={`${label}: ${t('imports.default')}`}
          allowClear
          placeholder={t('imports.default')}
          value={value}
          options={choices}
          onChange={onDefault}
        />
      ) : (
        <Input
          aria-label={`${label}: ${t('imports.default')}`}
          placeholder={t('imports.default')}
          value={value}
          onChange={(event) => onDefault(event.target.value)}
        />
      )}
    </li>
  );
}

function Running({ id }: { id: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const state = useImport(id);
  return (
    <section className="card" aria-labelledby="progress">
      <Loaded query={state}>
        {(data) => (
          <>
            <div className="card-head">
              <h2 id="progress">{data.fileName ?? t('imports.progress')}</h2>
              <span className={`tag ${isOver(data.status) ? 'tag-good' : 'tag-warn'}`} role="status">
                {t(`imports.status.${data.status.toUpperCase()}`, { defaultValue: data.status })}
              </span>
            </div>
            <div className="tiles tiles-4">
              {(['received', 'accepted', 'rejected', 'assigned'] as const).map((name) => (
                <div key={name} className={`tile ${name === 'rejected' && data.rejected > 0 ? 'bad' : ''}`}>
                  <span className="tile-value">{number(data[name], 0)}</span>
                  <span className="tile-label">{t(`imports.${name}`)}</span>
                </div>
              ))}
            </div>
            {(data.duplicates ?? 0) > 0 && (
              <p className="muted import-note">
                {t(data.kind === 'deals' ? 'imports.duplicateDeals' : 'imports.duplicates', { count: data.duplicates })}
              </p>
            )}
            {isOver(data.status) && (data.rejected > 0 || data.duplicates > 0) && <Remarks id={id} />}
            {data.unreadableFromLine != null && (
              <Alert
                type="error"
                showIcon
                className="import-note"
                title={t('imports.unreadableFrom', { line: data.unreadableFromLine })}
              />
            )}
            <div className="form-actions">
              {(data.rejected > 0 || data.duplicates > 0) && (
                <Button icon={<DownloadOutlined aria-hidden="true" />} href={`/api/imports/${id}/rejects.csv`} download>
                  {t('imports.rejects')}
                </Button>
              )}
              <Link to="/imports" className="link-button">
                {t('imports.another')}
              </Link>
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The rows that were refused, and those that were on file before. */
function Remarks({ id }: { id: string }) {
  const { t } = useTranslation();
  const remarks = useRemarks(id);
  return (
    <Loaded query={remarks}>
      {(rows) => (
        <ul className="rows" aria-label={t('imports.remarks')}>
          {rows.map((row) => (
            <li key={row.line} className="row row-plain">
              <span className="row-name">
                <span className={`tag ${row.remark === 'REJECTED' ? 'tag-warn' : ''}`}>
                  {t(`imports.remark.${row.remark}`)}
                </span>
                <span className="muted small num">{t('imports.line', { line: row.line })}</span>
                <span>{row.reason}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function History({ current }: { current?: string }) {
  const { t } = useTranslation();
  const { dateTime, number } = useFormat();
  const imports = useImports();
  return (
    <section className="card list-card" aria-labelledby="history">
      <div className="card-head">
        <h2 id="history">{t('imports.history')}</h2>
      </div>
      <Loaded query={imports}>
        {(items) =>
          items.length === 0 ? (
            <p className="muted list-empty">{t('imports.empty')}</p>
          ) : (
            <ul className="rows">
              {items.map((item) => (
                <li key={item.id} className="row row-plain">
                  <Link to={`/imports/${item.id}`} className="row-main" aria-current={item.id === current || undefined}>
                    <span className="row-name">
                      <strong>{item.fileName ?? item.id.slice(0, 8)}</strong>
                      {item.kind === 'deals' && <span className="tag">{t('nav.deals')}</span>}
                      <span className="muted small">{item.createdAt && dateTime(item.createdAt)}</span>
                    </span>
                    <span className="row-facts num">
                      <span>
                        {t('imports.accepted')} {number(item.accepted, 0)}
                      </span>
                      <span>
                        {t('imports.rejected')} {number(item.rejected, 0)}
                      </span>
                      <span>
                        {t('imports.assigned')} {number(item.assigned, 0)}
                      </span>
                    </span>
                  </Link>
                  <span className={`tag ${isOver(item.status) ? 'tag-good' : 'tag-warn'}`}>
                    {t(`imports.status.${item.status.toUpperCase()}`, { defaultValue: item.status })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
