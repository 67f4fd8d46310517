/** What a log line, a name or an image reference says of a failing login. */
export interface Clue {
  /** Full names of robots, or what may be one. */
  readonly names: readonly string[];
  /**
   * Given names of robots of projects whose project is missing: a shell took `$project` of
   * `robot$project+name` for a variable and left `robot+name`.
   */
  readonly eaten: readonly string[];
  /** Host and port. */
  readonly hosts: readonly string[];
  /** '' where none is said. */
  readonly project: string;
  /** Without project; ''. */
  readonly repository: string;
  readonly action: 'pull' | 'push' | 'delete' | null;
  /** What Harbor, or the registry, answered: 401, 403, 404; null where it is not said. */
  readonly status: number | null;
}

/** What names of robots, and of images, begin with at the instances that are known. */
export interface KnownNames {
  readonly prefixes: readonly string[];
  /** With port. */
  readonly hosts: readonly string[];
}

/** Characters of a text that are looked into: several events of a log. */
const LONGEST = 8_000;

const NAME = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const FULL = `(?:${NAME}\\+)?${NAME}`;
/** What docker takes for a host, which one without dot and port is not. */
const HOST =
  '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\\d+)?|[a-z0-9-]+:\\d+';
const PATH = `${NAME}(?:/${NAME})*`;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Names as loggers and shells write them: percent-encoded, with backslashes before signs. */
const plain = (text: string): string =>
  text
    .replace(/%24/g, '$')
    .replace(/%2B/gi, '+')
    .replace(/\\+(?=[$+])/g, '');

const all = (text: string, pattern: string): string[] => [
  ...new Set([...text.matchAll(new RegExp(pattern, 'g'))].map((found) => found[1] ?? '')),
];

function actionOf(text: string): Clue['action'] {
  const scope = /:(?:[a-z,*]*\b)(push|pull|delete)\b/.exec(text)?.[1];
  // A push asks for pull as well.
  if (/:[a-z,]*\bpush\b/.test(text) || /\bpush|blobs\/uploads|\bPUT\b/i.test(text)) return 'push';
  if (/\bdelete\b/i.test(text)) return 'delete';
  if (
    scope === 'pull' ||
    /\bpull|\/manifests\/|\/blobs\/|ErrImagePull|ImagePullBackOff/i.test(text)
  ) {
    return 'pull';
  }
  return null;
}

function statusOf(text: string): number | null {
  const found = /\b(401|403|404)\b/.exec(text)?.[1];
  if (found !== undefined) return Number(found);
  if (/unauthorized|authentication required|incorrect username or password/i.test(text)) return 401;
  if (/forbidden|access to the resource is denied|\bdenied\b/i.test(text)) return 403;
  return null;
}

/**
 * The repository that a text is about, with its project.
 * @param hosts that are known, so that one without dot and port is a host
 */
function imageOf(
  text: string,
  hosts: readonly string[],
): { hosts: string[]; project: string; repository: string } {
  const host = [...hosts.map(escaped), HOST].join('|');
  const patterns = [
    `(?:^|[\\s"'=@/]|docker://|oci://|https?://)(${host})/(?:v2/)?(${PATH})(?=[:@\\s"',)]|/(?:manifests|blobs|tags)\\b|$)`,
    `repository:()(${PATH})(?=:|\\b)`,
    `/v2/()(${PATH})/(?:manifests|blobs|tags)\\b`,
  ].map((pattern) => new RegExp(pattern, 'i'));
  // An image by itself, without a host.
  patterns.push(new RegExp(`^\\s*()(${NAME}(?:/${NAME})+)(?:[:@]\\S*)?\\s*$`));
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const path = (found[2] ?? '').replace(/\/(?:manifests|blobs|tags)(?:\/.*)?$/, '');
    const [project = '', ...rest] = path.split('/');
    if (project === 'service' || project === 'api' || project === 'v2') continue;
    const at = (found[1] ?? '').toLowerCase();
    return { hosts: at === '' ? [] : [at], project, repository: rest.join('/') };
  }
  return { hosts: [], project: '', repository: '' };
}

/** Whether a line has this host, and not one, or a path, that it is a part of. */
const saysHost = (line: string, host: string): boolean =>
  new RegExp(`(?<![a-z0-9.-]|[^/]/)${escaped(host)}(?![a-z0-9-]|\\.[a-z0-9])`, 'i').test(line);

const withDefault = (prefixes: readonly string[]): string[] =>
  [...new Set(['robot$', ...prefixes])].filter((prefix) => prefix !== '');

/** Reads a log line, a robot's name or an image reference. Never throws. */
export function readClue(text: string, { prefixes, hosts }: KnownNames): Clue {
  const line = plain(text.slice(0, LONGEST));
  const known = withDefault(prefixes);
  const named = known.flatMap((prefix) =>
    all(line, `(?:^|[^A-Za-z0-9._$+-])(${escaped(prefix)}${FULL})`),
  );
  // With a plus it can be nothing but a robot of a project, whatever the prefix was then.
  const plus = all(line, `(?:^|[\\s"'=])([A-Za-z0-9._$@-]+\\+${NAME})`).filter(
    (name) => !name.startsWith('robot+'),
  );
  // A name by itself, with or without prefix.
  const alone = line.trim().replace(/^["'`]|["'`]$/g, '');
  const isAlone = /^\S+$/.test(alone) && !alone.includes('/') && !/^\d+$/.test(alone);
  const image = imageOf(line, hosts);
  const said = hosts.filter((host) => saysHost(line, host));
  const eaten = all(line, `(?:^|[^A-Za-z0-9._$+-])robot\\+(${NAME})`);
  return {
    names: [...new Set([...named, ...plus, ...(isAlone && named.length === 0 ? [alone] : [])])],
    eaten,
    hosts: [...new Set([...said, ...image.hosts])],
    project: image.project,
    repository: image.repository,
    action: actionOf(line),
    status: statusOf(line),
  };
}

/** Whether a text that somebody typed seems to be about a login rather than a search. Never throws. */
export function looksLikeClue(text: string, known: KnownNames): boolean {
  const { names, eaten, project, status } = readClue(text, known);
  const prefixes = withDefault(known.prefixes);
  // A sign in the middle of a word is there after another prefix, or after a project.
  const isFull = (name: string): boolean =>
    /[^$+][$+][a-z0-9]/i.test(name) || prefixes.some((prefix) => name.startsWith(prefix));
  return project !== '' || status !== null || eaten.length > 0 || names.some(isFull);
}
