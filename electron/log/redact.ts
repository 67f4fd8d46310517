import { inspect } from 'node:util';

const HIDDEN = '[hidden]';
/** Fields of an error that its stack has already told. */
const IN_STACK: ReadonlySet<string> = new Set(['stack', 'message', 'name']);

const MAX_DEPTH = 8;
const MAX_TEXT = 20_000;

/** Names of fields and headers whose value is nobody's business. */
const SECRET_NAME =
  /pass(word|phrase|wd)?$|secret|token|authorization|cookie|credential|private.?key|api.?key|^sid$|csrf/i;

/** What a secret looks like in free text, where no field name tells. */
const TEXT_PATTERNS: readonly (readonly [RegExp, string])[] = [
  // user:password@ in an address
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi, `$1${HIDDEN}@`],
  [/\b(basic|bearer|digest|negotiate)\s+[a-z0-9+/=._~-]{4,}/gi, `$1 ${HIDDEN}`],
  // a header line, up to the end of the line or of the quoted string it stands in
  [
    /\b((?:proxy-)?authorization|(?:set-)?cookie|x-harbor-csrf-token)(["']?\s*[:=,]\s*["']?)[^"'\r\n]+/gi,
    `$1$2${HIDDEN}`,
  ],
  // key=value and "key": "value"
  [
    /(["']?(?:[a-z_-]*password|passphrase|passwd|[a-z_-]*secret|[a-z_-]*token|sid|_gorilla_csrf)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&"'}\])]+)/gi,
    `$1${HIDDEN}`,
  ],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
];

/** Every form in which a known secret could turn up. */
const formsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64');
  return [
    secret,
    base64,
    base64.replaceAll('=', ''),
    bytes.toString('base64url'),
    // As it would travel: half a character cannot, and is refused there.
    encodeURIComponent(bytes.toString('utf8')),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ];
};

export interface Redactor {
  /**
   * Hides this value from now on, in its plain, base64, URL-encoded and JSON-escaped forms.
   * Values under 4 characters are left to the names and patterns: hiding each "a" hides nothing.
   */
  remember(secret: string): void;
  /** Text of anything, without secrets. Never throws, whatever it is given. */
  toText(value: unknown): string;
}

/** Makes the one thing that every line of the log and every error report goes through. */
export const createRedactor = (): Redactor => {
  const known = new Set<string>();

  const cleanText = (text: string): string => {
    let clean = text;
    for (const form of known) clean = clean.replaceAll(form, HIDDEN);
    for (const [pattern, replacement] of TEXT_PATTERNS) clean = clean.replace(pattern, replacement);
    return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}… (${clean.length})` : clean;
  };

  const cleanEntry = (name: string, value: unknown, depth: number, seen: Set<object>): unknown => {
    const harmless = value === null || value === undefined || typeof value === 'boolean';
    return SECRET_NAME.test(name) && !harmless ? HIDDEN : clean(value, depth, seen);
  };

  const cleanList = (list: readonly unknown[], depth: number, seen: Set<object>): unknown[] =>
    list.map((value, index) => {
      // Raw headers come as a flat list: name, value, name, value.
      const before = list[index - 1];
      return typeof before === 'string' && before.length < 40 && typeof value === 'string'
        ? cleanEntry(before, value, depth, seen)
        : clean(value, depth, seen);
    });

  const cleanObject = (value: object, depth: number, seen: Set<object>): unknown => {
    if (value instanceof Date) return value;
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (value instanceof Map) {
      return new Map(
        [...value].map(([key, item]) => [
          clean(key, depth, seen),
          cleanEntry(String(key), item, depth, seen),
        ]),
      );
    }
    if (value instanceof Set || Array.isArray(value)) return cleanList([...value], depth, seen);
    if (value instanceof URL || value instanceof URLSearchParams) return cleanText(String(value));
    const result: Record<string, unknown> = {};
    if (value instanceof Error) {
      result['error'] = cleanText(value.stack ?? `${value.name}: ${value.message}`);
    }
    // Accessors are not called: they may compute, throw, or fetch what we must not have.
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
      if (!('value' in property) || (value instanceof Error && IN_STACK.has(name))) continue;
      result[cleanText(name)] = cleanEntry(name, property.value, depth, seen);
    }
    return result;
  };

  const clean = (value: unknown, depth: number, seen: Set<object>): unknown => {
    if (typeof value === 'string') return cleanText(value);
    if (typeof value === 'function') return '[function]';
    if (typeof value === 'symbol') return '[symbol]';
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '[seen above]';
    if (depth >= MAX_DEPTH) return '[deeper]';
    return cleanObject(value, depth + 1, seen.add(value));
  };

  return {
    remember: (secret) => {
      if (secret.length < 4) return;
      for (const form of formsOf(secret)) if (form.length >= 4) known.add(form);
    },
    toText: (value) => {
      try {
        const cleaned = clean(value, 0, new Set());
        if (typeof cleaned === 'string') return cleaned;
        // Once more as text: a secret may come apart in the tree and together in the line.
        return cleanText(inspect(cleaned, { depth: MAX_DEPTH + 2, breakLength: 120 }));
      } catch {
        return '[could not be written]';
      }
    },
  };
};
