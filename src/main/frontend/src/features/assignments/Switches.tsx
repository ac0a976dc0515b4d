import { useQueryClient } from '@tanstack/react-query';
import { App, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '@/shared/api/keys';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { useSwitches, type RoutingSwitch } from './api';

/** A suspect switch is turned off here and waiting leads flow at once (LA-22). */
export function Switches() {
  const { t } = useTranslation();
  const switches = useSwitches();
  return (
    <div className="page page-medium">
      <PageTitle>{t('switches.title')}</PageTitle>
      <p className="page-intro">{t('switches.text')}</p>
      <section className="card list-card">
        <Loaded query={switches}>
          {(items) => (
            <ul className="rows">
              {items.map((item) => (
                <Row key={item.name} item={item} />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
    </div>
  );
}

function Row({ item }: { item: RoutingSwitch }) {
  const { t, i18n } = useTranslation();
  const me = useSession();
  const { dateTime } = useFormat();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const name = i18n.language === 'en' ? item.nameEn : item.nameZh;
  const mayChange = has(me, 'ADMIN', 'DIRECTOR', 'PROCESS_OWNER');

  const change = (on: boolean) =>
    modal.confirm({
      title: t(on ? 'switches.confirmOn' : 'switches.confirmOff', { name }),
      content: t('switches.confirmText'),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      onOk: () =>
        act(async () => {
          await request(`/api/routing/switches/${item.name}`, { method: 'PUT', body: { on } });
          await queries.invalidateQueries({ queryKey: keys.switches });
          leadChanged(queries);
        }, t('switches.done')),
    });

  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong id={`switch-${item.name}`}>{name}</strong>
        </span>
        <span className="row-facts">
          <span>{t(item.on ? 'switches.on' : 'switches.off')}</span>
          <span>
            {item.changedAt
              ? t('switches.changed', {
                  by: item.changedBy ?? '—',
                  at: dateTime(item.changedAt),
                })
              : t('switches.never')}
          </span>
        </span>
      </div>
      <Switch
        aria-labelledby={`switch-${item.name}`}
        checked={item.on}
        loading={busy}
        disabled={!mayChange}
        title={mayChange ? undefined : t('switches.readOnly')}
        onChange={change}
      />
    </li>
  );
}
