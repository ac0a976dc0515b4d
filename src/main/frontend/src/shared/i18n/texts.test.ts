import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

type Tree = { [key: string]: string | Tree };

const paths = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : paths(value, `${prefix}${key}.`),
  );

const text = (tree: Tree, path: string) =>
  path.split('.').reduce<string | Tree | undefined>((found, key) => (found as Tree | undefined)?.[key], tree) as string;

const placeholders = (value: string) => [...value.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the texts', () => {
  it('are the same in both languages, placeholders included', () => {
    expect(paths(en)).toEqual(paths(zh));
    for (const path of paths(zh)) {
      expect(placeholders(text(en, path)), path).toEqual(placeholders(text(zh, path)));
    }
  });

  it('exist wherever a page asks for one by name', () => {
    const source = resolve(import.meta.dirname, '../..');
    const known = new Set(paths(zh));
    const asked = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .flatMap((file) =>
        [...readFileSync(join(source, file), 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1]),
      );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((path) => !known.has(path))).toEqual([]);
  });
});
