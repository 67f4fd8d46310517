import fc from 'fast-check';
import type { RobotCredential } from '../../../../shared/exports/secrets/index.ts';

/** Signs that some reader of some format takes for something else. */
const TROUBLE = [
  ...'$\'"`\\%!#{}[]()<>|&;*?~=+,.@^-_/ \t',
  '${x}',
  '%{x}',
  '$$',
  '$(id)',
  '{{ x }}',
  '{% x %}',
  '\\n',
  "\\'",
  'ü',
  'ß',
  '’',
  '‘',
  '„',
  '\u2028',
  '\u0085',
  '\uFEFF',
  '\u007F',
  '😀',
  'no',
  '0x1',
  '1e3',
  'A',
  'b',
  '7',
];

const text = (signs: readonly string[], min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 2 })), {
      minLength: min,
      maxLength: max,
    })
    .map((parts) => parts.join('').replace(/[\0\p{Surrogate}]/gu, ''));

/** Whatever Harbor takes as a secret, and more. */
export const anySecret: fc.Arbitrary<string> = text(TROUBLE, 1, 40).filter((one) => one !== '');

/** Names with any prefix that an administrator may think of; no colon, which no login can carry. */
export const anyName: fc.Arbitrary<string> = text(TROUBLE, 0, 12).map(
  (prefix) => `${prefix.replaceAll(':', '')}team+ci`,
);

/** Secrets and names that people meet, and the worst of each kind. */
export const WORST = [
  'Ex4mpleSecretValue',
  "it's",
  '"quoted"',
  'a\\',
  'a\\#b',
  "a\\'b",
  '\\n',
  '$HOME ${HOME} $$ $(id) `id`',
  '%PATH% %{x} ${x} {{ x }} {% x %}',
  ' leading and trailing ',
  '-leading-dash',
  '#hash',
  '=1+1',
  '@file',
  '!history',
  'ümläut ß 😀',
  '\u2028\u0085\uFEFF\u007F',
  'yes',
  '1e3',
  '012',
  'x'.repeat(128),
  'two\nlines',
  'tab\there',
];

/** A robot with its secret, of which nothing is out of the way. */
export const aCredential = (part: Partial<RobotCredential> = {}): RobotCredential => ({
  instance: 'prod',
  url: 'https://harbor.example.com',
  registry: 'harbor.example.com',
  name: 'robot$team+ci',
  secret: 'Ex4mpleSecretValue',
  project: 'team',
  id: 7,
  description: 'Builds',
  expiresAt: 1_800_000_000,
  createdAt: 1_700_000_000,
  duration: 90,
  permissions: [
    {
      kind: 'project',
      namespace: 'team',
      access: [{ resource: 'repository', action: 'pull', effect: '' }],
    },
  ],
  madeAt: 1_750_000_000,
  ...part,
});

/** As main encodes. */
export const base64 = (plain: string): string => Buffer.from(plain, 'utf8').toString('base64');
