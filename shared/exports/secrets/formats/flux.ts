import { CannotExport } from '../cannot-export.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat, type Writing } from '../secret-format.ts';
import { keysOption } from './containers-auth.ts';
import {
  metadataOf,
  nameInCluster,
  nameOption,
  namespaceOption,
  pullSecret,
  secretName,
} from './kubernetes-secret.ts';

const kind: FormatOption = {
  id: 'kind',
  label: 'Source',
  initial: 'HelmRepository',
  choices: [
    { value: 'HelmRepository', label: 'HelmRepository: charts of a project' },
    { value: 'OCIRepository', label: 'OCIRepository: one artifact' },
  ],
};

const artifact: FormatOption = {
  id: 'artifact',
  label: 'Repository of the artifact',
  help: 'For an OCIRepository: its path in the project.',
  initial: 'manifests',
  // The path of an OCI repository (distribution-spec, "Pulling manifests").
  rule: {
    pattern: /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/,
    sentence: 'Repository: lower-case letters and digits, between them . _ - and /',
  },
};

/** What of a source its kind decides. Throws CannotExport. */
function sourceOf({ options }: Writing, project: string): Record<string, unknown> {
  if (valueOf(options, 'kind') === 'HelmRepository')
    return { type: 'oci', url: `oci://${project}` };
  const path = valueOf(options, 'artifact');
  if (path === '')
    throw new CannotExport('Say which repository of the project the artifact is in.');
  return { url: `oci://${project}/${path}` };
}

/** A source for Flux, with its Secret. */
export const flux: SecretFormat = {
  id: 'flux',
  title: 'Flux source',
  group: 'GitOps',
  words: 'fluxcd helmrepository ocirepository source oci',
  purpose: 'Lets Flux read Helm charts of a project, or one artifact of manifests or a chart.',
  reader: 'Flux’s source controller.',
  use: ['kubectl apply -f FILE, then delete the file. Commit the second part alone.'],
  beware: [
    'Before it goes to git, encrypt the Secret: Sealed Secrets or SOPS.',
    'An OCIRepository of this API takes Flux 2.6 or newer. It follows the tag latest: name another under spec.ref.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-flux.yaml',
  options: [
    nameOption,
    { ...namespaceOption, initial: 'flux-system' },
    kind,
    { id: 'project', label: 'Harbor project', help: 'Left empty: the robot’s own.', initial: '' },
    artifact,
    keysOption,
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const { registry, project, name } = onlyRobot(writing);
    const path = valueOf(writing.options, 'project') || project;
    if (path === '')
      throw new CannotExport(`${name} is a system robot: say which project it reads.`);
    return yamlText(pullSecret(writing, 'stringData'), {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: valueOf(writing.options, 'kind'),
      metadata: metadataOf(writing),
      spec: {
        interval: '5m',
        ...sourceOf(writing, `${registry}/${path}`),
        secretRef: { name: secretName(writing) },
      },
    });
  },
};
