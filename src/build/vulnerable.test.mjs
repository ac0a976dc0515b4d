import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, componentsOf, isAffected, vulnerable } from './vulnerable.mjs';

test('Components of both worlds are read from their addresses', () => {
  const bill = {
    components: [
      { purl: 'pkg:maven/org.postgresql/postgresql@42.7.3?type=jar' },
      { purl: 'pkg:npm/%40tanstack/react-query@5.1.0' },
      { name: 'without an address' },
    ],
  };
  assert.deepEqual(
    componentsOf(bill).map((one) => [one.ecosystem, one.name, one.version]),
    [
      ['Maven', 'org.postgresql:postgresql', '42.7.3'],
      ['npm', '@tanstack/react-query', '5.1.0'],
    ],
  );
});

test('A version is affected by name or between the versions of a range', () => {
  const range = { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '42.4.0' }, { fixed: '42.7.4' }] }] };
  assert.equal(isAffected('42.7.3', range), true);
  assert.equal(isAffected('42.7.4', range), false);
  assert.equal(isAffected('42.2.0', range), false);
  assert.equal(isAffected('1.0.Final', { versions: ['1.0.Final'] }), true);
  const last = { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { last_affected: '2.1.0' }] }] };
  assert.equal(isAffected('2.1.0', last), true);
  assert.equal(isAffected('2.1.1', last), false);
});

test('What comes before a release is below it', () => {
  assert.ok(compare('2.0.0-rc1', '2.0.0') < 0);
  assert.ok(compare('33.7.1-jre', '33.7.1') === 0);
  assert.ok(compare('1.10', '1.9') > 0);
});

test('An advisory that was withdrawn names nobody', () => {
  const component = { ecosystem: 'npm', name: 'left', version: '1.0.0' };
  const advisory = { id: 'X-1', affected: [{ package: { ecosystem: 'npm', name: 'left' }, versions: ['1.0.0'] }] };
  assert.deepEqual(
    vulnerable([component], [advisory]).map((one) => one.id),
    ['X-1'],
  );
  assert.deepEqual(vulnerable([component], [{ ...advisory, withdrawn: '2026-01-01T00:00:00Z' }]), []);
});
