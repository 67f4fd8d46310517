/** Headers that recordings keep: an answer has one exactly when the recording shows it. */
export const KEPT_HEADERS = [
  'content-type',
  'x-total-count',
  'link',
  'location',
  'www-authenticate',
  'allow',
  'set-cookie',
  'x-request-id',
  'x-harbor-csrf-token',
] as const;

const DAY = 86_400;
/** Seconds by which an expiry may differ from its creation time plus whole days. */
const EXPIRY_SLACK = 3;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TIME = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})';

const PLACEHOLDERS: readonly [RegExp, string][] = [
  [/^<time>/, TIME],
  [/^<secret (\d+)>/, '[0-9A-Za-z]{$1}'],
  [/^<id>/, `(${UUID}|\\d+)`],
  [/^<cookie>/, '[^;]*'],
  [/^<token>/, '[A-Za-z0-9+/=_-]+'],
  [/^<version>/, '\\S+'],
  [/^<(?:host|external_url|registry_url)>/, '\\S+'],
];

/** The expression that a recorded text stands for. */
function expressionOf(text: string): RegExp {
  let source = '';
  for (let rest = text; rest !== '';) {
    const known = PLACEHOLDERS.find(([placeholder]) => placeholder.test(rest));
    const match = known ? known[0].exec(rest) : null;
    if (known && match) {
      source += known[1].replace('$1', match[1] ?? '');
      rest = rest.slice(match[0].length);
    } else {
      source += rest[0]?.replace(/[$()*+.?[\\\]^{|}]/, '\\$&') ?? '';
      rest = rest.slice(1);
    }
  }
  return new RegExp(`^${source}$`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists whose order Harbor leaves to chance are sorted in recordings, so they are sorted here too. */
function settled(value: unknown): unknown {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settled(item)]));
  if (!Array.isArray(value)) return value;
  const items: unknown[] = value.map(settled);
  const keys = (item: unknown): string[] => (isObject(item) ? Object.keys(item) : []);
  const order = (...names: string[]) =>
    items.sort((a, b) => {
      for (const name of names) {
        const [left, right] = [a, b].map((item) =>
          String((isObject(item) ? item[name] : '') ?? ''),
        );
        if (left !== right) return (left ?? '') < (right ?? '') ? -1 : 1;
      }
      return 0;
    });
  if (
    items.length > 0 &&
    items.every((item) => keys(item).includes('kind') && keys(item).includes('namespace'))
  )
    return order('kind', 'namespace');
  if (
    items.length > 0 &&
    items.every(
      (item) =>
        keys(item).includes('resource') &&
        keys(item).every((key) => ['resource', 'action', 'effect'].includes(key)),
    )
  )
    return order('resource', 'action', 'effect');
  return items;
}

function settledMessage(text: string): string {
  return text.replace(
    /, but \[([A-Z,]+)\] are/,
    (_, methods: string) => `, but [${methods.split(',').sort().join(',')}] are`,
  );
}

/** Differences between a recorded value and an actual one, each with its place. */
function differences(expected: unknown, actual: unknown, place: string, parent: unknown): string[] {
  if (typeof expected === 'string') {
    const expiry = /^<creation([+-]\d+)d>$/.exec(expected);
    if (expiry) return expiryDifference(Number(expiry[1]), actual, place, parent);
    if (expected === '<id>' && typeof actual === 'number') return [];
    const text = typeof actual === 'string' ? settledMessage(actual) : undefined;
    if (text !== undefined && expressionOf(expected).test(text)) return [];
    return [`${place}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`${place}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
    return expected.flatMap((item, index) =>
      differences(item, actual[index], `${place}[${index}]`, actual),
    );
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [`${place}: ${JSON.stringify(actual)} instead of an object`];
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) => {
      if (!(key in actual)) return [`${place}.${key}: missing`];
      if (!(key in expected))
        return [`${place}.${key}: ${JSON.stringify(actual[key])} is too much`];
      return differences(expected[key], actual[key], `${place}.${key}`, actual);
    });
  }
  return Object.is(expected, actual)
    ? []
    : [`${place}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

function expiryDifference(days: number, actual: unknown, place: string, parent: unknown): string[] {
  const created = Date.parse(String(isObject(parent) ? parent['creation_time'] : '')) / 1000;
  const wanted = created + days * DAY;
  return Math.abs(Number(actual) - wanted) <= EXPIRY_SLACK
    ? []
    : [`${place}: ${JSON.stringify(actual)} instead of ${wanted} (${days} days after creation)`];
}

/** Compares a body with a recorded one, placeholders and chance included. */
export function compareBody(expected: unknown, actual: unknown): string[] {
  return differences(expected, settled(actual), 'body', undefined);
}

/** Compares a plain text with a recorded one. */
export function compareText(expected: string, actual: string): string[] {
  return differences(expected, actual, 'text', undefined);
}

/** Compares the headers that recordings keep. */
export function compareHeaders(
  expected: Readonly<Record<string, string | readonly string[]>>,
  actual: Readonly<Record<string, string | readonly string[] | undefined>>,
): string[] {
  return KEPT_HEADERS.flatMap((name) => {
    const wanted = expected[name];
    const got = actual[name];
    if (wanted === undefined && got === undefined) return [];
    if (wanted === undefined) return [`${name}: ${JSON.stringify(got)} is too much`];
    if (got === undefined) return [`${name}: missing`];
    return differences(wanted, got, name, undefined);
  });
}
