import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLoginGates } from '../../../electron/sync/login-gate.ts';
import { AppError } from '../../../shared/contract/errors.ts';

const refused = () => new AppError('login-refused', 'Refused.');
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'passed',
    (error: AppError) => error.code,
  );

describe('instances that share a login', () => {
  test('a wrong password is sent once', async () => {
    const gates = createLoginGates();
    let sent = 0;
    const ask = (): Promise<never> => {
      sent += 1;
      return Promise.reject(refused());
    };
    const passes = [1, 2, 3, 4].map(() => gates.enter('shared'));
    const codes = await Promise.all(passes.map((pass) => codeOf(pass.prove(ask))));
    expect(codes).toEqual(['login-refused', 'login-stopped', 'login-stopped', 'login-stopped']);
    expect(sent).toBe(1);
  });

  test('once it is proven, the others go on at the same time', async () => {
    const gates = createLoginGates();
    let inside = 0;
    let most = 0;
    const ask = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    const first = gates.enter('shared');
    const others = [1, 2, 3].map(() => gates.enter('shared'));
    let whileAlone = 0;
    const alone = first.prove(async () => {
      await ask();
      whileAlone = most;
    });
    const rest = others.map((pass) => pass.prove(ask));
    await alone;
    expect(whileAlone).toBe(1);
    await Promise.all(rest);
    expect(most).toBe(3);
  });

  test('a Harbor that is down says nothing about the login: the next one tries', async () => {
    const gates = createLoginGates();
    const down = () => Promise.reject(new AppError('connection-refused', 'Down.'));
    const [first, second, third] = [1, 2, 3].map(() => gates.enter('shared'));
    const codes = await Promise.all([
      codeOf(first!.prove(down)),
      codeOf(second!.prove(() => Promise.resolve())),
      codeOf(third!.prove(() => Promise.resolve())),
    ]);
    expect(codes).toEqual(['connection-refused', 'passed', 'passed']);
  });

  test('when all have ended, the next one proves it afresh', async () => {
    const gates = createLoginGates();
    const first = gates.enter('shared');
    await codeOf(first.prove(() => Promise.reject(refused())));
    first.leave();
    expect(await codeOf(gates.enter('shared').prove(() => Promise.resolve()))).toBe('passed');
  });

  test('a Harbor that does not answer holds the others up for five seconds, one by one', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const gates = createLoginGates();
    const never = () => new Promise<void>(() => undefined);
    const asked: string[] = [];
    void gates.enter('shared').prove(never);
    const second = gates.enter('shared').prove(() => Promise.resolve(asked.push('second')));
    const third = gates.enter('shared').prove(() => Promise.resolve(asked.push('third')));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all([second, third]);
    expect(asked).toEqual(['second', 'third']);
  });

  test('other logins do not wait', async () => {
    const gates = createLoginGates();
    let release = (): void => undefined;
    const slow = gates.enter('one').prove(() => new Promise<void>((done) => (release = done)));
    expect(await codeOf(gates.enter('two').prove(() => Promise.resolve()))).toBe('passed');
    release();
    await slow;
  });
});
