import { describe, expect, it } from 'vitest';
import { operationOf, repairLabel } from '../../../renderer/src/features/risk/repairs.ts';
import {
  byImportance,
  findingWords,
  instanceLines,
} from '../../../renderer/src/features/risk/risk-words.ts';
import type { RiskSummary } from '../../../shared/contract/risk.ts';
import { operation } from '../../../shared/contract/operations.ts';
import { RULES, ruleOf } from '../../../shared/permissions/lint/index.ts';

type FoundByRule = RiskSummary['rules'][number];
const found = (change: Partial<FoundByRule>): FoundByRule => ({
  rule: 'never-expires',
  level: 'medium',
  points: 8,
  robots: 0,
  excepted: 0,
  unjudged: 0,
  instances: [],
  ...change,
});

describe('findings by rule', () => {
  it('begin with the worst that is found, and end with what is not even judged', () => {
    const order = byImportance([
      found({ rule: 'no-owner', level: 'off', points: 0 }),
      found({ rule: 'manages-users', level: 'critical', points: 100 }),
      found({ rule: 'legacy', level: 'low', points: 2, robots: 9 }),
      found({ rule: 'all-projects', robots: 1 }),
      found({ rule: 'never-expires', robots: 5 }),
    ]).map(({ rule }) => rule);
    expect(order).toEqual(['never-expires', 'all-projects', 'legacy', 'manages-users', 'no-owner']);
  });

  it('add up to the points of an instance', () => {
    const rules = [
      found({ instances: [{ id: 'a', robots: 3 }], robots: 3 }),
      found({ rule: 'manages-users', points: 100, instances: [{ id: 'a', robots: 1 }], robots: 1 }),
      found({ rule: 'legacy', points: 2, instances: [{ id: 'b', robots: 7 }], robots: 7 }),
    ];
    expect(instanceLines({ robots: 10, rules, instances: [] }, 'a')).toEqual([
      { rule: 'manages-users', robots: 1, points: 100 },
      { rule: 'never-expires', robots: 3, points: 8 },
    ]);
  });

  it('are said by their titles', () => {
    expect(findingWords({ findings: ['never-expires', 'legacy'] })).toBe(
      'Never expires · Legacy robot',
    );
  });
});

describe('repairs', () => {
  it.each(
    RULES.flatMap(({ id, repair }) =>
      repair === null || repair.kind === 'keep-one' ? [] : [[id, repair] as const],
    ),
  )('of %s say what they do, and are changes that can be planned', (_id, repair) => {
    expect(repairLabel(repair)).toMatch(/^[A-Z]/);
    const planned = operationOf(repair);
    if (planned !== null) expect(operation.safeParse(planned).success).toBe(true);
    expect(planned === null).toBe(repair.kind === 'change');
  });

  it('drop exactly the denies that do nothing', () => {
    const { repair } = ruleOf('dead-denies');
    if (repair?.kind !== 'permissions') throw new Error('no such repair');
    expect(operationOf(repair)).toEqual({
      kind: 'permissions',
      add: [],
      remove: [],
      dropDeadDenies: true,
    });
  });

  it('take a permission away wherever it is held', () => {
    const { repair } = ruleOf('makes-robots');
    if (repair?.kind !== 'permissions') throw new Error('no such repair');
    expect(operationOf(repair)).toMatchObject({
      add: [],
      remove: [
        { kind: 'system', namespace: '/' },
        { kind: 'project', namespace: '' },
      ],
    });
  });
});
