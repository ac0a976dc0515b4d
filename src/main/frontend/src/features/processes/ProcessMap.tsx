import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Select } from 'antd';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { inLanguage } from '@/shared/lib/bilingual';
import { useFormat } from '@/shared/lib/format';
import { recordPath } from '@/shared/lib/records';
import { keepsProcesses } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { RecordLink } from '@/shared/ui/RecordLink';
import { useIncidents, useProcessMap, useProcesses, type ProcessMap, useStandingAt } from './api';
import type { DiagramHandle } from './Diagram';
import { LazyDiagram } from './LazyDiagram';
import { namesIn } from './elements';

const EVERY = 4;

/** The deployed diagram with what is going on in it right now. */
export function ProcessMapPage() {
  const { t, i18n } = useTranslation();
  const { dateTime } = useFormat();
  const { id = 'lead-response' } = useParams();
  const navigate = useNavigate();
  const processes = useProcesses();
  const map = useProcessMap(id, EVERY * 1000);
  const [element, setElement] = useState<string | null>(null);
  const nameOf = (name: string) => inLanguage(name, i18n.language);
  const name = processes.data?.find((process) => process.processId === id)?.name;
  return (
    <div className="page page-wide">
      <div className="page-head">
        <div>
          {name ? <PageTitle>{nameOf(name)}</PageTitle> : <h1>{t('nav.process')}</h1>}
          {map.data && (
            <p className="muted">
              {t('process.version', { version: map.data.version })}
              {map.data.deployedAt && ` · ${t('process.deployed', { at: dateTime(map.data.deployedAt) })}`}
              {' · '}
              {t('process.total', {
                active: map.data.counts.reduce((sum, count) => sum + count.active, 0),
                incidents: map.data.counts.reduce((sum, count) => sum + count.incidents, 0),
              })}
              {' · '}
              {t('process.live', { count: EVERY })}
            </p>
          )}
        </div>
        <Select
          aria-label={t('process.choose')}
          className="process-choice"
          value={id}
          loading={processes.isPending}
          options={(processes.data ?? []).map((process) => ({
            value: process.processId,
            label: nameOf(process.name),
            active: process.active,
            incidents: process.incidents,
          }))}
          optionRender={({ label, data }) => (
            <span className="process-option">
              <span>{label}</span>
              <span className="num">
                {data.incidents > 0 && (
                  <span className="tag tag-bad">{t('process.incidents', { count: data.incidents })}</span>
                )}{' '}
                <span className="muted">{data.active}</span>
              </span>
            </span>
          )}
          onChange={(chosen: string) => {
            setElement(null);
            void navigate(`/process/${chosen}`);
          }}
        />
      </div>
      <Loaded query={map} rows={10}>
        {(data) => <Map map={data} onElement={setElement} />}
      </Loaded>
      {element && map.data && <RecordsAt map={map.data} element={element} onClose={() => setElement(null)} />}
    </div>
  );
}

function Map({ map, onElement }: { map: ProcessMap; onElement: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const diagram = useRef<DiagramHandle>(null);
  const names = useMemo(() => namesIn(map.bpmnXml), [map.bpmnXml]);
  const busy = map.counts
    .filter((count) => count.active > 0 || count.incidents > 0)
    .sort((a, b) => b.incidents - a.incidents || b.active - a.active);
  return (
    <>
      <div className="diagram-frame">
        <Suspense fallback={<div className="diagram" role="status" aria-label={t('common.loading')} />}>
          <LazyDiagram
            ref={diagram}
            xml={map.bpmnXml}
            counts={map.counts}
            label={t('process.aria')}
            onElement={onElement}
          />
        </Suspense>
        <div className="diagram-tools">
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            aria-label={t('process.zoomIn')}
            onClick={() => diagram.current?.zoom(1)}
          />
          <Button
            icon={<MinusOutlined aria-hidden="true" />}
            aria-label={t('process.zoomOut')}
            onClick={() => diagram.current?.zoom(-1)}
          />
          <Button
            icon={<CompressOutlined aria-hidden="true" />}
            aria-label={t('process.fit')}
            onClick={() => diagram.current?.fit()}
          />
        </div>
      </div>
      <p className="muted small diagram-hint">{t('process.hint')}</p>
      <h2 className="section-title">{t('process.elements')}</h2>
      <ul className="element-list">
        {busy.map((count) => (
          <li key={count.elementId}>
            <button type="button" className="element-entry" onClick={() => onElement(count.elementId)}>
              <span>{inLanguage(names.get(count.elementId) ?? count.elementId, i18n.language)}</span>
              <span className="num">
                {count.incidents > 0 && (
                  <span className="tag tag-bad">{t('process.incidents', { count: count.incidents })}</span>
                )}
                <strong>{number(count.active, 0)}</strong>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function RecordsAt({ map, element, onClose }: { map: ProcessMap; element: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useSession();
  const { ago } = useFormat();
  const label = inLanguage(namesIn(map.bpmnXml).get(element) ?? element, i18n.language);
  const standing = useStandingAt(map.processId, element, EVERY * 1000);
  const incidents = useIncidents(keepsProcesses(me));
  const broken =
    incidents.data?.filter((incident) => incident.processId === map.processId && incident.elementId === element) ?? [];
  const active = map.counts.find((count) => count.elementId === element)?.active ?? 0;
  return (
    <Drawer open onClose={onClose} title={t('process.recordsAt', { name: label })} size={420}>
      {broken.map((incident) => (
        <p key={incident.id} className="alarm">
          <span className="incident-reason">{incident.reason}</span>
          <RecordLink kind={incident.recordKind} id={incident.recordId} />{' '}
          <Link to="/incidents">{t('waiting.retry')}</Link>
        </p>
      ))}
      <Loaded query={standing}>
        {(items) =>
          items.length === 0 ? (
            <p className="muted">{t(active > 0 ? 'process.passing' : 'process.none', { count: active })}</p>
          ) : (
            <>
              <p className="muted small">{t('common.total', { count: Math.max(active, items.length) })}</p>
              <ul className="drawer-rows">
                {items.map((item, index) => (
                  <li key={item.recordId ?? index} className="row row-plain">
                    {recordPath(item.recordKind, item.recordId) ? (
                      <Link to={recordPath(item.recordKind, item.recordId) ?? ''} className="row-main">
                        <strong>{item.name}</strong>
                        <span className="row-facts">{ago(item.since)}</span>
                      </Link>
                    ) : (
                      <span className="row-main muted">
                        {t('process.hidden')}
                        <span className="row-facts">{ago(item.since)}</span>
                      </span>
                    )}
                    <span className="row-due">{item.dueAt && <Countdown due={item.dueAt} start={item.since} />}</span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Drawer>
  );
}
