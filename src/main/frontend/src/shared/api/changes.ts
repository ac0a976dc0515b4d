import { type QueryClient } from '@tanstack/react-query';
import { keys } from './keys';

/** After anything happened to a record, whatever it is. */
export function recordChanged(queries: QueryClient, kind: string, id?: string | null) {
  if (kind === 'lead') {
    leadChanged(queries, id);
  } else {
    dealChanged(queries, kind === 'deal' ? id : undefined);
  }
}

/** After anything happened to a deal, every list that may show it is asked again. */
export function dealChanged(queries: QueryClient, id?: string | null) {
  void queries.invalidateQueries({ queryKey: keys.deals });
  void queries.invalidateQueries({ queryKey: keys.approvals });
  void queries.invalidateQueries({ queryKey: keys.evidence });
  void queries.invalidateQueries({ queryKey: keys.funnel });
  void queries.invalidateQueries({ queryKey: keys.tasks, exact: true });
  if (id) {
    void queries.invalidateQueries({ queryKey: keys.deal(id) });
  }
}

/** After anything happened to a lead, every list that may show it is asked again. */
export function leadChanged(queries: QueryClient, id?: string | null) {
  void queries.invalidateQueries({ queryKey: keys.leads });
  void queries.invalidateQueries({ queryKey: keys.windows });
  void queries.invalidateQueries({ queryKey: keys.waiting });
  void queries.invalidateQueries({ queryKey: keys.tasks, exact: true });
  if (id) {
    void queries.invalidateQueries({ queryKey: keys.lead(id) });
  }
}
