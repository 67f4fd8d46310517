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

/** Characters of a text that are looked into: several events of a log. */
const LONGEST = 8_000;

const NAME = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const FULL = `(?:${NAME}\\+)?${NAME}`;
const HOST =
  '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\\d+)?|[a-z0-9-]+:\\d+)';
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

/** The repository that a text is about, with its project. */
function imageOf(text: string): { hosts: string[]; project: string; repository: string } {
  const patterns = [
    `(?:^|[\\s"'=@/]|docker://|oci://|https?://)(${HOST})/(?:v2/)?(${PATH})(?=[:@\\s"',)]|/(?:manifests|blobs|tags)\\b|$)`,
    `repository:()(${PATH})(?=:|\\b)`,
    `/v2/()(${PATH})/(?:manifests|blobs|tags)\\b`,
  ];
  for (const pattern of patterns) {
    const found = new RegExp(pattern, 'i').exec(text);
    if (found === null) continue;
    const path = (found[2] ?? '').replace(/\/(?:manifests|blobs|tags)(?:\/.*)?$/, '');
    const [project = '', ...rest] = path.split('/');
    if (project === 'service' || project === 'api' || project === 'v2') continue;
    const host = (found[1] ?? '').toLowerCase();
    return { hosts: host === '' ? [] : [host], project, repository: rest.join('/') };
  }
  return { hosts: [], project: '', repository: '' };
}

/**
 * Reads a log line, a robot's name or an image reference. Never throws.
 * @param prefixes of the Harbors that are known
 * @param hosts of them, with port
 */
export function readClue(
  text: string,
  prefixes: readonly string[],
  hosts: readonly string[],
): Clue {
  const line = plain(text.slice(0, LONGEST));
  const known = [...new Set(['robot$', ...prefixes])].filter((prefix) => prefix !== '');
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
  const image = imageOf(line);
  const said = hosts.filter((host) => line.toLowerCase().includes(host.toLowerCase()));
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
