import type { components } from './schema';

/** The shapes of the running server: `openapi.json` is its document, `npm run api:types` makes `schema.d.ts` of it. */
export type Schemas = components['schemas'];

export interface KeyName {
  key: string;
  name: string;
}

export interface Sum {
  amount: number;
  currency: string;
}

export interface Missing {
  code: string;
  text: string;
}

export type Me = Schemas['SessionMe'];

export type Role = Me['roles'][number];

export type PersonRef = Schemas['LeadQueriesOwner'];

export type Named = Schemas['ReferenceChoice'];

export type Reference = Schemas['ReferenceReference'];
