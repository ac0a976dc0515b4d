/** Where the page of a record is; null for a kind that has no page. */
export const recordPath = (kind: string | undefined, id: string | undefined): string | null => {
  switch (kind) {
    case 'lead':
      return id ? `/leads/${id}` : null;
    default:
      return null;
  }
};
