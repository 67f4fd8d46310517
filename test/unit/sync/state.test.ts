import { describe, expect, test } from 'vitest';
import { STALE_AFTER } from '../../../electron/sync/limits.ts';
import { NEVER_SYNCED, afterFailure, stateAt } from '../../../electron/sync/state.ts';
import { asAppError, stateAfter, verdictOn } from '../../../electron/sync/verdict.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '../../../shared/contract/errors.ts';

const NOW = 1_800_000_000;
const error = (code: ErrorCode) => new AppError(code, code);

describe('the state of an instance', () => {
  test('never synced, fresh, stale', () => {
    expect(stateAt(NEVER_SYNCED, null, NOW).state).toBe('never-synced');
    const read = { ...NEVER_SYNCED, asOf: NOW };
    expect(stateAt(read, null, NOW).state).toBe('fresh');
    expect(stateAt(read, null, NOW + STALE_AFTER).state).toBe('fresh');
    expect(stateAt(read, null, NOW + STALE_AFTER + 1).state).toBe('stale');
  });

  test('a failure stands before age, a running sync before a failure', () => {
    const failed = afterFailure({ ...NEVER_SYNCED, asOf: 1 }, 'offline', error('dns-failed'), NOW);
    expect(stateAt(failed, null, NOW)).toMatchObject({ state: 'offline', since: NOW, asOf: 1 });
    const progress = { requestsDone: 1, requestsKnown: 2, robots: 3 };
    const running = { ...failed, running: true };
    expect(stateAt(running, progress, NOW)).toMatchObject({
      state: 'syncing',
      error: null,
      progress,
    });
  });

  test('offline since the first of a row of failures', () => {
    const first = afterFailure(NEVER_SYNCED, 'offline', error('timeout'), NOW);
    const second = afterFailure(first, 'offline', error('dns-failed'), NOW + 60);
    expect(stateAt(second, null, NOW).since).toBe(NOW);
    const other = afterFailure(second, 'failed', error('internal'), NOW + 120);
    expect(stateAt(other, null, NOW).since).toBe(NOW + 120);
  });
});

describe('what an error means', () => {
  test.each([
    ['login-refused', 'needs-login'],
    ['login-needed', 'needs-login'],
    ['tls-changed', 'certificate-changed'],
    ['dns-failed', 'offline'],
    ['connection-refused', 'offline'],
    ['timeout', 'offline'],
    ['harbor-unavailable', 'offline'],
    ['not-harbor', 'failed'],
    ['keychain-locked', 'failed'],
    ['disk-full', 'failed'],
  ] as const)('%s: %s', (code, state) => {
    expect(stateAfter(error(code))).toBe(state);
  });

  test('every code has a verdict; whatever concerns way, login or computer stops', () => {
    for (const code of ERROR_CODES) {
      const verdict = verdictOn(error(code));
      if (/^(login|tls|keychain|dns|cache|disk|file)-/.test(code)) expect(verdict).toBe('stop');
    }
    expect(verdictOn(new Error('fault'))).toBe('stop');
    expect(asAppError(new Error('fault'))).toMatchObject({ code: 'internal' });
  });
});
