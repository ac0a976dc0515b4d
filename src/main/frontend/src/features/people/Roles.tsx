import { useQueryClient } from '@tanstack/react-query';
import { App, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { useAct } from '@/shared/ui/useAct';
import { letReceiveLeads, useRoles, type RoleRights } from './api';

/** Which roles are given leads by the rule: it counts from the next lead on. */
export function Roles() {
  const { t } = useTranslation();
  const roles = useRoles();
  return (
    <section className="card list-card" aria-labelledby="receiving-roles">
      <div className="card-head">
        <h2 id="receiving-roles">{t('people.receivingRoles')}</h2>
      </div>
      <p className="muted small list-empty">{t('people.receivingText')}</p>
      <Loaded query={roles} rows={4}>
        {(found) => (
          <ul className="rows">
            {found.map((item) => (
              <Row key={item.role} item={item} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Row({ item }: { item: RoleRights }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const name = t(`roles.${item.role}`);
  const mayChange = has(me, 'ADMIN');
  const change = (receives: boolean) =>
    modal.confirm({
      title: t(receives ? 'people.confirmReceives' : 'people.confirmReceivesNot', { role: name }),
      content: t('people.receivingText'),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      onOk: () => act(() => letReceiveLeads(queries, item.role, receives), t('people.receivingDone')),
    });
  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong id={`role-${item.role}`}>{name}</strong>
        </span>
        <span className="row-facts">
          <span>{t(item.receivesLeads ? 'people.roleReceives' : 'people.roleReceivesNot')}</span>
        </span>
      </div>
      <Switch
        aria-labelledby={`role-${item.role}`}
        checked={item.receivesLeads}
        loading={busy}
        disabled={!mayChange}
        title={mayChange ? undefined : t('people.receivingReadOnly')}
        onChange={change}
      />
    </li>
  );
}
