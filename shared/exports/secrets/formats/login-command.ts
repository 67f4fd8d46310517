import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { cmdArgument } from '../quoting/cmd.ts';
import { powerShellString } from '../quoting/powershell.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat, type Writing } from '../secret-format.ts';

/** Programs that sign in by reading the secret from their standard input. */
const TOOLS = {
  docker: 'docker login',
  podman: 'podman login',
  buildah: 'buildah login',
  skopeo: 'skopeo login',
  nerdctl: 'nerdctl login',
  helm: 'helm registry login',
  oras: 'oras login',
  crane: 'crane auth login',
  cosign: 'cosign login',
  trivy: 'trivy registry login',
} as const;

export type LoginTool = keyof typeof TOOLS;

const tool: FormatOption = {
  id: 'tool',
  label: 'Program',
  initial: 'docker',
  choices: Object.keys(TOOLS).map((value) => ({ value, label: value })),
};

/** The shell that the command is for. */
export const shellOption: FormatOption = {
  id: 'shell',
  label: 'Shell',
  initial: 'sh',
  choices: [
    { value: 'sh', label: 'sh, bash, zsh' },
    { value: 'powershell', label: 'PowerShell' },
    { value: 'cmd', label: 'cmd.exe' },
  ],
};

/** Asks for the secret without showing it, then runs a command that reads it. POSIX sh. */
export const askThenRun = (command: string): string =>
  [
    "printf 'Secret: ' >&2; stty -echo 2>/dev/null; IFS= read -r HARBOR_SECRET; stty echo 2>/dev/null; echo >&2",
    `printf '%s' "$HARBOR_SECRET" | ${command}`,
    'unset HARBOR_SECRET',
    '',
  ].join('\n');

/** Throws CannotExport for a secret that is not one line, which is all that is asked for. */
export function requireOneLine({ name, secret }: RobotCredential): void {
  if (!/[\r\n]/.test(secret)) return;
  const message = `The secret of ${name} has a line break, and a login takes one line.`;
  throw new CannotExport(message, ['docker-config', 'containers-auth']);
}

const inSh = (start: string, { registry, name }: RobotCredential): string =>
  askThenRun(`${start} ${shWord(registry)} --username ${shWord(name)} --password-stdin`);

function inPowerShell(start: string, { registry, name }: RobotCredential): string {
  if (name.includes('"')) {
    throw new CannotExport(`PowerShell cannot hand on the quote in ${name}.`, ['docker-config']);
  }
  const rest = `${powerShellString(registry)} --username ${powerShellString(name)} --password-stdin`;
  return [
    // Windows PowerShell hands on nothing but ASCII otherwise.
    '$OutputEncoding = [Text.UTF8Encoding]::new($false)',
    "$secret = Read-Host -Prompt 'Secret' -AsSecureString",
    '[Net.NetworkCredential]::new("", $secret).Password |',
    `  ${start} ${rest}`,
    'Remove-Variable secret',
    '',
  ].join('\n');
}

function forCmd(text: string): string {
  const argument = cmdArgument(text);
  if (argument !== null) return argument;
  const why = `${text} has characters that cmd.exe changes (" % !).`;
  // PowerShell cannot hand on a quote either.
  if (text.includes('"')) throw new CannotExport(why, ['docker-config']);
  throw new CannotExport(`${why} Take PowerShell.`, [], { option: 'shell', value: 'powershell' });
}

/**
 * Asks for the secret without showing it, which cmd.exe itself cannot, and writes it as UTF-8
 * whatever the code page. Its quotes, percent and exclamation marks would be cmd.exe's: it has none.
 */
const ASK_FOR_CMD = [
  '$secret = Read-Host -Prompt Secret -AsSecureString',
  "$bytes = [Text.Encoding]::UTF8.GetBytes([Net.NetworkCredential]::new('', $secret).Password)",
  '[Console]::OpenStandardOutput().Write($bytes, 0, $bytes.Length)',
].join('; ');

const inCmd = (start: string, { registry, name }: RobotCredential): string => {
  const login = `${start} ${forCmd(registry)} --username ${forCmd(name)} --password-stdin`;
  return `powershell -NoProfile -Command "${ASK_FOR_CMD}" | ${login}\r\n`;
};

const SHELLS: Readonly<Record<string, (start: string, robot: RobotCredential) => string>> = {
  sh: inSh,
  powershell: inPowerShell,
  cmd: inCmd,
};

/** A command that signs this program in, and asks for the secret. */
export function loginText(program: LoginTool, writing: Writing): string {
  const robot = onlyRobot(writing);
  requireOneLine(robot);
  const write = SHELLS[valueOf(writing.options, 'shell')] ?? inSh;
  return write(TOOLS[program], robot);
}

const isTool = (text: string): text is LoginTool => Object.hasOwn(TOOLS, text);

/** How the secret gets into a command that asks for it. */
export const LOGIN_STEPS: readonly string[] = [
  'Copy the command and run it. It asks for the secret.',
  'Copy the secret here, paste it there and press Enter. It is not shown.',
];

/** A command that signs in. */
export const loginCommand: SecretFormat = {
  id: 'login-command',
  title: 'Login command',
  group: 'Docker and Podman',
  words:
    'docker podman buildah skopeo nerdctl helm oras crane cosign trivy login sh powershell cmd stdin',
  purpose: 'Signs a program in by hand, wherever that keeps its logins.',
  reader: 'A shell. The program keeps the login in its own file or credential store.',
  use: LOGIN_STEPS,
  beware: ['The secret is not in the command, so it is in no history and no list of processes.'],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-login.txt',
  options: [tool, shellOption],
  write: (writing) => {
    const program = valueOf(writing.options, 'tool');
    return loginText(isTool(program) ? program : 'docker', writing);
  },
};
