import {
  FileSearchOutlined,
  ProjectOutlined,
  RollbackOutlined,
  SoundOutlined,
  SwapOutlined,
  TeamOutlined,
  UndoOutlined,
  UserAddOutlined,
} from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useServerNow } from '@/shared/lib/ticking';
import { isManager } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { OperateLink } from '@/shared/ui/OperateLink';
import { useAct } from '@/shared/ui/useAct';
import { useLeadActs, type Lead } from '../api';
import { PassOn } from '../PassOn';
import { Reach } from '../Reach';
import { ReturnToPool } from './ReturnToPool';
import { works } from './works';

/** What the reader may do about the lead, and nothing else. */
export function Actions({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const me = useSession();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const acts = useLeadActs(lead.id);
  const [dialog, setDialog] = useState<'passOn' | 'return' | null>(null);
  const mine = lead.owner?.id === me.id;
  const open = lead.status === 'ASSIGNED' || lead.status === 'CONTACTED';
  const manages = open && (lead.canTransfer ?? isManager(me));
  const close = () => setDialog(null);

  const takeOver = () =>
    modal.confirm({
      title: t('lead.takeover'),
      content: t('lead.takeoverText'),
      okText: t('lead.takeover'),
      cancelText: t('common.cancel'),
      onOk: () => act(acts.takeOver, t('lead.takenOver')),
    });

  return (
    <div className="actions" role="toolbar" aria-label={t('common.actions')}>
      {works(lead) && (
        <span className="actions-phone">
          <Reach leadId={lead.id} name={lead.name} phone={lead.phone} labelled />
        </span>
      )}
      <TakeBack until={lead.undoUntil} busy={busy} onTakeBack={() => void act(acts.takeBack, t('lead.takenBack'))} />
      {manages && (
        <>
          <Button icon={<SwapOutlined aria-hidden="true" />} onClick={() => setDialog('passOn')} disabled={busy}>
            {t('lead.transfer')}
          </Button>
          {!mine && (
            <Button icon={<UserAddOutlined aria-hidden="true" />} onClick={takeOver} disabled={busy}>
              {t('lead.takeover')}
            </Button>
          )}
          <Button
            icon={<TeamOutlined aria-hidden="true" />}
            onClick={() =>
              void act(
                () => acts.askForHelp(!lead.needsCollaboration),
                t(lead.needsCollaboration ? 'lead.collaborationCleared' : 'lead.collaborationDone'),
              )
            }
            disabled={busy}
          >
            {t(lead.needsCollaboration ? 'lead.collaborationOff' : 'lead.collaboration')}
          </Button>
        </>
      )}
      {open && (mine || manages) && (
        <Button
          icon={<SoundOutlined aria-hidden="true" />}
          onClick={() =>
            void act(
              () => acts.mute(!lead.remindersMuted),
              t(lead.remindersMuted ? 'lead.unmuteDone' : 'lead.muteDone'),
            )
          }
          disabled={busy}
        >
          {t(lead.remindersMuted ? 'lead.unmute' : 'lead.mute')}
        </Button>
      )}
      {open && (lead.canReturn ?? mine) && (
        <Button icon={<UndoOutlined aria-hidden="true" />} onClick={() => setDialog('return')} disabled={busy}>
          {t('lead.returnToPool')}
        </Button>
      )}
      <ToDeal lead={lead} mayOpenOne={mine || manages || isManager(me)} />
      {isManager(me) && (
        <Link to={`/leads/${lead.id}/assignments`} className="link-button">
          <FileSearchOutlined aria-hidden="true" /> {t('lead.record')}
        </Link>
      )}
      {lead.operateUrl && <OperateLink records="leads" id={lead.id} url={lead.operateUrl} />}
      {dialog === 'passOn' && (
        <PassOn lead={{ id: lead.id, name: lead.name, ownerId: lead.owner?.id }} onClose={close} />
      )}
      {dialog === 'return' && <ReturnToPool lead={lead} onClose={close} />}
    </div>
  );
}

/** The deal that the lead has led to, or the way to make it: never both. */
function ToDeal({ lead, mayOpenOne }: { lead: Lead; mayOpenOne: boolean }) {
  const { t } = useTranslation();
  if (lead.dealId) {
    return (
      <Link to={`/deals/${lead.dealId}`} className="link-button">
        <ProjectOutlined aria-hidden="true" /> {t('lead.toDeal')}
        {lead.dealState && <span className="muted small"> {t(`lead.dealStates.${lead.dealState}`)}</span>}
      </Link>
    );
  }
  return lead.status === 'QUALIFIED' && mayOpenOne ? (
    <Link to={`/deals/new?lead=${lead.id}`}>
      <Button type="primary" icon={<ProjectOutlined aria-hidden="true" />}>
        {t('deal.fromLead')}
      </Button>
    </Link>
  ) : null;
}

/** Whoever has just passed the lead on may take it back for a few minutes. */
function TakeBack({
  until,
  busy,
  onTakeBack,
}: {
  until: string | null | undefined;
  busy: boolean;
  onTakeBack: () => void;
}) {
  const { t } = useTranslation();
  const now = useServerNow();
  return until && Date.parse(until) > now ? (
    <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={onTakeBack} disabled={busy}>
      {t('lead.takeBack')}
    </Button>
  ) : null;
}
