import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '@/features/people';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import type { DealCard, EditResult } from '../api';
import { DealFields, changeBody, type DealField, type DealValues } from '../DealFields';

const fields: readonly DealField[] = ['expectedCloseOn', 'amount', 'currency', 'discount', 'customerType', 'contractType'];

/** Changes many deals at once: each is changed or refused by itself, and the list says which. */
export function EditDeals({ deals, onClose }: { deals: DealCard[]; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const { say } = useAct();
  const people = usePeople({ region: me.region ?? undefined });
  const [values, setValues] = useState<DealValues>({});
  const [owner, setOwner] = useState<string>();
  const [errors, setErrors] = useState(new Map<string, string[]>());
  const [results, setResults] = useState<EditResult[] | null>(null);
  const [busy, setBusy] = useState(false);
  const changes = { ...changeBody(values), ...(owner ? { ownerId: owner } : {}) };
  const nothing = Object.keys(changes).length === 0;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || nothing) {
      return;
    }
    setBusy(true);
    setErrors(new Map());
    try {
      const answer = await request<{ results: EditResult[] }>('/api/deals/edit', {
        method: 'POST',
        body: { ids: deals.map(({ id }) => id), changes },
      });
      setResults(answer.results);
      dealChanged(queries);
    } catch (error) {
      if (error instanceof Problem && error.errors.length > 0) {
        setErrors(new Map(error.errors.map(({ field, message }) => [field, [message]])));
      }
      say(error);
    } finally {
      setBusy(false);
    }
  };

  const refused = (results ?? []).filter(({ done }) => !done);
  return (
    <Modal
      open
      title={t('deal.editSelected', { count: deals.length })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {results ? (
        <div className="form">
          <p role="status">{t('deal.editDone', { count: results.length - refused.length })}</p>
          {refused.length > 0 && (
            <Alert
              type="error"
              showIcon
              title={t('deal.editRefused', { count: refused.length })}
              description={
                <ul className="edit-results">
                  {refused.map((result) => (
                    <li key={result.id}>
                      <strong>{deals.find(({ id }) => id === result.id)?.name}</strong> {result.message}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          <div className="form-actions">
            <Button type="primary" onClick={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="form" onSubmit={(event) => void save(event)}>
          <p className="muted">{t('deal.editText')}</p>
          <div className="field">
            <label className="field-label" htmlFor="owner">
              {t('deal.owner')}
            </label>
            <Select
              id="owner"
              allowClear
              showSearch
              optionFilterProp="label"
              value={owner}
              options={(people.data ?? [])
                .filter((person) => person.receivesLeads && person.active)
                .map((person) => ({ value: person.id, label: person.name }))}
              onChange={setOwner}
            />
          </div>
          <DealFields
            values={values}
            errors={errors}
            only={fields}
            optional
            onChange={(field, value) => setValues((now) => ({ ...now, [field]: value }))}
          />
          <div className="form-actions">
            <Button type="primary" htmlType="submit" loading={busy} disabled={nothing}>
              {t('common.save')}
            </Button>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            {nothing && <span className="muted small">{t('deal.nothingToChange')}</span>}
          </div>
        </form>
      )}
    </Modal>
  );
}
