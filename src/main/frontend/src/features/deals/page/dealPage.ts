import type { Me } from '@/shared/api/types';
import type { DealField } from '../DealFields';
import type { Deal } from '../api';
import type { Move } from '../dialogs/MoveDeal';
import type { usePapers } from './usePapers';

/** Whoever only has a voice in an approval reads; the server says so again. */
export const mayWork = (me: Me, deal: Deal) => deal.canSupervise || deal.owner.id === me.id;

export type Papers = ReturnType<typeof usePapers>;

/** What is open above the page. */
export type Dialog = { kind: 'move'; move: Move } | { kind: 'edit'; focus?: DealField } | { kind: 'exception' };
