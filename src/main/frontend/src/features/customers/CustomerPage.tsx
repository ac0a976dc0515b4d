import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '@/shared/api/keys';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { isSales } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import { correct, useCustomer, type Correction, type Customer, type CustomerTouch } from './api';
import styles from './customers.module.css';
import { Merges, Suspects } from './Merges';

/** Everything about one customer: names, people, leads with their sources, and what happened (DQ-17). */
export function CustomerPage() {
  const { id } = useParams();
  const customer = useCustomer(id!);
  return (
    <div className="page">
      <Loaded query={customer} rows={8}>
        {(data) => <Content customer={data} />}
      </Loaded>
    </div>
  );
}

function Content({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.head}>
        <PageTitle>{customer.name}</PageTitle>
        <p className="muted">
          {t(`customers.type.${customer.type}`)}
          {' · '}
          {t('customers.fromSources', { count: customer.leads.length, sources: customer.sources })}
          {' · '}
          {customer.owner ? t('customers.lookedAfter', { owner: customer.owner }) : t('customers.lookedAfterByNobody')}
        </p>
      </header>
      <div className="columns">
        <div className="column-main">
          <Leads customer={customer} />
          <Timeline touches={customer.timeline} />
        </div>
        <aside className="column-side">
          <Facts customer={customer} />
          <Contacts customer={customer} />
          <Suspects customer={customer} />
          <Merges customer={customer} />
        </aside>
      </div>
    </>
  );
}

function Leads({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const names = useNames();
  const { dateTime } = useFormat();
  return (
    <section className="card" aria-labelledby="leads">
      <h2 id="leads">{t('customers.leads')}</h2>
      {customer.leads.length === 0 && <p className="muted">{t('customers.noLeads')}</p>}
      <ul className={styles.list}>
        {customer.leads.map((lead) => (
          <li key={lead.leadId}>
            <span>
              <Link to={`/leads/${lead.leadId}`}>{lead.name}</Link>{' '}
              <span className="tag">{t(`status.${lead.status}`)}</span>
              {lead.dealId && (
                <>
                  {' '}
                  <Link to={`/deals/${lead.dealId}`}>{t('customers.deal')}</Link>
                </>
              )}
            </span>
            <span className="muted small">
              {names.source(lead.source)} · {dateTime(lead.arrivedAt)} · {lead.owner ?? t('customers.nobody')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Timeline({ touches }: { touches: CustomerTouch[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { dateTime } = useFormat();
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{t('customers.timeline')}</h2>
      <ol className="timeline">
        {touches.map((touch, index) => (
          <li key={`${touch.at}-${index}`}>
            <p className="timeline-text">
              {touch.kind === 'INQUIRY'
                ? t('customers.touch.INQUIRY', { source: names.source(touch.source ?? '') })
                : t('customers.touch.CORRECTED', { by: touch.by, field: t(`customers.field.${touch.field}`) })}
            </p>
            {touch.kind === 'CORRECTED' && (
              <p className="timeline-remark">
                {t('customers.was', {
                  before: touch.before ?? t('customers.empty'),
                  after: touch.after ?? t('customers.empty'),
                })}
              </p>
            )}
            <p className="muted small">
              <time dateTime={touch.at}>{dateTime(touch.at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const correctable = ['name', 'legalPerson', 'address', 'industry'] as const;

/** Whoever works with a customer may mend what is wrong of it (DQ-19). */
function Facts({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const me = useSession();
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <Correcting
        title="customers.facts"
        id="facts"
        fields={correctable}
        customer={customer}
        close={() => setOpen(false)}
      />
    );
  }
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts">{t('customers.facts')}</h2>
      <dl className="facts">
        <Fact label={t('customers.uscc')} value={customer.uscc} />
        <Fact label={t('customers.taxNumber')} value={customer.taxNumber} />
        <Fact label={t('customers.legalPerson')} value={customer.legalPerson} />
        <Fact label={t('customers.address')} value={customer.address} />
        <Fact label={t('customers.industry')} value={customer.industry} />
        <Fact label={t('customers.aliases')} value={customer.aliases.join('、')} />
      </dl>
      {isSales(me) && <Button onClick={() => setOpen(true)}>{t('customers.correct')}</Button>}
    </section>
  );
}

function Contacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const me = useSession();
  const [open, setOpen] = useState<string>();
  return (
    <section className="card" aria-labelledby="contacts">
      <h2 id="contacts">{t('customers.contacts')}</h2>
      {customer.contacts.length === 0 && <p className="muted">{t('customers.noContacts')}</p>}
      <ul className={styles.list}>
        {customer.contacts.map((contact) => (
          <li key={contact.id}>
            {open === contact.id ? (
              <Correcting
                id={`contact-${contact.id}`}
                title="customers.contacts"
                fields={['name', 'phone', 'email', 'role']}
                customer={customer}
                contact={contact}
                close={() => setOpen(undefined)}
              />
            ) : (
              <>
                <strong>{contact.name}</strong>
                <span className="muted small">
                  {[contact.role, contact.phone, contact.email].filter(Boolean).join(' · ')}
                </span>
                {isSales(me) && (
                  <Button size="small" onClick={() => setOpen(contact.id)}>
                    {t('customers.correct')}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Field = (typeof correctable)[number] | 'phone' | 'email' | 'role';

function Correcting({
  id,
  title,
  fields,
  customer,
  contact,
  close,
}: {
  id: string;
  title: 'customers.facts' | 'customers.contacts';
  fields: readonly Field[];
  customer: Customer;
  contact?: Customer['contacts'][number];
  close: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const shown: Partial<Record<Field, string | null>> = contact ?? customer;
  const [values, setValues] = useState(() => Object.fromEntries(fields.map((field) => [field, shown[field] ?? ''])));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const changed = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => value !== (shown[field as Field] ?? '')),
    );
    const body = (contact ? { contacts: [{ id: contact.id, ...changed }] } : changed) as Correction;
    const right = await act(() => correct(customer.id, body), t('customers.corrected'));
    if (right) {
      queries.setQueryData(keys.customer(customer.id), right);
      close();
    }
  };
  return (
    <form
      className={contact ? styles.form : `card ${styles.form}`}
      aria-labelledby={id}
      onSubmit={(event) => void submit(event)}
    >
      <h2 id={id}>{contact ? contact.name : t(title)}</h2>
      {fields.map((field) => (
        <div className="field" key={field}>
          <label className="field-label" htmlFor={`${id}-${field}`}>
            {t(`customers.${field}`)}
          </label>
          <Input
            id={`${id}-${field}`}
            maxLength={200}
            value={values[field]}
            onChange={(event) => setValues({ ...values, [field]: event.target.value })}
          />
        </div>
      ))}
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('customers.save')}
        </Button>
        <Button onClick={close}>{t('customers.cancel')}</Button>
      </div>
    </form>
  );
}

function Fact({ label, value }: { label: string; value?: ReactNode }) {
  return value ? (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;
}
