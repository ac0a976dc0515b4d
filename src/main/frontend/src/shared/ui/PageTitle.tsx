import { useTitle } from '@/shared/lib/title';

/** The heading of a page, which is the title of its tab as well; of a very long name the first lines are shown. */
export function PageTitle({ children, id, className }: { children: string; id?: string; className?: string }) {
  useTitle(children);
  return (
    <h1
      id={id}
      className={['page-title', className].filter(Boolean).join(' ')}
      title={children.length > 60 ? children : undefined}
    >
      {children}
    </h1>
  );
}
