import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder on a real FAT file system, or why there is none. */
export interface FatFolder {
  readonly path: string;
  /** '' where there is one. */
  readonly reason: string;
  readonly end: () => void;
}

const BYTES = 8 * 1_024 * 1_024;

const isDone = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Mounts a new FAT image, by the kernel or by FUSE. */
export function fatFolder(): FatFolder {
  const home = mkdtempSync(join(tmpdir(), 'purser-fat-'));
  const [image, path] = [join(home, 'image'), join(home, 'stick')];
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  const none = (reason: string): FatFolder => {
    remove();
    return { path: '', reason, end: () => undefined };
  };
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  mkdirSync(path);
  if (!isDone('mkfs.vfat', [image])) return none('there is no mkfs.vfat (dosfstools) here');
  const isMounted =
    isDone('mount', ['-t', 'vfat', '-o', 'loop,umask=000', image, path]) ||
    isDone('fusefat', ['-o', 'rw+,umask=000', image, path]);
  if (!isMounted) return none('neither the kernel nor fusefat mounts FAT here');
  const end = (): void => {
    if (isDone('umount', [path])) remove();
  };
  return { path, reason: '', end };
}
