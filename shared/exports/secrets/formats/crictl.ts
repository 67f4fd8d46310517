import { authOf } from '../docker-auths.ts';
import { shWord } from '../quoting/sh.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** A login for pulls by hand on a node. */
export const crictl: SecretFormat = {
  id: 'crictl',
  title: 'crictl auth',
  group: 'Container runtimes',
  words: 'crictl cri-tools containerd cri-o node pull creds CRICTL_AUTH environment sh',
  purpose: 'Pulls an image on a node by hand, to see whether the runtime can.',
  reader: 'crictl pull, from CRICTL_AUTH; a shell sets it.',
  use: ['set -a; . ./FILE; set +a', 'sudo -E crictl pull HOST/PROJECT/REPOSITORY:TAG'],
  beware: [
    'The secret is Base64, which anybody can read.',
    'crictl pull --creds and --auth put the secret into the list of processes: this does not.',
    'crictl keeps no login: pods pull with that of the runtime or with a pull secret.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-crictl.sh',
  options: [],
  write: (writing) => `CRICTL_AUTH=${shWord(authOf(onlyRobot(writing), writing.base64))}\n`,
};
