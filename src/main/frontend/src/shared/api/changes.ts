import { type QueryClient } from '@tanstack/react-query';
import { keys } from './keys';

/** After anything happened to a record, whatever it is. */
export function recordChanged(queries: QueryClient, kind: string, id?: string) {
  if (kind === 'lead') {
    leadChanged(queries, id);
  } else {
    dealChanged(queries, kind === 'deal' ? id : undefined);
  }
}

/** After anything happened to a deal, every list that may show it is asked again. */
export function dealChanged(queries: QueryClient, id?: string) {
  void queries.invalidateQueries({ queryKey: ['deals'] });
  void queries.invalidateQueries({ queryKey: ['approvals'] });
  void queries.invalidateQueries({ queryKey: ['evidence'] });
  void queries.invalidateQueries({ queryKey: ['funnel'] });
  void queries.invalidateQueries({ queryKey: ['tasks'], exact: true });
  if (id) {
    void queries.invalidateQueries({ queryKey: ['deals', 'one', id] });
  }
}

/** After anything happened to a lead, every list that may show it is asked again. */
export function leadChanged(queries: QueryClient, id?: string) {
  void queries.invalidateQueries({ queryKey: ['leads'] });
  void queries.invalidateQueries({ queryKey: ['windows'] });
  void queries.invalidateQueries({ queryKey: ['waiting'] });
  void queries.invalidateQueries({ queryKey: ['tasks'], exact: true });
  if (id) {
    void queries.invalidateQueries({ queryKey: keys.lead(id) });
  }
}
