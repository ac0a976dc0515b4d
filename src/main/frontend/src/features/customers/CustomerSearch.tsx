import { SearchOutlined } from '@ant-design/icons';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSearch } from './api';
import styles from './customers.module.css';

/**
 * Type whatever is remembered and go: a combobox by the ARIA pattern, on the home page and in the top bar of every other.
 *
 * @param labelledBy the element that asks; without one the field names itself
 */
export function CustomerSearch({ labelledBy, compact = false }: { labelledBy?: string; compact?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
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

  const found = useSearch(asked);
  const items = asked ? (found.data?.items ?? []) : [];
  const settled = asked !== '' && asked === text.trim() && found.isSuccess && !found.isPlaceholderData;
  const create = () => navigate(`/leads/new?name=${encodeURIComponent(text.trim())}`);
  const choices = items.length + (settled && items.length === 0 ? 1 : 0);
  const shown = open && text.trim() !== '' && choices > 0;

  const named = labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': t('customers.search') };

  const go = (index: number) => {
    setOpen(false);
    void (items[index] ? navigate(`/customers/${items[index].id}`) : create());
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
    <div className={compact ? `search ${styles.compact}` : 'search'}>
      <span className="search-icon">
        <SearchOutlined aria-hidden="true" />
      </span>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${list}-${active}` : undefined}
        {...named}
        placeholder={t(compact ? 'customers.search' : 'home.search')}
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
      <ul id={list} role="listbox" {...named} hidden={!shown} className="search-list">
        {items.map((item, index) => (
          // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events -- the field has the focus and the keys, as the combobox pattern wants
          <li
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={index === active ? 'active' : ''}
            onPointerEnter={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => go(index)}
          >
            <strong className="ellipsis">{item.name}</strong>
            <span className="search-facts muted small">{t('customers.records', { count: item.records })}</span>
          </li>
        ))}
        {items.length > 0 && found.data?.more && (
          <li role="presentation" className="muted small">
            {t('customers.more')}
          </li>
        )}
        {settled && items.length === 0 && (
          // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events -- the field has the focus and the keys, as the combobox pattern wants
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
