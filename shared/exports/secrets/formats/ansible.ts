import { unsafeText, yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** What begins a template of Jinja. */
const JINJA = /\{[{%#]/;

const ansibleText = (text: string): unknown => (JINJA.test(text) ? unsafeText(text) : text);

/** Variables of Ansible. */
export const ansible: SecretFormat = {
  id: 'ansible',
  title: 'Ansible variables',
  group: 'Infrastructure as code',
  words: 'ansible vault vars group_vars playbook podman_login docker_login',
  purpose: 'Variables for playbooks, to be encrypted by ansible-vault.',
  reader: 'Ansible, below group_vars or host_vars.',
  use: [
    'ansible-vault encrypt FILE',
    'Hand them to containers.podman.podman_login or community.docker.docker_login, with no_log: true.',
  ],
  beware: ['Until it is encrypted, the secret is in plain in this file: do not commit it.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-vault.yml',
  options: [],
  write: (writing) => {
    const { url, registry, name, secret } = onlyRobot(writing);
    return yamlText({
      harbor_url: url,
      harbor_registry: registry,
      harbor_username: ansibleText(name),
      harbor_password: ansibleText(secret),
    });
  },
};
