import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exchange } from '../../electron/harbor/exchange.ts';
import { answerError } from '../../electron/harbor/harbor-errors.ts';
import { until } from '../../shared/contract/operations.ts';
import { judge, judgeMaking } from '../unit/robots-commands/a-step.ts';
import { readRecording, recordingFiles } from './recording.ts';
import { REFUSALS, type Refusal } from './refusals-table.ts';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const saidBy = (body: unknown): string => {
  const { errors } = (body ?? {}) as { errors?: { code: string; message: string }[] };
  return errors?.[0] === undefined ? '' : `${errors[0].code} ${errors[0].message}`;
};

const refusals: Refusal[] = recordingFiles(join(import.meta.dirname, 'recordings')).flatMap(
  ({ file }) =>
    readRecording(file).steps.flatMap((step) => {
      if (!('request' in step)) return [];
      const { method, path } = step.request;
      const { status, body } = step.response;
      const isRefused = path.startsWith('/robots') && CHANGES.has(method) && status >= 300;
      return isRefused ? [{ step, method, status, said: saidBy(body) }] : [];
    }),
);

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
