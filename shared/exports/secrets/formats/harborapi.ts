import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
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

/** The name in a file of credentials; null where it is none. */
function nameIn(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    const hasName = typeof value === 'object' && value !== null && 'name' in value;
    return hasName && typeof value.name === 'string' ? value.name : null;
  } catch {
    return null;
  }
}

/** The newer secret of the robot that is there. Throws CannotExport for another robot's. */
function replaceSame(before: string, text: string): Merged {
  const there = nameIn(before);
  const name = nameIn(text) ?? '';
  if (there === name) {
    return { text, changes: [`${name}: the secret that is there is replaced`], beware: [] };
  }
  throw new CannotExport(
    there === null
      ? 'What is there is not a file of this kind: it is left as it is.'
      : `What is there is the secret of ${there}, and the file holds one robot: choose another name.`,
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
    return JSON.stringify(
      {
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
      },
      null,
      4,
    );
  },
  merge: replaceSame,
};
