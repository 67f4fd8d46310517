import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../electron/log/log.ts';
import { createRedactor } from '../../../electron/log/redact.ts';

const SECRET = 'Pa55-w0rd/ü"x';
const folders: string[] = [];

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'purser-log-'));
  folders.push(made);
  return made;
};

afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

/** Everything that has ever been seen to carry a secret into a log. */
const poisoned = (secret: string): unknown[] => {
  const base64 = Buffer.from(`admin:${secret}`).toString('base64');
  const cause = new Error(
    `connect to https://admin:${encodeURIComponent(secret)}@harbor.lan failed`,
  );
  const error = Object.assign(new Error('request failed', { cause }), {
    options: { headers: { Authorization: `Basic ${base64}` } },
    rawHeaders: ['Set-Cookie', `sid=${secret}; Path=/`, 'Proxy-Authorization', `Basic ${base64}`],
  });
  const circular: Record<string, unknown> = { password: secret };
  circular['self'] = circular;
  class Login {
    readonly user = 'admin';
    readonly passphrase = secret;
    get worse(): string {
      throw new Error(secret);
    }
  }
  return [
    { user: 'admin', password: secret },
    { deep: { er: [{ secret }] } },
    new Map<unknown, unknown>([
      ['token', secret],
      [{ apiKey: secret }, 1],
    ]),
    new Set([`password=${secret}`]),
    error,
    new AggregateError([error, { privateKey: secret }], 'several'),
    circular,
    new Login(),
    new URL(`http://admin:${encodeURIComponent(secret)}@proxy.lan:3128`),
    `https://admin:${encodeURIComponent(secret)}@harbor.lan/x`,
    `Authorization: Basic ${base64}\r\nCookie: sid=${encodeURIComponent(secret)}; a=b`,
    `{"password": ${JSON.stringify(secret)}}`,
    new URLSearchParams({ principal: 'admin', password: secret }),
    Buffer.from(secret),
    new Uint8Array(Buffer.from(secret)),
    { headers: new Headers({ cookie: encodeURIComponent(secret) }) },
    [['authorization', `Bearer ${base64}`]],
    { [`password=${encodeURIComponent(secret)}`]: 1 },
    `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----`,
  ];
};

const forms = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
  Buffer.from(`admin:${secret}`).toString('base64').replaceAll('=', ''),
  Buffer.from(secret).toString('hex'),
  JSON.stringify(secret).slice(1, -1),
];

const expectClean = (text: string, secret: string): void => {
  for (const form of forms(secret)) expect(text).not.toContain(form);
};

describe('what nobody has told the redactor', () => {
  it.each(poisoned('correct-horse-battery').map((value, index) => [index, value]))(
    'is hidden by its name or its shape (%i)',
    (_index, value) => expectClean(createRedactor().toText(value), 'correct-horse-battery'),
  );

  it('is a value of any kind under such a name', () => {
    const names = ['password', 'PASSPHRASE', 'proxyPassword', 'secret', 'accessToken', 'sid'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ minLength: 8 }), (name, value) => {
        const text = createRedactor().toText({ [name]: { value } });
        expect(text.replaceAll("'", '')).toBe(`{ ${name}: [hidden] }`);
      }),
      { seed: 5 },
    );
  });
});

describe('a secret that was remembered', () => {
  it.each(poisoned(SECRET).map((value, index) => [index, value]))(
    'is hidden wherever it stands (%i)',
    (_index, value) => {
      const redactor = createRedactor();
      redactor.remember(SECRET);
      expectClean(redactor.toText(value), SECRET);
    },
  );

  it('is hidden in text that gives no hint of it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const redactor = createRedactor();
          redactor.remember(secret);
          fc.pre(!'[hidden]'.includes(secret) && !`${before}[hidden]${after}`.includes(secret));
          expect(redactor.toText(`${before}${secret}${after}`)).not.toContain(secret);
        },
      ),
      { seed: 6 },
    );
  });

  it('may be of half a character, as files of anybody can have it', () => {
    const redactor = createRedactor();
    redactor.remember('\ud800half');
    expect(redactor.toText('x \ud800half')).toBe('x [hidden]');
  });

  it('is left in place when it is too short to mean anything', () => {
    const redactor = createRedactor();
    redactor.remember('a');
    expect(redactor.toText('a cat')).toBe('a cat');
  });
});

describe('everything else', () => {
  it('is written so that it can be read', () => {
    const { toText } = createRedactor();
    expect(toText('GET /api/v2.0/robots?page=2 200')).toBe('GET /api/v2.0/robots?page=2 200');
    expect(toText({ id: 5, name: 'robot$ci', hasSecret: true })).toContain("name: 'robot$ci'");
    expect(toText(new Error('it failed'))).toContain('it failed');
    expect(toText(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(toText(null)).toBe('null');
    expect(toText(undefined)).toBe('undefined');
  });

  it('never makes it throw', () => {
    const { toText } = createRedactor();
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withSet: true }), (value) => {
        expect(typeof toText(value)).toBe('string');
      }),
      { seed: 7 },
    );
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(toText(trap)).toBe('[could not be written]');
  });
});

describe('the log file', () => {
  it('holds no secret, is its owner’s alone, and takes no forged entries', () => {
    const home = folder();
    const redactor = createRedactor();
    redactor.remember(SECRET);
    const log = createLog(home, redactor);
    for (const value of poisoned(SECRET)) log.error('poisoned', value);
    log.warn(`harmless\n[2026-01-01 00:00:00.000] [error] forged`);
    log.info(`100% %s %d ${SECRET}`, SECRET);
    const file = join(home, 'logs', 'purser.log');
    const text = readFileSync(file, 'utf8');
    expectClean(text, SECRET);
    expect(text.match(/^\[[^\]]+\] \[error\]/gm)).toHaveLength(poisoned(SECRET).length);
    expect(text).toContain('100% %s %d [hidden] [hidden]');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('moves to another folder, and back', () => {
    const [first, second] = [folder(), folder()];
    const log = createLog(first, createRedactor());
    log.info('one');
    log.moveTo(second);
    log.info('two');
    log.moveTo(first);
    log.info('three');
    const read = (home: string): string => readFileSync(join(home, 'logs', 'purser.log'), 'utf8');
    expect(read(first)).toMatch(/one[^]*three/);
    expect(read(first)).not.toContain('two');
    expect(read(second)).toContain('two');
  });

  it('costs nothing but the log when it cannot be written', () => {
    const file = join(folder(), 'in-the-way');
    writeFileSync(file, '');
    const log = createLog(file, createRedactor());
    expect(() => log.error('lost')).not.toThrow();
  });
});
