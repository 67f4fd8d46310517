import { describe, expect, it } from 'vitest';
import {
  isNowhereElse,
  NOTHING_WAITS,
  waitingSentences,
  whereWords,
} from '../../../renderer/src/features/secrets/secret-words.ts';
import type { RobotSecret } from '../../../shared/contract/secrets.ts';

const aSecret = (part: Partial<RobotSecret> = {}): RobotSecret => ({
  handle: '00000000-0000-4000-8000-000000000001',
  instanceId: '00000000-0000-4000-8000-000000000002',
  instanceName: 'prod',
  robotId: 7,
  robotName: 'robot$ci',
  state: 'new',
  where: 'keychain',
  madeAt: 1_800_000_000,
  verifiedAt: null,
  planId: null,
  step: null,
  handedOver: false,
  ...part,
});

describe('a secret', () => {
  it.each([
    ['new', false, true],
    ['pending', false, true],
    ['prepared', false, true],
    ['kept', false, false],
    ['outdated', false, false],
    ['new', true, false],
  ] as const)(
    'that is %s and handed over: %s, is nowhere else: %s',
    (state, handedOver, lonely) => {
      expect(isNowhereElse(aSecret({ state, handedOver }))).toBe(lonely);
    },
  );

  it('says where it lies', () => {
    expect(whereWords(aSecret())).toMatch(/keychain/);
    expect(whereWords(aSecret({ where: 'session' }))).toMatch(/memory/);
  });
});

describe('what waits', () => {
  it('is said by state, those that may be lost first', () => {
    expect(waitingSentences({ new: 1, pending: 2, prepared: 0 })).toStrictEqual([
      '2 new secrets are not confirmed: Harbor may have them or not.',
      '1 new secret is waiting to be kept in the vault or not.',
    ]);
    expect(waitingSentences(NOTHING_WAITS)).toStrictEqual([]);
  });
});
