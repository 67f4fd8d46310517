import { CannotExport } from '../cannot-export.ts';
import { valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { metadataOf, nameInCluster, nameOption, namespaceOption } from './kubernetes-secret.ts';

/** A repository of Helm charts in Argo CD. */
export const argoCd: SecretFormat = {
  id: 'argo-cd',
  title: 'Argo CD repository',
  group: 'GitOps',
  words: 'argocd helm oci chart repository secret',
  purpose: 'Lets Argo CD read Helm charts of a project.',
  reader: 'Argo CD, in its own namespace.',
  use: ['kubectl apply -f FILE, then delete the file.'],
  beware: [
    'The address has no oci:// before it.',
    'Pulling the images of the application is not Argo CD’s: that takes a Kubernetes Secret.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-argocd.yaml',
  options: [
    nameOption,
    { ...namespaceOption, initial: 'argocd' },
    {
      id: 'project',
      label: 'Harbor project',
      help: 'Left empty: the robot’s own.',
      initial: '',
    },
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const { registry, project, name, secret } = onlyRobot(writing);
    const path = valueOf(writing.options, 'project') || project;
    if (path === '')
      throw new CannotExport(`${name} is a system robot: say which project’s charts.`);
    return yamlText({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadataOf(writing, {
        labels: { 'argocd.argoproj.io/secret-type': 'repository' },
      }),
      type: 'Opaque',
      stringData: {
        name: path,
        type: 'helm',
        enableOCI: 'true',
        url: `${registry}/${path}`,
        username: name,
        password: secret,
      },
    });
  },
};
