import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/shared/api/keys';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useNames } from '@/shared/api/reference';
import { fromLocalInput, toLocalInput } from '@/shared/lib/localInput';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { usePeople, type Staff } from './api';
import { Roles } from './Roles';

const SHOWN = 60;

export function People() {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [region, setRegion] = useState('');
  const [all, setAll] = useState(false);
  const [absent, setAbsent] = useState<Staff | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const people = usePeople({ q: asked, region });
  return (
    <div className="page">
      <PageTitle>{t('people.title')}</PageTitle>
      <div className="filters">
        <Input
          allowClear
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {(has(me, 'DIRECTOR', 'ADMIN') || !me.region) && (
          <Select
            aria-label={t('common.region')}
            value={region}
            options={[{ value: '', label: t('common.all') }, ...names.options('regions')]}
            onChange={setRegion}
          />
        )}
      </div>
      <section className="card list-card">
        <Loaded query={people} rows={10}>
          {(found) =>
            found.length === 0 ? (
              <Notice title={t('people.empty')} />
            ) : (
              <>
                <ul className="rows">
                  {(all ? found : found.slice(0, SHOWN)).map((person) => (
                    <Row key={person.id} person={person} onAbsence={() => setAbsent(person)} />
                  ))}
                </ul>
                {!all && found.length > SHOWN && (
                  <p className="list-more">
                    <Button type="link" onClick={() => setAll(true)}>
                      {t('common.total', { count: found.length })}
                    </Button>
                  </p>
                )}
              </>
            )
          }
        </Loaded>
      </section>
      <Roles />
      {absent && <Absence person={absent} onClose={() => setAbsent(null)} />}
    </div>
  );
}

function Row({ person, onAbsence }: { person: Staff; onAbsence: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const me = useSession();
  const path = `/api/people/${person.id}`;
  const again = () => queries.invalidateQueries({ queryKey: keys.people });

  const disable = () =>
    modal.confirm({
      title: t('people.disableTitle', { name: person.name }),
      content: t('people.disableText'),
      okText: t('people.disable'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        act(async () => {
          await request(`${path}/disable`, { method: 'POST' });
          await again();
          leadChanged(queries);
        }, t('people.disabledDone')),
    });
  const enable = () => act(() => request(`${path}/enable`, { method: 'POST' }).then(again), t('people.enabled'));
  const endAbsence = () =>
    act(() => request(`${path}/absence`, { method: 'DELETE' }).then(again), t('people.absenceEnded'));

  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong>{person.name}</strong>
          <span className="muted">{person.login}</span>
        </span>
        <span className="row-facts">
          <span>{(person.roles ?? []).map((role) => t(`roles.${role}`, { defaultValue: role })).join(' · ')}</span>
          {person.region && <span>{names.region(person.region)}</span>}
          {!person.active && <span className="tag tag-bad">{t('people.disabled')}</span>}
          {person.onLeave && <span className="tag tag-warn">{t('people.onLeave')}</span>}
          {person.active && !person.receivesLeads && person.roles?.includes('REP') && (
            <span className="tag">{t('people.noReceives')}</span>
          )}
        </span>
      </div>
      <span className="row-acts">
        {person.active &&
          (person.onLeave ? (
            <Button onClick={() => void endAbsence()} disabled={busy}>
              {t('people.endAbsence')}
            </Button>
          ) : (
            <Button onClick={onAbsence} disabled={busy}>
              {t('people.absence')}
            </Button>
          ))}
        {person.id !== me.id &&
          (person.active ? (
            <Button type="text" danger onClick={disable} disabled={busy}>
              {t('people.disable')}
            </Button>
          ) : (
            <Button type="text" onClick={() => void enable()} disabled={busy}>
              {t('people.enable')}
            </Button>
          ))}
      </span>
    </li>
  );
}

function Absence({ person, onClose }: { person: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const [from, setFrom] = useState(() => toLocalInput(new Date()));
  const [to, setTo] = useState(() => toLocalInput(new Date(Date.now() + 86_400_000)));
  const save = async () => {
    const done = await act(async () => {
      await request(`/api/people/${person.id}/absence`, {
        method: 'PUT',
        body: { from: fromLocalInput(from), to: fromLocalInput(to) },
      });
      await queries.invalidateQueries({ queryKey: keys.people });
      return true;
    }, t('people.absenceDone'));
    if (done) {
      onClose();
    }
  };
  return (
    <Modal
      open
      title={`${t('people.absence')}: ${person.name}`}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: busy, disabled: !from || !to || to <= from }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="form">
        <div className="field">
          <label className="field-label" htmlFor="absence-from">
            {t('people.from')}
          </label>
          <Input
            id="absence-from"
            type="datetime-local"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </div>
        <div className="field">
          <label className="field-label" htmlFor="absence-to">
            {t('people.to')}
          </label>
          <Input
            id="absence-to"
            type="datetime-local"
            value={to}
            min={from}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
