import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '@/shared/ui/Notice';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <Notice title={t('common.notFound')} text={t('common.notFoundText')}>
        <Link to="/">
          <Button type="primary">{t('common.toHome')}</Button>
        </Link>
      </Notice>
    </div>
  );
}
