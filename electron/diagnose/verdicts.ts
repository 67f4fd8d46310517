import type { Verdict } from '../../shared/contract/diagnose-calls.ts';
import type { KnownPlace, KnownRobot } from '../../shared/inventory/inventory.ts';
import { compileSet } from '../../shared/permissions/compiled.ts';
import { judge, rulesOf } from '../../shared/permissions/judge.ts';
import type { Clue } from '../../shared/robots/diagnose/clue.ts';
import { effectiveOffset, isExpired, onOurClock } from '../../shared/robots/expiry/index.ts';
import { isFormerName } from '../../shared/robots/former-names.ts';

/** What is known around a robot that a clue may be about. */
export interface Suspect {
  readonly known: KnownRobot;
  readonly place: KnownPlace | null;
  readonly instanceName: string;
  /** Server's clock minus ours, seconds; null if unknown. */
  readonly clockOffset: number | null;
  /** Epoch seconds; null where it is there, or nobody knows. */
  readonly goneSince: number | null;
  readonly holdsSecret: boolean;
}

type Why = Pick<Verdict, 'code' | 'words' | 'wayOut' | 'at'>;

/** What an action needs; a push is refused where the robot may not pull (MW/v2auth asks for both). */
const NEEDS: Readonly<Record<NonNullable<Clue['action']>, readonly string[]>> = {
  pull: ['repository:pull'],
  push: ['repository:push', 'repository:pull'],
  delete: ['artifact:delete'],
};

function whyNotAllowed({ known, place, instanceName }: Suspect, clue: Clue): Why | null {
  const { project, action } = clue;
  if (project === '') return null;
  const isThere = place === null || place.projects.some(({ name }) => name === project);
  if (!isThere && place !== null && place.projects.length > 0) {
    return {
      code: 'no-project',
      words: `${instanceName} had no project ${project} that Purser could see at the last sync.`,
      wayOut: 'Check the name of the project in the image, and the registry in front of it.',
      at: null,
    };
  }
  const { robot } = known;
  const set = compileSet(robot.permissions);
  const at = { kind: 'project', name: project } as const;
  const rules = rulesOf(place?.version ?? '');
  const missing = NEEDS[action ?? 'pull'].filter(
    (pair) => judge(set, robot, at, pair, rules).state !== 'allowed',
  );
  if (missing.length === 0) return null;
  const verb = action ?? 'pull';
  // Whether a project is public is not read.
  const isOpen = missing.every((pair) => rules.inPublic.has(pair));
  return {
    code: 'no-permission',
    words:
      verb === 'push' && missing.length === 1 && missing[0] === 'repository:pull'
        ? `It may push to ${project} and not pull, and a registry wants both for a push.`
        : `It has no permission to ${verb === 'push' ? 'push to' : `${verb} from`} ${project}: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    wayOut: `Give it ${missing.join(' and ')} on ${project}, or use another robot.${isOpen ? ` If ${project} is public it needs none, and its secret is probably a wrong one.` : ''}`,
    at: null,
  };
}

/** Why Harbor does not let it in whatever its secret is; null if it does. */
function whyNoEntry({ known, goneSince, clockOffset }: Suspect, now: number): Why | null {
  const { robot, gone } = known;
  if (gone) {
    return {
      code: 'gone',
      words: 'It was deleted at Harbor.',
      wayOut: 'Make it again, or let what uses it take another robot.',
      at: goneSince,
    };
  }
  if (!robot.editable) {
    return {
      code: 'legacy',
      words: 'It was made by Harbor 2.1 or older, and no Harbor from 2.4 on lets such robots in.',
      wayOut: 'Replace it by a new robot.',
      at: null,
    };
  }
  const expiresAt = onOurClock(robot.expiresAt, effectiveOffset(clockOffset));
  if (isExpired(expiresAt, now)) {
    return {
      code: 'expired',
      words: 'It has expired. Harbor refuses every secret of it.',
      wayOut: 'Renew it: its secret stays the same.',
      at: expiresAt,
    };
  }
  if (robot.disabled) {
    return {
      code: 'disabled',
      words: 'It is disabled. Harbor refuses every secret of it.',
      wayOut: 'Enable it, if that was not on purpose.',
      at: null,
    };
  }
  return null;
}

function whyWrongName({ known, place }: Suspect, clue: Clue): Why | null {
  const { robot } = known;
  if (clue.names.includes(robot.name)) return null;
  if (clue.eaten.some((name) => robot.name.endsWith(`+${name}`))) {
    return {
      code: 'shell',
      words: `The text has the name without its project: a shell took $${robot.projectName} for a variable.`,
      wayOut: `Write the name in single quotes: '${robot.name}'.`,
      at: null,
    };
  }
  return clue.names.some((name) => isFormerName(name, robot, place?.prefix ?? ''))
    ? {
        code: 'renamed',
        words: `It is called ${robot.name} now: the prefix of robot names there was changed.`,
        wayOut: 'Let what uses it log in by the new name. The secret stays the same.',
        at: null,
      }
    : null;
}

/** What is known of one robot that a clue may be about. @param now epoch seconds, our clock */
export function verdictOn(suspect: Suspect, clue: Clue, now: number): Verdict {
  const { known, holdsSecret } = suspect;
  const { key, instanceId, robot } = known;
  const healthy: Why = {
    code: 'healthy',
    words:
      clue.status === 403
        ? 'It is enabled and has not expired, and what is known of its permissions allows this.'
        : 'It is enabled and has not expired, so the secret is probably a wrong one.',
    wayOut: holdsSecret
      ? 'Try the secret that is kept here; if it works, the other place has an old one.'
      : 'Check the secret that is used there, or give the robot a new one.',
    at: null,
  };
  const why =
    whyNoEntry(suspect, now) ??
    whyWrongName(suspect, clue) ??
    whyNotAllowed(suspect, clue) ??
    healthy;
  return { instanceId, robotKey: key, robotName: robot.name, holdsSecret, ...why };
}
