import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
import { onePerHost } from '../one-per-host.ts';
import type { SecretFormat } from '../secret-format.ts';

/** What the readers of .netrc disagree about. */
const DISPUTED = /[\s"\\\p{Cc}]|^[#']/u;

/** Logins for curl and wget. */
export const netrc: SecretFormat = {
  id: 'netrc',
  title: 'netrc',
  group: 'Lists and others',
  words: 'curl wget git netrc api http',
  purpose: 'Signs curl in at Harbor’s API.',
  reader: 'curl --netrc, wget, git and others: ~/.netrc, on Windows ~/_netrc.',
  use: ['curl --netrc-file FILE https://HOST/api/v2.0/projects'],
  beware: ['Docker does not read it.', 'It names hosts without their port.'],
  robots: 'many',
  holdsSecret: true,
  fileName: 'harbor.netrc',
  options: [],
  write: ({ robots }) => {
    onePerHost(robots, hostFor, 'readers of netrc', ['list-json']);
    return robots
      .map((robot) => {
        const { name, secret } = robot;
        if (DISPUTED.test(name) || DISPUTED.test(secret)) {
          const message = `Readers of netrc disagree about signs in the name or the secret of ${name}.`;
          throw new CannotExport(message, ['env-sh', 'list-json']);
        }
        return `machine ${hostFor(robot)}\n  login ${name}\n  password ${secret}\n`;
      })
      .join('');
  },
};

const hostFor = ({ url, registry }: RobotCredential): string => hostOf(url) ?? registry;

/** "harbor.example.com" of "https://harbor.example.com:8443/x"; null for what is no address. */
const hostOf = (url: string): string | null =>
  /^https?:\/\/(\[[^\]]+\]|[^/:?#]+)/i.exec(url)?.[1] ?? null;
