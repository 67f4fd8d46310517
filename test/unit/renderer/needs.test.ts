import { describe, expect, it } from 'vitest';
import type { NeedsInput, RobotNeed } from '../../../renderer/src/features/fleet/needs/need.ts';
import { needsOf } from '../../../renderer/src/features/fleet/needs/needs.ts';
import { overviewQuestions } from '../../../shared/robots/overview-questions.ts';
import { CUT_OFF, QUIET_ROBOTS } from '../../../shared/robots/last-use.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { Rotation } from '../../../shared/contract/rotations.ts';
import type { InstanceState } from '../../../shared/contract/instances.ts';
import { aPlan, aPlannedExport } from './a-plan.ts';
import { aRow } from './a-row.ts';
import { aView } from './an-instance.ts';

const now = 1_800_003_600;
const view = (name: string, state: InstanceState = 'fresh') =>
  aView({ id: `id-${name}`, name }, { usedBy: [name] }, { state });
const robots = (id: RobotNeed['id'], counts: Record<string, number>): RobotNeed => ({
  ...(overviewQuestions(90).find((need) => need.id === id) ?? { id, query: '' }),
  counts: Object.entries(counts).map(([name, count]) => ({ id: `id-${name}`, name, count })),
});
const input = (change: Partial<NeedsInput> = {}): NeedsInput => ({
  instances: [view('prod')],
  keychain: { state: 'ready', cause: '', sessionOnly: false },
  robots: [],
  cutOff: [],
  drifts: [],
  plans: [],
  secrets: { new: 0, pending: 0, prepared: 0 },
  rotations: [],
  limits: { criticalDays: 7, soonDays: 30 },
  now,
  ...change,
});

describe('needsOf', () => {
  it('is empty where nothing is the matter', () => {
    expect(needsOf(input())).toEqual([]);
    expect(needsOf(input({ robots: [robots('critical', { prod: 0 })] }))).toEqual([]);
  });

  it('leads to the secrets that wait', () => {
    const [need, ...rest] = needsOf(input({ secrets: { new: 0, pending: 2, prepared: 0 } }));
    expect(need).toMatchObject({ label: 'Resolve', action: { kind: 'secrets' } });
    expect(need?.sentence).toMatch(/^2 new secrets are not confirmed/);
    expect(rest).toEqual([]);
  });

  it('goes on with plans that stopped in the middle, also with those checked again there', () => {
    const title = 'Renew 3 robots on prod';
    const plan = (change: Parameters<typeof aPlan>[0], counts: Parameters<typeof aPlan>[1]) =>
      needsOf(input({ plans: [aPlan({ title, ...change }, counts)] })).map(
        ({ sentence, label }) => [sentence, label],
      );
    expect(plan({ state: 'interrupted' }, { running: 1 })).toEqual([
      [`${title}: Purser ended in the middle, 1 robot to go.`, 'Resume'],
    ]);
    expect(
      plan({ state: 'paused', pausedWhy: 'It was stopped.' }, { done: 1, planned: 2 }),
    ).toEqual([[`${title}: paused, 2 robots to go. It was stopped.`, 'Look at it']]);
    expect(plan({ state: 'ready' }, { done: 1, planned: 2 })).toEqual([
      [`${title}: ready to go on, 2 robots to go.`, 'Look at it'],
    ]);
    expect(plan({ state: 'ready' }, { planned: 3 })).toEqual([]);
    const pausedWhy = 'Ben is signed in to prod now.';
    expect(plan({ state: 'ready', pausedWhy }, { planned: 1 })).toHaveLength(1);
    const exportTo = aPlannedExport({ failure: null });
    expect(plan({ state: 'interrupted', exportTo }, { done: 3 })).toEqual([
      [`${title}: Purser ended in the middle, its export to go.`, 'Resume'],
    ]);
  });

  it('shows a rotation until it is done, also while its next plan waits to be sent', () => {
    const plan = aPlan({}, { planned: 1 });
    const rotation: Rotation = {
      id: '00000000-0000-4000-8000-000000000009',
      instanceId: 'id-prod',
      stage: 'handing-over',
      old: { key: 1, name: 'robot$ci' },
      twin: { key: 2, name: 'robot$ci-2' },
      planId: plan.id,
      startedAt: now,
      waitsForHandOver: false,
      oldUse: null,
    };
    const shown = (state: Plan['state'], change: Partial<Rotation> = {}) =>
      needsOf(input({ plans: [{ ...plan, state }], rotations: [{ ...rotation, ...change }] })).map(
        ({ id }) => id.split(' ')[0],
      );
    expect(shown('ready')).toEqual(['rotation']);
    expect(shown('running')).toEqual([]);
    expect(shown('paused')).toEqual(['plan']);
    expect(shown('ready', { stage: 'done' })).toEqual([]);

    const says = (since: NonNullable<Rotation['oldUse']>['sinceHandOver']) => {
      const lastUse = { kind: 'unseen', since: null } as const;
      const oldUse = { lastUse, asOf: now, sinceHandOver: since };
      return needsOf(input({ rotations: [{ ...rotation, oldUse }] })).map(
        ({ sentence }) => sentence.split('disable robot$ci.')[1],
      );
    };
    const DAY = 86_400;
    expect(says(null)).toEqual(['']);
    expect(says({ kind: 'quiet', seconds: 3 * DAY, whole: true })).toEqual([
      ' The old one was not used since the hand-over, 3 days.',
    ]);
    expect(says({ kind: 'used', at: now - 7_200 })).toEqual([
      ' The old one was still used 2 hours ago.',
    ]);
    expect(says({ kind: 'unknown', why: 'not-allowed' })).toEqual([
      ' Nobody can tell whether the old one is still used.',
    ]);
  });

  it('puts what blocks everything before what breaks soon, and that before what only ages', () => {
    const needs = needsOf(
      input({
        instances: [
          view('away', 'offline'),
          view('moved', 'replaced'),
          view('locked-out', 'needs-login'),
          view('other-key', 'certificate-changed'),
          view('fine'),
        ],
        keychain: { state: 'locked', cause: '', sessionOnly: false },
        robots: [
          robots('stale-permissions', { fine: 2 }),
          robots('expired', { fine: 1 }),
          robots('critical', { fine: 4 }),
        ],
      }),
    );
    expect(needs.map((need) => need.id)).toEqual([
      'needs-login id-locked-out',
      'certificate-changed id-other-key',
      'keychain',
      'critical id-fine',
      'expired id-fine',
      'offline id-away',
      'replaced id-moved',
      'stale-permissions id-fine',
    ]);
  });

  it('leads each need to one action', () => {
    const needs = needsOf(
      input({
        instances: [view('customer', 'needs-login')],
        robots: [robots('critical', { prod: 1 })],
      }),
    );
    expect(needs[0]).toMatchObject({
      label: 'Sign in again',
      action: { kind: 'way-on', wayOn: 'sign-in', id: 'id-customer' },
    });
    expect(needs[1]).toMatchObject({
      sentence: '1 robot of prod expires within 7 days.',
      label: 'Review',
      action: { kind: 'robots', query: 'state:critical -snoozed:yes', scope: ['id-prod'] },
    });
  });

  it('offers to look at a certificate that was never trusted', () => {
    const error = new AppError('tls-untrusted', 'Its certificate is not trusted.').toShape();
    const failed = aView({ name: 'lab' }, {}, { state: 'failed', error });
    expect(needsOf(input({ instances: [failed] }))[0]).toMatchObject({
      label: 'Look at it',
      action: { wayOn: 'look-at-certificate' },
    });
  });

  it('folds many instances into one row that leads to all of them', () => {
    const counts = { a: 1, b: 2, c: 0, d: 3, e: 4 };
    const needs = needsOf(input({ robots: [robots('expired', counts)] }));
    expect(needs).toHaveLength(1);
    expect(needs[0]).toMatchObject({
      sentence: '10 robots of a, b and 2 more are expired and not switched off.',
      action: { scope: ['id-a', 'id-b', 'id-d', 'id-e'] },
    });
  });

  it('leaves the keychain out where no password is meant to be in it', () => {
    const keychain = { state: 'none', cause: 'no D-Bus', sessionOnly: false } as const;
    expect(needsOf(input({ keychain }))).toHaveLength(1);
    expect(needsOf(input({ keychain: { ...keychain, sessionOnly: true } }))).toEqual([]);
    const forgotten = aView({}, { stored: 'session' });
    expect(needsOf(input({ keychain, instances: [forgotten] }))).toEqual([]);
  });

  describe('robots that expired while they were used', () => {
    const cutOff = [
      aRow({
        key: 7,
        name: 'robot$ci',
        instanceId: 'id-prod',
        expiresAt: now - 2 * 86_400 - 60,
        lastUse: { kind: 'used', at: now - 2 * 86_400 - 60 - 14 * 60, what: 'pull a/b:1' },
      }),
    ];

    it('come first, each with its own way out', () => {
      const [need] = needsOf(
        input({
          instances: [view('prod'), view('other', 'certificate-changed')],
          robots: [robots('cut-off', { prod: 1 }), robots('critical', { prod: 9 })],
          cutOff,
        }),
      );
      expect(need).toMatchObject({
        sentence: 'robot$ci on prod expired 2 days ago, in use until 14 minutes before.',
        label: 'Renew',
        action: { kind: 'renew', key: 7 },
      });
    });

    it('are counted where there are more than one reads', () => {
      const [need] = needsOf(input({ robots: [robots('cut-off', { prod: 4 })], cutOff }));
      expect(need).toMatchObject({
        sentence: '4 robots of prod expired while they were in use.',
        action: { kind: 'robots', query: CUT_OFF },
      });
    });
  });

  it('says of each policy how many drifted from it, and leads to it', () => {
    const policy = (id: string, count: number) => ({ id, name: id, scope: [], robots: count });
    const needs = needsOf(input({ drifts: [policy('quarterly', 1_200), policy('yearly', 0)] }));
    expect(needs).toMatchObject([
      {
        sentence: '1\u00a0200 robots drifted from the policy “quarterly”.',
        action: { kind: 'policy', id: 'quarterly' },
      },
    ]);
  });

  it('offers to delete what was disabled and missed by nobody, and to look at what is unused', () => {
    const needs = needsOf(
      input({
        robots: [robots('unused', { prod: 1 }), robots('quiet', { prod: 2 })],
      }),
    );
    expect(needs.map(({ sentence }) => sentence)).toEqual([
      '2 robots of prod were disabled 14 days ago or more, and nobody missed them since.',
      '1 robot of prod was not used for 90 days or more.',
    ]);
    expect(needs[1]).toMatchObject({ label: 'Disable…', action: { selects: true } });
    expect(needs[0]).toMatchObject({
      label: 'Review to delete',
      action: { kind: 'robots', query: QUIET_ROBOTS, scope: ['id-prod'] },
    });
  });
});
