import type { DuplicateSide } from './api';

/** How two customers compare in one field: a field that only one of them fills says nothing against the other. */
export type Agreement = 'agrees' | 'differs' | 'one-sided';

export interface Row {
  field: 'name' | 'aliases' | 'uscc' | 'legalPerson' | 'address' | 'region' | 'industry' | 'contacts';
  one: string[];
  other: string[];
  agreement: Agreement;
}

const folded = (values: string[]) => values.map((value) => value.normalize('NFKC').replace(/\s+/g, '').toLowerCase());

const agreementOf = (one: string[], other: string[]): Agreement => {
  if (one.length === 0 || other.length === 0) {
    return 'one-sided';
  }
  const known = new Set(folded(other));
  const here = folded(one);
  return here.length === known.size && here.every((value) => known.has(value)) ? 'agrees' : 'differs';
};

const said = (value: string | null | undefined) => (value ? [value] : []);

/** What two customers say, field by field; what neither of them says is left out. */
export function rowsOf(one: DuplicateSide, other: DuplicateSide, region: (code: string) => string): Row[] {
  const fields: [Row['field'], (side: DuplicateSide) => string[]][] = [
    ['name', (side) => [side.name]],
    ['aliases', (side) => side.aliases],
    ['uscc', (side) => said(side.uscc)],
    ['legalPerson', (side) => said(side.legalPerson)],
    ['address', (side) => said(side.address)],
    ['region', (side) => said(side.region && region(side.region))],
    ['industry', (side) => said(side.industry)],
    [
      'contacts',
      (side) =>
        side.contacts.map((contact) =>
          [contact.name, contact.phone, contact.email].filter((part) => part != null && part !== '').join(' · '),
        ),
    ],
  ];
  return fields
    .map(([field, read]) => {
      const [here, there] = [read(one), read(other)];
      return { field, one: here, other: there, agreement: agreementOf(here, there) };
    })
    .filter((row) => row.one.length + row.other.length > 0);
}
