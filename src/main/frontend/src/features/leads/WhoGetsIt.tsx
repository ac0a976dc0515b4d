import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDestination } from './api';

/** Says before a lead is saved who will get it, and lets whoever may keep it give it to the rule instead. */
export function WhoGetsIt({
  draft,
  distribution,
  onChange,
}: {
  draft: { source?: string; companySize?: string };
  distribution: string | undefined;
  onChange: (distribution: 'KEEP' | 'BY_RULE') => void;
}) {
  const { t } = useTranslation();
  const byRule = distribution === 'BY_RULE';
  const found = useDestination({ ...draft, ...(byRule ? { distribution: 'BY_RULE' } : {}) });
  if (!found.data) {
    return null;
  }
  const { destination, mayKeep } = found.data;
  return (
    <div className="field">
      {mayKeep && (
        <Radio.Group
          aria-label={t('create.whoGetsIt')}
          value={byRule ? 'BY_RULE' : 'KEEP'}
          options={[
            { value: 'KEEP', label: t('create.keep') },
            { value: 'BY_RULE', label: t('create.byRule') },
          ]}
          onChange={(event) => onChange(event.target.value as 'KEEP' | 'BY_RULE')}
        />
      )}
      <p className="field-hint" role="status">
        {t(`create.goesTo.${destination}`)}
      </p>
    </div>
  );
}
