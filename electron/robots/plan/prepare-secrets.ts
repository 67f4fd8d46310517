import { randomInt } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors.ts';
import type {
  PreparedChoice,
  PreparedSecrets,
  RobotSecret,
} from '../../../shared/contract/secrets.ts';
import type { KnownRobot } from '../../../shared/inventory/inventory.ts';
import { counted } from '../../../shared/robots/counted.ts';
import { makeSecret } from '../../../shared/robots/changes/secret-policy.ts';
import type { CommandPorts } from '../harbors.ts';

type Ports = Pick<CommandPorts, 'secrets'>;

/** Handles of the secrets that are prepared for a robot; one at most, as they are made here. */
export function preparedFor({ robot, instanceId }: KnownRobot, { secrets }: Ports): string[] {
  const { id: robotId, name, createdAt } = robot;
  const asked = { instanceId, robotId, name, createdAt };
  return secrets.list({ robot: asked, states: ['prepared'] }).handles;
}

/** Why a robot cannot get a new secret later, as a sentence; '' if it can. */
function whyNot(known: KnownRobot, ports: Ports): string {
  if (known.gone) return 'It is not on its Harbor any more.';
  if (!known.robot.editable) {
    return 'It is a legacy robot. A new secret would turn it into one that cannot be deleted.';
  }
  return preparedFor(known, ports).length === 0
    ? ''
    : 'A secret is prepared for it already. Discard that first.';
}

/** The secret that all of them get; null where each gets its own. Throws `unknown-item`. */
async function commonSecret(choice: PreparedChoice, { secrets }: Ports): Promise<string | null> {
  switch (choice.kind) {
    case 'generate':
      return null;
    case 'one':
      return makeSecret(randomInt);
    case 'own':
      return secrets.read(choice.handle);
  }
}

/**
 * Makes new secrets and keeps them here. Harbor hears of them when they are activated, by a plan
 * that refreshes with the choice `prepared`; until then the robots work with their old ones.
 * @param sessionOnly memory is enough where no keychain keeps them
 * @returns what was made, and why for some robots nothing was
 * Throws `unknown-item`, `keychain-missing`, `keychain-locked`; what was made before stays listed.
 */
export async function prepareSecrets(
  robots: readonly KnownRobot[],
  choice: PreparedChoice,
  sessionOnly: boolean,
  ports: Ports,
): Promise<PreparedSecrets> {
  const { secrets } = ports;
  if (robots.length === 0) {
    throw new AppError('unknown-item', 'None of these robots is in the inventory any more.');
  }
  if (!sessionOnly) await secrets.requireReady(true);
  const common = await commonSecret(choice, ports);
  const made: RobotSecret[] = [];
  const refused: PreparedSecrets['refused'] = [];
  for (const known of robots) {
    const { instanceId, robot } = known;
    const why = whyNot(known, ports);
    if (why !== '') {
      refused.push({ instanceId, robotName: robot.name, why });
      continue;
    }
    const { id: robotId, name: robotName, createdAt: robotCreatedAt } = robot;
    const typedIn = choice.kind === 'own';
    const wish = { instanceId, robotId, robotName, robotCreatedAt, typedIn };
    const handle = await secrets.begin(
      { ...wish, planId: null, step: null, state: 'prepared', sessionOnly },
      common,
    );
    const secret = secrets.find(handle);
    if (secret !== null) made.push(secret);
  }
  return { secrets: made, refused };
}

const notHere = (names: readonly string[]): AppError => {
  const [first = '', ...others] = names;
  const who = others.length === 0 ? first : `${first} and ${counted(others.length, 'more')}`;
  const are = others.length === 0 ? 'is' : 'are';
  return new AppError(
    'unknown-item',
    `${who} ${are} not in the inventory any more. Sync the instance, or discard what was prepared.`,
  );
};

/**
 * The robots that prepared secrets are for.
 * @returns their keys
 * Throws `unknown-item` where a secret is not prepared any more, or its robot is not known.
 */
export async function robotsToActivate(
  handles: readonly string[],
  { secrets, inventory }: Pick<CommandPorts, 'secrets' | 'inventory'>,
): Promise<number[]> {
  const prepared = handles.flatMap((handle) => {
    const secret = secrets.find(handle);
    return secret?.state === 'prepared' ? [secret] : [];
  });
  if (prepared.length < handles.length) {
    throw new AppError('unknown-item', 'Some of these secrets are not prepared any more.');
  }
  const keys: number[] = [];
  const missing: string[] = [];
  for (const instanceId of new Set(prepared.map((one) => one.instanceId))) {
    const theirs = prepared.filter((one) => one.instanceId === instanceId);
    const ids = theirs.flatMap(({ robotId }) => robotId ?? []);
    const known = await inventory.robotsByIds(instanceId, ids);
    const byId = new Map(known.map(({ key, robot }) => [robot.id, key]));
    for (const { robotId, robotName } of theirs) {
      const key = byId.get(robotId ?? -1);
      if (key === undefined) missing.push(robotName);
      else keys.push(key);
    }
  }
  if (missing.length > 0) throw notHere(missing);
  return keys;
}
