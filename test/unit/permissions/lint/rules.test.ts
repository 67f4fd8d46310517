import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt } from '../../../../shared/permissions/lint/clock.ts';
import { riskLines } from '../../../../shared/permissions/lint/explain.ts';
import type { RiskFacts } from '../../../../shared/permissions/lint/facts.ts';
import { RULES, ruleOf } from '../../../../shared/permissions/lint/index.ts';
import { bitOf, createRobotJudge, idsOf } from '../../../../shared/permissions/lint/judge-robot.ts';
import { RULE_IDS, type RuleId } from '../../../../shared/permissions/lint/rule-ids.ts';
import type { RuleSettings } from '../../../../shared/permissions/lint/rule-settings.ts';
import { limitOf } from '../../../../shared/permissions/lint/rule-settings.ts';
import { rightsFactsOf } from '../../../../shared/permissions/lint/rights-facts.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { DAY, entry, harborOf, NOW, rightsOf, someFacts } from './some-facts.ts';

/** Every rule at its own severity, those that are off as low ones. */
const ALL_ON: RuleSettings = Object.fromEntries(
  RULES.filter(({ severity }) => severity === 'off').map(({ id }) => [id, { severity: 'low' }]),
);

const marksOf = (facts: RiskFacts, settings = ALL_ON, now = NOW) => {
  const judge = createRobotJudge(settings);
  return judge.ofRobot(facts, judge.ofRights(facts.rights), clockAt(now));
};
const found = (facts: Partial<RiskFacts>, settings = ALL_ON): readonly RuleId[] =>
  idsOf(marksOf(someFacts(facts), settings).found);
const unjudged = (facts: Partial<RiskFacts>): readonly RuleId[] =>
  idsOf(marksOf(someFacts(facts)).unjudged);

const TRIAL = { shortName: 'mirror-test', rights: rightsOf(entry('*', 'repository:push')) };

/** What each rule finds, and what comes near it. */
const ROWS: readonly (readonly [RuleId, found: Partial<RiskFacts>, fine: Partial<RiskFacts>])[] = [
  [
    'push-everywhere',
    { rights: rightsOf(entry('*', 'artifact:delete')) },
    { rights: rightsOf(entry('*', 'artifact:delete', 'artifact:delete:deny')) },
  ],
  [
    'manages-users',
    { rights: rightsOf(entry('/', 'user:update')) },
    { rights: rightsOf(entry('/', 'user:list')) },
  ],
  [
    'manages-members',
    { rights: rightsOf(entry('apps', 'member:create')) },
    { rights: rightsOf(entry('apps', 'member:list')) },
  ],
  [
    'manages-registries',
    { rights: rightsOf(entry('/', 'replication-policy:update')) },
    { rights: rightsOf(entry('/', 'registry:read')) },
  ],
  [
    'makes-robots',
    { rights: rightsOf(entry('apps', 'robot:create')) },
    { rights: rightsOf(entry('apps', 'robot:delete')) },
  ],
  [
    'makes-robots',
    { rights: rightsOf(entry('*', 'project:update')) },
    { rights: rightsOf(entry('apps', 'project:update')) },
  ],
  [
    'purges-audit',
    { rights: rightsOf(entry('/', 'purge-audit:stop')) },
    { rights: rightsOf(entry('/', 'purge-audit:read')) },
  ],
  ['test-name', TRIAL, { ...TRIAL, shortName: 'contest' }],
  ['test-name', { ...TRIAL, shortName: 'tmp2' }, { ...TRIAL, rights: someFacts().rights }],
  [
    'all-projects',
    { rights: rightsOf(entry('*', 'repository:pull')) },
    { rights: rightsOf(entry('apps', 'repository:pull'), entry('*', 'repository:list:deny')) },
  ],
  ['never-expires', { expiresAt: NEVER_EXPIRES }, {}],
  ['expires-far', { expiresAt: NOW + 401 * DAY }, { expiresAt: NOW + 400 * DAY }],
  ['old-secret', { updatedAt: NOW - 365 * DAY }, { updatedAt: NOW - 365 * DAY + 1 }],
  [
    'unused',
    { lastSeen: { at: NOW - 90 * DAY, quietSince: NOW - 90 * DAY } },
    { lastSeen: { at: NOW - 90 * DAY, quietSince: NOW - 90 * DAY }, disabled: true },
  ],
  ['unused', { lastSeen: { at: null, quietSince: NOW - 90 * DAY } }, {}],
  ['creator-left', { creator: { type: 'user', name: 'kim', isThere: false } }, {}],
  [
    'creator-robot-gone',
    { creator: { type: 'robot', name: 'robot$maker', isThere: false } },
    { creator: { type: 'robot', name: 'robot$maker', isThere: true } },
  ],
  ['no-owner', { isOwned: false }, {}],
  ['secret-nowhere', { isSecretKept: false }, {}],
  [
    'push-without-pull',
    { rights: rightsOf(entry('apps', 'repository:push')) },
    { rights: rightsOf(entry('apps', 'repository:push'), entry('*', 'repository:pull')) },
  ],
  ['stale-permissions', { rights: rightsOf(entry('apps', 'helm-chart:read')) }, {}],
  ['unknown-permissions', { rights: rightsOf(entry('apps', 'thing:do')) }, {}],
  ['no-permissions', { rights: rightsOf() }, {}],
  [
    'dead-denies',
    { rights: rightsOf(entry('apps', 'repository:pull', 'repository:push:deny')) },
    { rights: rightsOf(entry('*', 'repository:push'), entry('apps', 'repository:push:deny')) },
  ],
  ['equal-rights', { alike: 4 }, { alike: 3 }],
  ['legacy', { editable: false }, {}],
  [
    'legacy-refreshed',
    { shortName: 'robot$old', rights: rightsOf(), duration: 0 },
    { shortName: 'robot$old', rights: rightsOf(), editable: false },
  ],
  ['disabled-long', { disabled: true, updatedAt: NOW - 90 * DAY }, { updatedAt: NOW - 90 * DAY }],
  ['expired-long', { expiresAt: NOW - 90 * DAY }, { expiresAt: NOW - DAY }],
];

describe('each rule', () => {
  test.each(ROWS)('%s finds what it is about, and not what comes near it', (id, bad, fine) => {
    expect(found(bad)).toContain(id);
    expect(found(fine)).not.toContain(id);
  });

  test('has a row above', () => {
    expect(new Set(ROWS.map(([id]) => id))).toEqual(new Set(RULE_IDS));
  });

  test.each(ROWS)('%s says what it found in a sentence', (id, bad) => {
    const facts = someFacts(bad);
    const line = riskLines(facts, marksOf(facts), ALL_ON, clockAt(NOW)).find(
      ({ rule }) => rule === id,
    );
    expect(line?.detail).toMatch(/^[^a-z].*\.$/);
    expect(line?.detail).not.toMatch(/undefined|NaN|\b1 days/);
  });

  test.each(RULES)('$id explains itself', (rule) => {
    expect(rule.title).toMatch(/^[A-Z][^.]*$/);
    for (const text of [rule.why, rule.found, rule.fix]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(ruleOf(rule.id)).toBe(rule);
    if (rule.limit !== null) {
      const { least, preset, most } = rule.limit;
      expect([least, preset, most]).toEqual([least, preset, most].toSorted((a, b) => a - b));
    }
  });

  test('nothing is found of a robot that is as it should be', () => {
    expect(marksOf(someFacts())).toEqual({ found: 0, unjudged: 0 });
  });
});

describe('what is not known', () => {
  test('counts as neither good nor bad', () => {
    expect(unjudged({ creator: { type: '', name: '', isThere: null } })).toEqual([
      'creator-left',
      'creator-robot-gone',
    ]);
    expect(unjudged({ creator: { type: 'user', name: 'kim', isThere: null } })).toEqual([
      'creator-left',
    ]);
    expect(unjudged({ updatedAt: 0, disabled: true })).toEqual(['old-secret', 'disabled-long']);
    expect(unjudged({ lastSeen: null })).toEqual(['unused']);
    expect(unjudged({ isOwned: null })).toEqual(['no-owner']);
    for (const at of [null, NOW - 99 * DAY]) {
      expect(unjudged({ lastSeen: { at, quietSince: NOW - DAY } })).toEqual(['unused']);
    }
  });

  test('of a Harbor whose version nobody can read is what it accepts', () => {
    const rights = rightsFactsOf(
      [entry('apps', 'thing:do', 'helm-chart:read')],
      { level: 'system', projectName: '' },
      { version: 'dev', accepted: { system: null, project: null } },
    );
    expect(unjudged({ rights })).toEqual(['stale-permissions', 'unknown-permissions']);
  });

  test('before Harbor 2.10 everything is accepted, and what nobody names is unknown', () => {
    const rights = rightsFactsOf(
      [entry('apps', 'thing:do', 'helm-chart:read', '*:*')],
      { level: 'project', projectName: 'apps' },
      harborOf('2.8.6'),
    );
    expect([rights.stale, rights.unknown]).toEqual([[], ['thing:do']]);
  });

  test.each(RULES)('$id says what is missing if that can happen', (rule) => {
    const blind = someFacts({
      creator: { type: '', name: '', isThere: null },
      updatedAt: 0,
      disabled: rule.id !== 'unused',
      lastSeen: null,
      isOwned: null,
      rights: { ...rightsOf(), stale: null, unknown: null },
    });
    const isUnjudged = (marksOf(blind).unjudged & bitOf(rule.id)) !== 0;
    expect(rule.missing !== '').toBe(isUnjudged);
  });
});

describe('a legacy robot', () => {
  test('is that and nothing else', () => {
    expect(
      found({ editable: false, expiresAt: NEVER_EXPIRES, rights: rightsOf(), updatedAt: 1 }),
    ).toEqual(['legacy']);
  });
});

describe('settings', () => {
  test('switch rules off, and set what they count to', () => {
    const never = { expiresAt: NEVER_EXPIRES };
    expect(found(never, { 'never-expires': { severity: 'off' } })).toEqual([]);
    expect(found({ alike: 2 }, { 'equal-rights': { limit: 4 } })).toEqual([]);
    expect(found({ alike: 3 }, { 'equal-rights': { limit: 4 } })).toEqual(['equal-rights']);
  });

  test('outside the bounds of a rule count as its bounds', () => {
    const rule = ruleOf('equal-rights');
    expect(limitOf(rule, { 'equal-rights': { limit: -5 } })).toBe(2);
    expect(limitOf(rule, { 'equal-rights': { limit: 1e9 } })).toBe(1_000);
    expect(limitOf(rule, { 'no-such-rule': { limit: 7 } })).toBe(5);
  });
});

describe('the score', () => {
  test('is the sum of the points of its lines, and its name the worst of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ROWS), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('critical', 'high', 'off' as const),
        fc.constantFrom(...RULE_IDS),
        (rows, severity, of) => {
          const settings: RuleSettings = { ...ALL_ON, [of]: { severity } };
          const facts = someFacts(Object.assign({}, ...rows.map(([, bad]) => bad)));
          const marks = marksOf(facts, settings);
          const lines = riskLines(facts, marks, settings, clockAt(NOW));
          const { risk, score } = createRobotJudge(settings).scoreOf(marks.found);
          expect(score).toBe(lines.reduce((sum, { points }) => sum + points, 0));
          expect(risk).toBe(lines[0]?.severity ?? 'none');
          expect(lines.map(({ rule }) => rule).toSorted()).toEqual(idsOf(marks.found).toSorted());
        },
      ),
      { seed: 51 },
    );
  });
});

describe('time', () => {
  test('changes nothing before the moment that the clock notes', () => {
    const moment = fc.integer({ min: NOW - 500 * DAY, max: NOW + 500 * DAY });
    fc.assert(
      fc.property(
        moment,
        fc.oneof(moment, fc.constant(NEVER_EXPIRES)),
        fc.boolean(),
        fc.option(moment),
        moment,
        fc.integer({ min: 0, max: 400 * DAY }),
        (updatedAt, expiresAt, disabled, at, quiet, later) => {
          const lastSeen = { at, quietSince: Math.max(at ?? 0, quiet) };
          const facts = someFacts({ updatedAt, expiresAt, disabled, lastSeen });
          const judge = createRobotJudge(ALL_ON);
          const rights = judge.ofRights(facts.rights);
          const clock = clockAt(NOW);
          const now = judge.ofRobot(facts, rights, clock);
          expect(clock.next()).toBeGreaterThan(NOW);
          const before = Math.min(clock.next() - 1, NOW + later);
          expect(judge.ofRobot(facts, rights, clockAt(before))).toEqual(now);
        },
      ),
      { seed: 52 },
    );
  });
});
