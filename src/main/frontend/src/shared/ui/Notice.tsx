import type { ReactNode } from 'react';

/** An empty or broken place says what it is and what to do next. */
export function Notice({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <svg width="46" height="46" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M8 24 24 8" stroke="#d9d4c7" strokeWidth="6" strokeLinecap="round" />
        <path d="m20.5 11.5 3.5-3.5" stroke="#e9b768" strokeWidth="6" strokeLinecap="round" />
      </svg>
      <p className="notice-title">{title}</p>
      {text && <p className="muted">{text}</p>}
      {children && <div className="notice-actions">{children}</div>}
    </div>
  );
}
