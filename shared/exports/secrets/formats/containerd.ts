import { CannotExport } from '../cannot-export.ts';
import { valueOf } from '../options.ts';
import { tomlString } from '../quoting/toml.ts';
import type { SecretFormat } from '../secret-format.ts';

const PLUGINS = {
  '2': { version: 3, plugin: 'io.containerd.cri.v1.images' },
  '1': { version: 2, plugin: 'io.containerd.grpc.v1.cri' },
} as const;

/** Logins in containerd's own configuration. */
export const containerd: SecretFormat = {
  id: 'containerd',
  title: 'containerd config.toml',
  group: 'Container runtimes',
  words: 'cri nerdctl node kubelet',
  purpose: 'Lets every pod of a node pull, without pull secrets.',
  reader: 'containerd, in /etc/containerd/config.toml, after a restart.',
  use: [
    'Add these tables to /etc/containerd/config.toml on each node.',
    'systemctl restart containerd',
  ],
  beware: [
    'containerd calls this deprecated: pull secrets of Kubernetes are the better way.',
    'hosts.toml cannot hold logins. nerdctl reads docker’s config.json instead.',
    'One login for a host.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'containerd-harbor.toml',
  options: [
    {
      id: 'version',
      label: 'containerd',
      initial: '2',
      choices: [
        { value: '2', label: '2.x' },
        { value: '1', label: '1.x' },
      ],
    },
  ],
  write: ({ robots, options }) => {
    const { version, plugin } = PLUGINS[valueOf(options, 'version') === '1' ? '1' : '2'];
    const hosts = new Set<string>();
    const tables = robots.map(({ registry, name, secret }) => {
      if (hosts.has(registry)) {
        const message = `containerd holds one login for ${registry}.`;
        throw new CannotExport(message, ['kubernetes-secret', 'cri-o']);
      }
      hosts.add(registry);
      return [
        `[plugins.${tomlString(plugin)}.registry.configs.${tomlString(registry)}.auth]`,
        `  username = ${tomlString(name)}`,
        `  password = ${tomlString(secret)}`,
        '',
      ].join('\n');
    });
    return [`version = ${String(version)}\n`, ...tables].join('\n');
  },
};
