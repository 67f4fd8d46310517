import { randomInt } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig, InstanceView, Reader } from '../../shared/contract/instances.ts';
import type { RobotWish } from '../../shared/contract/operations.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import type { ReaderOffer } from '../../shared/contract/reader-calls.ts';
import type { Inventory, StoredInstances } from '../../shared/inventory/inventory.ts';
import { loginAccount } from '../instances/accounts.ts';
import type { HeldPasswords } from '../instances/held-passwords.ts';
import type { Instances } from '../instances/instances.ts';
import type { Commands } from '../robots/commands.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import type { Log } from '../log/log.ts';
import { followPlan } from './follow-plan.ts';
import { usedReader } from './reader-login.ts';
import { readerOffer, whyNoReader } from './reader-offer.ts';

export interface ReaderPorts {
  readonly instances: Pick<Instances, 'book' | 'rewrite'>;
  readonly inventory: Pick<Inventory, 'knownPlace' | 'robotById'>;
  readonly commands: Pick<Commands, 'create' | 'make' | 'get' | 'steps'>;
  readonly secrets: Pick<RobotSecrets, 'keep'>;
  readonly held: HeldPasswords;
  readonly views: () => Promise<readonly InstanceView[]>;
  /** What these are read with is new. */
  readonly onLoginChanged: (ids: readonly string[]) => void;
  readonly log: Log;
}

/**
 * The robots that instances are read with, made and minded here. A robot that reads is a robot
 * like any other: plans make, renew and delete it.
 */
export interface ReaderRoom {
  /** Takes up what plans did while nobody followed them. */
  load(): Promise<void>;
  /** Throws `unknown-item`. */
  offer(instanceId: string): Promise<ReaderOffer>;
  /** Notes that none is to be offered for these again unasked. */
  decline(ids: readonly string[]): Promise<void>;
  /** Throws `not-allowed` where one of these can have none. */
  plan(wish: {
    readonly ids: readonly string[];
    readonly days: number;
    readonly thenAsk: boolean;
  }): Promise<Plan>;
  /** A new secret and new days; where it is disabled, enables it. Throws `not-allowed`. */
  renew(instanceId: string): Promise<Plan>;
  /** Throws `not-allowed` where there is none. */
  use(instanceId: string, use: boolean): Promise<void>;
  stop(instanceId: string): Promise<void>;
  /** Throws `not-allowed` where an instance of this login is read with it. */
  setAsked(loginId: string, asked: boolean): Promise<void>;
  /** To be told every plan that changes. */
  planChanged(plan: Plan): void;
  /** Resolves when everything that plans did is taken up. */
  settled(): Promise<void>;
}

const notAllowed = (message: string): AppError => new AppError('not-allowed', message);

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A name of its own, for several people may read one Harbor each with a robot. */
const newName = (): string =>
  `purser-reader-${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** The book with another reader, or none, of one instance. */
export const withReader = (
  stored: StoredInstances,
  id: string,
  reader: Reader | undefined,
): StoredInstances => ({
  logins: stored.logins,
  instances: stored.instances.map((one) => {
    if (one.id !== id) return one;
    const { reader: _, ...rest } = one;
    return reader === undefined ? rest : { ...rest, reader };
  }),
});

const withAsked = (stored: StoredInstances, loginId: string, asked: boolean): StoredInstances => ({
  instances: stored.instances,
  logins: stored.logins.map(({ asked: before, ...login }) => {
    const wanted = login.id === loginId ? asked : before === true;
    return wanted ? { ...login, asked: true } : login;
  }),
});

export function createReaderRoom(ports: ReaderPorts): ReaderRoom {
  const { instances, inventory, commands, held } = ports;
  const { book } = instances;
  let last: Promise<void> = Promise.resolve();

  const viewOf = async (id: string): Promise<InstanceView> => {
    book.instance(id);
    const view = (await ports.views()).find(({ config }) => config.id === id);
    if (view === undefined) throw new AppError('unknown-item', 'This instance is no longer there.');
    return view;
  };

  const offer = async (id: string): Promise<ReaderOffer> => {
    const view = await viewOf(id);
    const others = (await ports.views()).filter(
      ({ config }) =>
        config.id !== id && config.loginId === view.config.loginId && usedReader(config) === null,
    );
    const sharers = await Promise.all(
      others.map(async (other) => ({
        instanceId: other.config.id,
        name: other.config.name,
        why: whyNoReader(other, await inventory.knownPlace(other.config.id)),
      })),
    );
    return readerOffer(view, await inventory.knownPlace(id), sharers);
  };

  const setReader = (id: string, reader: Reader | undefined): Promise<void> =>
    instances.rewrite((stored) => withReader(stored, id, reader));

  const readersOf = (loginId: string): readonly InstanceConfig[] =>
    book.usersOf(loginId).filter((one) => usedReader(one) === null);

  const keepAgain = async (loginId: string): Promise<void> => {
    const password = held.get(loginId);
    const written = password === null ? [] : [[loginAccount(loginId), password] as const];
    await instances.rewrite((stored) => withAsked(stored, loginId, false), new Map(written));
    held.forget(loginId);
  };

  const setAsked = async (loginId: string, asked: boolean): Promise<void> => {
    const login = book.login(loginId);
    // Of somebody who signs in through a provider nothing is kept that could be asked for.
    if (login.kind === 'oidc') return;
    if (!asked) {
      if (login.asked === true) await keepAgain(loginId);
      return;
    }
    const without = readersOf(loginId).map(({ name }) => name);
    if (login.kind === 'robot' || without.length > 0) {
      throw notAllowed(
        login.kind === 'robot'
          ? 'The secret of a robot is kept; only the password of a user can be asked for.'
          : `${without.join(', ')} ${without.length === 1 ? 'is' : 'are'} read with ${login.username}, so its password is needed all the time. Make a reader robot there first.`,
      );
    }
    await instances.rewrite((stored) => withAsked(stored, loginId, true));
  };

  const requireReader = (id: string): Exclude<Reader, { state: 'planned' }> => {
    const { reader, name } = book.instance(id);
    if (reader === undefined || reader.state === 'planned') {
      throw notAllowed(`${name} has no reader robot.`);
    }
    return reader;
  };

  const followed = (plan: Plan): Promise<void> =>
    followPlan(plan, {
      ...ports,
      setReader,
      setAsked: async (loginId) => {
        if (readersOf(loginId).length === 0) await setAsked(loginId, true);
      },
    });

  /** A plan that is over is told again when it is taken back. */
  const taken = new Set<string>();
  const planChanged = (plan: Plan): void => {
    if (taken.has(plan.id)) return;
    if (plan.state === 'finished') taken.add(plan.id);
    last = last
      .then(() => followed(plan))
      .catch((error: unknown) => {
        ports.log.warn(`What ${plan.id} did to a reader robot could not be taken up`, error);
      });
  };

  return {
    async load() {
      for (const { id, reader } of book.all().instances) {
        if (reader?.state !== 'planned') continue;
        try {
          planChanged(commands.get(reader.planId));
        } catch {
          // The plan was forgotten, so nothing comes of it any more.
          await setReader(id, undefined);
        }
      }
      await last;
    },
    offer,
    decline: (ids) =>
      instances.rewrite(({ logins, instances: all }) => ({
        logins,
        instances: all.map((one) =>
          ids.includes(one.id) ? { ...one, readerDeclined: true } : one,
        ),
      })),
    async plan({ ids, days, thenAsk }) {
      const wishes: RobotWish[] = [];
      for (const id of new Set(ids)) {
        const { why, permissions } = await offer(id);
        if (why !== '') throw notAllowed(why);
        wishes.push({
          definition: {
            name: newName(),
            level: 'system',
            description: 'Reads projects, robots and the audit log for Purser. Changes nothing.',
            until: { kind: 'days', days },
            disabled: false,
            permissions,
          },
          places: [{ instanceId: id, project: '' }],
          secret: { kind: 'generate' },
        });
      }
      const plan = await commands.create(wishes, 'new');
      for (const id of new Set(ids)) {
        await setReader(id, { state: 'planned', planId: plan.id, days, thenAsk });
      }
      return plan;
    },
    async renew(id) {
      const { robotId, username, days } = requireReader(id);
      const known = await inventory.robotById(id, robotId);
      if (known === null || known.gone) {
        throw notAllowed(
          `${username} is not at Harbor any more, as far as was read. Stop using it, and make a new one.`,
        );
      }
      if (known.robot.disabled) return commands.make({ kind: 'enable' }, [known.key]);
      const secret = { kind: 'generate' } as const;
      return commands.make({ kind: 'refresh', secret, until: { kind: 'days', days } }, [known.key]);
    },
    async use(id, use) {
      const reader = requireReader(id);
      await setReader(id, { ...reader, state: use ? 'used' : 'paused' });
      ports.onLoginChanged([id]);
    },
    async stop(id) {
      const { loginId, reader } = book.instance(id);
      if (reader === undefined) return;
      await setReader(id, undefined);
      await setAsked(loginId, false);
      ports.onLoginChanged([id]);
    },
    setAsked,
    planChanged,
    settled: () => last,
  };
}
