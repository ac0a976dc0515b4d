import { useTranslation } from 'react-i18next';
import { useNames } from '@/shared/api/reference';
import { inLanguage } from '@/shared/lib/bilingual';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useTimetable, type TimetableRow } from './api';

/** The page says what the table says: it is drawn from the decision that is running (LR-06). */
export function Timetable() {
  const { t, i18n } = useTranslation();
  const { minutes } = useFormat();
  const names = useNames();
  const timetable = useTimetable();
  const nameOf = ({ source, sourceName }: TimetableRow) => {
    const name = names.source(source);
    return name && name !== source ? name : sourceName;
  };
  const after = (count: number) => t('timetable.after', { text: minutes(count) });
  return (
    <div className="page">
      <PageTitle>{t('timetable.title')}</PageTitle>
      <p className="page-intro">{t('timetable.text')}</p>
      <section className="card table-card">
        <Loaded query={timetable} rows={9}>
          {(rows) => (
            <table className="grid cards-on-phone">
              <thead>
                <tr>
                  <th scope="col">{t('timetable.source')}</th>
                  <th scope="col">{t('timetable.window')}</th>
                  <th scope="col">{t('timetable.reminder')}</th>
                  <th scope="col">{t('timetable.manager')}</th>
                  <th scope="col">{t('timetable.followUp')}</th>
                  <th scope="col">{t('timetable.action')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <tr key={`${row.source}-${index}`}>
                    <th scope="row">
                      {nameOf(row)}
                      {row.intent && <span className="muted"> · {names.intent(row.intent)}</span>}
                    </th>
                    <td data-label={t('timetable.window')}>
                      <strong className="num">{minutes(row.minutes)}</strong>
                    </td>
                    <td data-label={t('timetable.reminder')}>{after(row.firstReminderMinutes)}</td>
                    <td data-label={t('timetable.manager')}>{after(row.managerMinutes)}</td>
                    <td data-label={t('timetable.followUp')}>{t('common.hours', { count: row.followUpHours })}</td>
                    <td data-label={t('timetable.action')} className="wide">
                      {inLanguage(row.timeoutAction ?? '', i18n.language)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </section>
    </div>
  );
}
