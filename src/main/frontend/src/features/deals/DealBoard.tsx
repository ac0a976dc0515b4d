import { CheckSquareOutlined, DoubleRightOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Segmented, Tooltip } from 'antd';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useFormat } from '@/shared/lib/format';
import { isManager, isRep } from '@/shared/session/roles';
import { useSession } from '@/shared/session/session';
import { Countdown } from '@/shared/ui/Countdown';
import { Loaded } from '@/shared/ui/Loaded';
import { Notice } from '@/shared/ui/Notice';
import { PageTitle } from '@/shared/ui/PageTitle';
import { HOUSE_CURRENCY, useBoard, type BoardColumn, type DealCard } from './api';
import { EditDeals } from './dialogs/EditDeals';
import { MoveDeal, type Move } from './dialogs/MoveDeal';

/** Where the deals stand: a column a stage. A card that is dragged asks; only the process moves it. */
export function Deals() {
  const { t } = useTranslation();
  const me = useSession();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get('q') ?? '');
  const [move, setMove] = useState<Move | null>(null);
  /** The deals picked for an edit; null while nobody is picking. */
  const [picked, setPicked] = useState<Map<string, DealCard> | null>(null);
  const [editing, setEditing] = useState(false);
  const mine = search.get('owner') ? search.get('owner') === 'me' : isRep(me) && !isManager(me);
  const asked = search.get('q') ?? '';
  const stage = search.get('stage') ?? '';
  const board = useBoard({ mine: mine || undefined, q: asked || undefined, stage: stage || undefined });

  const change = (values: Record<string, string | undefined>) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        Object.entries(values).forEach(([key, value]) => (value ? next.set(key, value) : next.delete(key)));
        return next;
      },
      { replace: true },
    );

  useEffect(() => {
    const timer = setTimeout(() => text.trim() !== asked && change({ q: text.trim() || undefined }), 250);
    return () => clearTimeout(timer);
  });

  const pick = (card: DealCard) =>
    setPicked((now) => {
      const next = new Map(now);
      if (!next.delete(card.id)) {
        next.set(card.id, card);
      }
      return next;
    });

  const dropped = (card: DealCard, columns: BoardColumn[], target: number) => {
    const from = columns.findIndex((column) => column.stage === card.stage);
    if (from < 0 || from === target) {
      return;
    }
    if (target > from) {
      setMove({ kind: 'advance', dealId: card.id, toStage: target > from + 1 ? columns[target].stage : undefined });
    } else {
      setMove({ kind: 'return', dealId: card.id, toStage: columns[target].stage });
    }
  };

  return (
    <div className="page page-board">
      <div className="page-head">
        <PageTitle>{t('deal.board')}</PageTitle>
        <div className="board-tools">
          {isManager(me) && (
            <Segmented
              aria-label={t('deal.owner')}
              value={mine ? 'me' : 'all'}
              options={[
                { value: 'all', label: t('common.all') },
                { value: 'me', label: t('common.mine') },
              ]}
              onChange={(value) => change({ owner: value })}
            />
          )}
          <Input
            allowClear
            className="board-search"
            aria-label={t('deal.search')}
            placeholder={t('deal.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {isManager(me) && (
            <Button
              icon={<CheckSquareOutlined aria-hidden="true" />}
              aria-pressed={picked !== null}
              onClick={() => setPicked((now) => (now ? null : new Map()))}
            >
              {t('deal.selectSeveral')}
            </Button>
          )}
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => void navigate('/deals/new')}>
            {t('deal.new')}
          </Button>
        </div>
      </div>
      {stage && (
        <p className="board-only">
          <Button onClick={() => change({ stage: undefined })}>{t('deal.allStages')}</Button>
        </p>
      )}
      {picked && (
        <p className="board-picked" role="status">
          {t('deal.selected', { count: picked.size })}{' '}
          <Button type="primary" size="small" disabled={picked.size === 0} onClick={() => setEditing(true)}>
            {t('deal.edit')}
          </Button>{' '}
          <Button size="small" onClick={() => setPicked(null)}>
            {t('common.cancel')}
          </Button>
        </p>
      )}
      <Loaded query={board} rows={8}>
        {({ columns }) =>
          columns.every((column) => column.count === 0) && !asked ? (
            <section className="card">
              <Notice title={t('deal.boardEmpty')} text={t('deal.boardEmptyText')}>
                <Link to="/leads?status=QUALIFIED">
                  <Button>{t('deal.fromLeads')}</Button>
                </Link>
              </Notice>
            </section>
          ) : (
            <Columns
              columns={columns}
              picked={picked}
              onPick={pick}
              onAdvance={(id) => setMove({ kind: 'advance', dealId: id })}
              onDropped={(card, target) => dropped(card, columns, target)}
            />
          )
        }
      </Loaded>
      {editing && picked && (
        <EditDeals
          deals={[...picked.values()]}
          onClose={() => {
            setEditing(false);
            setPicked(null);
          }}
        />
      )}
      {move && (
        <MoveDeal
          key={`${move.kind}.${move.dealId}`}
          move={move}
          onClose={() => setMove(null)}
          onFix={(code) => void navigate(`/deals/${move.dealId}?fix=${encodeURIComponent(code)}`)}
        />
      )}
    </div>
  );
}

function Columns({
  columns,
  picked,
  onPick,
  onAdvance,
  onDropped,
}: {
  columns: BoardColumn[];
  picked: Map<string, DealCard> | null;
  onPick: (card: DealCard) => void;
  onAdvance: (dealId: string) => void;
  onDropped: (card: DealCard, target: number) => void;
}) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const dragged = useRef<DealCard | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const places = useRef<(HTMLElement | null)[]>([]);

  return (
    <>
      <nav className="board-stages" aria-label={t('deal.stages')}>
        {columns.map((column, index) => (
          <button
            key={column.stage}
            type="button"
            className="chip"
            onClick={() =>
              places.current[index]?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: 'smooth' })
            }
          >
            {column.name} <span className="num">{column.count}</span>
          </button>
        ))}
      </nav>
      <div className="board" role="group" aria-label={t('deal.board')} tabIndex={0}>
        {columns.map((column, index) => (
          <section
            key={column.stage}
            ref={(element) => {
              places.current[index] = element;
            }}
            className={`board-column${over === index ? ' board-over' : ''}`}
            aria-labelledby={`stage-${column.stage}`}
            onDragOver={(event: DragEvent) => {
              if (dragged.current && dragged.current.stage !== column.stage) {
                event.preventDefault();
                setOver(index);
              }
            }}
            onDragLeave={(event: DragEvent) => {
              if (!event.currentTarget.contains(event.relatedTarget as Node | null)) {
                setOver((now) => (now === index ? null : now));
              }
            }}
            onDrop={(event: DragEvent) => {
              event.preventDefault();
              setOver(null);
              if (dragged.current) {
                onDropped(dragged.current, index);
              }
              dragged.current = null;
            }}
          >
            <header className="board-head">
              <h2 id={`stage-${column.stage}`}>
                {column.name} <span className="num board-count">{column.count}</span>
              </h2>
              <p className="muted small num">
                {[{ amount: column.amount, currency: HOUSE_CURRENCY }, ...column.otherAmounts]
                  .filter((sum, place) => place === 0 || sum.amount > 0)
                  .map((sum) => money(sum.amount, sum.currency, true))
                  .join(' · ')}
              </p>
            </header>
            <ul className="board-cards">
              {column.deals.map((card) => (
                <Card
                  key={card.id}
                  card={card}
                  picked={picked ? picked.has(card.id) : null}
                  onPick={() => onPick(card)}
                  onAdvance={() => onAdvance(card.id)}
                  onDrag={(on) => {
                    dragged.current = on ? card : null;
                  }}
                />
              ))}
            </ul>
            {column.count > column.deals.length && (
              <p className="board-rest">
                {column.deals.length > 0 && columns.length > 1 ? (
                  <Link to={`/deals?stage=${column.stage}`}>
                    {t('deal.rest', { count: column.count - column.deals.length })}
                  </Link>
                ) : (
                  <span className="muted small">
                    {t('deal.restSearch', { count: column.count - column.deals.length })}
                  </span>
                )}
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

function Card({
  card,
  picked,
  onPick,
  onAdvance,
  onDrag,
}: {
  card: DealCard;
  /** Null while nobody is picking. */
  picked: boolean | null;
  onPick: () => void;
  onAdvance: () => void;
  onDrag: (on: boolean) => void;
}) {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <li
      className={`deal-card${card.suspended ? ' deal-suspended' : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', card.name);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
    >
      {picked !== null && (
        <Checkbox
          className="deal-pick"
          checked={picked}
          aria-label={t('deal.selectOne', { name: card.name })}
          onChange={onPick}
        />
      )}
      <Link to={`/deals/${card.id}`} className="deal-link" draggable={false}>
        <strong>{card.name}</strong>
        <span className="muted ellipsis">{card.customerName}</span>
      </Link>
      <p className="deal-line">
        <span className="num deal-amount">{money(card.amount, card.currency)}</span>
        <span className="muted ellipsis">{card.owner.name}</span>
      </p>
      <p className="deal-tags">
        {card.substateName && <span className="tag">{card.substateName}</span>}
        {card.missingCount > 0 && (
          <span className="tag tag-warn">{t('deal.missingCount', { count: card.missingCount })}</span>
        )}
        {card.suspended && <span className="tag tag-bad">{t('deal.suspended')}</span>}
        {card.blockerWanted && <span className="tag tag-help">{t('deal.blockerWanted')}</span>}
      </p>
      <p className="deal-foot">
        {card.dueAt ? <Countdown due={card.dueAt} start={card.enteredAt} /> : <span />}
        <Tooltip title={t('deal.advance')}>
          <Button
            size="small"
            shape="circle"
            icon={<DoubleRightOutlined aria-hidden="true" />}
            aria-label={`${t('deal.advance')}: ${card.name}`}
            onClick={onAdvance}
          />
        </Tooltip>
      </p>
    </li>
  );
}
