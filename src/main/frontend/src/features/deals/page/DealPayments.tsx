import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { useFormat } from '@/shared/lib/format';
import { useSession } from '@/shared/session/session';
import { useAct } from '@/shared/ui/useAct';
import { type Deal, usePayments } from '../api';

const writers = ['FINANCE', 'DIRECTOR', 'ADMIN'];

/** What has come in for a deal that is won, and the line in which whoever counts it writes down more. */
export function DealPayments({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const { money, date } = useFormat();
  const me = useSession();
  const found = usePayments(deal.id, deal.state !== 'LOST');
  const payments = found.data?.payments ?? [];
  if (deal.state === 'LOST' || !found.data || (deal.state !== 'WON' && payments.length === 0)) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="payments">
      <h2 id="payments">{t('payment.title')}</h2>
      <p>{found.data.paidOn ? t('payment.paid', { day: date(found.data.paidOn) }) : t('payment.open')}</p>
      {payments.map((one, index) => (
        <p key={index} className="muted small">
          <span className="num">{money(one.amount, one.currency)}</span> · {date(one.receivedOn)} · {one.recordedBy}
        </p>
      ))}
      {me.roles.some((role) => writers.includes(role)) && <NewPayment deal={deal} />}
    </section>
  );
}

function NewPayment({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const [amount, setAmount] = useState<number | null>(null);
  const [receivedOn, setReceivedOn] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      await request(`/api/deals/${deal.id}/payments`, {
        method: 'POST',
        body: { amount, currency: deal.currency, receivedOn: receivedOn || null },
      });
      setAmount(null);
      setReceivedOn('');
      dealChanged(queries, deal.id);
    }, t('payment.done'));
  };
  return (
    <form onSubmit={submit} aria-label={t('payment.add')}>
      <InputNumber
        aria-label={t('payment.amount', { currency: deal.currency })}
        placeholder={deal.currency}
        min={0}
        value={amount}
        onChange={setAmount}
        style={{ width: '100%' }}
      />
      <Input
        type="date"
        aria-label={t('payment.receivedOn')}
        value={receivedOn}
        onChange={(event) => setReceivedOn(event.target.value)}
      />
      <Button htmlType="submit" disabled={busy || amount === null || !receivedOn}>
        {t('payment.add')}
      </Button>
    </form>
  );
}
