import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCandidates } from './api';
import styles from './customers.module.css';

interface Typed {
  name?: string;
  company?: string;
  phone?: string;
  email?: string;
}

const pause = 400;

/** The customer that exists, before it is entered a second time (DH-01). */
export function Candidates({ name, company, phone, email }: Typed) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>({});
  useEffect(() => {
    const timer = setTimeout(() => setTyped({ name, company, phone, email }), pause);
    return () => clearTimeout(timer);
  }, [name, company, phone, email]);
  const { data } = useCandidates(typed);
  if (!data?.length || !(phone || company || email)) {
    return null;
  }
  return (
    <section className={styles.candidates} aria-labelledby="candidates" aria-live="polite">
      <h2 id="candidates">{t('customers.candidates')}</h2>
      <ul>
        {data.map((one) => (
          <li key={one.customerId}>
            <strong>
              {one.name ? <Link to={`/customers/${one.customerId}`}>{one.name}</Link> : t('customers.hidden')}
            </strong>
            <span className="muted small">
              {t(`customers.candidate.${one.class}`)}
              {' · '}
              {one.owner ? t('customers.lookedAfter', { owner: one.owner }) : t('customers.lookedAfterByNobody')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
