import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { download, request } from '@/shared/api/client';
import { useAct } from '@/shared/ui/useAct';
import type { Deal } from '../api';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MINUTES = 'minutes';
const MAIL = 'confirmation-mail';

/** Writes the papers of a deal; what the must-do list wants is done once the paper is there, and not before (SG-10). */
export function usePapers(deal: Deal) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const [mailing, setMailing] = useState(false);

  const written = async (paper: string) => {
    const wanted = deal.mustDo.filter(
      ({ action, doneAt }) => action.kind === 'document' && action.target === paper && !doneAt,
    );
    for (const { key } of wanted) {
      await request(`/api/deals/${deal.id}/actions/${key}`, { method: 'POST' });
    }
    if (wanted.length > 0) {
      dealChanged(queries, deal.id);
    }
  };

  const write = (paper: string) => {
    if (paper === MAIL) {
      setMailing(true);
    } else if (paper === MINUTES) {
      void act(async () => {
        await download(`/api/deals/${deal.id}/minutes.docx`, DOCX, `${t('deal.minutes')}-${deal.name}.docx`);
        await written(MINUTES);
      });
    }
  };

  return {
    busy,
    write,
    mailing,
    mailUsed: () => void act(() => written(MAIL)),
    closeMail: () => setMailing(false),
  };
}
