import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import tseslint from 'typescript-eslint';

const features = readdirSync(resolve(import.meta.dirname, 'src/features'));
// Browsers give these only to pages that came over TLS or from their own machine; Baton is often used in between.
const secureContextOnly = [
  { property: 'randomUUID', message: 'It is missing over plain HTTP; newKey() of shared/lib works everywhere.' },
  { property: 'clipboard', message: 'It is missing over plain HTTP; copyText() of shared/lib works everywhere.' },
  ...['subtle', 'serviceWorker', 'mediaDevices', 'wakeLock'].map((property) => ({ property })),
  ...['geolocation', 'share', 'locks', 'storage', 'credentials'].map((property) => ({ object: 'navigator', property })),
].map((rule) => ({ message: 'It is missing over plain HTTP.', ...rule }));
const keysOnce =
  'A key begins in shared/api/keys.ts, so that whoever asks and whoever says that it changed mean the same.';
const typesOfTheDocument = [
  { selector: 'TSInterfaceDeclaration', message: "Types of the API come from Schemas['…'] or Asked<'…'>." },
  {
    selector: 'TSTypeAliasDeclaration > TSTypeLiteral',
    message: "Types of the API come from Schemas['…'] or Asked<'…'>.",
  },
  {
    selector: 'CallExpression TSTypeParameterInstantiation TSTypeLiteral',
    message: "Types of the API come from Schemas['…'].",
  },
];
const src = (path) => `./src/${path}`;

export default tseslint.config(
  { ignores: ['node_modules', 'src/shared/api/schema.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommended,
  jsxA11y.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: import.meta.dirname })] },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A page or dialog that is there to be typed into begins in its field.
      'jsx-a11y-x/no-autofocus': 'off',
      // What scrolls by itself is reached by the keyboard; axe asks for it.
      'jsx-a11y-x/no-noninteractive-tabindex': 'off',
      // The rule does not know yet that aria-description is allowed everywhere (ARIA 1.3).
      'jsx-a11y-x/role-supports-aria-props': 'off',
      // An index or a field that was looked at a line before.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: [
            {
              target: src('shared'),
              from: [src('features'), src('app'), src('public-form')],
              message: 'What everybody shares knows no feature.',
            },
            {
              target: src('features'),
              from: src('app'),
              message: 'A feature does not know the application around it.',
            },
            {
              target: src('public-form'),
              from: [src('features'), src('app'), src('shared')],
              message: 'The public form is a few kilobytes.',
            },
            ...features.map((feature) => ({
              target: src(`features/${feature}`),
              from: src('features'),
              except: features.map((other) => (other === feature ? `./${other}` : `./${other}/index.ts`)),
              message: 'Features know each other by their index.ts only.',
            })),
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/shared/lib/clipboard.ts', 'src/**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-properties': ['error', ...secureContextOnly],
      'no-restricted-globals': [
        'error',
        ...['caches', 'Notification', 'PushManager', 'cookieStore'].map((name) => ({
          name,
          message: 'It is missing over plain HTTP.',
        })),
      ],
    },
  },
  {
    // What is asked and what it is kept under stands once: queries in the api.ts of their noun, the beginning of each key in
    // shared/api/keys.ts.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/api.ts', 'src/shared/api/*.ts', 'src/shared/ui/useAct.ts', 'src/**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@tanstack/react-query',
          importNames: ['useQuery', 'useInfiniteQuery', 'useMutation', 'useQueries'],
          message: 'Queries and mutations stand in the api.ts of their feature.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "Property[key.name='queryKey'] > ArrayExpression", message: keysOnce },
        { selector: 'CallExpression[callee.property.name=/QueryData$/] > ArrayExpression', message: keysOnce },
      ],
    },
  },
  {
    // What goes over the wire has its types from the document of the API.
    files: ['src/**/api.ts', 'src/shared/api/*.ts'],
    ignores: ['src/shared/api/client.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...typesOfTheDocument,
        {
          selector: "Property[key.name='queryKey'] > ArrayExpression > Literal:first-child",
          message: keysOnce,
        },
      ],
    },
  },
  { files: ['scripts/**', '*.config.*'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
);
