import { Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ContractTypeSelect } from '@/features/approvals';
import type { Deal, DealChange, NewDeal } from './api';

/** What somebody has typed; numbers stay as typed, so that no decimal is lost on the way. */
export interface DealValues {
  name?: string;
  customerName?: string;
  customerType?: string;
  customerEmail?: string;
  amount?: string;
  currency?: string;
  /** In percent. */
  discount?: string;
  expectedCloseOn?: string;
  contractType?: string;
}

export const dealFields = [
  'name',
  'customerName',
  'customerType',
  'amount',
  'currency',
  'expectedCloseOn',
  'discount',
  'contractType',
  'customerEmail',
] as const;

export type DealField = (typeof dealFields)[number];

const required: DealField[] = ['name', 'customerName', 'customerType', 'amount', 'currency', 'expectedCloseOn'];
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD', 'AUD'];
const customerTypes = ['smb', 'enterprise', 'government'] as const;

export const missingIn = (values: DealValues) => required.filter((field) => !values[field]?.trim());

export const valuesOf = (deal: Deal): DealValues => ({
  name: deal.name,
  customerName: deal.customerName,
  customerType: deal.customerType,
  customerEmail: deal.customerEmail ?? undefined,
  amount: String(deal.amount),
  currency: deal.currency,
  discount: deal.discount ? String(percentOf(deal.discount)) : undefined,
  expectedCloseOn: deal.expectedCloseOn,
  contractType: deal.contractType ?? undefined,
});

/** 0.07 is 7, and not 7.000000000000001. */
const percentOf = (share: number) => Number((share * 100).toFixed(6));

/** Only what somebody has filled in. */
export function changeBody(values: DealValues): DealChange {
  const { amount, discount, ...texts } = values;
  return {
    ...Object.fromEntries(Object.entries(texts).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : []))),
    ...(amount?.trim() ? { amount: Number(amount) } : {}),
    ...(discount?.trim() ? { discount: Number((Number(discount) / 100).toFixed(8)) } : {}),
  };
}

export function dealBody(values: DealValues): NewDeal {
  const { amount, discount, ...texts } = values;
  return {
    ...(Object.fromEntries(
      Object.entries(texts).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])),
    ) as unknown as Omit<NewDeal, 'amount'>),
    amount: Number(amount),
    ...(discount?.trim() ? { discount: Number((Number(discount) / 100).toFixed(8)) } : {}),
  };
}

/** The fields of a deal, with what the server has to say about each. */
export function DealFields({
  values,
  errors,
  onChange,
  only = dealFields,
  optional = false,
  focus,
}: {
  values: DealValues;
  errors: Map<string, string[]>;
  onChange: (field: DealField, value: string | undefined) => void;
  only?: readonly DealField[];
  /** Whether all may be left empty, because what is empty stays. */
  optional?: boolean;
  focus?: DealField;
}) {
  const { t } = useTranslation();

  const aria = (name: DealField) => ({
    id: name,
    'aria-required': !optional && required.includes(name),
    'aria-invalid': errors.has(name),
    'aria-describedby': `${name}-help`,
    status: errors.has(name) ? ('error' as const) : undefined,
    autoFocus: focus === name,
  });

  const field = (name: DealField, input: ReactNode, hint?: string, group = false) => {
    if (!only.includes(name)) {
      return null;
    }
    const wrong = errors.get(name);
    const Label = group ? 'span' : 'label';
    return (
      <div className={`field${wrong ? ' field-wrong' : ''}`} key={name}>
        <Label {...(group ? { id: `${name}-label` } : { htmlFor: name })} className="field-label">
          {t(`deal.fields.${name}`)}
          {!optional && !required.includes(name) && <span className="muted field-optional"> {t('common.optional')}</span>}
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

  const text = (name: DealField, maxLength: number, type?: string) => (
    <Input
      {...aria(name)}
      type={type}
      autoComplete="off"
      maxLength={maxLength}
      value={values[name]}
      onChange={(event) => onChange(name, event.target.value)}
    />
  );

  return (
    <>
      {field('name', text('name', 120), t('deal.nameHint'))}
      {field('customerName', text('customerName', 200))}
      {field(
        'customerType',
        <Radio.Group
          aria-labelledby="customerType-label"
          aria-required={!optional}
          optionType="button"
          buttonStyle="solid"
          value={values.customerType}
          options={customerTypes.map((value) => ({ value, label: t(`deal.customerTypes.${value}`) }))}
          onChange={(event) => onChange('customerType', event.target.value as string)}
        />,
        undefined,
        true,
      )}
      <div className="field-pair">
        {field(
          'amount',
          <InputNumber<string>
            {...aria('amount')}
            className="wide-input"
            stringMode
            inputMode="decimal"
            controls={false}
            value={values.amount ?? null}
            formatter={(value) => (value ? value.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : '')}
            parser={(value) => (value ?? '').replaceAll(',', '')}
            onChange={(value) => onChange('amount', value === null ? undefined : String(value))}
          />,
        )}
        {field(
          'currency',
          <Select
            {...aria('currency')}
            value={values.currency}
            options={[...new Set([...currencies, ...(values.currency ? [values.currency] : [])])].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(value: string) => onChange('currency', value)}
          />,
        )}
      </div>
      {field('expectedCloseOn', text('expectedCloseOn', 10, 'date'))}
      {field(
        'discount',
        <InputNumber<string>
          {...aria('discount')}
          className="wide-input"
          stringMode
          inputMode="decimal"
          controls={false}
          suffix="%"
          value={values.discount ?? null}
          onChange={(value) => onChange('discount', value === null ? undefined : String(value))}
        />,
        t('deal.discountHint'),
      )}
      {field(
        'contractType',
        <ContractTypeSelect
          {...aria('contractType')}
          value={values.contractType}
          onChange={(type) => onChange('contractType', type)}
        />,
      )}
      {field('customerEmail', text('customerEmail', 200, 'email'))}
    </>
  );
}
