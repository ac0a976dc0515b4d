import { EditOutlined, FileWordOutlined, MailOutlined, RollbackOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/session/session';
import { OperateLink } from '@/shared/ui/OperateLink';
import { type Deal, useStages } from '../api';
import type { Move } from '../dialogs/MoveDeal';
import { type Dialog, mayWork, type Papers } from './dealPage';

/** What the reader may do about the deal, the way on first. */
export function Actions({
  deal,
  papers,
  onDialog,
}: {
  deal: Deal;
  papers: Papers;
  onDialog: (dialog: Dialog) => void;
}) {
  const { t } = useTranslation();
  const me = useSession();
  const move = (kind: Move['kind']) => onDialog({ kind: 'move', move: { kind, dealId: deal.id } });
  const ready = deal.taskId !== null;
  const first = useStages()[0]?.key === deal.stage?.key;
  return (
    <div className="actions" role="toolbar" aria-label={t('common.actions')}>
      {deal.state === 'OPEN' && mayWork(me, deal) && (
        <>
          <Button type="primary" disabled={!ready} onClick={() => move('advance')}>
            {t('deal.advance')}
            {deal.gate &&
              deal.gate.missing.length > 0 &&
              ` · ${t('deal.missingCount', { count: deal.gate.missing.length })}`}
          </Button>
          {!first && (
            <Button icon={<RollbackOutlined aria-hidden="true" />} onClick={() => move('return')}>
              {t('deal.return')}
            </Button>
          )}
          <Button disabled={!ready} onClick={() => move('lose')}>
            {t('deal.lose')}
          </Button>
          <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => onDialog({ kind: 'edit' })}>
            {t('deal.edit')}
          </Button>
          {deal.stage && (
            <>
              <Button
                icon={<FileWordOutlined aria-hidden="true" />}
                disabled={papers.busy}
                onClick={() => papers.write('minutes')}
              >
                {t('deal.minutes')}
              </Button>
              <Button icon={<MailOutlined aria-hidden="true" />} onClick={() => papers.write('confirmation-mail')}>
                {t('deal.mail')}
              </Button>
            </>
          )}
          {deal.stage && (
            <Button icon={<ThunderboltOutlined aria-hidden="true" />} onClick={() => onDialog({ kind: 'exception' })}>
              {t('greenChannel.title')}
            </Button>
          )}
        </>
      )}
      {deal.operateUrl && <OperateLink records="deals" id={deal.id} url={deal.operateUrl} />}
    </div>
  );
}
