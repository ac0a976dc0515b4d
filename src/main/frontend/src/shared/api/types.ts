import type { components, paths } from './schema';

/** The shapes of the running server: `openapi.json` is its document, `npm run api:types` makes `schema.d.ts` of it. */
export type Schemas = components['schemas'];

/** What may be asked for at an address. */
export type Asked<P extends keyof paths> = NonNullable<
  paths[P] extends { get: { parameters: { query?: infer Q } } } ? Q : never
>;

export type KeyName = Schemas['Choice'];

export type Sum = Schemas['AmountSum'];

export type Missing = Schemas['Shortfall'];

export type Me = Schemas['Me'];

export type WaysToSignIn = Schemas['WaysToSignIn'];

export type Role = Me['roles'][number];

export type PersonRef = Schemas['PersonRef'];

export type Named = Schemas['ReferenceChoice'];

export type Reference = Schemas['Reference'];
