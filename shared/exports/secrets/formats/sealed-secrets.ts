import { keysOption } from './containers-auth.ts';
import { type SecretFormat } from '../secret-format.ts';
import { yamlText } from '../../yaml-text.ts';
import { nameInCluster, nameOption, namespaceOption, pullSecret } from './kubernetes-secret.ts';

/** What kubeseal reads. */
export const sealedSecrets: SecretFormat = {
  id: 'sealed-secrets',
  title: 'Sealed Secrets, to be sealed',
  group: 'GitOps',
  words: 'kubeseal bitnami sops encrypt kubernetes',
  purpose: 'A Secret that is encrypted for one cluster, so that it can go to git.',
  reader: 'kubeseal, from its standard input.',
  use: [
    'Copy it, and paste it into: kubeseal --format yaml > harbor-sealed.yaml',
    "Or, with SOPS: sops encrypt --encrypted-regex '^(data|stringData)$' FILE",
  ],
  beware: [
    'This text is not sealed yet: do not commit it.',
    'Name and namespace are sealed too: another name needs another seal.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'harbor-to-be-sealed.yaml',
  options: [nameOption, namespaceOption, keysOption],
  nameThere: nameInCluster,
  write: (writing) => yamlText(pullSecret(writing, 'stringData')),
};
