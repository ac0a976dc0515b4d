import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Radio, Select } from 'antd';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { leadChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem, atFields } from '@/shared/api/problem';
import { useNames } from '@/shared/api/reference';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { fromLocalInput, quickTimes, toLocalInput } from '@/shared/lib/localInput';
import { newKey } from '@/shared/lib/newKey';
import { useSession } from '@/shared/session/session';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import type { CreatedLead, NewLead } from './api';

const required = ['name', 'phone', 'source', 'intent', 'nextFollowUpAt'] as const;
const optional = ['company', 'email', 'region', 'industry', 'companySize'] as const;
const known = [...required, ...optional];

type Values = Partial<Record<(typeof known)[number], string>>;

/** Five required fields on one screen (LI-01); home, this form and the saved lead are the three screens (RE-08). */
export function NewLeadPage() {
  const { t } = useTranslation();
  const me = useSession();
  const names = useNames();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { say } = useAct();
  const [search] = useSearchParams();
  const [values, setValues] = useState<Values>(() => ({
    source: 'manual',
    ...readDraft<Values>(me.id, 'new-lead'),
    ...(search.get('name') ? { name: search.get('name')! } : {}),
  }));
  const [errors, setErrors] = useState<Map<string, string[]>>(new Map());
  const [others, setOthers] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  // One key for one lead on the screen: a double tap or a repeat after a lost answer makes one lead.
  const key = useRef(newKey());
  const form = useRef<HTMLFormElement>(null);

  const set = (field: keyof Values, value: string | undefined) => {
    setValues((now) => {
      const next = { ...now, [field]: value };
      saveDraft(me.id, 'new-lead', next);
      return next;
    });
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
    const missing = required.filter((field) => !values[field]?.trim());
    if (missing.length > 0) {
      setErrors(new Map(missing.map((field) => [field, [t(`create.need.${field}`)]])));
      return;
    }
    setBusy(true);
    setOthers([]);
    const body = Object.fromEntries(
      known.flatMap((field) => (values[field]?.trim() ? [[field, values[field].trim()]] : [])),
    ) as unknown as NewLead & { name: string };
    body.nextFollowUpAt = fromLocalInput(values.nextFollowUpAt!);
    try {
      const lead = await request<CreatedLead>('/api/leads', {
        method: 'POST',
        body,
        headers: { 'Idempotency-Key': key.current },
      });
      dropDraft(me.id, 'new-lead');
      leadChanged(queries);
      void message.success(t('create.saved', { name: body.name }));
      void navigate(`/leads/${lead.id}`, { replace: true });
    } catch (error) {
      if (error instanceof Problem && (error.status === 400 || error.status === 422)) {
        const { fields, others: rest } = atFields(error, known);
        setErrors(fields);
        setOthers(rest);
      } else {
        say(error);
      }
      setBusy(false);
    }
  };

  const field = (name: keyof Values, input: ReactNode, hint?: string, group = false) => {
    const wrong = errors.get(name);
    const Label = group ? 'span' : 'label';
    return (
      <div className={`field${wrong ? ' field-wrong' : ''}`}>
        <Label {...(group ? { id: `${name}-label` } : { htmlFor: name })} className="field-label">
          {t(
            name in { name: 1, phone: 1, source: 1, intent: 1, nextFollowUpAt: 1 }
              ? `create.${name}`
              : `imports.fields.${name}`,
          )}
        </Label>
        {input}
        {wrong ? (
          <p className="field-error" id={`${name}-help`} role="alert">
            {wrong.join(' ')}
          </p>
        ) : (
          hint && (
            <p className="field-hint" id={`${name}-help`}>
              {hint}
            </p>
          )
        )}
      </div>
    );
  };

  const aria = (name: keyof Values, isRequired = true) => ({
    id: name,
    'aria-required': isRequired,
    'aria-invalid': errors.has(name),
    'aria-describedby': `${name}-help`,
    status: errors.has(name) ? ('error' as const) : undefined,
  });

  return (
    <div className="page page-narrow">
      <PageTitle>{t('create.title')}</PageTitle>
      <form ref={form} className="card form" noValidate onSubmit={(event) => void submit(event)}>
        {others.length > 0 && <Alert type="error" role="alert" showIcon title={others.join(' ')} />}
        {field(
          'name',
          <Input
            {...aria('name')}
            autoFocus
            autoComplete="off"
            maxLength={200}
            value={values.name}
            onChange={(event) => set('name', event.target.value)}
          />,
        )}
        {field(
          'phone',
          <Input
            {...aria('phone')}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={40}
            value={values.phone}
            onChange={(event) => set('phone', event.target.value)}
          />,
          t('create.phoneHint'),
        )}
        {field(
          'source',
          <Select
            {...aria('source')}
            value={values.source}
            options={names.options('sources')}
            placeholder={t('create.choose')}
            onChange={(value) => set('source', value)}
          />,
        )}
        {field(
          'intent',
          <Radio.Group
            aria-labelledby="intent-label"
            aria-required
            optionType="button"
            buttonStyle="solid"
            value={values.intent}
            options={names.options('intents')}
            onChange={(event) => set('intent', event.target.value as string)}
          />,
          undefined,
          true,
        )}
        {field(
          'nextFollowUpAt',
          <>
            <Input
              {...aria('nextFollowUpAt')}
              type="datetime-local"
              value={values.nextFollowUpAt}
              onChange={(event) => set('nextFollowUpAt', event.target.value)}
            />
            <div className="chips">
              {quickTimes(new Date()).map(({ name, at }) => (
                <button
                  type="button"
                  key={name}
                  className="chip"
                  onClick={() => set('nextFollowUpAt', toLocalInput(at))}
                >
                  {t(`create.${name}`)}
                </button>
              ))}
            </div>
          </>,
        )}
        <details className="optional" open={optional.some((name) => values[name]) || undefined}>
          <summary>{t('create.more')}</summary>
          {field(
            'company',
            <Input
              {...aria('company', false)}
              maxLength={200}
              value={values.company}
              onChange={(event) => set('company', event.target.value)}
            />,
          )}
          {field(
            'email',
            <Input
              {...aria('email', false)}
              type="email"
              inputMode="email"
              maxLength={200}
              value={values.email}
              onChange={(event) => set('email', event.target.value)}
            />,
          )}
          {(['region', 'industry', 'companySize'] as const).map((name) => (
            <div key={name}>
              {field(
                name,
                <Select
                  {...aria(name, false)}
                  allowClear
                  value={values[name]}
                  options={names.options(
                    name === 'region' ? 'regions' : name === 'industry' ? 'industries' : 'companySizes',
                  )}
                  placeholder={t('common.optional')}
                  onChange={(value?: string) => set(name, value)}
                />,
              )}
            </div>
          ))}
        </details>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('create.submit')}
        </Button>
      </form>
    </div>
  );
}
