import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CallParsed } from '../../shared/contract/calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { WorkspaceAdded, WorkspaceSummary } from '../../shared/contract/workspace-calls.ts';
import { yamlText } from '../../shared/exports/yaml-text.ts';
import type { Instances } from '../instances/instances.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import type { Desktop } from '../ports.ts';
import { writePrivately } from '../files/atomic-file.ts';
import { type FiledInstance, filedInstances, findHere, withFiled } from './instances-part.ts';
import { ofFile } from '../files/of-file.ts';
import { openFile, type OpenedFile } from './opened-file.ts';
import type { WorkspacePart } from './part.ts';
import { VERSION } from './schemas.ts';

/** What people entered, in a file for another computer or a colleague. No credential is in it. */
export interface WorkspaceFiles {
  /** Null if the user chose no place. Throws `file-failed`, `disk-full`. */
  save(kind: 'workspace' | 'backup'): Promise<{ path: string } | null>;
  /** What is in the file that the user chooses; null if they chose none. Throws `file-failed`, `file-invalid`. */
  open(): Promise<WorkspaceSummary | null>;
  /** Adds what is not here yet. Throws `unknown-item` for a file that is not open any more. */
  add(wish: CallParsed<'workspace.add'>): Promise<WorkspaceAdded>;
}

export interface WorkspaceFilePorts {
  readonly instances: Pick<Instances, 'book' | 'rewrite'>;
  readonly parts: readonly WorkspacePart[];
  readonly secrets: Pick<RobotSecrets, 'isOfOtherAddress'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath' | 'pickFile'>;
  /** This is the demo, which no file leads into or out of. */
  readonly isDemo: boolean;
  /** Epoch seconds. */
  readonly now: () => number;
  /** These were added, and what was entered about others may be new. */
  readonly onAdded: (ids: readonly string[]) => void;
}

interface OpenFile extends OpenedFile {
  readonly id: string;
}

export function createWorkspaceFiles(ports: WorkspaceFilePorts): WorkspaceFiles {
  const { parts, desktop, instances: room } = ports;
  let opened: OpenFile | null = null;

  const begin = () => ({
    format: 'purser-workspace',
    version: VERSION,
    made: new Date(ports.now() * 1_000).toISOString(),
    instances: filedInstances(room.book.all()),
  });

  /** YAML for people; what a backup adds would be long and slow to read in it. */
  async function* workspaceText(): AsyncGenerator<string> {
    yield '# What was entered into Purser, without any password or secret.\n';
    yield yamlText(begin());
    for (const one of parts.filter(({ isRecord }) => !isRecord)) {
      const items: unknown[] = [];
      for await (const some of one.collect(true)) items.push(...some);
      yield yamlText({ [one.name]: items });
    }
  }

  async function* backupText(): AsyncGenerator<string> {
    yield JSON.stringify(begin(), null, 1).slice(0, -2);
    for (const { name, collect } of parts) {
      yield `,\n "${name}": [`;
      let comma = '';
      for await (const some of collect(false)) {
        if (some.length === 0) continue;
        yield `${comma}\n${some.map((item) => JSON.stringify(item)).join(',\n')}`;
        comma = ',';
      }
      yield '\n ]';
    }
    yield '\n}\n';
  }

  const requireOwn = (): void => {
    if (!ports.isDemo) return;
    throw new AppError(
      'not-allowed',
      'The demo has a workspace of its own. Leave the demo to open a workspace file.',
    );
  };

  /** What makes an instance trust more than others do, or share a password, in words. */
  const remarksOn = (filed: FiledInstance, all: readonly FiledInstance[]): string[] => {
    const sharing = all.filter(({ login }) => login.id === filed.login.id).length - 1;
    return [
      ...(filed.allowHttp && filed.url.startsWith('http:') ? ['plain http'] : []),
      ...(filed.trust.kind === 'ca' ? ['trusts certificate authorities of its own'] : []),
      ...(filed.trust.kind === 'pin' ? ['trusts one certificate that the file names'] : []),
      ...(filed.proxy.kind === 'address' ? [`by the proxy ${filed.proxy.url}`] : []),
      ...(sharing > 0 ? [`shares its login with ${String(sharing)} more`] : []),
    ];
  };

  return {
    async save(kind) {
      const isBackup = kind === 'backup';
      const path = await desktop.chooseSavePath(
        isBackup ? 'Save a backup' : 'Save the workspace',
        isBackup ? 'purser-backup.json' : 'purser-workspace.yaml',
      );
      if (path === null) return null;
      await writePrivately(path, isBackup ? backupText() : workspaceText());
      return { path };
    },
    async open() {
      requireOwn();
      const path = await desktop.pickFile('Workspace files and backups', ['yaml', 'yml', 'json']);
      if (path === null) return null;
      const file = await ofFile(path, () => openFile(path));
      opened?.close();
      opened = { ...file, id: randomUUID() };
      const { made, instances, counts, strange } = file.head;
      const here = room.book.all().instances;
      return {
        id: opened.id,
        fileName: basename(path),
        made,
        instances: instances.map((filed) => ({
          id: filed.id,
          name: filed.name,
          url: filed.url,
          username: filed.login.username,
          here: findHere(filed, here)?.name ?? null,
          remarks: remarksOn(filed, instances),
        })),
        parts: parts
          .map(({ name, words }) => ({
            name,
            words: [...words],
            count: counts[name] ?? 0,
          }))
          .filter(({ count }) => count > 0),
        remarks: strange.map((key) => `This Purser does not know “${key}”, and leaves it out.`),
      };
    },
    async add({ id, instances: wanted, parts: names }) {
      requireOwn();
      if (opened?.id !== id) {
        throw new AppError('unknown-item', 'This file is not open any more. Open it again.');
      }
      const file = opened;
      const here = room.book.all().instances;
      const filedHere = file.head.instances;
      const fresh = filedHere.filter(
        (filed) => wanted.includes(filed.id) && findHere(filed, here) === null,
      );
      let added: ReadonlyMap<string, string> = new Map();
      if (fresh.length > 0) {
        await room.rewrite((stored) => {
          const result = withFiled(stored, fresh, ports.secrets.isOfOtherAddress);
          added = result.added;
          return result.next;
        });
      }
      const ids = new Map(
        filedHere.map((filed) => [filed.id, added.get(filed.id) ?? findHere(filed, here)?.id]),
      );
      const counts = [];
      for (const one of parts.filter(({ name }) => names.includes(name))) {
        const items: unknown[] = [];
        for await (const some of file.items(one.name)) items.push(...some);
        const count = await one.add(items, (instanceId) => ids.get(instanceId));
        counts.push({ name: one.name, words: [...one.words], count });
      }
      ports.onAdded([...added.values()]);
      return { instances: added.size, parts: counts };
    },
  };
}
