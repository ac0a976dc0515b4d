import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Problem, Unreachable } from '@/shared/api/problem';
import { Notice } from './Notice';

/** As much of a query as one needs to show it, page by page or whole. */
export interface Asked<T> {
  data: T | undefined;
  isError: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** Waiting, failed or there: what was there before stays visible while a newer answer is on its way. */
export function Loaded<T>({
  query,
  children,
  rows = 4,
}: {
  query: Asked<T>;
  children: (data: T) => ReactNode;
  rows?: number;
}) {
  const { t } = useTranslation();
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (query.isError) {
    const { error } = query;
    if (error instanceof Problem && error.status === 401) {
      return null;
    }
    const gone = error instanceof Problem && (error.status === 404 || error.status === 403);
    return (
      <Notice
        title={gone ? error.title || t('common.notFound') : t('common.openFailed')}
        text={
          error instanceof Unreachable
            ? t('common.unreachable')
            : error instanceof Problem
              ? error.detail || (gone ? t('common.notFoundText') : error.message)
              : String(error)
        }
      >
        {gone ? (
          <Link to="/">
            <Button>{t('common.toHome')}</Button>
          </Link>
        ) : (
          <Button onClick={() => void query.refetch()}>{t('common.retry')}</Button>
        )}
      </Notice>
    );
  }
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
