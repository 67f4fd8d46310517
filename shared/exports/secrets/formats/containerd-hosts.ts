import { type FormatOption, valueOf } from '../options.ts';
import { tomlString } from '../quoting/toml.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** The authority that signed a registry's certificate, as a file on the node. */
export const caFileOption: FormatOption = {
  id: 'caFile',
  label: 'File of the certificate authority on the node',
  help: 'Left empty: the node’s own authorities.',
  initial: '',
};

/** Where containerd finds a registry, and whom it trusts there. */
export const containerdHosts: SecretFormat = {
  id: 'containerd-hosts',
  title: 'containerd hosts.toml',
  group: 'Container runtimes',
  words: 'containerd certs.d config_path mirror ca certificate authority node nerdctl ctr toml',
  purpose:
    'Tells containerd where the registry is and which authority to trust. It holds no login.',
  reader: 'containerd, in /etc/containerd/certs.d/HOST/hosts.toml.',
  use: [
    'Save it as /etc/containerd/certs.d/HOST/hosts.toml on each node. It is read without a restart.',
    'In /etc/containerd/config.toml, where it is not there yet: config_path = "/etc/containerd/certs.d" in the table of the registry.',
    'Let pods sign in by a Kubernetes Secret, or the node by “containerd config.toml”.',
  ],
  beware: [
    'The folder is named as image names name the registry, with its port.',
    'Nobody signs in with this: hosts.toml has no place for a login.',
  ],
  robots: 'one',
  holdsSecret: false,
  fileName: 'hosts.toml',
  options: [caFileOption],
  write: (writing) => {
    const { registry, url } = onlyRobot(writing);
    const server = `${/^http:/i.test(url) ? 'http' : 'https'}://${registry}`;
    const caFile = valueOf(writing.options, 'caFile');
    return [
      `server = ${tomlString(server)}`,
      '',
      `[host.${tomlString(server)}]`,
      '  capabilities = ["pull", "resolve"]',
      ...(caFile === '' ? [] : [`  ca = ${tomlString(caFile)}`]),
      '',
    ].join('\n');
  },
};
