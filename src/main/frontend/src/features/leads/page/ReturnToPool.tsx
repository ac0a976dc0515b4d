import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/shared/ui/useAct';
import { useLeadActs, type Lead } from '../api';

/** A lead goes back to everybody with the reason why. */
export function ReturnToPool({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const acts = useLeadActs(lead.id);
  const { act, busy } = useAct();
  const [reason, setReason] = useState('');
  const giveBack = async () => {
    if (await act(() => acts.returnToPool(reason.trim()), t('lead.returned'))) {
      onClose();
    }
  };
  return (
    <Modal
      open
      title={t('lead.returnToPool')}
      okText={t('lead.returnToPool')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !reason.trim(), loading: busy }}
      onOk={() => void giveBack()}
      onCancel={onClose}
      destroyOnHidden
    >
      <label htmlFor="return-reason" className="field-label">
        {t('lead.returnText')}
      </label>
      <Input.TextArea
        id="return-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
