/** The fields that columns can fill, in the order of the page; the server has the last word. */
export const importFields = [
  'name',
  'phone',
  'source',
  'intent',
  'nextFollowUpAt',
  'company',
  'email',
  'region',
  'industry',
  'companySize',
  'externalRef',
  'utm.source',
  'utm.medium',
  'utm.campaign',
] as const;

export type ImportField = (typeof importFields)[number];

/** Without these the file cannot be taken; for the rest of the five the server has an answer. */
export const requiredFields: readonly ImportField[] = ['name', 'phone'];

export const dealImportFields = [
  'name',
  'customerName',
  'customerType',
  'amount',
  'currency',
  'expectedCloseOn',
  'discount',
  'contractType',
  'customerEmail',
  'owner',
  'stage',
  'externalRef',
] as const;

export type DealImportField = (typeof dealImportFields)[number];

export const requiredDealFields: readonly DealImportField[] = [
  'name',
  'customerName',
  'customerType',
  'amount',
  'expectedCloseOn',
];
