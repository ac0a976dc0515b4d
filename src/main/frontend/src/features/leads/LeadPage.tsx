import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { keys } from '@/shared/api/keys';
import { Loaded } from '@/shared/ui/Loaded';
import { RecordHead, RecordRemark } from '@/shared/ui/RecordHead';
import { useLead, type Lead } from './api';
import { deadlineOf, deadlineStart } from './order';
import { Actions } from './page/Actions';
import { Contact } from './page/Contact';
import { LogContact } from './page/LogContact';
import { Origin } from './page/Origin';
import { Timeline } from './page/Timeline';
import { Words } from './page/Words';
import { StatusTag } from './StatusTag';
import { WhyMe } from './WhyMe';

export function LeadPage() {
  const { id } = useParams();
  const lead = useLead(id!);
  const queries = useQueryClient();
  const opened = lead.data?.openedAt;
  useEffect(() => {
    // Reading the lead stops its clock: the lists should know.
    void queries.invalidateQueries({ queryKey: keys.today });
  }, [queries, opened]);
  return (
    <div className="page">
      <Loaded query={lead} rows={8}>
        {(data) => <Content lead={data} />}
      </Loaded>
    </div>
  );
}

function Content({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const closed = lead.status === 'QUALIFIED' || lead.status === 'LOST';
  const what = lead.status === 'POOLED' ? 'pool' : lead.firstTouchAt || !lead.windowDueAt ? 'followUp' : 'firstContact';
  return (
    <>
      <RecordHead
        title={lead.name}
        due={closed ? null : deadlineOf(lead)}
        start={deadlineStart(lead)}
        dueText={t(`deadline.${what}`)}
      >
        <StatusTag status={lead.status} />
        {lead.needsCollaboration && <span className="tag tag-help">{t('lead.collaboration')}</span>}
        {lead.remindersMuted && <span className="tag">{t('lead.mutedTag')}</span>}
        {lead.company && <span className="muted">{lead.company}</span>}
      </RecordHead>
      {(lead.notices ?? []).map((code) => (
        <RecordRemark key={code}>{t(`leadNotice.${code}`, { defaultValue: t('leadNotice.other') })}</RecordRemark>
      ))}
      <Actions lead={lead} />
      <div className="columns">
        <div className="column-main">
          <Words lead={lead} />
          {!closed && <LogContact lead={lead} />}
          <Timeline id={lead.id} />
        </div>
        <aside className="column-side">
          <Contact lead={lead} />
          <WhyMe lead={lead} />
          <Origin lead={lead} />
        </aside>
      </div>
    </>
  );
}
