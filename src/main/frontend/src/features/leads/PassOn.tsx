import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/shared/api/reference';
import { Loaded } from '@/shared/ui/Loaded';
import { useAct } from '@/shared/ui/useAct';
import { useLeadActs, useReceivers, type LeadReceiver } from './api';
import styles from './passOn.module.css';
import { useTakeBack } from './useTakeBack';

/** Whom to pass a lead on to: load and leave stand beside each name, and nothing happens before it is confirmed. */
export function PassOn({
  lead,
  onClose,
}: {
  lead: { id: string; name: string; ownerId: string | undefined };
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const receivers = useReceivers(lead.id);
  const acts = useLeadActs(lead.id);
  const { act, busy } = useAct();
  const offerTakingBack = useTakeBack();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<LeadReceiver | null>(null);
  const [reason, setReason] = useState('');

  const passOn = async () => {
    if (chosen && (await act(() => acts.passOn(chosen, reason.trim())))) {
      onClose();
      offerTakingBack(lead.id, t('lead.transferred', { name: chosen.name }));
    }
  };

  const shown = (found: LeadReceiver[]) =>
    found.filter((person) => person.id !== lead.ownerId && person.name.includes(text.trim()));

  return (
    <Modal
      open
      title={`${t('lead.transfer')}: ${lead.name}`}
      okText={chosen ? t('lead.transferOk', { name: chosen.name }) : t('lead.transfer')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !chosen, loading: busy }}
      onOk={() => void passOn()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className={styles.picker}>
        <Input
          allowClear
          aria-label={t('lead.transferTo')}
          placeholder={t('lead.transferPick')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Loaded query={receivers}>
          {(found) =>
            shown(found).length === 0 ? (
              <p className="muted">{t('people.empty')}</p>
            ) : (
              <Radio.Group
                className={styles.people}
                aria-label={t('lead.transferTo')}
                value={chosen?.id}
                onChange={(event) => setChosen(found.find(({ id }) => id === event.target.value) ?? null)}
              >
                {shown(found).map((person) => (
                  <Choice key={person.id} person={person} />
                ))}
              </Radio.Group>
            )
          }
        </Loaded>
        {chosen && (
          <>
            {chosen.onLeave && <p className="field-error">{t('lead.transferOnLeave', { name: chosen.name })}</p>}
            <Input
              aria-label={t('common.reason')}
              placeholder={`${t('common.reason')}（${t('common.optional')}）`}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </div>
    </Modal>
  );
}

function Choice({ person }: { person: LeadReceiver }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <Radio value={person.id} className={styles.person}>
      <span className={styles.words}>
        <span className="ellipsis">{person.name}</span>
        <span className={styles.facts}>
          {person.onLeave && <span className="tag tag-warn">{t('lead.onLeave')}</span>}
          {!person.receivesLeads && <span className="tag">{t('lead.noLeads')}</span>}
          <span className="muted small">{names.region(person.region)}</span>
          <span className="muted small">{t('lead.openLeads', { count: person.openLeads })}</span>
        </span>
      </span>
    </Radio>
  );
}
