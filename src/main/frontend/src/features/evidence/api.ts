import { useQuery } from '@tanstack/react-query';
import { query, request, upload } from '@/shared/api/client';
import { Problem, Unreachable } from '@/shared/api/problem';
import type { PersonRef } from '@/shared/api/types';

export interface Proof {
  kind: string;
  text: string;
  required: boolean;
  types: string[];
  /** Whether one of its files may be relied on. */
  there: boolean;
}

export interface Difference {
  what: 'AMOUNT' | 'CURRENCY' | 'DATE';
  expected: string;
  found: string[];
}

/** One file of one record, for one kind of evidence of one stage. */
export interface Piece {
  id: string;
  stage: string;
  kind: string;
  fileName: string;
  contentType: string;
  size: number;
  by: PersonRef;
  at: string;
  reading: 'READ' | 'NO_TEXT' | 'NOT_READABLE' | 'GAVE_UP';
  mismatch: { differences: Difference[] } | null;
  mismatchReason: string | null;
  mismatchReasonBy: PersonRef | null;
  deletedAt: string | null;
  deletedBy: PersonRef | null;
  deletionReason: string | null;
  /** Null where that cannot be told now. */
  intact: boolean | null;
  acceptedBy: { gate: string; at: string; entry: number; tableVersion: string }[];
}

export interface Purpose {
  recordKind: string;
  recordId: string;
  stage: string;
  kind: string;
}

export type FindingKind =
  | 'ENTRY_CHANGED'
  | 'ENTRY_MISSING'
  | 'CHAIN_BROKEN'
  | 'HEAD_DIFFERS'
  | 'PIECE_CHANGED'
  | 'PIECE_MISSING'
  | 'PIECE_UNKNOWN'
  | 'FILE_MISSING'
  | 'FILE_CHANGED'
  | 'RELIED_ON_DELETED';

export interface Finding {
  kind: FindingKind;
  entry: number | null;
  piece: string | null;
  recordKind: string | null;
  recordId: string | null;
  /** What people call the record, where it has a name. */
  recordName: string | null;
  /** Where the finding is about a file. */
  fileName: string | null;
  /** What is wrong, in words. */
  detail: string;
}

export interface Verification {
  entries: number;
  pieces: number;
  files: number;
  intact: boolean;
  findings: Finding[];
  /** Findings in records that the reader may not know of. */
  elsewhere: number;
}

export const useEvidence = (recordKind: string, recordId: string, enabled = true) =>
  useQuery({
    queryKey: ['evidence', recordKind, recordId],
    queryFn: ({ signal }) => request<Piece[]>(`/api/evidence${query({ recordKind, recordId })}`, { signal }),
    enabled,
  });

/** Reads everything again; asked for when somebody wants to know, never by itself. */
export const verifyEvidence = () => request<Verification>('/api/evidence/verification');

/** As much as the server takes in; a bigger file need not set out. */
export const BIGGEST = 50 * 1024 * 1024;

/** A file beyond this goes in parts, so that a line that breaks costs one part and not the file. */
const WHOLE = 4 * 1024 * 1024;
const TRIES = 6;

interface Progress {
  id: string;
  offset: number;
  size: number;
  maxPart: number;
  pieceId: string | null;
}

/** Sends a file; what has arrived of a big one stays, however often the line breaks in between. */
export async function sendEvidence(
  file: File,
  purpose: Purpose,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  pause: (milliseconds: number) => Promise<void> = sleep,
): Promise<void> {
  if (file.size > WHOLE) {
    await inParts(file, purpose, onProgress, signal, pause);
    return;
  }
  // The file comes last: the server knows what it is for before the first byte of it.
  const form = new FormData();
  Object.entries(purpose).forEach(([name, value]) => form.append(name, value));
  form.append('file', file);
  await upload('/api/evidence', form, onProgress, signal);
}

async function inParts(
  file: File,
  purpose: Purpose,
  onProgress: (share: number) => void,
  signal: AbortSignal,
  pause: (milliseconds: number) => Promise<void>,
) {
  let progress = await request<Progress>('/api/evidence/uploads', {
    method: 'POST',
    body: { ...purpose, fileName: file.name, size: file.size },
    signal,
  });
  const path = `/api/evidence/uploads/${progress.id}`;
  let tries = 0;
  while (!progress.pieceId) {
    signal.throwIfAborted();
    try {
      const part = Math.min(progress.maxPart, WHOLE);
      progress = await request<Progress>(`${path}?offset=${progress.offset}`, {
        method: 'PUT',
        raw: file.slice(progress.offset, progress.offset + part),
        signal,
      });
      tries = 0;
    } catch (error) {
      const lost = error instanceof Unreachable || (error instanceof Problem && [409, 502, 503, 504].includes(error.status));
      if (!lost || ++tries >= TRIES) {
        void request(path, { method: 'DELETE' }).catch(() => undefined);
        throw error;
      }
      await pause(500 * 2 ** tries);
      // The part may have arrived although its answer did not.
      progress = await request<Progress>(path, { signal }).catch((again: unknown) => {
        if (again instanceof Unreachable) {
          return progress;
        }
        throw again;
      });
    }
    onProgress(progress.offset / file.size);
  }
}

const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
