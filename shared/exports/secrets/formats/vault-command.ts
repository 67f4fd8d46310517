import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
import { fileNamePart } from '../../file-name.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { askThenRun, requireOneLine } from './login-command.ts';

export const mountOption: FormatOption = {
  id: 'mount',
  label: 'Mount',
  initial: 'secret',
  rule: { pattern: /^[\w./-]+$/, sentence: 'Mount: letters, digits, and . _ - /' },
};

export const pathOption: FormatOption = {
  id: 'path',
  label: 'Path',
  help: 'Left empty: harbor, the instance and the robot.',
  initial: '',
};

/** The path that was chosen, or one made of the instance and the robot. */
export const vaultPath = (
  options: Readonly<Record<string, string>>,
  robot: RobotCredential,
): string =>
  valueOf(options, 'path') || `harbor/${fileNamePart(robot.instance)}/${fileNamePart(robot.name)}`;

/** A command that writes to Vault what it reads. */
export const vaultCommand: SecretFormat = {
  id: 'vault-command',
  title: 'Vault command (kv put)',
  group: 'Secret stores',
  words: 'hashicorp vault openbao kv put stdin command',
  purpose: 'Writes name and secret to a key-value store of Vault.',
  reader: 'vault, or bao of OpenBao: the secret comes from standard input.',
  use: [
    'Copy the command and run it. It asks for the secret.',
    'Copy the secret here, paste it there and press Enter.',
  ],
  beware: ['kv put replaces all keys at this path: take kv patch to keep others.'],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-vault.txt',
  options: [mountOption, pathOption],
  nameThere: (writing) =>
    `${valueOf(writing.options, 'mount')}/${vaultPath(writing.options, onlyRobot(writing))}`,
  write: (writing) => {
    const robot = onlyRobot(writing);
    requireOneLine(robot);
    if (/^[@\\-]/.test(robot.name)) {
      throw new CannotExport(`Vault reads ${robot.name} as the name of a file.`, ['vault-json']);
    }
    const mount = shWord(`-mount=${valueOf(writing.options, 'mount') || 'secret'}`);
    const path = shWord(vaultPath(writing.options, robot));
    const user = shWord(`username=${robot.name}`);
    return askThenRun(`vault kv put ${mount} ${path} ${user} password=-`);
  },
};
