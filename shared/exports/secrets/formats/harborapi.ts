import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
import { jsonThere } from '../json-there.ts';
import { type Merged, onlyRobot, type SecretFormat } from '../secret-format.ts';

/** "2026-08-01T10:00:00.000000Z", as pydantic writes times; null for none. */
const time = (at: number): string | null =>
  at <= 0 || at > 8_640_000_000_000
    ? null
    : `${new Date(at * 1_000).toISOString().slice(0, -1)}000Z`;

const permissionsOf = ({ permissions }: RobotCredential): unknown =>
  permissions.map(({ kind, namespace, access }) => ({
    kind,
    namespace,
    access: access.map(({ resource, action, effect }) => ({
      resource,
      action,
      effect: effect === '' ? null : effect,
    })),
  }));

/** Whose secret a file of credentials holds, and all of that. */
interface Holder {
  readonly all: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** Address of its Harbor, which Purser's files say; '' in those of others. */
  readonly url: string;
}

/** Throws CannotExport where it is no file of credentials. */
function holderIn(text: string): Holder {
  const all = jsonThere(text);
  const { name, url } = all;
  if (typeof name !== 'string') {
    throw new CannotExport('What is there is not a file of this kind: it is left as it is.');
  }
  return { all, name, url: typeof url === 'string' ? url : '' };
}

/** As harborapi writes it. */
const fileText = (all: Readonly<Record<string, unknown>>): string => JSON.stringify(all, null, 4);

/** The newer secret of the robot that is there; what only the file says stays. Throws CannotExport for another robot's. */
function replaceSame(before: string, text: string): Merged {
  const there = holderIn(before);
  const own = holderIn(text);
  // Robots of several Harbors often have the same name.
  const isElsewhere = there.url !== '' && there.url !== own.url;
  if (there.name === own.name && !isElsewhere) {
    const said = Object.fromEntries(Object.entries(own.all).filter(([, value]) => value !== null));
    const changes = [`${own.name}: the secret that is there is replaced`];
    return { text: fileText({ ...there.all, ...said }), changes, beware: [], isIgnored: false };
  }
  const whose = isElsewhere ? `${there.name} at ${there.url}` : there.name;
  throw new CannotExport(
    `What is there is the secret of ${whose}, and the file holds one robot: choose another name.`,
  );
}

/**
 * The credentials file of unioslo/harborapi, which holds one robot (0.26.2: four spaces, these
 * keys in this order, no newline at the end). The address is ours: its reader keeps unknown keys.
 */
export const harborapi: SecretFormat = {
  id: 'harborapi',
  title: 'harborapi credentials file',
  group: 'Harbor tools',
  words: 'python unioslo harbor-cli credentials_file client',
  purpose: 'Signs a Python client of Harbor in as this robot.',
  reader:
    'harborapi and unioslo’s harbor-cli, as credentials_file; goharbor’s harbor-cli reads it too.',
  use: ['HarborAsyncClient(url="https://HOST/api/v2.0", credentials_file="FILE")'],
  beware: [
    'It holds one robot. Another robot’s file is never written over.',
    'The address is not read from it.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: '{robot}.json',
  options: [],
  write: (writing) => {
    const robot = onlyRobot(writing);
    return fileText({
      id: robot.id,
      name: robot.name,
      description: robot.description,
      secret: robot.secret,
      level: robot.project === '' ? 'system' : 'project',
      duration: robot.duration,
      editable: null,
      disable: null,
      expires_at: robot.expiresAt,
      permissions: permissionsOf(robot),
      creator_type: null,
      creator_ref: null,
      creation_time: time(robot.createdAt),
      update_time: null,
      url: robot.url,
    });
  },
  merge: replaceSame,
};
