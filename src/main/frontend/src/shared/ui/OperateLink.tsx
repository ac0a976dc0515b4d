import { ExportOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useInOperate } from '@/shared/api/operate';

/** The way to the instance of a record; Operate hears of it some time after the engine, and its page is empty before. */
export function OperateLink({ records, id, url }: { records: 'leads' | 'deals'; id: string; url: string }) {
  const { t } = useTranslation();
  const standing = useInOperate(records, id).data?.standing;
  if (standing === 'NOT_YET') {
    return (
      <span className="muted small" role="status">
        {t('common.notYetInOperate')}
      </span>
    );
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="link-button"
      title={standing === 'SHOWN' ? undefined : t('common.operateMayBeLate')}
    >
      <ExportOutlined aria-hidden="true" /> {t('common.operate')}
    </a>
  );
}
