export const keys = {
  me: ['me'] as const,
  today: ['leads', 'today'] as const,
  lead: (id: string) => ['leads', 'one', id] as const,
};
