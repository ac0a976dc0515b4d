import { SwapOutlined, TeamOutlined, UserAddOutlined } from '@ant-design/icons';
import { App, Button, Pagination, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { has } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { useLeadActs, useWindows, type WindowItem } from './api';
import { PassOn } from './PassOn';

const states = ['due', 'breached', 'met', 'late'] as const;
const PAGE = 50;

/** Every response window of the team, and the three things a manager does about one (LA-18). */
export function Windows() {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const { number } = useFormat();
  const [search, setSearch] = useSearchParams();
  const state = states.find((name) => name === search.get('state')) ?? 'due';
  const region = search.get('region') ?? '';
  const page = Number(search.get('page') ?? 0);
  const board = useWindows({ state, region, page });
  const [transferring, setTransferring] = useState<WindowItem | null>(null);

  const change = (values: Record<string, string>) =>
    setSearch(Object.fromEntries(Object.entries({ state, region, ...values }).filter(([, value]) => value)), {
      replace: true,
    });
  const count = board.data?.counts[state] ?? 0;
  // The server counts up to ten thousand.
  const upTo = (value: number | undefined) => `${number(value, 0)}${(value ?? 0) >= 10_000 ? '+' : ''}`;

  return (
    <div className="page">
      <div className="page-head">
        <PageTitle>{t('windows.title')}</PageTitle>
        {(has(me, 'DIRECTOR', 'ADMIN') || !me.region) && (
          <Select
            aria-label={t('windows.region')}
            className="region-filter"
            value={region}
            options={[{ value: '', label: t('common.all') }, ...names.options('regions')]}
            onChange={(value) => change({ region: value, page: '' })}
          />
        )}
      </div>
      <div className="tiles tiles-4 window-tiles">
        {states.map((name) => (
          <button
            key={name}
            type="button"
            className={`tile ${name === 'breached' ? 'bad' : name === 'met' ? 'good' : name === 'late' ? 'warn' : ''}`}
            aria-pressed={state === name}
            onClick={() => change({ state: name, page: '' })}
          >
            <span className="tile-value">{upTo(board.data?.counts[name])}</span>
            <span className="tile-label">{t(`windows.${name}`)}</span>
          </button>
        ))}
      </div>
      <section className="card list-card">
        <Loaded query={board} rows={8}>
          {(data) =>
            data.items.length === 0 ? (
              <Notice title={t('windows.empty')} />
            ) : (
              <>
                <ul className="rows">
                  {data.items.map((item) => (
                    <Row
                      key={`${item.leadId}-${item.startedAt}`}
                      item={item}
                      onTransfer={() => setTransferring(item)}
                    />
                  ))}
                </ul>
                {count > PAGE && (
                  <Pagination
                    className="pages"
                    size="small"
                    align="center"
                    current={page + 1}
                    pageSize={PAGE}
                    total={count}
                    showSizeChanger={false}
                    showTotal={(total) => t('common.total', { count: total })}
                    onChange={(next) => change({ page: next > 1 ? String(next - 1) : '' })}
                  />
                )}
              </>
            )
          }
        </Loaded>
      </section>
      {transferring && (
        <PassOn
          lead={{ id: transferring.leadId, name: transferring.name, ownerId: transferring.owner?.id }}
          onClose={() => setTransferring(null)}
        />
      )}
    </div>
  );
}

function Row({ item, onTransfer }: { item: WindowItem; onTransfer: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const { dateTime, clock } = useFormat();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const acts = useLeadActs(item.leadId);

  const takeOver = () =>
    modal.confirm({
      title: `${t('lead.takeover')}: ${item.name}`,
      content: t('lead.takeoverText'),
      okText: t('lead.takeover'),
      cancelText: t('common.cancel'),
      onOk: () => act(acts.takeOver, t('lead.takenOver')),
    });
  const collaborate = () =>
    act(
      () => acts.askForHelp(!item.needsCollaboration),
      t(item.needsCollaboration ? 'lead.collaborationCleared' : 'lead.collaborationDone'),
    );

  return (
    <li className="row row-window">
      <Link to={`/leads/${item.leadId}`} className="row-main">
        <span className="row-name">
          <strong>{item.name}</strong>
          {item.needsCollaboration && <span className="tag tag-help">{t('windows.help')}</span>}
        </span>
        <span className="row-facts">
          <span className="fact-owner">{item.owner?.name ?? t('lead.nobody')}</span>
          <span>{names.source(item.source)}</span>
          <span className="num">
            {dateTime(item.startedAt)} → {clock(item.dueAt)}
          </span>
          <span>
            {item.firstTouchAt
              ? `${t('windows.touched')} ${clock(item.firstTouchAt)}`
              : item.openedAt
                ? `${t('windows.opened')} ${clock(item.openedAt)}`
                : t('windows.notOpened')}
          </span>
        </span>
      </Link>
      <span className="row-due">
        {item.state === 'met' ? (
          <span className="tag tag-met">{t('windows.met')}</span>
        ) : item.state === 'late' ? (
          <span className="tag tag-breached">{t(item.firstTouchAt ? 'windows.lateTouched' : 'windows.lateMoved')}</span>
        ) : (
          <Countdown due={item.dueAt} start={item.startedAt} />
        )}
      </span>
      {item.state !== 'met' && item.state !== 'late' && (
        <span className="row-acts">
          <Act
            icon={<SwapOutlined aria-hidden="true" />}
            label={t('lead.transfer')}
            name={item.name}
            onClick={onTransfer}
            disabled={busy}
          />
          {item.owner?.id !== me.id && (
            <Act
              icon={<UserAddOutlined aria-hidden="true" />}
              label={t('lead.takeover')}
              name={item.name}
              onClick={takeOver}
              disabled={busy}
            />
          )}
          <Act
            icon={<TeamOutlined aria-hidden="true" />}
            label={t(item.needsCollaboration ? 'lead.collaborationOff' : 'lead.collaboration')}
            name={item.name}
            onClick={() => void collaborate()}
            disabled={busy}
            on={item.needsCollaboration}
          />
        </span>
      )}
    </li>
  );
}

function Act({
  icon,
  label,
  name,
  onClick,
  disabled,
  on,
}: {
  icon: React.ReactNode;
  label: string;
  name: string;
  onClick: () => void;
  disabled: boolean;
  on?: boolean;
}) {
  return (
    <Tooltip title={label}>
      <Button
        type={on ? 'primary' : 'default'}
        shape="circle"
        icon={icon}
        aria-label={`${label}: ${name}`}
        onClick={onClick}
        disabled={disabled}
      />
    </Tooltip>
  );
}
