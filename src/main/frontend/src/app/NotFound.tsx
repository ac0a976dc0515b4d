import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '@/shared/lib/title';
import { Notice } from '@/shared/ui/Notice';

export function NotFound() {
  const { t } = useTranslation();
  return <NoPage title={t('common.notFound')} text={t('common.notFoundText')} />;
}

/** Instead of a page that is there for other roles. */
export function NotAllowed() {
  const { t } = useTranslation();
  return <NoPage title={t('common.notAllowed')} text={t('common.notAllowedText')} />;
}

function NoPage({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className="page">
      <Notice title={title} text={text}>
        <Link to="/">
          <Button type="primary">{t('common.toHome')}</Button>
        </Link>
      </Notice>
    </div>
  );
}
