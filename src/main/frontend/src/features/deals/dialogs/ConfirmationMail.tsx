import { CopyOutlined, MailOutlined } from '@ant-design/icons';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '@/shared/lib/clipboard';
import { Loaded } from '@/shared/ui/Loaded';
import { useConfirmationMail, type ConfirmationMail as Mail } from '../api';

/** The address that opens a mail in whatever program writes mails here. */
export function mailto({ to, subject, body }: Mail): string {
  const recipient = encodeURIComponent(to ?? '').replaceAll('%40', '@');
  const text = encodeURIComponent(body.replace(/\r?\n/g, '\r\n'));
  return `mailto:${recipient}?subject=${encodeURIComponent(subject)}&body=${text}`;
}

/** The mail as it was written, to be completed, copied or sent from one's own mail program. */
export function ConfirmationMail({
  dealId,
  onUsed,
  onClose,
}: {
  dealId: string;
  /** It was copied or opened to be sent: only looking at it sends nothing. */
  onUsed: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const mail = useConfirmationMail(dealId);
  return (
    <Modal open title={t('deal.mail')} footer={null} onCancel={onClose} destroyOnHidden width={620}>
      <Loaded query={mail}>{(data) => <Writing mail={data} onUsed={onUsed} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

function Writing({ mail, onUsed, onClose }: { mail: Mail; onUsed: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [now, setNow] = useState(mail);

  const copy = async () => {
    if (!(await copyText(`${now.subject}\n\n${now.body}`))) {
      void message.error(t('deal.mailNotCopied'), 6);
      return;
    }
    void message.success(t('common.copied'));
    onUsed();
  };

  return (
    <div className="form">
      <div className="field">
        <label className="field-label" htmlFor="mail-to">
          {t('deal.mailTo')}
        </label>
        <Input
          id="mail-to"
          type="email"
          autoComplete="off"
          value={now.to ?? ''}
          onChange={(event) => setNow({ ...now, to: event.target.value })}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="mail-subject">
          {t('deal.mailSubject')}
        </label>
        <Input
          id="mail-subject"
          autoComplete="off"
          value={now.subject}
          onChange={(event) => setNow({ ...now, subject: event.target.value })}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="mail-body">
          {t('deal.mailBody')}
        </label>
        <Input.TextArea
          id="mail-body"
          autoSize={{ minRows: 8, maxRows: 16 }}
          value={now.body}
          onChange={(event) => setNow({ ...now, body: event.target.value })}
        />
        <p className="field-hint">{t('deal.mailHint')}</p>
      </div>
      <div className="form-actions">
        <Button type="primary" icon={<MailOutlined aria-hidden="true" />} href={mailto(now)} onClick={onUsed}>
          {t('deal.mailOpen')}
        </Button>
        <Button icon={<CopyOutlined aria-hidden="true" />} onClick={() => void copy()}>
          {t('deal.mailCopy')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  );
}
