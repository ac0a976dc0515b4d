import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useAct } from '@/shared/ui/useAct';
import type { Deal, DealChange } from '../api';
import { DealFields, changeBody, dealFields, missingIn, valuesOf, type DealField, type DealValues } from '../DealFields';

/** Only what differs is sent: what stays need not be right again, such as a day that has passed meanwhile. */
function differences(now: DealValues, before: DealValues): DealChange {
  const changed = Object.fromEntries(
    dealFields.filter((name) => (now[name] ?? '') !== (before[name] ?? '')).map((name) => [name, now[name]]),
  ) as DealValues;
  const emptied = (['customerEmail', 'contractType'] as const).filter((name) => before[name] && !now[name]?.trim());
  return {
    ...changeBody(changed),
    ...Object.fromEntries(emptied.map((name) => [name, ''])),
    ...(before.discount && !now.discount?.trim() ? { discount: 0 } : {}),
  };
}

/** Changes what a deal says, and never where it stands. */
export function EditDeal({ deal, focus, onClose }: { deal: Deal; focus?: DealField; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { say } = useAct();
  const before = valuesOf(deal);
  const [values, setValues] = useState<DealValues>(before);
  const [errors, setErrors] = useState(new Map<string, string[]>());
  const [busy, setBusy] = useState(false);
  const missing = missingIn(values);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || missing.length > 0) {
      return;
    }
    setBusy(true);
    try {
      await request(`/api/deals/${deal.id}`, { method: 'PUT', body: differences(values, before) });
      void message.success(t('deal.saved'));
      dealChanged(queries, deal.id);
      onClose();
    } catch (error) {
      if (error instanceof Problem && error.errors.length > 0) {
        setErrors(new Map(error.errors.map(({ field, message: text }) => [field, [text]])));
      } else {
        say(error);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open title={t('deal.edit')} footer={null} onCancel={onClose} destroyOnHidden>
      <form className="form" onSubmit={(event) => void save(event)}>
        <DealFields
          values={values}
          errors={errors}
          focus={focus}
          onChange={(field, value) => setValues((now) => ({ ...now, [field]: value }))}
        />
        {missing.length > 0 && (
          <p className="field-error" role="status">
            {t('deal.need', { field: t(`deal.fields.${missing[0]}`) })}
          </p>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy} disabled={missing.length > 0}>
            {t('common.save')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
