import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { recordPath } from '@/shared/lib/records';

/** A link to the record that a task or an incident is about, where it has a page. */
export function RecordLink({ kind, id }: { kind?: string; id?: string }) {
  const { t } = useTranslation();
  const path = recordPath(kind, id);
  return path && <Link to={path}>{t('tasks.openRecord')}</Link>;
}
