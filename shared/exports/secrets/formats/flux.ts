import { CannotExport } from '../cannot-export.ts';
import { valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { keysOption } from './containers-auth.ts';
import {
  metadataOf,
  nameInCluster,
  nameOption,
  namespaceOption,
  pullSecret,
  secretName,
} from './kubernetes-secret.ts';

/** A source of charts for Flux, with its Secret. */
export const flux: SecretFormat = {
  id: 'flux',
  title: 'Flux source',
  group: 'GitOps',
  words: 'fluxcd helmrepository ocirepository source oci',
  purpose: 'Lets Flux read Helm charts of a project.',
  reader: 'Flux’s source controller.',
  use: ['kubectl apply -f FILE, then delete the file. Commit the second part alone.'],
  beware: ['Before it goes to git, encrypt the Secret: Sealed Secrets or SOPS.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-flux.yaml',
  options: [
    nameOption,
    { ...namespaceOption, initial: 'flux-system' },
    { id: 'project', label: 'Harbor project', help: 'Left empty: the robot’s own.', initial: '' },
    keysOption,
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const { registry, project, name } = onlyRobot(writing);
    const path = valueOf(writing.options, 'project') || project;
    if (path === '')
      throw new CannotExport(`${name} is a system robot: say which project’s charts.`);
    return yamlText(pullSecret(writing, 'stringData'), {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: metadataOf(writing),
      spec: {
        type: 'oci',
        interval: '5m',
        url: `oci://${registry}/${path}`,
        secretRef: { name: secretName(writing) },
      },
    });
  },
};
