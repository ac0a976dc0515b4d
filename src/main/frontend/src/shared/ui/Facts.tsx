import type { ReactNode } from 'react';

/** What is known of a record, each with its name; what is not known is left out. */
export function Facts({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <dl className={wide ? 'facts facts-wide' : 'facts'}>{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return children ? (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;
}
