import { Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/shared/api/reference';
import { useSession } from '@/shared/session/session';
import { Loaded } from '@/shared/ui/Loaded';
import { usePeople, type Staff } from './api';

/** One click on a name is the choice: no second step (LA-18). */
export function PersonPicker({
  open,
  title,
  label,
  region,
  exclude,
  busy,
  onPick,
  onClose,
}: {
  open: boolean;
  title: string;
  label: string;
  region?: string;
  exclude?: string;
  busy: boolean;
  onPick: (person: Staff, reason: string) => void | Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const me = useSession();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const people = usePeople({ q: asked, region: asked ? undefined : (region ?? me.region ?? undefined) }, open);
  return (
    <Modal open={open} title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="picker">
        <Input
          aria-label={label}
          placeholder={t('lead.transferPick')}
          value={text}
          allowClear
          onChange={(event) => setText(event.target.value)}
        />
        <Input
          aria-label={t('common.reason')}
          placeholder={`${t('common.reason')}（${t('common.optional')}）`}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <Loaded query={people}>
          {(found) => (
            <ul className="picker-list">
              {choices(found, exclude).length === 0 && <li className="muted">{t('people.empty')}</li>}
              {choices(found, exclude)
                .slice(0, 60)
                .map((person) => (
                  <li key={person.id}>
                    <button
                      type="button"
                      disabled={busy || !person.active}
                      onClick={() => void onPick(person, reason.trim())}
                    >
                      <span>{person.name}</span>
                      <span className="muted small">
                        {[
                          names.region(person.region),
                          person.onLeave ? t('lead.onLeave') : '',
                          person.active ? '' : t('lead.disabled'),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          )}
        </Loaded>
      </div>
    </Modal>
  );
}

function choices(found: Staff[], exclude: string | undefined) {
  return found.filter((person) => person.receivesLeads && person.id !== exclude);
}
