import type { ReactNode } from 'react';
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
  children,
}: {
  title: string;
  /** Below a heading that says already what this is about. */
  embedded?: boolean;
  due?: string | null;
  start?: string | null;
  /** What has to be done by then. */
  dueText?: string;
  /** Where it stands. */
  children: ReactNode;
}) {
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
