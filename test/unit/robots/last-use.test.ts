import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLIND_REASONS } from '../../../shared/contract/last-use.ts';
import {
  lastUseOf,
  quietSince,
  UNREAD_LOG,
  unusedFor,
  type UseFacts,
  type UseLog,
} from '../../../shared/robots/last-use.ts';
import { parseQuery } from '../../../shared/robots/query/index.ts';

const whole: UseLog = { blind: null, from: 1_000, projectsFrom: null, projects: null };
const facts: UseFacts = { usedAt: 0, what: '', createdAt: 500, projectId: 7 };

const logs: fc.Arbitrary<UseLog> = fc.record({
  blind: fc.option(fc.constantFrom(...BLIND_REASONS)),
  from: fc.option(fc.integer({ min: 1, max: 100 })),
  projectsFrom: fc.constant(null),
  projects: fc.option(fc.subarray([6, 7])),
});
const robots = fc.record({
  usedAt: fc.integer({ min: 0, max: 100 }),
  what: fc.string(),
  createdAt: fc.integer({ min: 0, max: 100 }),
  projectId: fc.option(fc.constantFrom(6, 7, 8)),
});

describe('the last use of a robot', () => {
  it.each<[string, UseLog, Partial<UseFacts>, object]>([
    ['used', whole, { usedAt: 2_000, what: 'pull a' }, { kind: 'used', at: 2_000, what: 'pull a' }],
    ['used before the log proves anything', UNREAD_LOG, { usedAt: 9 }, { kind: 'used', at: 9 }],
    ['not seen since the log begins', whole, {}, { kind: 'unseen', since: 1_000 }],
    ['not seen since its birth', whole, { createdAt: 3_000 }, { kind: 'unseen', since: 3_000 }],
    ['in a project that is seen', { ...whole, projects: [7] }, {}, { kind: 'unseen' }],
    ['in another', { ...whole, projects: [6] }, {}, { kind: 'unknown', why: 'not-allowed' }],
    [
      'of the system, where projects are seen',
      { ...whole, projects: [7] },
      { projectId: null },
      { kind: 'unknown', why: 'not-allowed' },
    ],
    ['in an empty log', { ...whole, from: null }, {}, { kind: 'unknown', why: 'empty' }],
    [
      'where pulls are not logged',
      { ...whole, blind: 'not-logged' },
      {},
      { kind: 'unknown', why: 'not-logged' },
    ],
  ])('%s', (_, log, change, answer) => {
    expect(lastUseOf({ ...facts, ...change }, log)).toMatchObject(answer);
  });

  it('is one of three answers, and no quiet is claimed that the log does not prove', () => {
    fc.assert(
      fc.property(robots, logs, (robot, log) => {
        const answer = lastUseOf(robot, log);
        const quiet = quietSince(robot, log);
        expect(answer.kind === 'used').toBe(robot.usedAt > 0);
        if (answer.kind === 'unseen') expect(answer.since).toBe(quiet);
        if (answer.kind === 'unknown') expect(quiet).toBeNull();
        if (quiet === null) return;
        expect(log.blind).toBeNull();
        expect(quiet).toBeGreaterThanOrEqual(
          Math.max(robot.usedAt, robot.createdAt, log.from ?? 0),
        );
      }),
      { seed: 20_261_129 },
    );
  });

  it('has a query of its own for those unused', () => {
    expect(parseQuery(unusedFor(90)).errors).toEqual([]);
  });
});
