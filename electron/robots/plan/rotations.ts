import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Until } from '../../../shared/contract/operations.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { LastUse } from '../../../shared/contract/last-use.ts';
import type { KeptRotation, Rotation } from '../../../shared/contract/rotations.ts';
import type { RobotIdentity, SecretChoice } from '../../../shared/contract/secrets.ts';
import type { KnownRobot } from '../../../shared/inventory/inventory.ts';
import {
  type Presence,
  type RotationStage,
  sinceHandOver,
  stageOf,
  twinNames,
} from '../../../shared/robots/rotation.ts';
import { createLoginGates } from '../../sync/login-gate.ts';
import type { Commands } from '../commands.ts';
import { type CommandPorts, isKnown, withHarbor } from '../harbors.ts';

/** What a twin is to be like. */
export interface TwinWish {
  readonly key: number;
  readonly name: string;
  readonly secret: SecretChoice;
  readonly until: Until | null;
}

/** Rotations by a second robot. Each stage is an ordinary plan that the user applies. */
export interface Rotations {
  list(): Promise<Rotation[]>;
  /** A short name for the twin that no known robot of its place has. Throws `unknown-item`. */
  proposeName(key: number): Promise<string>;
  /** Throws `unknown-item`, and `not-allowed` where this robot cannot have a twin. */
  begin(wish: TwinWish): Promise<Plan>;
  /** Throws `unknown-item`, and `not-allowed` where there is nothing to do now. */
  next(id: string): Promise<Plan>;
  /** Throws what connecting throws. */
  lastUse(id: string): Promise<LastUse>;
  end(id: string): Promise<void>;
}

type RotationPorts = CommandPorts & {
  readonly commands: Pick<Commands, 'clone' | 'make' | 'get' | 'steps'>;
};

/** Names that are looked up at once to find a free one. */
const NAMES_AT_ONCE = 100;

const notAllowed = (why: string): AppError => new AppError('not-allowed', why);
const notKnown = (): AppError =>
  new AppError('unknown-item', 'This robot is not in the inventory any more.');

/** A row that holds another robot of the same id is no row of this one. */
const isRow = (identity: RobotIdentity, known: KnownRobot | null): known is KnownRobot =>
  known !== null && known.robot.createdAt === identity.createdAt;

const presenceOf = (identity: RobotIdentity, known: KnownRobot | null): Presence => {
  if (known === null) return 'unread';
  if (!isRow(identity, known) || known.gone) return 'gone';
  return known.robot.disabled ? 'disabled' : 'enabled';
};

const identityOf = ({ instanceId, robot }: KnownRobot): RobotIdentity => ({
  instanceId,
  robotId: robot.id,
  name: robot.name,
  createdAt: robot.createdAt,
});

/** A kept rotation with what the inventory knows of its robots. */
interface Seen {
  readonly kept: KeptRotation;
  /** The twin was made, and the inventory does not know it yet. */
  readonly isUnread: boolean;
  readonly old: KnownRobot | null;
  readonly twin: KnownRobot | null;
  /** The twin's secret lies here, and nobody has taken it yet. */
  readonly waitsForHandOver: boolean;
}

const stageSeen = ({ kept, isUnread, old, twin }: Seen): RotationStage => {
  const made = isUnread ? 'unread' : null;
  return stageOf(presenceOf(kept.old, old), kept.twin ? presenceOf(kept.twin, twin) : made);
};

export function createRotations(ports: RotationPorts): Rotations {
  const { inventory, commands, secrets } = ports;
  const gates = createLoginGates();

  /** The twin that the plan of this rotation made; null while it did not. */
  const madeBy = async ({
    planId,
    old,
  }: KeptRotation): Promise<RobotIdentity | 'unread' | null> => {
    // A plan that was forgotten made nothing that anybody waits for.
    const [step] = await commands.steps(planId, 0, 1).catch(() => []);
    if (step === undefined || !step.makes || step.robotId === null) return null;
    if (step.status !== 'done' && step.status !== 'differs') return null;
    const known = await inventory.robotById(old.instanceId, step.robotId);
    return known === null ? 'unread' : identityOf(known);
  };

  const look = async (kept: KeptRotation): Promise<Seen> => {
    const found = kept.twin ?? (await madeBy(kept));
    const isUnread = found === 'unread';
    const twinNow = isUnread ? kept.twin : found;
    const held = twinNow === null ? [] : secrets.list({ robot: twinNow }).secrets;
    const waitsForHandOver = held.length > 0 && held.every(({ handedOver }) => !handedOver);
    const isTaken = twinNow !== null && !waitsForHandOver;
    const handedOverAt = kept.handedOverAt ?? (isTaken ? Math.floor(ports.now()) : null);
    const now = { ...kept, twin: twinNow, handedOverAt };
    if (kept.twin !== now.twin || kept.handedOverAt !== handedOverAt) {
      await inventory.saveRotation(now);
    }
    const rowOf = (one: RobotIdentity | null) =>
      one === null ? null : inventory.robotById(one.instanceId, one.robotId);
    const [old, twin] = await Promise.all([rowOf(now.old), rowOf(now.twin)]);
    return { kept: now, isUnread, old, twin, waitsForHandOver };
  };

  /** Rotations of instances that are there still; others ended with their instance. */
  const known = async (): Promise<KeptRotation[]> => {
    const all = await inventory.rotations();
    for (const { id, old } of all) {
      if (!isKnown(ports, old.instanceId)) await inventory.removeRotation(id);
    }
    return all.filter(({ old }) => isKnown(ports, old.instanceId));
  };

  const seen = async (id: string): Promise<Seen> => {
    const kept = (await known()).find((one) => one.id === id);
    if (kept === undefined) throw new AppError('unknown-item', 'This rotation has ended.');
    return look(kept);
  };

  const useOf = async ({ kept, old }: Seen): Promise<Rotation['oldUse']> => {
    const use = isRow(kept.old, old) ? await inventory.robotUse(old.key) : null;
    if (use === null) return null;
    const { handedOverAt: at } = kept;
    const { lastUse, asOf } = use;
    return { lastUse, asOf, sinceHandOver: at === null ? null : sinceHandOver(at, use) };
  };

  const viewOf = async (one: Seen): Promise<Rotation> => {
    const { kept, old, twin, waitsForHandOver } = one;
    const { id, planId, startedAt } = kept;
    return {
      id,
      instanceId: kept.old.instanceId,
      stage: stageSeen(one),
      old: { key: isRow(kept.old, old) ? old.key : null, name: kept.old.name },
      twin: {
        key: kept.twin !== null && isRow(kept.twin, twin) ? twin.key : null,
        name: kept.twin?.name ?? kept.twinName,
      },
      planId,
      startedAt,
      waitsForHandOver,
      oldUse: await useOf(one),
    };
  };

  const underWay = (planId: string): Plan | null => {
    try {
      const plan = commands.get(planId);
      return plan.state === 'finished' ? null : plan;
    } catch {
      return null;
    }
  };

  const planTwin = ({ key, name, secret, until }: TwinWish, instanceId: string): Promise<Plan> =>
    commands.clone(
      {
        keys: [key],
        places: [{ instanceId, projects: {} }],
        name,
        secret,
        until,
        leaveOut: false,
      },
      'twin',
    );

  /** The robot that a stage changes. Throws `not-allowed` where the inventory lacks it. */
  const keyOf = (one: KnownRobot | null): number => {
    if (one === null || one.gone) throw notAllowed('The old robot is not in the inventory. Sync.');
    return one.key;
  };

  const planStage = (one: Seen): Promise<Plan> => {
    const { kept, old } = one;
    const { twinName: name } = kept;
    const generate = { kind: 'generate' } as const;
    switch (stageSeen(one)) {
      case 'making':
        return planTwin(
          { key: keyOf(old), name, secret: generate, until: null },
          kept.old.instanceId,
        );
      case 'handing-over':
        return commands.make({ kind: 'disable' }, [keyOf(old)]);
      case 'disabled':
        return commands.make({ kind: 'delete' }, [keyOf(old)]);
      case 'lost':
        throw notAllowed(
          `${kept.twin?.name ?? name} is gone or switched off, so ${kept.old.name} has to stay. Enable the twin, or end this rotation and begin anew.`,
        );
      case 'unread':
        throw notAllowed('These robots were not read since the inventory was emptied. Sync first.');
      case 'done':
        throw notAllowed('This rotation is done.');
    }
  };

  return {
    list: async () => Promise.all((await known()).map(async (one) => viewOf(await look(one)))),
    async proposeName(key) {
      const [old] = await inventory.robotNames([key]);
      if (old === undefined) throw notKnown();
      // The prefix and the project stand in front, so that a full name says the place as well.
      const lead = old.name.slice(0, old.lead);
      let last = old.name.slice(old.lead);
      for (;;) {
        const names = twinNames(last, NAMES_AT_ONCE);
        const called = await inventory.robotsCalled(
          names.map((name) => lead + name),
          [],
        );
        const taken = new Set(
          called
            .filter(({ instanceId, gone }) => instanceId === old.instanceId && !gone)
            .map(({ robot }) => robot.name),
        );
        for (last of names) if (!taken.has(lead + last)) return last;
      }
    },
    async begin(wish) {
      const [robot] = await inventory.robotsByKeys([wish.key]);
      if (robot === undefined || robot.gone) {
        throw notKnown();
      }
      if (!robot.robot.editable) {
        throw notAllowed('A legacy robot has no permissions to copy. Replace it instead.');
      }
      const old = identityOf(robot);
      const isSame = (one: KeptRotation): boolean =>
        one.old.instanceId === old.instanceId && one.old.robotId === old.robotId;
      if ((await known()).some(isSame)) {
        throw notAllowed(
          `A rotation of ${old.name} is under way already. Go on with it, or end it.`,
        );
      }
      const plan = await planTwin(wish, robot.instanceId);
      await inventory.saveRotation({
        id: randomUUID(),
        old,
        twin: null,
        twinName: wish.name,
        planId: plan.id,
        startedAt: Math.floor(ports.now()),
        handedOverAt: null,
      });
      return plan;
    },
    async next(id) {
      const one = await seen(id);
      const open = underWay(one.kept.planId);
      if (open !== null) return open;
      const plan = await planStage(one);
      await inventory.saveRotation({ ...one.kept, planId: plan.id });
      return plan;
    },
    async lastUse(id) {
      const { kept, old } = await seen(id);
      return withHarbor(ports, gates, kept.old.instanceId, async (client, identity) => {
        const found = await client.lastUse(kept.old.name);
        if (found !== null) return { kind: 'used', ...found };
        const now = { now: ports.now(), criticalDays: 1, soonDays: 1 };
        const [row] = old === null ? [] : await inventory.rows([old.key], now);
        const known: LastUse = row?.lastUse ?? { kind: 'unknown', why: 'not-read' };
        // What syncs have read is older than this answer, but they know who may say "not seen".
        if (known.kind !== 'unknown' || identity.kind !== 'user' || !identity.isAdmin) return known;
        return { kind: 'unseen', since: null };
      });
    },
    end: (id) => inventory.removeRotation(id),
  };
}
