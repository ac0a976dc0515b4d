/** Where the page of a record is; null for a kind that has no page. */
export const recordPath = (kind: string | undefined, id: string | undefined): string | null => {
  const place = kind && places[kind];
  return place && id ? `/${place}/${id}` : null;
};

const places: Record<string, string> = {
  lead: 'leads',
  deal: 'deals',
  approval: 'approvals',
  'green-channel': 'green-channels',
};
