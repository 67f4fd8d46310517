import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/paths.mjs';

const POLYFILLS = join(ROOT, 'scripts', 'electron-fallback', 'app', 'polyfills.cjs');

/** Each way to take a feature away, as the old Node has it, and an expression that needs it. */
const FEATURES: [name: string, remove: string, use: string, value: unknown][] = [
  ['crypto', 'delete globalThis.crypto', 'crypto.getRandomValues(new Uint8Array(3)).length', 3],
  ['CustomEvent', 'delete globalThis.CustomEvent', 'new CustomEvent("x", { detail: 5 }).detail', 5],
  [
    'URL.canParse',
    'delete URL.canParse',
    '[URL.canParse("a:b"), URL.canParse("//")]',
    [true, false],
  ],
  ['Array.fromAsync', 'delete Array.fromAsync', 'await Array.fromAsync([1, 2])', [1, 2]],
  ['Object.groupBy', 'delete Object.groupBy', 'Object.groupBy([1], () => "k").k', [1]],
  ['Set methods', 'delete Set.prototype.union', '[...new Set([1]).union(new Set([2]))]', [1, 2]],
  [
    'Promise.withResolvers',
    'delete Promise.withResolvers',
    'await (() => { const p = Promise.withResolvers(); p.resolve(4); return p.promise; })()',
    4,
  ],
  [
    'AbortSignal.any',
    'delete AbortSignal.any',
    '(() => { const c = new AbortController(); const s = AbortSignal.any([c.signal]); c.abort("why"); return s.reason; })()',
    'why',
  ],
  [
    'AbortSignal.any of a signal that was aborted before',
    'delete AbortSignal.any',
    'AbortSignal.any([AbortSignal.abort("before")]).reason',
    'before',
  ],
  [
    'process.getBuiltinModule',
    'delete process.getBuiltinModule',
    '[process.getBuiltinModule("node:path").posix.sep, process.getBuiltinModule("vue") ?? null]',
    ['/', null],
  ],
  [
    'tls.getCACertificates',
    'delete require("node:tls").getCACertificates',
    'require("node:tls").getCACertificates().every((pem) => pem.startsWith("-----BEGIN"))',
    true,
  ],
  [
    'crypto.hash',
    'delete require("node:crypto").hash',
    'require("node:crypto").hash("md5", "a").length',
    32,
  ],
];

describe('what the old Node is given', () => {
  it.each(FEATURES)('%s', (_name, remove, use, value) => {
    const script =
      `${remove};\nrequire(${JSON.stringify(POLYFILLS)});\n` +
      `(async () => JSON.stringify(${use}))().then((text) => process.stdout.write(text));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(value);
  });
});
