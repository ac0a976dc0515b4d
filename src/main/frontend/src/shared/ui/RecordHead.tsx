import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalendar } from '@/shared/api/reference';
import { Countdown } from './Countdown';
import { PageTitle } from './PageTitle';
import styles from './record.module.css';

/** The head of the page of one record: its name, where it stands, and what is left of its deadline. */
export function RecordHead({
  title,
  embedded = false,
  due,
  start,
  dueText,
  dueRemark,
  children,
}: {
  title: string;
  /** Below a heading that says already what this is about. */
  embedded?: boolean;
  due?: string | null;
  start?: string | null;
  /** What has to be done by then. */
  dueText?: string;
  /** Why it may change; a year whose holidays are not known is said without it. */
  dueRemark?: string | false;
  /** Where it stands. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const year = useCalendar().unknownYear(due);
  const remark = dueRemark || (year !== undefined && t('deadline.unknownYear', { year }));
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        {embedded ? <p>{title}</p> : <PageTitle>{title}</PageTitle>}
        <p className={styles.sub}>{children}</p>
      </div>
      {due && (
        <div className={styles.due}>
          <Countdown due={due} start={start} large />
          <span className="muted small">{dueText}</span>
          {remark && <span className="tag tag-warn">{remark}</span>}
        </div>
      )}
    </header>
  );
}

/** Something about a record that is not as it usually is. */
export function RecordRemark({ children, role }: { children: ReactNode; role?: 'status' | 'alert' }) {
  return (
    <p className={styles.remark} role={role}>
      {children}
    </p>
  );
}
