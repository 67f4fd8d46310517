import { expect, it } from 'vitest';
import type { Rights } from '../../../shared/contract/instances.ts';
import { wantsReader } from '../../../renderer/src/features/reader/reader-words.ts';
import { aView } from './an-instance.ts';

const rights = (identity: Rights['identity']): { rights: Rights } => ({
  rights: { identity, username: 'admin', adminOfProjects: 0, can: [], cannot: [] },
});
const ADMIN = rights('system-admin');

it('offers a reader robot where an administrator reads and a robot could', () => {
  expect(wantsReader(aView({}, {}, ADMIN))).toBe(true);
  expect(wantsReader(aView({}, {}, { ...ADMIN, harborVersion: '2.12.0' }))).toBe(true);
});

it('offers none where there can be none, is one, or nobody wants one', () => {
  const reader = { state: 'used', robotId: 1, username: 'robot$reader', days: 90 } as const;
  const without = [
    aView({}, {}, { ...ADMIN, harborVersion: '2.11.2' }),
    aView({}, {}, { ...ADMIN, harborVersion: null }),
    aView({}, {}, rights('user')),
    aView({}, {}),
    aView({}, { kind: 'robot' }, ADMIN),
    aView({ locked: true }, {}, ADMIN),
    aView({ reader }, {}, ADMIN),
    aView({ readerDeclined: true }, {}, ADMIN),
  ];
  expect(without.filter(wantsReader)).toEqual([]);
});
