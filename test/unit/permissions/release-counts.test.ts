import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE_EDITIONS } from '../../../shared/permissions/catalogue-data.ts';
import { catalogueOf, pairsIn } from '../../../shared/permissions/catalogue.ts';
import { pairsOf, type PairKind } from '../../../shared/permissions/pairs.ts';
import { PORTAL_EDITIONS } from '../../../shared/permissions/portal-history.ts';
import { atLeast, parseRelease } from '../../../shared/simulator/version.ts';
import { readRecording, recordingFiles } from '../../contract/recording.ts';
import { RELEASE_COUNTS } from './release-counts.ts';

const KINDS: readonly PairKind[] = ['system', 'project'];

/** What the data files hold, oldest first. */
const EDITIONS = [
  ...PORTAL_EDITIONS.map(({ since, project }) => ({ since, system: {}, project })),
  ...CATALOGUE_EDITIONS,
];

const offered = (version: string, kind: PairKind): string[] =>
  pairsOf(version)
    .filter((one) => one.kind === kind)
    .map(({ pair }) => pair);

/** The permissions of an edition, as the model lists them. */
const listed = (edition: (typeof EDITIONS)[number] | undefined, kind: PairKind): string[] =>
  edition === undefined ? [] : pairsIn(edition[kind]).sort();

describe('how many permissions a release has', () => {
  test.each(RELEASE_COUNTS)('%s: %i for the system, %i for projects', (version, ...counts) => {
    const edition = EDITIONS.findLast(({ since }) => atLeast(parseRelease(version), since));
    expect(KINDS.map((kind) => listed(edition, kind).length)).toEqual(counts);
    for (const kind of KINDS) expect(offered(version, kind)).toEqual(listed(edition, kind));
    const catalogue = catalogueOf(version);
    if (catalogue === null) return;
    for (const kind of KINDS) expect([...catalogue[kind]].sort()).toEqual(listed(edition, kind));
  });

  test('is written down for the first release of every edition', () => {
    const rows = RELEASE_COUNTS.map(([version]) => version.replace(/^v|-.*$/g, ''));
    expect(rows).toEqual(expect.arrayContaining(EDITIONS.map(({ since }) => since)));
  });
});

/** `resource:action` of what a Harbor answered. */
type Told = Readonly<Record<PairKind, readonly { resource: string; action: string }[] | null>>;

/** What real Harbors answered their administrator at GET /permissions. */
const ANSWERS = recordingFiles(join('test', 'contract', 'recordings'))
  .filter(({ scenario }) => scenario === 'identity')
  .flatMap(({ version, file }) =>
    readRecording(file).steps.flatMap((step) =>
      'request' in step &&
      step.as === undefined &&
      step.request.path === '/permissions' &&
      step.response.status === 200
        ? [{ version, told: step.response.body as Told }]
        : [],
    ),
  );

describe('the catalogue that a real Harbor told', () => {
  test('is on record for the newest release and others', () => {
    expect(ANSWERS.map(({ version }) => version)).toEqual(
      expect.arrayContaining(['v2.10.3', 'v2.11.2', 'v2.12.4', 'v2.16.0']),
    );
  });

  test.each(ANSWERS)('$version: is that of its release', ({ version, told }) => {
    for (const kind of KINDS) {
      const pairs = (told[kind] ?? []).map(({ resource, action }) => `${resource}:${action}`);
      expect(pairs.length).toBeGreaterThan(0);
      expect(offered(version, kind)).toEqual([...pairs].sort());
      expect([...(catalogueOf(version)?.[kind] ?? [])].sort()).toEqual([...pairs].sort());
    }
  });
});
