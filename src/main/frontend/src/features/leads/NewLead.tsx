import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Candidates } from '@/features/customers';
import { leadChanged } from '@/shared/api/changes';
import { Problem, atFields } from '@/shared/api/problem';
import { FormJs, type FormHandle } from '@/shared/forms';
import { dropDraft, readDraft, saveDraft } from '@/shared/lib/drafts';
import { fromLocalInput, quickTimes } from '@/shared/lib/localInput';
import { newKey } from '@/shared/lib/newKey';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { Refusal } from '@/shared/ui/Refusal';
import { useAct } from '@/shared/ui/useAct';
import { enterLead, useLeadForm, type LeadForm, type NewLead } from './api';
import { WhoGetsIt } from './WhoGetsIt';

const DRAFT = 'new-lead';

type Values = { [key: string]: unknown; distribution?: 'KEEP' | 'BY_RULE' };

/** Home, the form of its owner and the saved lead are the three screens (RE-08). */
export function NewLeadPage() {
  const { t, i18n } = useTranslation();
  const form = useLeadForm(i18n.language);
  return (
    <div className="page page-narrow">
      <PageTitle>{t('create.title')}</PageTitle>
      <Loaded query={form} rows={8}>
        {(found) => <LeadDraftForm key={i18n.language} form={found} />}
      </Loaded>
    </div>
  );
}

function LeadDraftForm({ form }: { form: LeadForm }) {
  const { t } = useTranslation();
  const me = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { say } = useAct();
  const [search] = useSearchParams();
  const [values, setValues] = useState<Values>(() => ({
    source: 'manual',
    ...readDraft<Values>(me.id, DRAFT),
    ...(search.get('name') ? { name: search.get('name')! } : {}),
  }));
  const [others, setOthers] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  // What is pressed before the form is there is done when it is.
  const ready = useRef(false);
  const pressed = useRef(false);
  // One key for what is on the screen: a repeat after a lost answer makes no second lead.
  const sent = useRef({ lead: '', key: '' });
  const handle = useRef<FormHandle>(null);

  const change = useCallback(
    (changed: Values) => {
      setValues((now) => {
        const next = { ...now, ...changed };
        saveDraft(me.id, DRAFT, next);
        return next;
      });
    },
    [me.id],
  );
  const typed = useCallback(
    (data: Record<string, unknown>) => {
      const fields = handle.current?.fields() ?? [];
      change(Object.fromEntries(fields.map((field) => [field, data[field]])));
    },
    [change],
  );
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : undefined);

  const submit = async () => {
    if (busy) {
      return;
    }
    if (!ready.current) {
      pressed.current = true;
      return;
    }
    setBusy(true);
    setOthers([]);
    try {
      const answer = await handle.current?.submit();
      if (!answer || answer.invalid) {
        setBusy(false);
        return;
      }
      const draft = asSent({ ...answer.data, distribution: values.distribution });
      if (sent.current.lead !== JSON.stringify(draft)) {
        sent.current = { lead: JSON.stringify(draft), key: newKey() };
      }
      const lead = await enterLead(draft, sent.current.key);
      dropDraft(me.id, DRAFT);
      leadChanged(queries);
      void message.success(t('create.saved', { name: draft.name }));
      void navigate(`/leads/${lead.id}`, { replace: true });
    } catch (error) {
      if (error instanceof Problem && (error.status === 400 || error.status === 422)) {
        const { fields, others: rest } = atFields(error, handle.current?.fields() ?? []);
        handle.current?.complain(fields);
        setOthers(rest);
      } else {
        say(error);
      }
      setBusy(false);
    }
  };

  return (
    <div className="card form">
      <Refusal reasons={others} />
      <Suspense fallback={<div className="form-loading" role="status" aria-label={t('common.loading')} />}>
        <FormJs
          ref={handle}
          schema={form.schema}
          data={{ ...form.data, ...values }}
          onChange={typed}
          onSubmit={() => void submit()}
          onReady={() => {
            ready.current = true;
            if (pressed.current) {
              pressed.current = false;
              void submit();
            }
          }}
          autoFocus
          enterSubmits
          below={{
            field: 'nextFollowUpAt',
            content: <QuickTimes onPick={(at) => handle.current?.fill({ nextFollowUpAt: at.toISOString() })} />,
          }}
        />
      </Suspense>
      <WhoGetsIt
        draft={{ source: text('source'), companySize: text('companySize') }}
        distribution={values.distribution}
        onChange={(distribution) => change({ distribution })}
      />
      <Candidates name={text('name')} company={text('company')} phone={text('phone')} email={text('email')} />
      <Button
        type="primary"
        size="large"
        block
        loading={busy}
        // Leaving a field may take its complaint away, and move the button from under the press: it is left afterwards.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void submit()}
      >
        {t('create.submit')}
      </Button>
    </div>
  );
}

function QuickTimes({ onPick }: { onPick: (at: Date) => void }) {
  const { t } = useTranslation();
  return (
    <div className="chips">
      {quickTimes(new Date()).map(({ name, at }) => (
        <button type="button" key={name} className="chip" onClick={() => onPick(at)}>
          {t(`create.${name}`)}
        </button>
      ))}
    </div>
  );
}

/** What was left empty is not sent; times of a form have no seconds, which the server wants. */
function asSent(values: Values): NewLead & { name: string } {
  const filled = Object.entries(values).flatMap(([field, value]) => {
    const trimmed = typeof value === 'string' ? value.trim() : value;
    return trimmed === '' || trimmed === null || trimmed === undefined ? [] : [[field, trimmed] as const];
  });
  const draft = Object.fromEntries(filled) as unknown as NewLead & { name: string };
  return { ...draft, nextFollowUpAt: draft.nextFollowUpAt && fromLocalInput(draft.nextFollowUpAt) };
}
