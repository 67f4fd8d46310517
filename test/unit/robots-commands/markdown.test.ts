import { expect, test } from 'vitest';
import { planMarkdown } from '../../../electron/robots/plan/markdown.ts';
import { newPlan, type StepRecord } from '../../../electron/robots/plan-record.ts';
import { judge } from './a-step.ts';

const DISABLE = { kind: 'disable' } as const;

const markdown = (steps: StepRecord[], most?: number) =>
  planMarkdown(newPlan({ title: 'Disable', operation: DISABLE, steps }, 0), () => 'prod', most);

const rowsOf = (text: string): string[] => text.split('\n').filter((line) => /^\| \d/.test(line));

test('what speaks against a step stands there with the way out', () => {
  const step = judge({ rule: 'locked', severity: 'refusal', place: { locked: true } });
  const [finding] = step.findings;
  expect(finding?.wayOut).not.toBe('');
  const { text } = markdown([step]);
  expect(text).toContain(`refusal: ${finding?.message ?? ''} *Way out:* ${finding?.wayOut ?? ''}`);
});

test('a long plan says at its head how many robots are left out, and where they are', () => {
  const steps = Array.from({ length: 40 }, (_, index) => ({
    ...judge({ rule: '', severity: 'nothing' }),
    index,
  }));
  const whole = markdown(steps);
  expect(whole.leftOut).toBe(0);
  expect(rowsOf(whole.text)).toHaveLength(40);
  expect(whole.text).not.toContain('left out');

  const { text, leftOut } = markdown(steps, 2_000);
  const listed = rowsOf(text).length;
  expect(text.length).toBeLessThanOrEqual(2_000);
  expect(listed).toBeGreaterThan(5);
  expect(listed + leftOut).toBe(40);
  const [head = ''] = text.split('| # |');
  expect(head).toContain(`ends after ${String(listed)} robots`);
  expect(head).toContain(`${String(leftOut)} more robots are left out`);
  expect(head).toContain('Save as file');
});
