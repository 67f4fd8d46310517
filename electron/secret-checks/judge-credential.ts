import type { CheckOutcome } from '../../shared/contract/check-calls.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { KnownRobot } from '../../shared/inventory/inventory.ts';
import { effectiveOffset, isExpired, onOurClock } from '../../shared/robots/expiry/index.ts';
import { isFormerName } from '../../shared/robots/former-names.ts';
import { instancesAt } from '../instances/instances-at.ts';
import type { FoundCredential } from './found-credential.ts';

/** The instances, and what is known of them, by id. */
export interface Surroundings {
  readonly here: readonly Pick<InstanceConfig, 'id' | 'url'>[];
  readonly prefixes: ReadonlyMap<string, string>;
  /** Host and port in names of images. */
  readonly registries: ReadonlyMap<string, string>;
  /** Server's clock minus ours, seconds; null if unknown. */
  readonly clockOffsets: ReadonlyMap<string, number | null>;
}

/** Which robot a credential is of, before anybody is asked. */
export interface Matched {
  readonly instanceId: string | null;
  readonly known: KnownRobot | null;
  /** Null: its login has to be tried. */
  readonly outcome: CheckOutcome | null;
  readonly words: string;
}

const nothing = { known: null, outcome: null, words: '' } as const;

/**
 * Finds the robot of a credential among those of this name, and those that may be it under another
 * prefix, and says what speaks against it.
 * @param candidates robots that are called so, or whose given name is in it
 * @param now epoch seconds, our clock
 */
export function matchCredential(
  { host, username }: FoundCredential,
  { here, prefixes, registries, clockOffsets }: Surroundings,
  candidates: readonly KnownRobot[],
  now: number,
): Matched {
  const atHost = host === '' ? [] : instancesAt(host, here, registries);
  if (host !== '' && atHost.length === 0) {
    return {
      ...nothing,
      instanceId: null,
      outcome: 'elsewhere',
      words: `No instance here is at ${host}.`,
    };
  }
  const places = new Set((host === '' ? here : atHost).map(({ id }) => id));
  const among = candidates.filter(({ instanceId }) => places.has(instanceId));
  const named = among.filter(({ robot }) => robot.name === username);
  const present = named.filter(({ gone }) => !gone);
  const instances = new Set(present.map(({ instanceId }) => instanceId));
  if (instances.size > 1) {
    return {
      ...nothing,
      instanceId: null,
      outcome: 'ambiguous',
      words: `${String(instances.size)} instances have such a robot, and nothing says which is meant.`,
    };
  }
  const known = present[0] ?? named[0] ?? null;
  if (known === null) {
    const renamed = among.find(
      ({ gone, robot, instanceId }) =>
        !gone && isFormerName(username, robot, prefixes.get(instanceId) ?? ''),
    );
    const [only] = atHost.length === 1 ? atHost : [];
    if (renamed !== undefined) {
      return {
        instanceId: renamed.instanceId,
        known: renamed,
        outcome: 'renamed',
        words: `It is called ${renamed.robot.name} now: the prefix of robot names there is another one.`,
      };
    }
    return only === undefined
      ? {
          ...nothing,
          instanceId: null,
          outcome: 'unknown',
          words: 'No robot of this name is known.',
        }
      : // It may be newer than the last sync, or hidden from the login.
        { ...nothing, instanceId: only.id };
  }
  const { instanceId } = known;
  const offset = effectiveOffset(clockOffsets.get(instanceId) ?? null);
  return { known, instanceId, ...whyClosed(known, offset, now) };
}

function whyClosed(
  { gone, robot }: KnownRobot,
  offset: number,
  now: number,
): Pick<Matched, 'outcome' | 'words'> {
  if (gone) return { outcome: 'gone', words: 'It is not at Harbor any more.' };
  if (!robot.editable) {
    return {
      outcome: 'legacy',
      words: 'It is of Harbor 2.1 or older: no Harbor from 2.4 on lets it in.',
    };
  }
  if (robot.disabled) return { outcome: 'disabled', words: 'Harbor refuses every secret of it.' };
  if (isExpired(onOurClock(robot.expiresAt, offset), now)) {
    return { outcome: 'expired', words: 'Harbor refuses every secret of it.' };
  }
  return { outcome: null, words: '' };
}
