import { CannotExport } from '../cannot-export.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat, type Writing } from '../secret-format.ts';
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

const environment: FormatOption = {
  id: 'environment',
  label: 'Environment',
  help: 'Left empty: for the whole repository.',
  initial: '',
};

const organization: FormatOption = {
  id: 'organization',
  label: 'Organization',
  help: 'For several repositories at once, instead of one.',
  initial: '',
  rule: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]*$/,
    sentence: 'Organization: its name on GitHub, letters, digits and dashes.',
  },
};

const selected: FormatOption = {
  id: 'repositories',
  label: 'Repositories of the organization',
  help: 'Separated by commas. Left empty: all that are private or internal.',
  initial: '',
  rule: {
    pattern: /^[\w.-]+(?:, *[\w.-]+)*$/,
    sentence: 'Repositories: names without the organization, separated by commas.',
  },
};

/** Where gh sets it, as its flags say. Throws CannotExport where two places are named. */
function placeOf({ options }: Writing): string[] {
  const flag = (name: string, id: string): string[] => {
    const value = valueOf(options, id);
    return value === '' ? [] : [name, shWord(value)];
  };
  const inRepository = [...flag('--repo', 'repository'), ...flag('--env', 'environment')];
  const org = flag('--org', 'organization');
  const names = valueOf(options, 'repositories').replaceAll(' ', '');
  if (org.length === 0) {
    if (names === '') return inRepository;
    throw new CannotExport('Say which organization these repositories are of.');
  }
  if (inRepository.length > 0) {
    throw new CannotExport('Take an organization, or one repository with its environment.');
  }
  return [
    ...org,
    ...(names === '' ? ['--visibility private'] : ['--visibility selected --repos', shWord(names)]),
  ];
}

/** Commands that give repositories of GitHub the login. */
export const githubSecrets: SecretFormat = {
  id: 'github-secrets',
  title: 'GitHub Actions secrets (gh)',
  group: 'CI',
  words: 'github actions gh secret set variable repository organization environment',
  purpose:
    'Gives a repository or an organization the login: the name as a variable, the secret as a secret.',
  reader: 'The gh command, which hands it to GitHub.',
  use: [
    'Copy the commands and run them. The last one asks for the secret.',
    'Copy the secret here, paste it there and press Enter.',
  ],
  beware: [
    'A name that is kept as a secret is blotted out in all logs, image names too: that is why it is a variable.',
    'For Dependabot, set it again with --app dependabot.',
    'For an organization, gh needs more rights: gh auth refresh --scopes admin:org.',
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
    environment,
    organization,
    selected,
    variablePrefix,
  ],
  write: (writing) => {
    const robot = onlyRobot(writing);
    requireOneLine(robot);
    const prefix = prefixOf(writing.options);
    const where = placeOf(writing);
    const line = (...words: string[]): string => [...words, ...where].join(' ');
    return [
      line('gh variable set', `${prefix}_REGISTRY`, '--body', shWord(robot.registry)),
      line('gh variable set', `${prefix}_USERNAME`, '--body', shWord(robot.name)),
      askThenRun(line('gh secret set', `${prefix}_PASSWORD`)),
    ].join('\n');
  },
};
