import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerError, whatHarborSaid } from '../../../electron/harbor/harbor-errors.ts';
import { jsonOf } from '../../../electron/harbor/read-answer.ts';
import { readRobot } from '../../../electron/harbor/robot.ts';
import * as schemas from '../../../electron/harbor/schemas.ts';
import type { Answer, Exchange } from '../../../electron/harbor/exchange.ts';
import { readRecording, recordingFiles } from '../../contract/recording.ts';
import { answerOf } from './answers.ts';

const FOLDER = join(import.meta.dirname, '../../contract/recordings');

/** Puts a value where the recording has a placeholder: numbers for ids and times, names for names. */
function filled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, filled(one, name)]),
    );
  }
  if (typeof value !== 'string' || !/^(?:\$\{\w+\}|<[\w+ ]+>)$/.test(value)) return value;
  if (value === '<time>') return '2026-08-01T10:00:00.000Z';
  return /(?:^|_)id$|expires_at|creator_ref/.test(key) ? 7 : 'filled';
}

const steps = recordingFiles(FOLDER).flatMap(({ file, version, scenario }) =>
  readRecording(file).steps.flatMap((step) => {
    if (!('request' in step)) return [];
    const { request, response } = step;
    const { status, headers, body, text } = response;
    const answer: Answer = {
      ...answerOf(status, body === undefined ? (text ?? '') : JSON.stringify(filled(body))),
      headers: headers as Answer['headers'],
    };
    const exchange = { ...request, headers: {} } as Exchange;
    const where = `${version} ${scenario}: ${request.method} ${request.path}`;
    return [{ where, answer, exchange }];
  }),
);

const answersTo = (path: RegExp, statuses: readonly number[] = [200]) =>
  steps.filter(
    ({ exchange, answer }) =>
      exchange.method === 'GET' && path.test(exchange.path) && statuses.includes(answer.status),
  );

describe('what running Harbors answered', () => {
  it('is a lot', () => {
    expect(steps.length).toBeGreaterThan(2_000);
  });

  it('names its errors in a way that is understood', () => {
    for (const { answer, exchange, where } of steps) {
      if (answer.status < 400 || answer.text === '' || exchange.path.startsWith('/v2/')) continue;
      expect(whatHarborSaid(answer), where).not.toBeNull();
      expect(answerError(answer, exchange, 'h').code, where).not.toBe('not-harbor');
    }
  });

  it('has robots that are all read', () => {
    let robots = 0;
    for (const { answer, exchange, where } of answersTo(/^\/+robots\/?(?:\?|$)/)) {
      for (const item of jsonOf(answer, exchange, 'h') as unknown[]) {
        const read = readRobot(item, { level: 'system' });
        expect(read, where).not.toBeNull();
        expect(read?.robot.createdAt, where).toBeGreaterThan(0);
        robots += 1;
      }
    }
    expect(robots).toBeGreaterThan(500);
  });

  it.each([
    [/^\/systeminfo$/, schemas.systemInfo],
    [/^\/users\/current$/, schemas.currentUser],
    [/^\/permissions$/, schemas.permissions],
    [/^\/users\/current\/permissions/, schemas.ownPermissions],
  ])('to %s is understood', (path, schema) => {
    const found = answersTo(path);
    expect(found.length).toBeGreaterThan(3);
    for (const { answer, exchange, where } of found) {
      const parsed = schema.safeParse(jsonOf(answer, exchange, 'h'));
      expect(parsed.error, where).toBeUndefined();
    }
  });

  it('has projects that are all read', () => {
    for (const { answer, exchange, where } of answersTo(/^\/projects\?/)) {
      for (const item of jsonOf(answer, exchange, 'h') as unknown[]) {
        expect(schemas.project.safeParse(item).error, where).toBeUndefined();
      }
    }
  });
});
