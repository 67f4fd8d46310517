import { describe, expect, it } from 'vitest';
import { capabilitiesOf, isTooOld, readRelease } from '../../../electron/harbor/capabilities.ts';

describe('readRelease', () => {
  it.each([
    ['v2.14.1-cdab4ae5', 2, 14],
    ['2.9', 2, 9],
    ['v2.16.0-dev', 2, 16],
    ['harbor-2.9.0+vendor.3', 2, 9],
    ['acme v2.13.5 build 2024.11', 2, 13],
    ['v1.10.19-abcdef', 1, 10],
    ['v3.0.0', 3, 0],
  ])('reads %s', (text, major, minor) => {
    expect(readRelease(text)).toEqual({ major, minor });
  });

  it.each(['', 'dev', 'cdab4ae5', '2024.11.1', 'release', '20.4', 'v2'])(
    'knows %j as unknown',
    (text) => {
      expect(readRelease(text)).toBeNull();
    },
  );
});

describe('capabilitiesOf', () => {
  it.each([
    ['v2.2.4-1', true, false, false],
    ['v2.3.0-1', true, false, true],
    ['v2.9.5-1', true, false, true],
    ['v2.10.0-1', true, true, true],
    ['v2.12.4-1', true, true, true],
    ['v2.13.0-1', false, true, true],
    ['v2.16.0-dev', false, true, true],
    ['v3.0.0', false, true, true],
  ])('%s', (version, listsAllLevels, hasCatalogue, canSort) => {
    expect(capabilitiesOf(version)).toMatchObject({
      version,
      listsAllLevels,
      hasCatalogue,
      canSort,
    });
  });

  it.each([
    ['v2.3.5-1', true],
    ['v2.4.0-1', false],
    ['v2.16.0-dev', false],
  ])('%s edits legacy robots: %s', (version, editsLegacy) => {
    expect(capabilitiesOf(version).editsLegacy).toBe(editsLegacy);
  });

  it('gives an unknown version what works everywhere, and what was seen', () => {
    const seen = capabilitiesOf('fork', { hasCatalogue: false });
    expect(seen).toMatchObject({ listsAllLevels: false, hasCatalogue: false });
  });

  it('draws the line at 2.2', () => {
    expect(isTooOld({ major: 2, minor: 1 })).toBe(true);
    expect(isTooOld({ major: 1, minor: 10 })).toBe(true);
    expect(isTooOld({ major: 2, minor: 2 })).toBe(false);
  });
});
