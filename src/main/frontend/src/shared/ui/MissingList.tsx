import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Missing } from '@/shared/api/types';
import { remedyOf } from '@/shared/lib/missing';

/** Exactly what a gate misses, each with a way to put it right. */
export function MissingList({ missing, onFix }: { missing: Missing[]; onFix: (code: string) => void }) {
  const { t } = useTranslation();
  return (
    <ul className="missing">
      {missing.map(({ code, text }) => {
        const { at } = remedyOf(code);
        return (
          <li key={code}>
            {at === 'unknown' ? (
              <span className="missing-text">{text}</span>
            ) : (
              <button type="button" onClick={() => onFix(code)}>
                <span className="missing-text">{text}</span>
                <span className="missing-fix">
                  {t(`gate.fix.${at}`)} <RightOutlined aria-hidden="true" />
                </span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
