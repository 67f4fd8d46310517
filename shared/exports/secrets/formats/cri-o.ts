import type { SecretFormat } from '../secret-format.ts';
import { containersAuthText, keysOption } from './containers-auth.ts';
import { mergeAuths } from '../merge-auths.ts';

/** Logins of CRI-O. */
export const criO: SecretFormat = {
  id: 'cri-o',
  title: 'CRI-O auth.json',
  group: 'Container runtimes',
  words: 'crio openshift global_auth_file node',
  purpose: 'Lets every pod of a node pull, also with another robot for each project.',
  reader: 'CRI-O, where global_auth_file points; the kubelet in /var/lib/kubelet/config.json.',
  use: [
    'Save it on each node, for example as /etc/crio/auth.json.',
    'In /etc/crio/crio.conf.d/harbor.conf: [crio.image], below it global_auth_file = "/etc/crio/auth.json".',
    'systemctl reload crio',
  ],
  beware: ['On OpenShift the cluster’s global pull secret writes this file: change that instead.'],
  robots: 'many',
  holdsSecret: true,
  fileName: 'auth.json',
  options: [keysOption],
  write: containersAuthText,
  merge: (before, text) => mergeAuths(before, text, { program: 'CRI-O', hasStore: false }),
};
