import { useTranslation } from 'react-i18next';
import { useNames } from '@/shared/api/reference';
import { Fact, Facts } from '@/shared/ui/Facts';
import type { Lead } from '../api';
import { Reach } from '../Reach';
import { Intent } from '../StatusTag';
import { works } from './works';

export function Contact({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <section className="card contact" aria-labelledby="contact">
      <h2 id="contact">{t('lead.contact')}</h2>
      {lead.phone && (
        <p className="phone">
          {lead.phone}
          {lead.phoneStatus === 'REVIEW' && <span className="tag tag-warn">{t('lead.phoneReview')}</span>}
        </p>
      )}
      {works(lead) && <Reach leadId={lead.id} name={lead.name} phone={lead.phone} labelled />}
      <Facts>
        <Fact label={t('lead.email')}>{lead.email && <a href={`mailto:${lead.email}`}>{lead.email}</a>}</Fact>
        <Fact label={t('lead.company')}>{lead.company}</Fact>
        <Fact label={t('lead.industry')}>{names.industry(lead.industry)}</Fact>
        <Fact label={t('lead.size')}>{names.size(lead.companySize)}</Fact>
        <Fact label={t('common.region')}>{names.region(lead.region)}</Fact>
        <Fact label={t('lead.intent')}>{lead.intent && <Intent code={lead.intent} />}</Fact>
        <Fact label={t('lead.lost')}>{lead.lostReason}</Fact>
      </Facts>
    </section>
  );
}
