import { describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../shared/contract/plans.ts';
import {
  applyWords,
  ended,
  leavesNothing,
  planSign,
  sendable,
  toSend,
  typedBefore,
  waitsForExport,
} from '../../../renderer/src/features/plans/plan-words.ts';
import {
  findingSign,
  stepSentence,
  stepSign,
} from '../../../renderer/src/features/plans/step-signs.ts';
import { summaryOf } from '../../../renderer/src/features/plans/plan-summary.ts';
import { aPlan, aPlannedExport } from './a-plan.ts';

const finding = (severity: 'refusal' | 'warning' | 'note', message: string) => ({
  severity,
  rule: 'rule',
  message,
  wayOut: '',
});

describe('a plan in words', () => {
  it('names on its button what it does, and to how many', () => {
    expect(applyWords(aPlan({ operation: { kind: 'delete' } }, { planned: 1 }))).toBe(
      'Delete 1 robot',
    );
    expect(applyWords(aPlan({}, { planned: 1_203, blocked: 5 }))).toBe('Disable 1\u00a0203 robots');
  });

  it('sums up what can be sent and what would be refused', () => {
    const words = (plan: ReturnType<typeof aPlan>) => summaryOf(plan).map((part) => part.words);
    expect(words(aPlan({}, { planned: 112, blocked: 5 }))).toEqual([
      '112 can be sent',
      '5 would be refused',
    ]);
    expect(words(aPlan({ state: 'running' }, { planned: 3, done: 2, running: 1 }))).toEqual([
      '1 running',
      '2 done',
      '3 to go',
    ]);
    const held = aPlan({ conflicts: 2 }, { planned: 1, blocked: 2 });
    expect(words(held)).toEqual(['1 can be sent', '2 conflicts']);
    expect(words(aPlan({ conflicts: 2 }, { blocked: 3 }))).toEqual([
      '3 would be refused',
      '2 conflicts',
    ]);
  });

  it('counts what can be sent without robots that are what is wanted already', () => {
    const words = (plan: ReturnType<typeof aPlan>) => summaryOf(plan).map((part) => part.words);
    const some = aPlan({ nothingToDo: { planned: 3, done: 0 } }, { planned: 12, blocked: 1 });
    expect(words(some)).toEqual(['9 can be sent', '3 have nothing to do', '1 would be refused']);
    expect(applyWords(some)).toBe('Disable 9 robots');
    expect(planSign(some).word).toBe('Ready, nothing sent yet');
    const half = aPlan(
      { state: 'running', nothingToDo: { planned: 1, done: 2 } },
      { planned: 5, done: 7 },
    );
    expect(words(half)).toEqual(['5 done', '4 to go', '3 have nothing to do']);
    expect([ended(half), toSend(half)]).toEqual([5, 9]);
    const over = aPlan({ state: 'finished', nothingToDo: { planned: 0, done: 1 } }, { done: 4 });
    expect(words(over)).toEqual(['3 done', '1 had nothing to do']);
  });

  it('says so where nothing is left to send', () => {
    const all = aPlan({ nothingToDo: { planned: 2, done: 0 } }, { planned: 2 });
    expect(summaryOf(all).map((part) => part.words)).toEqual(['2 have nothing to do']);
    expect(sendable(all)).toBe(0);
    expect(leavesNothing(all)).toBe(true);
    expect(planSign(all).word).toBe('Nothing to do');
    const rest = aPlan({ nothingToDo: { planned: 1, done: 0 } }, { planned: 1, done: 4 });
    expect(planSign(rest).word).toBe('Nothing left to do');
    const refused = aPlan({ nothingToDo: { planned: 2, done: 0 } }, { planned: 2, blocked: 1 });
    expect(leavesNothing(refused)).toBe(false);
  });

  it('tells what was not checked from what would be refused', () => {
    const away = aPlan({ unchecked: 3, waitsFor: ['h1'] }, { blocked: 3 });
    expect(summaryOf(away).map((part) => part.words)).toEqual(['3 not checked']);
    expect(planSign(away).word).toBe('Waiting, nothing sent yet');
    const some = aPlan({ unchecked: 3, waitsFor: ['h1'] }, { planned: 2, blocked: 5 });
    expect(summaryOf(some).map((part) => part.words)).toEqual([
      '2 can be sent',
      '5 cannot be sent, 3 of them not checked',
    ]);
    expect(planSign(some).word).toBe('Ready, nothing sent yet');
  });

  it.each([
    ['it stands still without its file', 'interrupted', null, { done: 1, blocked: 1 }, true],
    ['it was checked again there', 'ready', null, { differs: 1 }, true],
    ['it is being written', 'running', null, { done: 1 }, false],
    ['robots are left', 'paused', null, { done: 1, planned: 1 }, false],
    ['no robot was made', 'interrupted', null, { refused: 1 }, false],
    ['it is written', 'interrupted', '', { done: 1 }, false],
    ['it was closed', 'finished', null, { done: 1 }, false],
  ] as const)(
    'knows whether a file is still to be written: %s',
    (_, state, failure, counts, is) => {
      const exportTo = aPlannedExport({ failure });
      expect(waitsForExport(aPlan({ state, exportTo }, counts))).toBe(is);
      expect(waitsForExport(aPlan({ state }, counts))).toBe(false);
    },
  );

  it('goes on with a step that was cut off, and does not call it running', () => {
    const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
    const cut = aPlan({ state: 'interrupted', operation: refresh }, { running: 1 });
    expect(sendable(cut)).toBe(1);
    expect(summaryOf(cut)).toMatchObject([{ words: '1 cut off', sign: { word: 'Cut off' } }]);
    const checked = { ...cut, state: 'ready' } as const;
    expect(planSign(checked).word).toBe('Ready to go on');
    expect(applyWords(checked)).toBe('Refresh 1 robot');
    const step = {
      status: 'running',
      answer: null,
      canAnswer: false,
      isGone: false,
      findings: [],
    } as const;
    expect(stepSign({ ...step, findings: [] }, 'interrupted').word).toBe('Cut off');
    expect(stepSign({ ...step, findings: [] }, 'running').word).toBe('Running');
    expect(stepSentence({ ...step, findings: [] }, 'paused')).toContain('What became of it');
  });

  it('does not say of a step that it can be sent before it was checked', () => {
    const step = {
      status: 'planned',
      answer: null,
      canAnswer: false,
      isGone: false,
      findings: [],
    } as const;
    expect(stepSign({ ...step, findings: [] }, 'checking').word).toBe('Being checked');
    expect(stepSign({ ...step, findings: [] }, 'ready').word).toBe('Can be sent');
    expect(stepSign({ ...step, findings: [] }, 'running').word).toBe('To go');
    expect(stepSign({ ...step, findings: [] }, 'paused').word).toBe('To go');
    const soAlready = { ...finding('note', 'It is so.'), rule: 'nothing-to-change' };
    expect(stepSign({ ...step, findings: [soAlready] }, 'ready').word).toBe('Nothing to do');
    const done = { ...step, status: 'done' as const, findings: [soAlready] };
    expect(stepSign(done, 'finished').word).toBe('Nothing to do');
    expect(stepSentence(done, 'finished')).toBe('');
  });

  it('calls what was not asked not checked, never refused, and says what it lacks', () => {
    const step = { status: 'blocked', answer: null, canAnswer: false, isGone: false } as const;
    const lacks = { ...finding('refusal', 'This needs the password of admin.'), rule: 'login' };
    expect(stepSign({ ...step, findings: [lacks] }, 'ready').word).toBe('Not checked');
    expect(stepSentence({ ...step, findings: [lacks] }, 'ready')).toMatch(/cannot log in/);
    expect(findingSign(lacks).word).toBe('Not checked');
    const away = { ...lacks, rule: 'unreachable' };
    expect(stepSentence({ ...step, findings: [away] }, 'ready')).toMatch(/before that answers/);
    expect(findingSign(finding('refusal', 'No.')).word).toBe('Refusal');
  });

  it('goes on calling a conflict one while the others are sent', () => {
    const found = finding('refusal', 'Somebody changed its duration.');
    const step = { status: 'blocked', answer: null, canAnswer: false, isGone: false } as const;
    const changed = { ...step, findings: [{ ...found, rule: 'changed-since' }] };
    expect(stepSign(changed, 'running').word).toBe('In conflict');
    expect(stepSign({ ...step, findings: [found] }, 'running').word).toBe('Would be refused');
  });

  it('counts as ended what will not be tried again', () => {
    const counts = { done: 2, differs: 1, refused: 1, unknown: 1, planned: 4, blocked: 3 };
    expect(ended(aPlan({ state: 'paused' }, counts))).toBe(5);
  });

  it('has the number typed before deleting, and before much of production', () => {
    expect(typedBefore(aPlan({ operation: { kind: 'delete' } }, { planned: 2 }), [])).toBe('2');
    expect(typedBefore(aPlan({ production: 10 }, { planned: 10 }), [])).toBeNull();
    expect(typedBefore(aPlan({ production: 11 }, { planned: 40 }), [])).toBe('40');
    const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
    expect(typedBefore(aPlan({ operation: refresh }, { planned: 1 }), [])).toBeNull();
    expect(typedBefore(aPlan({ operation: refresh }, { planned: 2 }), [])).toBe('2');
    const one = {
      status: 'planned',
      robotName: 'robot$ci',
      findings: [] as PlanStep['findings'],
    } as PlanStep;
    const gone = { status: 'blocked', robotName: 'robot$old' } as PlanStep;
    const deleting = aPlan({ operation: { kind: 'delete' } }, { planned: 1, blocked: 1 });
    expect(typedBefore(deleting, [gone, one])).toBe('robot$ci');
    expect(typedBefore(deleting, [])).toBe('1');
  });
});
