import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CannotExport,
  SECRET_FORMATS,
  secretText,
  type SecretFormat,
} from '../../../../shared/exports/secrets/index.ts';
import { aCredential, anyName, anySecret, base64, WORST } from './hostile.ts';
import { READERS } from './readers.ts';

/** Shells themselves read these. */
const SOURCED = ['env-sh', 'trivy', 'crictl'];
const FILES = SECRET_FORMATS.filter(({ id, holdsSecret }) => holdsSecret && !SOURCED.includes(id));

/** The text; null where the format says that it cannot carry this. */
const written = (
  format: SecretFormat,
  name: string,
  secret: string,
  options: Record<string, string> = {},
): string | null => {
  try {
    const given = format.id === 'gitlab-variables' ? { masked: 'no', ...options } : options;
    return secretText(format, [aCredential({ name, secret })], given, base64);
  } catch (error) {
    if (error instanceof CannotExport) return null;
    throw error;
  }
};

test('every format that holds a secret has a reader here', () => {
  expect(FILES.map(({ id }) => id).sort()).toStrictEqual(Object.keys(READERS).sort());
});

/** Formats with a dialect that lacks escapes; all others carry everything. */
const PICKY = [
  'env-compose',
  'env-dotenv',
  'env-dotenv-expand',
  'env-docker-run',
  'env-make',
  'env-systemd',
  'netrc',
  'terraform-tfvars',
];

describe.each(FILES.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const read = READERS[id];

  const check = (name: string, secret: string, options: Record<string, string> = {}): void => {
    const text = written(format, name, secret, options);
    if (text === null) expect(PICKY).toContain(id);
    else expect(read?.(text)).toMatchObject([{ name: csvName(id, name), secret }]);
  };

  test('gives back the worst secrets', () => {
    for (const secret of WORST) check('robot$team+ci', secret);
  });

  test('gives back any name and any secret', () => {
    fc.assert(
      fc.property(anyName, anySecret, (name, secret) => check(name, secret)),
      {
        numRuns: 300,
      },
    );
  });

  test('carries what people have', () => {
    const text = written(format, 'robot$team+ci', 'Ex4mpleSecretValue');
    expect(read?.(text ?? '')).toMatchObject([
      { name: 'robot$team+ci', secret: 'Ex4mpleSecretValue' },
    ]);
  });

  test('says the same for every choice of its options', () => {
    for (const option of format.options) {
      for (const { value } of option.choices ?? []) {
        if (option.id === 'as') continue;
        const text = written(format, 'robot$team+ci', 'a$b-Ex4mple', {
          masked: 'no',
          [option.id]: value,
        });
        expect(read?.(text ?? '')).toMatchObject([
          { name: 'robot$team+ci', secret: 'a$b-Ex4mple' },
        ]);
      }
    }
  });

  test('ends no file with a mark of byte order, and has lines of its own kind alone', () => {
    const text = written(format, 'robot$team+ci', 'Ex4mpleSecretValue') ?? '';
    expect(text).not.toMatch(/^\uFEFF/);
    if (id !== 'list-csv') expect(text).not.toContain('\r');
  });
});

/** A table for spreadsheets guards a name against being a formula; the secret it leaves exact. */
const csvName = (id: string, name: string): unknown =>
  id === 'list-csv' ? expect.stringContaining(name.replace(/^'/, '')) : name;
