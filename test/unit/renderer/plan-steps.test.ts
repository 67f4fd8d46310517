import { describe, expect, it, test } from 'vitest';
import { momentText } from '../../../shared/robots/changes/moment-text.ts';
import { loudest } from '../../../shared/robots/changes/remark.ts';
import { momentWords } from '../../../renderer/src/ui/time.ts';
import { planSign } from '../../../renderer/src/features/plans/plan-words.ts';
import {
  findingSign,
  stepSentence,
  stepSign,
} from '../../../renderer/src/features/plans/step-signs.ts';
import { hereText, hereValue } from '../../../renderer/src/features/plans/here-words.ts';
import { summaryOf } from '../../../renderer/src/features/plans/plan-summary.ts';
import { changesText } from '../../../renderer/src/features/plans/step-words.ts';
import { wayOutsOf } from '../../../renderer/src/features/plans/way-outs.ts';
import { aPlan } from './a-plan.ts';

const finding = (severity: 'refusal' | 'warning' | 'note', message: string) => ({
  severity,
  rule: 'rule',
  message,
  wayOut: '',
});

describe('what a row has room for', () => {
  const step: Parameters<typeof loudest>[0] = {
    status: 'planned',
    error: null,
    differs: [],
    conflicts: [],
    findings: [],
  };

  it('puts the gravest finding first', () => {
    const findings = [finding('note', 'a'), finding('refusal', 'b'), finding('warning', 'c')];
    expect(loudest({ ...step, findings })).toEqual({ severity: 'refusal', words: 'b' });
    expect(loudest(step)).toBeNull();
    expect(loudest({ ...step, status: 'done', findings })?.severity).toBe('note');
  });

  it('says what Harbor holds otherwise before what was warned of', () => {
    const differs = [{ field: 'state', planned: 'disabled', found: 'enabled' }];
    expect(loudest({ ...step, differs, findings: [finding('warning', 'c')] })?.words).toBe(
      'Harbor holds another state',
    );
  });
});

test('a finding leads out of itself while there is something to do', () => {
  const finding = {
    severity: 'refusal',
    rule: 'stale-permissions',
    message: '',
    wayOut: '',
  } as const;
  const step = { key: 1, makes: false, findings: [] };
  expect(wayOutsOf(finding, step, false)).toEqual(['drop-stale']);
  const asking = { ...step, findings: [{ ...finding, rule: 'outside-catalogue' }] };
  expect(wayOutsOf(finding, asking, false)).toEqual([]);
  expect(wayOutsOf(finding, step, true)).toEqual([]);
  expect(wayOutsOf(finding, { ...step, key: null }, false)).toEqual([]);
  expect(wayOutsOf({ ...finding, severity: 'warning' }, step, false)).toEqual([]);
  expect(wayOutsOf({ ...finding, rule: 'login' }, step, false)).toEqual(['sign-in', 'check']);
  const instead = ['recreate', 'open-instance'];
  expect(wayOutsOf({ ...finding, rule: 'recreate-instead' }, step, false)).toEqual(instead);
  expect(wayOutsOf({ ...finding, rule: 'unheard-of' }, step, false)).toEqual([]);
});

test('steps are called by what became of them', () => {
  const step = {
    status: 'blocked' as const,
    answer: null,
    canAnswer: false,
    isGone: false,
    findings: [],
  };
  expect(stepSign(step, 'ready').word).toBe('Would be refused');
  expect(stepSign(step, 'finished').word).toBe('Not sent');
  expect(stepSign({ ...step, canAnswer: true }, 'ready').word).toBe('In conflict');
  const kept = {
    ...step,
    status: 'not-tried' as const,
    answer: 'keep' as const,
    canAnswer: true,
    isGone: false,
  };
  expect(stepSign(kept, 'ready').word).toBe('Kept as it is');
  expect(planSign(aPlan({}, { done: 1, planned: 1 })).word).toBe('Ready to go on');
});

test('all that changes stands on hover, permissions without an arrow', () => {
  expect(
    changesText([
      { field: 'expires', from: 'never', to: '1 Mar 2027' },
      { field: 'description', from: 'old', to: '' },
      { field: 'level', from: '', to: 'system' },
      { field: 'permissions removed', from: 'push', to: '' },
    ]),
  ).toBe(
    'expires never → 1 Mar 2027\ndescription old → (empty)\nlevel system\npermissions removed push',
  );
});

test('a moment that is kept in UTC is said on the clock of this computer', () => {
  const at = 1_795_874_520;
  const kept = momentText(at);
  expect(kept).toBe('28 Nov 2026, 14:02 UTC');
  expect(hereValue('expires', kept)).toBe(momentWords(at));
  expect(hereValue('expires', 'never')).toBe('never');
  // What somebody wrote stays as it is.
  expect(hereValue('description', kept)).toBe(kept);
  expect(hereText(`expires: planned ${kept}, found never`)).toBe(
    `expires: planned ${momentWords(at)}, found never`,
  );
});

test('a robot that is not there any more is gone, not refused', () => {
  const step = { status: 'blocked', answer: null, canAnswer: false, isGone: true } as const;
  const findings = [{ ...finding('refusal', 'a'), rule: 'gone' }];
  for (const state of ['ready', 'finished'] as const) {
    expect(stepSign({ ...step, findings }, state).word).toBe('Gone');
    expect(stepSentence({ ...step, findings }, state)).toContain('no longer');
  }
  expect(findingSign({ rule: 'gone', severity: 'refusal' }).word).toBe('Gone');
  const words = (plan: Parameters<typeof summaryOf>[0]) =>
    summaryOf(plan).map((part) => part.words);
  expect(words(aPlan({ gone: { blocked: 2, refused: 1 } }, { blocked: 2, refused: 1 }))).toEqual([
    '1 gone',
    '2 gone',
  ]);
  expect(words(aPlan({ gone: { blocked: 1, refused: 0 } }, { blocked: 2 }))).toEqual([
    '2 cannot be sent, 1 of them gone',
  ]);
});
