import { type Diagnosis, VERDICTS } from '../../shared/contract/diagnose-calls.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { RobotIdentity } from '../../shared/contract/secrets.ts';
import type { Inventory, KnownRobot, Now } from '../../shared/inventory/inventory.ts';
import { type Clue, type KnownNames, readClue } from '../../shared/robots/diagnose/clue.ts';
import { givenNamesIn, isFormerName } from '../../shared/robots/former-names.ts';
import { quoteValue } from '../../shared/robots/query/index.ts';
import { hostOf, instancesAt, registriesIn } from '../instances/instances-at.ts';
import { type Suspect, verdictOn } from './verdicts.ts';

interface DiagnosePorts {
  readonly inventory: Pick<Inventory, 'robotsCalled' | 'knownPlace' | 'facts' | 'detail'>;
  readonly instances: () => readonly Pick<InstanceConfig, 'id' | 'name' | 'url'>[];
  readonly holds: (robots: readonly RobotIdentity[]) => boolean[];
  readonly at: () => Now;
}

/** Robots that one text may be about; more than that is no answer. */
const MOST = 20;

/** The short name alone is a robot's, or its name with project. */
const isGivenName = ({ robot }: KnownRobot, name: string, prefix: string): boolean =>
  robot.name === `${prefix}${name}` || robot.name.endsWith(`+${name}`);

/** Says why a login fails that somebody has a log line, a name or an image of. */
export interface Diagnose {
  /** What names begin with at the instances that are here. */
  known(): Promise<KnownNames>;
  ask(text: string): Promise<Diagnosis>;
}

/** Looks at what the last syncs read; nothing is sent. */
export function createDiagnose(ports: DiagnosePorts): Diagnose {
  const { inventory } = ports;

  const lookAround = async (now: Now) => {
    const here = ports.instances();
    const places = new Map(
      await Promise.all(here.map(async ({ id }) => [id, await inventory.knownPlace(id)] as const)),
    );
    const prefixes = [...places.values()].flatMap((place) =>
      place === null ? [] : [place.prefix],
    );
    const allFacts = await inventory.facts(now);
    const registries = registriesIn(allFacts);
    const hosts = [...here.map(({ url }) => url), ...registries.values()]
      .map(hostOf)
      .filter((host) => host !== '');
    return { here, places, allFacts, registries, known: { prefixes, hosts } };
  };

  const ask = async (text: string): Promise<Diagnosis> => {
    const now = ports.at();
    const { here, places, allFacts, registries, known: begins } = await lookAround(now);
    const clue = readClue(text, begins);
    const meantHere = new Set(clue.hosts.flatMap((host) => instancesAt(host, here, registries)));
    const atHost = here.filter((one) => meantHere.has(one));
    const among = new Set((atHost.length > 0 ? atHost : here).map(({ id }) => id));

    const candidates = await inventory.robotsCalled(clue.names, [
      ...clue.names.flatMap(givenNamesIn),
      ...clue.eaten,
    ]);
    const isMeant = (one: KnownRobot): boolean => {
      const prefix = places.get(one.instanceId)?.prefix ?? '';
      return (
        clue.names.some(
          (name) =>
            one.robot.name === name ||
            isGivenName(one, name, prefix) ||
            isFormerName(name, one.robot, prefix),
        ) || clue.eaten.some((name) => one.robot.name.endsWith(`+${name}`))
      );
    };
    const known = candidates
      .filter(({ instanceId }) => among.has(instanceId))
      .filter(isMeant)
      .filter((one) => !hasHeir(one, candidates));
    // One by its very name leaves no doubt about others.
    const exact = known.filter(({ robot }) => clue.names.includes(robot.name));
    const meant = (exact.length > 0 ? exact : known).slice(0, MOST);

    const held = ports.holds(
      meant.map(({ instanceId, robot }) => ({
        instanceId,
        robotId: robot.id,
        name: robot.name,
        createdAt: robot.createdAt,
      })),
    );
    const facts = new Map(allFacts.map((one) => [one.instanceId, one]));
    const suspects: Suspect[] = [];
    for (const [index, one] of meant.entries()) {
      suspects.push({
        known: one,
        place: places.get(one.instanceId) ?? null,
        instanceName: here.find(({ id }) => id === one.instanceId)?.name ?? '',
        clockOffset: facts.get(one.instanceId)?.clockOffset ?? null,
        goneSince: one.gone ? (await inventory.detail(one.key, now)).goneSince : null,
        holdsSecret: held[index] ?? false,
      });
    }
    const verdicts = suspects
      .map((suspect) => verdictOn(suspect, asNamed(clue, suspect.known), now.now))
      .sort((left, right) => VERDICTS.indexOf(left.code) - VERDICTS.indexOf(right.code));
    const { names, hosts, project, repository, action, status } = clue;
    return {
      understood: { names: [...names], hosts: [...hosts], project, repository, action, status },
      verdicts,
      remarks: remarksOn(clue, verdicts.length, here, atHost),
      query:
        project === ''
          ? ''
          : `may:${quoteValue(`repository:${action === 'push' ? 'push' : 'pull'}@${project}`)}`,
      scope: atHost.map(({ id }) => id),
    };
  };

  return { known: async () => (await lookAround(ports.at())).known, ask };
}

/** Whether a robot is gone and another one has its name now: that is the one that is meant. */
const hasHeir = ({ gone, instanceId, robot }: KnownRobot, all: readonly KnownRobot[]): boolean =>
  gone &&
  all.some(
    (other) => !other.gone && other.instanceId === instanceId && other.robot.name === robot.name,
  );

/** Somebody who types "ci" means robots that are given this name: that is no wrong name. */
const asNamed = (clue: Clue, { robot }: KnownRobot): Clue => {
  const isShort = clue.names.some(
    (name) => name !== robot.name && /^[a-z0-9._+-]+$/.test(name) && robot.name.endsWith(name),
  );
  return isShort ? { ...clue, names: [...clue.names, robot.name] } : clue;
};

function remarksOn(
  clue: Clue,
  verdicts: number,
  here: readonly unknown[],
  atHost: readonly { readonly name: string }[],
): string[] {
  const strange = clue.hosts.length > 0 && atHost.length === 0;
  const where = atHost.length === 0 ? 'any instance' : atHost.map(({ name }) => name).join(', ');
  return [
    ...(here.length === 0 ? ['No instance is here yet.'] : []),
    ...(strange ? [`No instance here is at ${clue.hosts.join(', ')}.`] : []),
    ...(verdicts === 0 && clue.names.length > 0
      ? [`No robot called ${clue.names.join(', ')} was seen on ${where}, neither now nor before.`]
      : []),
    ...(verdicts === 0 && clue.names.length === 0 && clue.eaten.length === 0
      ? ['No name of a robot was found in this text.']
      : []),
  ];
}
