import { PhoneOutlined, WechatOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import { copyText } from '@/shared/lib/clipboard';
import type { Lead } from './api';

/**
 * One tap dials or opens WeChat, and the tap itself is recorded first (LR-13): by a request that outlives the page, as
 * the telephone app takes the screen at once.
 */
export function Reach({
  leadId,
  name,
  phone,
  labelled = false,
}: {
  leadId: string;
  name: string;
  phone?: string | null;
  labelled?: boolean;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();

  const record = (channel: 'dial' | 'wechat') => {
    request(`/api/leads/${leadId}/touches`, { method: 'POST', body: { channel }, keepalive: true })
      .then(() => queries.invalidateQueries({ queryKey: keys.lead(leadId) }))
      .catch((problem: Error) => message.warning(problem.message));
  };

  const number = async () =>
    phone ??
    (
      await queries.fetchQuery({
        queryKey: keys.lead(leadId),
        queryFn: () => request<Lead>(`/api/leads/${leadId}`),
        staleTime: 60_000,
      })
    ).phone;

  const dial = async (event: React.MouseEvent) => {
    record('dial');
    if (!phone) {
      event.preventDefault();
      window.location.href = `tel:${await number()}`;
    }
  };

  const wechat = async () => {
    record('wechat');
    const found = await number();
    if (found && (await copyText(found))) {
      void message.info(t('home.wechatCopied', { phone: found }));
    }
  };

  return (
    <span className={labelled ? 'reach reach-labelled' : 'reach'}>
      <a
        className="reach-button reach-dial"
        href={phone ? `tel:${phone}` : '#dial'}
        onClick={(event) => void dial(event)}
        aria-label={`${t(labelled ? 'home.dialShort' : 'home.dial')}: ${name}`}
        title={t('home.dial')}
      >
        <PhoneOutlined aria-hidden="true" />
        {labelled && <span>{t('home.dialShort')}</span>}
      </a>
      <a
        className="reach-button reach-wechat"
        href="weixin://"
        onClick={() => void wechat()}
        aria-label={`${t(labelled ? 'home.wechatShort' : 'home.wechat')}: ${name}`}
        title={t('home.wechat')}
      >
        <WechatOutlined aria-hidden="true" />
        {labelled && <span>{t('home.wechatShort')}</span>}
      </a>
    </span>
  );
}
