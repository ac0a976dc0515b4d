import { useMutation, useQuery } from '@tanstack/react-query';
import { keys } from '@/shared/api/keys';
import { serverNow } from '@/shared/lib/serverClock';
import { query, request, upload } from '@/shared/api/client';
import { Problem, Unreachable } from '@/shared/api/problem';
import type { Schemas } from '@/shared/api/types';

export type Proof = Schemas['EvidenceSlot'];

export type Difference = Schemas['MismatchDifference'];

/** One file of one record, for one kind of evidence of one stage. */
export type Piece = Schemas['EvidenceFile'];

export type Purpose = Pick<Schemas['Upload'], 'recordKind' | 'recordId' | 'kind'> & { stage: string };

export type Finding = Schemas['EvidenceFinding'];

export type Verification = Schemas['EvidenceVerification'];

export const useEvidence = (recordKind: string, recordId: string, enabled = true) =>
  useQuery({
    queryKey: [...keys.evidence, recordKind, recordId],
    queryFn: ({ signal }) => request<Piece[]>(`/api/evidence${query({ recordKind, recordId })}`, { signal }),
    enabled,
  });

/** Reads everything again; asked for when somebody wants to know, never by itself. */
/** With the time at which it was looked at. */
export const useVerifyEvidence = () =>
  useMutation({
    mutationFn: async () => ({
      ...(await request<Verification>('/api/evidence/verification')),
      at: new Date(serverNow()).toISOString(),
    }),
  });

/** As much as the server takes in; a bigger file need not set out. */
export const BIGGEST = 50 * 1024 * 1024;

/** A file beyond this goes in parts, so that a line that breaks costs one part and not the file. */
const WHOLE = 4 * 1024 * 1024;
const TRIES = 6;

export type Progress = Schemas['UploadProgress'];

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
      const lost =
        error instanceof Unreachable || (error instanceof Problem && [409, 502, 503, 504].includes(error.status));
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
