import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { secretFormat, secretText } from '../../../../shared/exports/secrets/index.ts';
import { aCredential, base64, WORST } from './hostile.ts';

/** Python's own readers, where they are on this computer; the others run everywhere. */
const has = (module: string): boolean =>
  spawnSync('python3', ['-c', `import ${module}`], { timeout: 10_000 }).status === 0;

const SCRIPT: Readonly<Record<string, string>> = {
  yaml: `
import json, sys, yaml
print(json.dumps([[list(yaml.safe_load_all(text))[0]] for text in json.load(sys.stdin)]))`,
  tomllib: `
import json, sys, tomllib
print(json.dumps([[tomllib.loads(text)] for text in json.load(sys.stdin)]))`,
};

/** Each text as this module reads it, as JSON. */
const readBy = (module: string, texts: readonly string[]): string[] => {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', SCRIPT[module] ?? ''], {
    input: JSON.stringify(texts),
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (status !== 0) throw new Error(String(stderr));
  return (JSON.parse(String(stdout)) as unknown[]).map((value) => JSON.stringify(value));
};

const written = (id: string, secret: string): string => {
  const format = secretFormat(id);
  if (format === null) throw new Error(`there is no ${id}`);
  return secretText(format, [aCredential({ secret })], {}, base64);
};

const WITH = [
  ['yaml', 'k3s'],
  ['yaml', 'kubernetes-secret'],
  ['yaml', 'helm-values'],
  ['tomllib', 'containerd'],
] as const;

describe.runIf(has('yaml') && has('tomllib'))('Python', () => {
  test.each(WITH)('%s reads the secrets of %s', (module, id) => {
    const read = readBy(
      module,
      WORST.map((secret) => written(id, secret)),
    );
    WORST.forEach((secret, index) => {
      const inside = id === 'kubernetes-secret' ? JSON.stringify(secret).slice(1, -1) : secret;
      expect(read[index]).toContain(JSON.stringify(inside).slice(1, -1));
    });
  });
});
