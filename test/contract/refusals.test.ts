import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exchange } from '../../electron/harbor/exchange.ts';
import { answerError } from '../../electron/harbor/harbor-errors.ts';
import { until } from '../../shared/contract/operations.ts';
import { robotSettingsWish } from '../../shared/contract/robot-settings.ts';
import { defaultDurationProblem, prefixProblem } from '../../shared/robots/prefix.ts';
import { judge, judgeMaking } from '../unit/robots-commands/a-step.ts';
import { readRecording, recordingFiles } from './recording.ts';
import { REFUSALS, type Refusal } from './refusals-table.ts';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const saidBy = (body: unknown): string => {
  const { errors } = (body ?? {}) as { errors?: { code: string; message: string }[] };
  return errors?.[0] === undefined ? '' : `${errors[0].code} ${errors[0].message}`;
};

const refused: Refusal[] = recordingFiles(join(import.meta.dirname, 'recordings')).flatMap(
  ({ file }) =>
    readRecording(file).steps.flatMap((step) => {
      if (!('request' in step)) return [];
      const { method } = step.request;
      const { status, body } = step.response;
      const isRefused = CHANGES.has(method) && status >= 300;
      return isRefused ? [{ step, method, status, said: saidBy(body) }] : [];
    }),
);
const at = (path: string) => refused.filter(({ step }) => step.request.path.startsWith(path));
const refusals = at('/robots');

const rowsFor = (refusal: Refusal): string[] =>
  REFUSALS.filter(({ matches }) => matches(refusal)).map(({ name }) => name);

test('every recorded refusal of a change of robots has one row', () => {
  expect(refusals.length).toBeGreaterThan(2_000);
  const unclear = refusals
    .map((refusal) => ({ refusal, rows: rowsFor(refusal) }))
    .filter(({ rows }) => rows.length !== 1)
    .map(({ refusal: { method, status, said, step }, rows }) => ({
      was: `${method} ${String(status)} ${said}`,
      note: step.note,
      as: step.as,
      rows,
    }));
  expect(unclear).toEqual([]);
});

test.each(REFUSALS)('$name: was recorded, and its error explains it', (row) => {
  const recorded = refusals.filter(row.matches);
  expect(recorded.length).toBeGreaterThan(0);
  for (const { step, status, said, method } of recorded) {
    const { body, text } = step.response;
    const answer = {
      status,
      headers: {},
      text: body === undefined ? (text ?? '') : JSON.stringify(body),
      elapsed: 1,
      served: 1,
      requestId: 'id',
    };
    const exchange = { method: method as Exchange['method'], path: step.request.path, headers: {} };
    const error = answerError(answer, exchange, 'harbor.test');
    expect([row.code].flat()).toContain(error.code);
    expect(error.message).toMatch(/harbor\.test.*\.$/s);
    // A single word is a name, or the code once more; a masked failure has no words of its own.
    const words = said
      .slice(said.indexOf(' ') + 1)
      .replace(/\.$/, '')
      .trim();
    const isWorthQuoting = status < 500 && words.includes(' ') && row.code !== 'harbor-read-only';
    if (isWorthQuoting) expect(error.message).toContain(words);
  }
});

const said = REFUSALS.filter(({ judged, made }) => judged !== undefined || made !== undefined);
const others = REFUSALS.filter((row) => !said.includes(row));

test.each(said)('$name: preflight says it first', ({ judged, made, why }) => {
  const step = judged === undefined ? made && judgeMaking(made) : judge(judged);
  const wanted = judged ?? made;
  const found = step?.findings.find(({ rule }) => rule === wanted?.rule);
  expect(found?.severity).toBe(wanted?.severity);
  expect(found?.message).toContain(wanted?.says ?? '');
  expect(why).toBeUndefined();
});

test.each(others)('$name: does not come from a plan, because …', ({ why }) => {
  expect(why).toMatch(/^[A-Z].{20,}/);
});

test('durations that Harbor refuses are refused at the door', () => {
  for (const days of [0, -2, 2_147_483_647, 1.5]) {
    expect(until.safeParse({ kind: 'days', days }).success).toBe(false);
  }
});

test('settings of robots that Harbor refuses are refused first', () => {
  const settings = at('/configurations');
  expect(settings.length).toBeGreaterThan(30);
  for (const { step } of settings) {
    const { robot_name_prefix: prefix, robot_token_duration: duration } = (step.request.body ??
      {}) as { robot_name_prefix?: unknown; robot_token_duration?: unknown };
    const wish = robotSettingsWish.safeParse({
      prefix: prefix ?? 'robot$',
      duration: duration ?? 30,
    });
    const problems = wish.success
      ? [prefixProblem(wish.data.prefix), defaultDurationProblem(wish.data.duration)]
      : ['no such type'];
    expect(problems.join('')).not.toBe('');
  }
});

test('nothing else that Purser changes was refused in a recording', () => {
  const ours = ['/robots', '/configurations', '/c/login'];
  const others = refused.filter(
    ({ step }) => !ours.some((path) => step.request.path.startsWith(path)),
  );
  // Projects and users are made for the recordings alone.
  for (const { step } of others) expect(step.request.path).toMatch(/^\/(projects|users)/);
});
