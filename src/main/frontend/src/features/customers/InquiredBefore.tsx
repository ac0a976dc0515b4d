import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { useFormat } from '@/shared/lib/format';
import { useCustomerOfLead } from './api';
import styles from './customers.module.css';

/** Tells whoever opens a lead that its customer has asked before, by which door, and whom to speak to (LI-12). */
export function InquiredBefore({ lead }: { lead: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const { dateTime } = useFormat();
  const { data } = useCustomerOfLead(lead);
  if (!data) {
    return null;
  }
  return (
    <div className={styles.before}>
      {data.earlier.slice(0, 3).map((one) => (
        <p key={one.at} role="status" className={styles.banner}>
          {t('customers.before', { source: names.source(one.source), date: dateTime(one.at) })}
          {' · '}
          {one.owner ? t('customers.lookedAfter', { owner: one.owner }) : t('customers.lookedAfterByNobody')}
        </p>
      ))}
      <Link to={`/customers/${data.id}`}>{t('customers.file', { name: data.name })}</Link>
    </div>
  );
}
