import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useNames } from '@/shared/api/reference';
import { useLeads } from './api';
import { StatusTag } from './StatusTag';

/** Type a name and go: the search box of the home page, a combobox by the ARIA pattern. */
export function LeadSearch({ icon }: { icon: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const names = useNames();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);

  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 180);
    return () => clearTimeout(timer);
  }, [text]);

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      if (event.key === '/' && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const leads = useLeads({ q: asked, size: 8 }, asked.length > 0);
  const items = asked ? (leads.data?.items ?? []) : [];
  const settled = asked !== '' && asked === text.trim() && leads.isSuccess && !leads.isPlaceholderData;
  const create = () => navigate(`/leads/new?name=${encodeURIComponent(text.trim())}`);
  const choices = items.length + (settled && items.length === 0 ? 1 : 0);
  const shown = open && text.trim() !== '' && choices > 0;

  const go = (index: number) => {
    setOpen(false);
    void (items[index] ? navigate(`/leads/${items[index].id}`) : create());
  };

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((now) => (choices ? (now + (event.key === 'ArrowDown' ? 1 : choices - 1)) % choices : 0));
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      go(active);
    } else if (event.key === 'Escape') {
      setOpen(false);
    }
  };

  return (
    <div className="search">
      <span className="search-icon">{icon}</span>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${list}-${active}` : undefined}
        aria-labelledby="question"
        placeholder={t('home.search')}
        autoComplete="off"
        enterKeyHint="search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onKeyDown={keyDown}
      />
      <kbd className="search-key" aria-hidden="true" title={t('home.searchHint')}>
        /
      </kbd>
      <ul id={list} role="listbox" aria-labelledby="question" hidden={!shown} className="search-list">
        {items.map((lead, index) => (
          <li
            key={lead.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={index === active ? 'active' : ''}
            onPointerEnter={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(index)}
          >
            <span className="ellipsis">
              <strong>{lead.name}</strong> <span className="muted">{lead.company}</span>
            </span>
            <span className="search-facts">
              <span className="muted small">{names.source(lead.source)}</span>
              <StatusTag status={lead.status} />
            </span>
          </li>
        ))}
        {settled && items.length === 0 && (
          <li
            id={`${list}-0`}
            role="option"
            aria-selected="true"
            className="active"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(0)}
          >
            <span>
              {t('home.noHit', { q: text.trim() })} · <strong>{t('home.createHit', { q: text.trim() })}</strong>
            </span>
          </li>
        )}
      </ul>
    </div>
  );
}
