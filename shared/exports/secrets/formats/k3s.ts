import { CannotExport } from '../cannot-export.ts';
import { valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import type { SecretFormat } from '../secret-format.ts';
import { caFileOption } from './containerd-hosts.ts';

/** Logins of k3s and RKE2. */
export const k3s: SecretFormat = {
  id: 'k3s',
  title: 'k3s and RKE2 registries.yaml',
  group: 'Container runtimes',
  words: 'rke2 rancher registries node',
  purpose: 'Lets every pod of a node pull, without pull secrets.',
  reader: 'k3s in /etc/rancher/k3s/registries.yaml, RKE2 in /etc/rancher/rke2/registries.yaml.',
  use: [
    'Save it there on each node; put it together with what is there by hand.',
    'Restart the service: systemctl restart k3s, or rke2-server, rke2-agent.',
  ],
  beware: ['One login for a host.'],
  robots: 'many',
  holdsSecret: true,
  fileName: 'registries.yaml',
  options: [caFileOption],
  write: ({ robots, options }) => {
    const caFile = valueOf(options, 'caFile');
    const configs = new Map<string, unknown>();
    for (const { registry, name, secret } of robots) {
      if (configs.has(registry)) {
        const message = `registries.yaml holds one login for ${registry}.`;
        throw new CannotExport(message, ['kubernetes-secret']);
      }
      configs.set(registry, {
        auth: { username: name, password: secret },
        ...(caFile === '' ? {} : { tls: { ca_file: caFile } }),
      });
    }
    return yamlText({ configs: Object.fromEntries(configs) });
  },
};
