import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/shared/ui/Notice';

/** Shown instead of a page that threw; the rest of the workbench stays usable. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <main className="page">
      <Notice title={t('common.broken')} text={t('common.brokenText')}>
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      </Notice>
    </main>
  );
}
