import { CannotExport } from '../cannot-export.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { askThenRun, requireOneLine } from './login-command.ts';

/** How the names of variables begin in a CI. */
export const variablePrefix: FormatOption = {
  id: 'prefix',
  label: 'Names begin with',
  initial: 'HARBOR',
  rule: {
    pattern: /^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,60}$/,
    sentence: 'Names: capital letters, digits and _, not beginning with a digit or GITHUB_.',
  },
};

/** The prefix that was chosen. */
export function prefixOf(options: Readonly<Record<string, string>>): string {
  const prefix = valueOf(options, 'prefix');
  if (prefix === '') throw new CannotExport('Names begin with: at least one letter.');
  return prefix;
}

/** Commands that give a repository of GitHub the login. */
export const githubSecrets: SecretFormat = {
  id: 'github-secrets',
  title: 'GitHub Actions secrets (gh)',
  group: 'CI',
  words: 'github actions gh secret set variable repository organization environment',
  purpose: 'Gives a repository the login: the name as a variable, the secret as a secret.',
  reader: 'The gh command, which hands it to GitHub.',
  use: [
    'Copy the commands and run them. The last one asks for the secret.',
    'Copy the secret here, paste it there and press Enter.',
  ],
  beware: [
    'A name that is kept as a secret is blotted out in all logs, image names too: that is why it is a variable.',
    'For Dependabot, set it again with --app dependabot.',
  ],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-github.txt',
  options: [
    {
      id: 'repository',
      label: 'Repository',
      help: 'Left empty: the one that gh is in.',
      initial: '',
      rule: { pattern: /^[\w.-]+\/[\w.-]+$/, sentence: 'Repository: owner/name.' },
    },
    {
      id: 'environment',
      label: 'Environment',
      help: 'Left empty: for the whole repository.',
      initial: '',
    },
    variablePrefix,
  ],
  write: (writing) => {
    const robot = onlyRobot(writing);
    requireOneLine(robot);
    const prefix = prefixOf(writing.options);
    const repository = valueOf(writing.options, 'repository');
    const environment = valueOf(writing.options, 'environment');
    const where = [
      ...(repository === '' ? [] : ['--repo', shWord(repository)]),
      ...(environment === '' ? [] : ['--env', shWord(environment)]),
    ];
    const line = (...words: string[]): string => [...words, ...where].join(' ');
    return [
      line('gh variable set', `${prefix}_REGISTRY`, '--body', shWord(robot.registry)),
      line('gh variable set', `${prefix}_USERNAME`, '--body', shWord(robot.name)),
      askThenRun(line('gh secret set', `${prefix}_PASSWORD`)),
    ].join('\n');
  },
};
