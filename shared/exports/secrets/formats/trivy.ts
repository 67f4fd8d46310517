import { CannotExport } from '../cannot-export.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** What Trivy takes for the end of one of several names or secrets (its flag package, and cast's). */
const ENDS_ONE = /[\s\u0085,]/u;

/** Variables with which Trivy pulls what it scans. */
export const trivy: SecretFormat = {
  id: 'trivy',
  title: 'Trivy variables',
  group: 'Registry tools',
  words: 'trivy aqua scan scanner vulnerabilities TRIVY_USERNAME TRIVY_PASSWORD environment sh',
  purpose: 'Lets trivy pull the images that it scans, for one job.',
  reader: 'trivy, from TRIVY_USERNAME and TRIVY_PASSWORD; a shell sets them.',
  use: ['set -a; . ./FILE; set +a', 'trivy image HOST/PROJECT/REPOSITORY:TAG'],
  beware: [
    'Trivy sends this login to every registry that it meets: “Trivy login” is for one alone.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-trivy.sh',
  options: [],
  write: (writing) => {
    const { name, secret } = onlyRobot(writing);
    if (ENDS_ONE.test(name) || ENDS_ONE.test(secret)) {
      const message = `Trivy takes a comma or a space in the name or the secret of ${name} for the end of it.`;
      throw new CannotExport(message, ['trivy-login', 'docker-config']);
    }
    return `TRIVY_USERNAME=${shWord(name)}\nTRIVY_PASSWORD=${shWord(secret)}\n`;
  },
};
