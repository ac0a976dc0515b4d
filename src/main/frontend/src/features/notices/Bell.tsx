import { BellOutlined, EllipsisOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Badge, Drawer, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice as Empty } from '@/shared/ui/Notice';
import { useAct } from '@/shared/ui/useAct';
import { useNotices, type Notice, type Notices } from './api';
import { useLive } from './live';

const HOLD = 600;

/** The lead that a notice is about, if it is about one. */
export function leadOf(notice: Notice): string | undefined {
  return notice.path?.match(/^\/leads\/([0-9a-zA-Z-]+)/)?.[1];
}

export function Bell() {
  const { t } = useTranslation();
  const notices = useNotices();
  const live = useLive();
  const [open, setOpen] = useState(false);
  const unread = notices.data?.unread ?? 0;
  return (
    <>
      <button
        type="button"
        className="bell"
        aria-label={t('notices.open', { count: unread })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Badge count={unread} size="small" overflowCount={99} offset={[8, -4]}>
          <BellOutlined aria-hidden="true" />
        </Badge>
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('notices.title')} size={420} className="notices">
        {!live && <p className="offline">{t('notices.offline')}</p>}
        <Loaded query={notices}>
          {(data) =>
            data.items.length === 0 ? (
              <Empty title={t('notices.empty')} />
            ) : (
              <>
                <p className="muted small">{t('notices.hint')}</p>
                <ul className="notice-list">
                  {data.items.map((notice) => (
                    <Row key={notice.id} notice={notice} close={() => setOpen(false)} />
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </Drawer>
    </>
  );
}

function Row({ notice, close }: { notice: Notice; close: () => void }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { modal } = App.useApp();
  const { act } = useAct();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const leadId = leadOf(notice);

  const markRead = () => {
    if (!notice.readAt) {
      queries.setQueryData<Notices>(
        keys.notices,
        (data) =>
          data && {
            unread: Math.max(0, data.unread - 1),
            items: data.items.map((item) =>
              item.id === notice.id ? { ...item, readAt: new Date().toISOString() } : item,
            ),
          },
      );
      void request(`/api/notifications/${notice.id}/read`, { method: 'POST' }).catch(() => undefined);
    }
  };

  const mute = () => {
    if (!leadId) {
      return;
    }
    modal.confirm({
      title: t('notices.muteTitle'),
      content: t('notices.muteText'),
      okText: t('lead.mute'),
      cancelText: t('common.cancel'),
      onOk: () =>
        act(async () => {
          await request(`/api/leads/${leadId}/reminders`, { method: 'PUT', body: { muted: true } });
          await queries.invalidateQueries({ queryKey: keys.lead(leadId) });
        }, t('notices.muted')),
    });
  };

  const release = () => clearTimeout(timer.current);

  return (
    <li className={notice.readAt ? 'read' : 'unread'}>
      <button
        type="button"
        className="notice-open"
        onPointerDown={() => {
          held.current = false;
          timer.current = setTimeout(() => {
            held.current = true;
            mute();
          }, HOLD);
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
        onContextMenu={(event) => leadId && event.preventDefault()}
        onClick={() => {
          if (held.current) {
            return;
          }
          markRead();
          if (notice.path) {
            close();
            void navigate(notice.path);
          }
        }}
      >
        <span className="notice-head">
          <strong>{notice.title}</strong>
          <time dateTime={notice.at}>{ago(notice.at)}</time>
        </span>
        <span className="muted">{notice.text}</span>
      </button>
      {leadId && (
        <Dropdown
          trigger={['click']}
          menu={{ items: [{ key: 'mute', label: t('notices.mute'), onClick: mute }] }}
          placement="bottomRight"
        >
          <button type="button" className="notice-more" aria-label={t('notices.options')}>
            <EllipsisOutlined aria-hidden="true" />
          </button>
        </Dropdown>
      )}
    </li>
  );
}
