import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FigureColumn {
  key: string;
  title: ReactNode;
  /** Words and not numbers. */
  text?: boolean;
}

interface Props {
  title?: string;
  className?: string;
  /** Without them the rows speak for themselves. */
  columns?: FigureColumn[];
  foot?: ReactNode;
  children: ReactNode;
}

/** A card with a table of figures; what is wider than the screen scrolls in it. */
export function FigureTable({ title, className, columns, foot, children }: Props) {
  const { t } = useTranslation();
  return (
    <section className="card">
      {title && <h2 className="section-title">{title}</h2>}
      <div className="scroll-x" tabIndex={0} role="region" aria-label={title ?? t('common.figures')}>
        <table className={className ? `figures ${className}` : 'figures'}>
          {columns && (
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={column.text ? undefined : 'right'}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>{children}</tbody>
          {foot && <tfoot>{foot}</tfoot>}
        </table>
      </div>
    </section>
  );
}
