import { AppError } from '../../shared/contract/errors.ts';
import type {
  RobotSettings,
  RobotSettingsPreview,
  RobotSettingsWish,
} from '../../shared/contract/robot-settings.ts';
import { counted } from '../../shared/robots/counted.ts';
import { defaultDurationProblem, prefixProblem } from '../../shared/robots/prefix.ts';
import type { JournalEntry } from '../../shared/contract/plans.ts';
import type { HarborClient } from '../harbor/types.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import { asAppError, type CommandPorts, type LoginGates, withHarbor } from '../robots/harbors.ts';
import { createLoginGates } from '../sync/login-gate.ts';
import { BEGUN, changesBetween, OPEN, outcomeOf } from './settings-record.ts';
import { renamedBy, type RenamedPorts } from './renamed.ts';

/** The prefix and the default duration of the robots of an instance. */
export interface RobotSettingsRoom {
  /** Throws `forbidden` for everybody but system administrators, and what the way there throws. */
  read(instanceId: string): Promise<RobotSettings>;
  preview(instanceId: string, wish: RobotSettingsWish): Promise<RobotSettingsPreview>;
  /**
   * Sends it and reads it back. Throws `conflict` where it is not `from` any more, `not-allowed`
   * where something speaks against it or `typed` is not the wanted prefix.
   */
  change(
    instanceId: string,
    wish: {
      readonly from: RobotSettingsWish;
      readonly to: RobotSettingsWish;
      readonly typed: string;
    },
  ): Promise<RobotSettings>;
  /** Reads of which changes an earlier Purser left no end. Throws as the inventory does. */
  load(): Promise<void>;
  /**
   * Finds out at Harbor what became of a change that an earlier Purser was sending when it ended.
   * Where that fails it is tried again the next time.
   */
  settle(instanceId: string): Promise<void>;
}

export interface RobotSettingsPorts extends CommandPorts, RenamedPorts {
  readonly listSecrets: RobotSecrets['list'];
  /** The inventory learns the new names by reading them. */
  readonly sync: (instanceId: string) => void;
}

const isSame = (left: RobotSettingsWish, right: RobotSettingsWish): boolean =>
  left.prefix === right.prefix && left.duration === right.duration;

const MOST_SECRETS_STATES = ['kept', 'new', 'prepared', 'pending', 'outdated'] as const;

/** Why nothing may be changed there at all, as sentences. */
const hindrances = async (
  { book }: Pick<CommandPorts, 'book'>,
  instanceId: string,
  client: HarborClient,
  now: RobotSettings,
): Promise<string[]> => {
  const { locked, name } = book.instance(instanceId);
  const { readOnly } = await client.systemInfo();
  return [
    ...(locked ? [`${name} is locked in Purser. Unlock it first.`] : []),
    ...(readOnly ? [`${name} is in read-only mode at Harbor. Switch that off first.`] : []),
    ...(now.editable
      ? []
      : [
          "Harbor's own environment sets this (CONFIG_OVERWRITE_JSON), so it cannot be changed here.",
        ]),
  ];
};

const wishProblems = (now: RobotSettings, { prefix, duration }: RobotSettingsWish): string[] =>
  [
    prefix === now.prefix ? '' : prefixProblem(prefix),
    duration === now.duration ? '' : defaultDurationProblem(duration),
  ].filter((problem) => problem !== '');

export function createRobotSettings(ports: RobotSettingsPorts): RobotSettingsRoom {
  const gates: LoginGates = createLoginGates();

  const at = <T>(
    instanceId: string,
    act: (client: HarborClient, username: string) => Promise<T>,
  ): Promise<T> =>
    withHarbor(ports, gates, instanceId, (client, identity) => act(client, identity.username));

  const record = async (
    instanceId: string,
    username: string,
    { from, to }: { readonly from: RobotSettingsWish; readonly to: RobotSettingsWish },
    outcome: {
      readonly result: JournalEntry['result'];
      readonly message: string;
      readonly requestIds: string[];
    },
  ): Promise<void> => {
    await ports.inventory.addToJournal({
      at: Math.floor(ports.now()),
      planId: null,
      instanceId,
      instanceName: ports.book.instance(instanceId).name,
      robotId: 0,
      robotName: '',
      operation: 'settings',
      username,
      changes: changesBetween(from, to),
      ...outcome,
    });
  };

  /** Instances with a change of which nobody knows what became. */
  const unfinished = new Set<string>();

  const settleOne = async (instanceId: string): Promise<void> => {
    const { entries } = await ports.inventory.journalEntries({ ...OPEN, ids: [instanceId] });
    const [begun] = entries;
    if (begun === undefined) return;
    const { id: _id, ...entry } = begun;
    const now = await at(instanceId, (client) => client.robotSettings());
    await ports.inventory.addToJournal({
      ...entry,
      at: Math.floor(ports.now()),
      ...outcomeOf(entry.changes, now),
    });
  };

  return {
    read: (instanceId) => at(instanceId, (client) => client.robotSettings()),
    preview: (instanceId, wish) =>
      at(instanceId, async (client) => {
        const now = await client.robotSettings();
        const problems = [
          ...(await hindrances(ports, instanceId, client, now)),
          ...wishProblems(now, wish),
        ];
        const change = { from: now.prefix, to: wish.prefix };
        const renamed = await renamedBy(ports, instanceId, change);
        const isRenaming = now.prefix !== wish.prefix;
        const states = [...MOST_SECRETS_STATES];
        const kept = isRenaming ? ports.listSecrets({ instanceId, states }).total : 0;
        return { now, problems, ...renamed, kept };
      }),
    change: (instanceId, { from, to, typed }) =>
      at(instanceId, async (client, username) => {
        const now = await client.robotSettings();
        if (!isSame(now, from)) {
          throw new AppError(
            'conflict',
            'These settings were changed at Harbor since they were shown, so nothing was sent. Look at them again.',
          );
        }
        if (isSame(from, to)) return now;
        const problems = [
          ...(await hindrances(ports, instanceId, client, now)),
          ...wishProblems(now, to),
        ];
        const isRenaming = from.prefix !== to.prefix;
        if (isRenaming && typed !== to.prefix) problems.push('The new prefix was not typed.');
        if (problems.length > 0) throw new AppError('not-allowed', problems.join(' '));

        await record(instanceId, username, { from, to }, BEGUN);
        const requestIds: string[] = [];
        let failure: AppError | null = null;
        try {
          const id = await client.changeRobotSettings({
            ...(isRenaming ? { prefix: to.prefix } : {}),
            ...(from.duration === to.duration ? {} : { duration: to.duration }),
          });
          if (id !== null) requestIds.push(id);
        } catch (thrown) {
          failure = asAppError(thrown);
          if (failure.requestId !== null) requestIds.push(failure.requestId);
        }
        const wasRefused =
          failure !== null && (failure.harbor !== null || failure.requestId === null);
        const found = wasRefused ? null : await client.robotSettings().catch(() => null);
        if (found !== null && isSame(found, to)) {
          await record(
            instanceId,
            username,
            { from, to },
            { result: 'done', message: '', requestIds },
          );
          ports.sync(instanceId);
          return found;
        }
        const error =
          failure ??
          new AppError(
            found === null ? 'answer-malformed' : 'conflict',
            found === null
              ? 'Harbor took the change, but could not be asked afterwards whether it holds.'
              : `Harbor took the change, but holds the prefix ${found.prefix} and ${counted(found.duration, 'day')}.`,
          );
        const result = wasRefused ? 'refused' : found === null ? 'unknown' : 'differs';
        await record(
          instanceId,
          username,
          { from, to },
          { result, message: error.message, requestIds },
        );
        if (!wasRefused) ports.sync(instanceId);
        throw error;
      }),
    load: async () => {
      const { entries } = await ports.inventory.journalEntries({ ...OPEN, ids: [] });
      for (const { instanceId } of entries) unfinished.add(instanceId);
    },
    settle: async (instanceId) => {
      if (!unfinished.delete(instanceId)) return;
      try {
        await settleOne(instanceId);
      } catch (error) {
        unfinished.add(instanceId);
        ports.log.warn('What became of a change of settings could not be found out', error);
      }
    },
  };
}
