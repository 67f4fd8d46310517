import { valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import {
  metadataOf,
  nameInCluster,
  nameOption,
  namespaceOption,
  secretName,
} from './kubernetes-secret.ts';

/** A login that Tekton gives to its tasks. */
export const tekton: SecretFormat = {
  id: 'tekton',
  title: 'Tekton basic-auth Secret',
  group: 'GitOps',
  words: 'tekton pipelines basic-auth service account',
  purpose: 'Signs tasks in: Tekton writes a docker config.json of it into each.',
  reader: 'Tekton Pipelines, for runs of the service account.',
  use: ['kubectl apply -f FILE, then delete the file.', 'Run pipelines with this service account.'],
  beware: ['One login for a host in one service account.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-tekton.yaml',
  options: [
    nameOption,
    namespaceOption,
    { id: 'serviceAccount', label: 'Service account', initial: 'pipeline' },
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const { registry, name, secret } = onlyRobot(writing);
    const namespace = valueOf(writing.options, 'namespace');
    const account = valueOf(writing.options, 'serviceAccount') || 'pipeline';
    const annotations = { 'tekton.dev/docker-0': `https://${registry}` };
    return yamlText(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: metadataOf(writing, { annotations }),
        type: 'kubernetes.io/basic-auth',
        stringData: { username: name, password: secret },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, ...(namespace === '' ? {} : { namespace }) },
        secrets: [{ name: secretName(writing) }],
      },
    );
  },
};
