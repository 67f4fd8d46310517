import { AppError } from '../../shared/contract/errors.ts';
import type { Encryption } from '../../shared/contract/secret-exports.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { fileNames } from '../files/file-names.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import type { Desktop } from '../ports.ts';
import type { SecretPlaces } from '../secret-places.ts';
import { throttle } from '../throttle.ts';
import { bringOut, type BringOutPorts, type Outgoing } from './bring-out.ts';
import { type CredentialPorts, credentialsOf, type OutgoingRobot } from './credentials.ts';
import { draftOf, formatOf, nameOf, plainText } from './drafts.ts';
import { requireRecipients } from './encrypt.ts';
import { exportRobots } from './export-robots.ts';
import { createExportsAhead } from './exports-ahead.ts';
import { sameNames } from './name-there.ts';
import { type EarlierExport, type LookedAt, lookAtFile, lookAtFolderFor } from './places.ts';
import { previewOf } from './preview.ts';
import { recipeOf } from './recipe.ts';
import type { SecretExports } from './secret-exports.ts';
import { createTypedIn, type TypedInPorts } from './typed-in.ts';
import type { UnfinishedFiles } from './unfinished-files.ts';

export interface SecretExportsPorts
  extends
    Omit<CredentialPorts, 'typedIn' | 'secrets' | 'inventory'>,
    Omit<BringOutPorts, 'secrets'>,
    TypedInPorts {
  readonly inventory: Pick<Inventory, 'facts' | 'robotById' | 'robotsByKeys'>;
  readonly secrets: Pick<RobotSecrets, 'outgoing' | 'handOver' | 'copyText' | 'list' | 'find'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath' | 'chooseFolder' | 'copyText'>;
  readonly unfinished: Pick<UnfinishedFiles, 'begin' | 'clean'>;
  /** An earlier export. Throws `unknown-item`. */
  readonly earlier: SecretPlaces['file'];
  /** How far an export of several files is. */
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Milliseconds between two reports to the window. */
const REPORT_EVERY = 250;

/** A passphrase takes seconds for each file, on purpose. */
const MOST_BY_PASSPHRASE = 3;

function requireFew({ kind }: Encryption, files: number): void {
  if (kind !== 'passphrase' || files <= MOST_BY_PASSPHRASE) return;
  const message = `A passphrase takes seconds for each file. For more than ${String(MOST_BY_PASSPHRASE)}, choose one file or age recipients.`;
  throw new AppError('invalid-input', message);
}

/** Brings secrets out of the vault, to files or to the clipboard. */
export const createSecretExports = (ports: SecretExportsPorts): SecretExports => {
  const { inventory, secrets, desktop, instance, unfinished } = ports;
  const typedIn = createTypedIn(ports);
  /** By path, until it is written: the place that was chosen last, or files to export to again. */
  const shown = new Map<string, Outgoing & { readonly id: string }>();

  /** Exports that are being written. */
  const writing = new Set<AbortController>();

  const credentials = (handles: readonly string[]): Promise<OutgoingRobot[]> =>
    credentialsOf(handles, { ...ports, typedIn });
  /** A file that was exported before, and how many of its robots are not among these. */
  const earlierExport = async (
    id: string,
    robots: readonly OutgoingRobot[],
  ): Promise<EarlierExport & { readonly path: string }> => {
    const { path, robots: before } = await ports.earlier(id);
    const now = new Set(robots.map((one) => `${one.instanceId} ${String(one.id)}`));
    const absent = before.filter(
      ({ instanceId, robotId }) => !now.has(`${instanceId} ${String(robotId)}`),
    ).length;
    return { path, absent, at: Math.max(...before.map(({ at }) => at)) };
  };
  const instanceName = (id: string): string => instance(id)?.name ?? id;

  return {
    robots: (question) => exportRobots(question, { inventory, secrets, nameOf: instanceName }),

    typeIn: async ({ key, secret }) => {
      const [known] = await inventory.robotsByKeys([key]);
      if (known === undefined) {
        throw new AppError('unknown-item', 'This robot is not in the inventory any more.');
      }
      const handle = await typedIn.add(known, secret);
      const { instanceId, robot } = known;
      const whose = { instanceId, instanceName: instanceName(instanceId), robotName: robot.name };
      return { handle, ...whose, project: robot.projectName };
    },

    preview: async (wish) => {
      const format = formatOf(wish);
      const all = await credentials(wish.handles);
      return previewOf(wish, format.robots === 'one' ? all.map((one) => [one]) : [all]);
    },

    place: async (wish) => {
      const { handles, pattern, encryption } = wish;
      const format = formatOf(wish);
      await requireRecipients(encryption);
      if (pattern !== null) requireFew(encryption, handles.length);
      // Read before the dialog: a keychain that is locked is said before a place is chosen.
      const robots = await credentials(handles);
      const look = async (): Promise<LookedAt | null> => {
        if (pattern === null) {
          const [name = ''] = fileNames(format.fileName, robots.slice(0, 1));
          // Refused before a place is chosen; encrypted after it, for that takes its time.
          plainText(wish, robots);
          const isEncrypted = encryption.kind !== 'none';
          if (wish.again !== null) {
            const { path, ...before } = await earlierExport(wish.again, robots);
            return lookAtFile(
              path,
              await draftOf(wish, robots),
              format,
              isEncrypted,
              before,
              unfinished,
            );
          }
          const path = await desktop.chooseSavePath('Export secrets', nameOf(name, encryption));
          if (path === null) return null;
          return lookAtFile(
            path,
            await draftOf(wish, robots),
            format,
            isEncrypted,
            null,
            unfinished,
          );
        }
        const names = fileNames(pattern, robots);
        const files = robots.map((robot, index) => ({
          name: nameOf(names[index] ?? '', encryption),
          robot,
        }));
        const path = await desktop.chooseFolder('Export secrets');
        if (path === null) return null;
        const others = sameNames(wish, robots);
        return lookAtFolderFor(
          path,
          files,
          others.size,
          async (robot) => {
            const taken = others.get(robot.handle);
            if (taken !== undefined) throw taken;
            return draftOf(wish, [robot]);
          },
          unfinished,
        );
      };
      const looked = await look();
      if (wish.again === null) shown.clear();
      if (looked === null) return null;
      const { view, place } = looked;
      shown.delete(view.path);
      if (place !== null) {
        const { holdsSecret } = format;
        shown.set(view.path, { id: view.id, place, holdsSecret, recipe: recipeOf(wish) });
      }
      return view;
    },

    write: async ({ place: id }) => {
      const outgoing = [...shown.values()].find((one) => one.id === id);
      if (outgoing === undefined) {
        throw new AppError(
          'unknown-item',
          'This place has been written, or another was chosen since. Choose it again.',
        );
      }
      shown.delete(outgoing.place.path);
      const mine = new AbortController();
      writing.add(mine);
      const report = throttle(REPORT_EVERY, ports.onProgress);
      try {
        const onProgress = (done: number, total: number): void => report.say({ done, total });
        const writer = { unfinished, signal: mine.signal, onProgress };
        return await bringOut(outgoing, writer, ports);
      } finally {
        report.drop();
        writing.delete(mine);
      }
    },

    copy: async (wish) => {
      const format = formatOf(wish);
      const { text } = await draftOf(wish, await credentials(wish.handles));
      if (!format.holdsSecret) {
        await desktop.copyText(text);
        return { clearsAt: null };
      }
      const clearsAt = await secrets.copyText(text);
      await secrets.handOver(wish.handles);
      return { clearsAt };
    },

    cancel: () => {
      for (const one of writing) one.abort();
    },

    end: () => typedIn.end(),

    ahead: createExportsAhead({ ...ports, credentials }),
  };
};
