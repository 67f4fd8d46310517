import { CannotExport } from '../cannot-export.ts';
import { jsonText } from '../docker-auths.ts';
import { flag, type FormatOption, valueOf } from '../options.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { prefixOf, variablePrefix } from './github-secrets.ts';

/** What GitLab blots out in logs: one line without spaces, of eight characters or more. */
const canBeMasked = (secret: string): boolean => /^\S{8,}$/u.test(secret);

/** How much of the secret GitLab shows. */
const masked: FormatOption = {
  id: 'masked',
  label: 'Masked',
  initial: 'yes',
  choices: [
    { value: 'yes', label: 'In logs' },
    { value: 'hidden', label: 'In logs, and hidden in the settings' },
    { value: 'no', label: 'No' },
  ],
};

/** Variables of GitLab's API. */
export const gitlabVariables: SecretFormat = {
  id: 'gitlab-variables',
  title: 'GitLab CI variables',
  group: 'CI',
  words: 'gitlab ci cd variables api masked hidden protected raw group project',
  purpose: 'Gives a project or a group of GitLab the login.',
  reader: 'GitLab’s API: POST /projects/ID/variables, one object after the other.',
  use: [
    "For each of the three, from 0 to 2: jq -c '.[0]' FILE | curl --fail --header @token.txt --json @- https://gitlab.example.com/api/v4/projects/ID/variables",
    'token.txt holds one line, PRIVATE-TOKEN: …, so that the token is not in the command.',
  ],
  beware: [
    'raw keeps GitLab from expanding the $ in the name.',
    'A masked variable is blotted out in logs only where it is printed as it is.',
    'Hidden takes GitLab 17.4 or newer and a variable that is new: one that is there cannot become hidden.',
    'artifacts:reports:dotenv is not for secrets: it can be downloaded.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-gitlab.json',
  options: [
    variablePrefix,
    masked,
    flag('protected', 'For protected branches and tags only', 'yes'),
    { id: 'scope', label: 'Environments', help: '* for all.', initial: '*' },
  ],
  write: (writing) => {
    const { registry, name, secret } = onlyRobot(writing);
    const { options } = writing;
    const prefix = prefixOf(options);
    const masking = valueOf(options, 'masked');
    const isMasked = masking !== 'no';
    if (isMasked && !canBeMasked(secret)) {
      throw new CannotExport(
        `GitLab cannot mask the secret of ${name}: that takes one line of at least 8 characters without spaces. Give the robot another secret, or choose not masked.`,
        ['gitlab-docker-auth'],
      );
    }
    const variable = (key: string, value: string, more: object = {}): unknown => ({
      key: `${prefix}_${key}`,
      value,
      variable_type: 'env_var',
      raw: true,
      masked: false,
      protected: valueOf(options, 'protected') === 'yes',
      environment_scope: valueOf(options, 'scope') || '*',
      ...more,
    });
    return jsonText([
      variable('REGISTRY', registry),
      variable('USERNAME', name),
      variable('PASSWORD', secret, {
        masked: isMasked,
        ...(masking === 'hidden' ? { masked_and_hidden: true } : {}),
      }),
    ]);
  },
};
