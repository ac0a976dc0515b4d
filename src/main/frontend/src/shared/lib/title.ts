import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** What the tab, the history and a screen reader call the page; null leaves it to somebody else. */
export function useTitle(text: string | null | undefined) {
  const { t } = useTranslation();
  const title = text && `${text} · ${t('app.name')}`;
  useEffect(() => {
    if (title) {
      document.title = title;
    }
  }, [title]);
}
