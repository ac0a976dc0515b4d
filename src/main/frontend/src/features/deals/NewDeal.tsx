import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useLead } from '@/features/leads';
import { dealChanged, leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem, atFields } from '@/shared/api/problem';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { newKey } from '@/shared/lib/newKey';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { DealFields, dealBody, dealFields, missingIn, type DealField, type DealValues } from './DealFields';

/** A deal begins at its first stage, from a qualified lead or by itself. */
export function NewDealPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const leadId = search.get('lead') ?? undefined;
  return (
    <div className="page page-narrow">
      <PageTitle>{t('deal.new')}</PageTitle>
      {leadId ? <OfLead id={leadId} /> : <Form draft="new-deal" start={{}} />}
    </div>
  );
}

function OfLead({ id }: { id: string }) {
  const { t } = useTranslation();
  const lead = useLead(id);
  return (
    <Loaded query={lead} rows={8}>
      {(data) => (
        <>
          <p className="page-intro">
            {t('deal.ofLead')} <Link to={`/leads/${id}`}>{data.name}</Link>
          </p>
          <Form
            draft={`new-deal.${id}`}
            leadId={id}
            start={{
              name: data.company ? t('deal.nameOf', { name: data.company }) : '',
              customerName: data.company || data.name,
              customerEmail: data.email ?? undefined,
            }}
          />
        </>
      )}
    </Loaded>
  );
}

function Form({ draft, leadId, start }: { draft: string; leadId?: string; start: DealValues }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { say } = useAct();
  const [values, setValues] = useState<DealValues>(() => ({
    currency: 'CNY',
    ...start,
    ...readDraft<DealValues>(me.id, draft),
  }));
  const [errors, setErrors] = useState<Map<string, string[]>>(new Map());
  const [others, setOthers] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  // One key for one deal on the screen: a double tap makes one deal.
  const key = useRef(newKey());
  const form = useRef<HTMLFormElement>(null);

  const set = (field: DealField, value: string | undefined) => {
    const next = { ...values, [field]: value };
    setValues(next);
    saveDraft(me.id, draft, next);
    key.current = newKey();
    setErrors((now) => new Map([...now].filter(([name]) => name !== field)));
  };

  useEffect(() => {
    if (errors.size > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [errors]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    const missing = missingIn(values);
    if (missing.length > 0) {
      setErrors(new Map(missing.map((field) => [field, [t('deal.need', { field: t(`deal.fields.${field}`) })]])));
      return;
    }
    setBusy(true);
    setOthers([]);
    try {
      const deal = await request<{ id: string }>('/api/deals', {
        method: 'POST',
        body: { ...dealBody(values), ...(leadId ? { leadId } : {}) },
        headers: { 'Idempotency-Key': key.current },
      });
      dropDraft(me.id, draft);
      dealChanged(queries);
      if (leadId) {
        leadChanged(queries, leadId);
      }
      void message.success(t('deal.created', { name: values.name }));
      void navigate(`/deals/${deal.id}`, { replace: true });
    } catch (error) {
      if (error instanceof Problem && [400, 409, 422].includes(error.status)) {
        const { fields, others: rest } = atFields(error, dealFields);
        setErrors(fields);
        setOthers(rest);
      } else {
        say(error);
      }
      setBusy(false);
    }
  };

  return (
    <form ref={form} className="card form" noValidate onSubmit={(event) => void submit(event)}>
      {others.length > 0 && <Alert type="error" role="alert" showIcon title={others.join(' ')} />}
      <DealFields values={values} errors={errors} onChange={set} focus="name" />
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('deal.create')}
      </Button>
    </form>
  );
}
