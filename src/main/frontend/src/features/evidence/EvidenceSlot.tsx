import { CameraOutlined, DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Progress } from 'antd';
import { useEffect, useRef, useState, type DragEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { dealChanged } from '@/shared/api/changes';
import { request } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { useFormat } from '@/shared/lib/format';
import { useAct } from '@/shared/ui/useAct';
import { BIGGEST, sendEvidence, type Piece, type Proof } from './api';

interface Underway {
  name: string;
  share: number;
  stop: AbortController;
}

/** The place for one kind of file: what is there, what is wrong with it, and how more comes in (SG-03, SG-04). */
export function EvidenceSlot({
  proof,
  pieces,
  recordKind,
  recordId,
  stage,
  mayAdd,
  marked,
  chooser,
}: {
  proof: Proof;
  pieces: Piece[];
  recordKind: string;
  recordId: string;
  stage: string;
  mayAdd: boolean;
  /** Points out where something is missing. */
  marked?: boolean;
  chooser?: RefObject<HTMLButtonElement | null>;
}) {
  const { t } = useTranslation();
  const { percent, dateTime } = useFormat();
  const queries = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [underway, setUnderway] = useState<Underway[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const { say } = useAct();
  const shown = pieces.filter((piece) => !piece.deletedAt);
  const gone = pieces.filter((piece) => piece.deletedAt);
  const takesPhotos = proof.types.some((type) => /jpe?g|png|heic|image/i.test(type));

  const send = async (chosen: File) => {
    if (chosen.size > BIGGEST) {
      setRefused((now) => [...now, t('evidence.tooBig', { name: chosen.name })]);
      return;
    }
    const entry: Underway = { name: chosen.name, share: 0, stop: new AbortController() };
    setUnderway((now) => [...now, entry]);
    try {
      await sendEvidence(
        chosen,
        { recordKind, recordId, stage, kind: proof.kind },
        (share) =>
          setUnderway((now) => now.map((item) => (item.stop === entry.stop ? { ...item, share } : item))),
        entry.stop.signal,
      );
      dealChanged(queries, recordId);
    } catch (error) {
      if (error instanceof Problem && error.status !== 401) {
        const details = [...new Set([error.message, ...error.errors.map((item) => item.message)])].join(' ');
        setRefused((now) => [...now, `${chosen.name}: ${details}`]);
      } else if (!entry.stop.signal.aborted) {
        say(error);
      }
    } finally {
      setUnderway((now) => now.filter((item) => item.stop !== entry.stop));
    }
  };

  const take = (files: FileList | null) => {
    setRefused([]);
    Array.from(files ?? []).forEach((chosen) => void send(chosen));
  };

  return (
    <li
      id={`evidence-${proof.kind}`}
      className={`slot${proof.there ? ' slot-there' : ''}${marked ? ' marked' : ''}${over ? ' slot-over' : ''}`}
      onDragOver={(event: DragEvent) => {
        if (mayAdd && event.dataTransfer.types.includes('Files')) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        if (mayAdd) {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }
      }}
    >
      <div className="slot-head">
        <h3>
          {proof.text} {proof.required && !proof.there && <span className="tag tag-warn">{t('evidence.missing')}</span>}
          {proof.there && <span className="tag tag-good">{t('evidence.there')}</span>}
        </h3>
        <span className="muted small">
          {proof.types.map((type) => type.toLowerCase()).join(' · ')}
          {!proof.required && ` · ${t('common.optional')}`}
        </span>
      </div>
      {shown.length > 0 && (
        <ul className="pieces">
          {shown.map((piece) => (
            <PieceRow key={piece.id} piece={piece} recordId={recordId} mayChange={mayAdd} />
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <details className="gone">
          <summary>{t('evidence.deletedCount', { count: gone.length })}</summary>
          <ul>
            {gone.map((piece) => (
              <li key={piece.id} className="muted small">
                {piece.fileName} · {piece.deletedBy?.name} · {dateTime(piece.deletedAt)} · {piece.deletionReason}
                {piece.acceptedBy.length > 0 && <span className="tag tag-bad">{t('evidence.reliedOn')}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {underway.map((item) => (
        <div key={item.name} className="slot-underway">
          <span className="ellipsis">{item.name}</span>
          <Progress
            percent={Math.round(item.share * 100)}
            size="small"
            aria-label={`${t('evidence.sending')}: ${item.name} ${percent(item.share)}`}
          />
          <Button size="small" onClick={() => item.stop.abort()}>
            {t('common.cancel')}
          </Button>
        </div>
      ))}
      {refused.map((text) => (
        <p key={text} className="field-error" role="alert">
          {text}
        </p>
      ))}
      {mayAdd && (
        <div className="slot-add">
          <Button ref={chooser} icon={<UploadOutlined aria-hidden="true" />} onClick={() => file.current?.click()}>
            {t('evidence.choose')}
          </Button>
          {takesPhotos && (
            <Button
              className="only-phone-inline"
              icon={<CameraOutlined aria-hidden="true" />}
              onClick={() => photo.current?.click()}
            >
              {t('evidence.photo')}
            </Button>
          )}
          <span className="muted small only-wide">{t('evidence.drop')}</span>
          <input
            ref={file}
            type="file"
            multiple
            hidden
            aria-label={`${t('evidence.choose')}: ${proof.text}`}
            onChange={(event) => {
              take(event.target.files);
              event.target.value = '';
            }}
          />
          <input
            ref={photo}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            aria-label={`${t('evidence.photo')}: ${proof.text}`}
            onChange={(event) => {
              take(event.target.files);
              event.target.value = '';
            }}
          />
        </div>
      )}
    </li>
  );
}

function PieceRow({ piece, recordId, mayChange }: { piece: Piece; recordId: string; mayChange: boolean }) {
  const { t } = useTranslation();
  const { size, ago } = useFormat();
  const { modal } = App.useApp();
  const { act, busy } = useAct();
  const queries = useQueryClient();

  const remove = () => {
    let reason = '';
    modal.confirm({
      title: t('evidence.deleteTitle', { name: piece.fileName }),
      content: (
        <>
          <p className="muted">{t('evidence.deleteText')}</p>
          <Input.TextArea
            rows={2}
            maxLength={500}
            aria-label={t('common.reason')}
            placeholder={t('common.reason')}
            onChange={(event) => {
              reason = event.target.value;
            }}
          />
        </>
      ),
      okText: t('evidence.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        act(async () => {
          await request(`/api/evidence/${piece.id}`, { method: 'DELETE', body: { reason } });
          dealChanged(queries, recordId);
        }, t('evidence.deleted')),
    });
  };

  return (
    <li className="piece">
      <FileOutlined aria-hidden="true" className="piece-icon" />
      <div className="piece-main">
        <a href={`/api/evidence/${piece.id}/content`} target="_blank" rel="noreferrer">
          {piece.fileName}
        </a>
        <span className="muted small">
          {size(piece.size)} · {piece.by.name} · {ago(piece.at)}
          {(piece.reading === 'NOT_READABLE' || piece.reading === 'GAVE_UP') && ` · ${t('evidence.notRead')}`}
        </span>
        {piece.intact === false && <p className="field-error">{t('evidence.broken')}</p>}
        {piece.mismatch && <MismatchNote piece={piece} recordId={recordId} mayExplain={mayChange} />}
      </div>
      {mayChange && (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`${t('evidence.delete')}: ${piece.fileName}`}
          disabled={busy}
          onClick={remove}
        />
      )}
    </li>
  );
}

/** What the file says differently from the record, and why that is right all the same. */
function MismatchNote({ piece, recordId, mayExplain }: { piece: Piece; recordId: string; mayExplain: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const [reason, setReason] = useState('');
  useEffect(() => setReason(''), [piece.mismatchReason]);
  return (
    <div className={`mismatch${piece.mismatchReason ? '' : ' mismatch-open'}`}>
      {piece.mismatch?.differences.map((difference) => (
        <p key={difference.what}>
          {t(`evidence.mismatch.${difference.what}`, {
            expected: difference.expected,
            found: difference.found.join(', ') || t('common.none'),
          })}
        </p>
      ))}
      {piece.mismatchReason ? (
        <p>
          {t('common.reason')}: {piece.mismatchReason}
        </p>
      ) : (
        mayExplain && (
          <form
            className="mismatch-form"
            onSubmit={(event) => {
              event.preventDefault();
              void act(async () => {
                await request(`/api/evidence/${piece.id}/mismatch-reason`, {
                  method: 'PUT',
                  body: { reason: reason.trim() },
                });
                dealChanged(queries, recordId);
              }, t('evidence.explained'));
            }}
          >
            <Input
              aria-label={t('evidence.explain')}
              placeholder={t('evidence.explain')}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <Button htmlType="submit" loading={busy} disabled={!reason.trim()}>
              {t('common.save')}
            </Button>
          </form>
        )
      )}
    </div>
  );
}
