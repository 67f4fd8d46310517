import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Operation } from '../../../shared/contract/operations.ts';
import { PASSWORD } from '../harbor/stage.ts';
import { stage, systemRobots } from './stage.ts';

const CHILD = fileURLToPath(new URL('killed-process.ts', import.meta.url));

const POINTS = [
  { operation: { kind: 'disable' }, method: 'GET', nth: 2, applied: false },
  { operation: { kind: 'disable' }, method: 'PUT', nth: 1, applied: false },
  { operation: { kind: 'disable' }, method: 'PUT', nth: 2, applied: false },
  { operation: { kind: 'disable' }, method: 'PUT', nth: 2, applied: true },
  { operation: { kind: 'delete' }, method: 'DELETE', nth: 2, applied: false },
  { operation: { kind: 'delete' }, method: 'DELETE', nth: 2, applied: true },
] as const satisfies readonly { operation: Operation; [key: string]: unknown }[];

test.each(POINTS)(
  'killed at $method $nth (applied: $applied), $operation.kind ends as planned',
  async ({ operation, method, nth, applied }) => {
    const draft = { config: { parallel: 1 } };
    const made = await stage({ robots: systemRobots('a', 'b', 'c', 'd') }, { draft });
    const { computer, simulator, plan } = made;
    const checked = await plan(operation);
    await made.app.quit();

    const child = spawn(process.execPath, [CHILD, computer.home], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // A process that is killed early need not have read it.
    child.stdin.on('error', () => undefined).end(PASSWORD);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let count = 0;
    // The answer of a request that was applied is held back until the process is dead.
    if (applied) simulator.faults.add({ kind: 'latency', method, after: nth - 1, delay: 600 });
    simulator.faults.onRequest(async (request) => {
      if (request.method !== method || !request.target.includes('/robots/')) return;
      count += 1;
      if (count !== nth) return;
      if (applied) {
        setImmediate(() => child.kill('SIGKILL'));
        return;
      }
      child.kill('SIGKILL');
      await ended;
      throw new Error('nobody is there any more');
    });
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    simulator.faults.clear();

    made.app = await computer.start();
    const kept = await made.app.call('plans.get', { id: checked.id });
    expect(kept).toMatchObject({ state: 'interrupted' });
    expect(kept.counts.done).toBeLessThan(4);
    const done = await made.apply(kept);
    expect(done).toMatchObject({ state: 'finished', counts: { done: 4 } });
    const robots = [...simulator.state.robots.all()];
    if (operation.kind === 'delete') expect(robots).toEqual([]);
    else expect(robots.every(({ disabled }) => disabled)).toBe(true);
    const { total } = await made.app.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 50,
    });
    expect(total).toBe(4);
  },
);
