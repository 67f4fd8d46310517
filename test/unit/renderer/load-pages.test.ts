import { afterEach, expect, it, vi } from 'vitest';
import type { Router } from 'vue-router';
import { loadPages } from '../../../renderer/src/features/frame/load-pages.ts';

afterEach(() => vi.unstubAllGlobals());

it('loads one page at a time, in idle moments, and goes on after one that cannot be', async () => {
  const log: string[] = [];
  vi.stubGlobal('requestIdleCallback', (then: () => void) => {
    log.push('idle');
    queueMicrotask(then);
  });
  const page = (name: string, fails = false) => ({
    components: {
      default: async () => {
        log.push(name);
        await Promise.resolve();
        log.push(`${name} is there`);
        if (fails) throw new Error('no such file');
      },
    },
  });
  const opened = { components: { default: { name: 'Opened' } } };
  const pages = [page('one', true), opened, { components: null }, page('two')];
  await loadPages({ getRoutes: () => pages } as unknown as Router);
  expect(log).toEqual(['idle', 'one', 'one is there', 'idle', 'two', 'two is there']);
});
