import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../../shared/simulator/access/catalogue.ts';
import { profileOf } from '../../../shared/simulator/profile.ts';
import { rolePoliciesOf } from '../../../shared/simulator/access/role-policies.ts';
import {
  atLeast,
  compareReleases,
  hasChange,
  parseRelease,
} from '../../../shared/simulator/version.ts';

test.each([
  ['v2.15.2-cdab4ae5', [2, 15, 2]],
  ['2.16', [2, 16, 0]],
  ['v2.16.0-dev', [2, 16, 0]],
  ['harbor-next 2.14.1+build.7', [2, 14, 1]],
  ['v2.13.0-rc1', [2, 13, 0]],
])('%s is read as %j', (text, [major, minor, patch]) => {
  expect(parseRelease(text)).toEqual({ major, minor, patch });
});

test('a string without a number is taken for the newest Harbor', () => {
  expect(atLeast(parseRelease('dev'), '2.16.0')).toBe(true);
  expect(profileOf('').panicsFixed).toBe(true);
});

test('every string chooses a profile', () => {
  fc.assert(
    fc.property(fc.string(), (version) => {
      expect(profileOf(version).passwordCost).toBeGreaterThan(0);
    }),
    { seed: 1 },
  );
});

test('releases are ordered by number, not by text', () => {
  const release = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
  fc.assert(
    fc.property(release, release, (a, b) => {
      const order = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
      const compared = compareReleases(parseRelease(a.join('.')), parseRelease(b.join('.')));
      expect(Math.sign(compared)).toBe(Math.sign(order));
    }),
    { seed: 1 },
  );
});

test.each([
  ['2.8.9', false],
  ['2.9.4', false],
  ['2.9.5', true],
  ['2.10.2', false],
  ['2.10.3', true],
  ['2.11.0', true],
  ['3.0.0', true],
])('a fix of 2.9.5, 2.10.3 and 2.11.0 is in %s: %s', (version, fixed) => {
  expect(hasChange(parseRelease(version), ['2.9.5', '2.10.3', '2.11.0'])).toBe(fixed);
});

test('the version shown is the number and a build, or an odd string as it is', () => {
  expect(profileOf('2.15.2').harborVersion).toMatch(/^v2\.15\.2-[0-9a-f]{8}$/);
  expect(profileOf('v2.15.2').harborVersion).toBe(profileOf('2.15.2').harborVersion);
  expect(profileOf('v2.14.1-cdab4ae5').harborVersion).toBe('v2.14.1-cdab4ae5');
});

test.each([
  ['2.9.5', undefined],
  ['2.10.0', [51, 55]],
  ['2.10.3', [53, 56]],
  ['2.11.2', [53, 59]],
  ['2.12.0', [72, 68]],
  ['2.12.1', [70, 70]],
  ['2.16.0', [70, 70]],
])('the catalogue of %s has %j system and project pairs', (version, counts) => {
  const catalogue = catalogueOf(parseRelease(version));
  expect(catalogue && [catalogue.system.length, catalogue.project.length]).toEqual(counts);
});

test.each([
  ['2.2.0', [78, 35, 23, 59, 15]],
  ['2.4.0', [79, 35, 23, 60, 15]],
  ['2.5.6', [80, 36, 24, 61, 16]],
  ['2.8.6', [72, 36, 20, 53, 12]],
  ['2.9.1', [72, 36, 20, 53, 12]],
  ['2.9.5', [72, 36, 20, 50, 13]],
  ['2.10.0', [72, 36, 20, 53, 12]],
  ['2.12.0', [75, 37, 21, 53, 14]],
  ['2.13.5', [75, 36, 20, 52, 14]],
  ['2.14.4', [75, 36, 20, 53, 14]],
])('the five roles of %s hold %j rights', (version, counts) => {
  const { byRole } = rolePoliciesOf(profileOf(version));
  expect([1, 2, 3, 4, 5].map((role) => byRole.get(role)?.size)).toEqual(counts);
});

const SINCE: readonly [keyof ReturnType<typeof profileOf>, string, string][] = [
  ['sortParameter', '2.2.9', '2.3.0'],
  ['robotHasNoCurrentUser', '2.2.9', '2.3.0'],
  ['currentTime', '2.4.3', '2.5.0'],
  ['generatedSecretObeysRule', '2.5.6', '2.6.0'],
  ['updateWithoutRows', '2.7.4', '2.8.0'],
  ['secretUpperBound', '2.8.6', '2.9.0'],
  ['catalogue', '2.9.5', '2.10.0'],
  ['mixedScopes', '2.9.5', '2.10.0'],
  ['explicitDuration', '2.10.3', '2.11.0'],
  ['permissionsForbidRobots', '2.10.3', '2.11.0'],
  ['namesMissingCsrfToken', '2.10.3', '2.11.0'],
  ['robotCreators', '2.11.2', '2.12.0'],
  ['starCoversNamed', '2.12.0', '2.12.1'],
  ['strictLevel', '2.12.4', '2.13.0'],
  ['versionHidden', '2.12.4', '2.13.0'],
  ['extendedAudit', '2.12.4', '2.13.0'],
  ['limitedOperators', '2.13.1', '2.13.2'],
  ['creatorLookupFixed', '2.14.0', '2.14.1'],
  ['bigRobotIds', '2.15.2', '2.16.0'],
  ['panicsFixed', '2.15.2', '2.16.0'],
];

test.each(SINCE)('%s is off in %s and on from %s', (rule, before, since) => {
  expect(profileOf(before)[rule]).toBe(false);
  expect(profileOf(since)[rule]).toBe(true);
  expect(profileOf('2.99.0')[rule]).toBe(true);
});

test('what later releases dropped is gone from its release on', () => {
  expect([profileOf('2.12.4').robotsV1, profileOf('2.13.0').robotsV1]).toEqual([true, false]);
  expect([profileOf('2.3.5').legacyRobotWritable, profileOf('2.4.0').legacyRobotWritable]).toEqual([
    true,
    false,
  ]);
  expect([profileOf('2.15.1').passwordCost, profileOf('2.15.2').passwordCost]).toEqual([10, 400]);
});
