import { CannotExport } from '../cannot-export.ts';
import type { RobotCredential } from '../credential.ts';
import { dockerAuths, jsonText } from '../docker-auths.ts';
import { type FormatOption, valueOf } from '../options.ts';
import { NEVER_EXPIRES } from '../../../robots/robot.ts';
import { defaultName } from '../names.ts';
import { yamlText } from '../../yaml-text.ts';
import type { SecretFormat, Writing } from '../secret-format.ts';
import { chosenKeys, keysOption } from './containers-auth.ts';

/** What Kubernetes takes as the name of a Secret (RFC 1123 subdomain). */
const SUBDOMAIN = {
  pattern: /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  sentence: 'Name: lower-case letters, digits, dashes and dots, at most 253 of them.',
};
/** And of a namespace (RFC 1123 label). */
const LABEL = {
  pattern: /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  sentence: 'Namespace: lower-case letters, digits and dashes, at most 63 of them.',
};

export const nameOption: FormatOption = {
  id: 'name',
  label: 'Name of the Secret',
  help: 'Left empty: made of the instance and the robot; harbor-robots for several.',
  initial: '',
  rule: SUBDOMAIN,
};

export const namespaceOption: FormatOption = {
  id: 'namespace',
  label: 'Namespace',
  help: 'Left empty: the one that kubectl is in.',
  initial: '',
  rule: LABEL,
};

const serviceAccount: FormatOption = {
  id: 'serviceAccount',
  label: 'Service account that uses it',
  help: 'Adds that account with this Secret. Left empty: none.',
  initial: '',
  rule: { ...SUBDOMAIN, sentence: 'Service account: lower-case letters, digits, dashes and dots.' },
};

/** The name that was chosen, or one made of the only robot; several share a neutral one. */
export function secretName({ robots, options }: Writing): string {
  const [only, ...others] = robots;
  const isOne = only !== undefined && others.length === 0;
  return valueOf(options, 'name') || (isOne ? defaultName(only) : 'harbor-robots');
}

/** Namespace and name, by which a cluster tells objects of one kind apart. */
export const nameInCluster = (writing: Writing): string =>
  `${valueOf(writing.options, 'namespace')}/${secretName(writing)}`;

/** "2026-12-31T00:00:00Z", "never"; null where it is not known. */
const expiryOf = ({ expiresAt }: RobotCredential): string | null => {
  if (expiresAt === NEVER_EXPIRES) return 'never';
  if (expiresAt === null || Math.abs(expiresAt) > 8_640_000_000_000) return null;
  return `${new Date(expiresAt * 1_000).toISOString().slice(0, -5)}Z`;
};

/** Whose secret it is, for whoever finds it in the cluster. */
function annotationsOf(robots: readonly RobotCredential[]): Record<string, string> {
  const [only] = robots;
  if (only === undefined || robots.length > 1) return {};
  const expires = expiryOf(only);
  return {
    'harbor.robot/instance': only.instance,
    'harbor.robot/name': only.name,
    ...(expires === null ? {} : { 'harbor.robot/expires': expires }),
  };
}

/** Name, namespace and more of an object of Kubernetes. */
export function metadataOf(
  writing: Writing,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const namespace = valueOf(writing.options, 'namespace');
  return { name: secretName(writing), ...(namespace === '' ? {} : { namespace }), ...more };
}

/** A Secret of type dockerconfigjson with the logins of these robots. */
export function pullSecret(writing: Writing, field: 'data' | 'stringData'): unknown {
  const better = ['list-json', 'external-secrets'];
  const config = JSON.stringify({ auths: dockerAuths(writing, chosenKeys(writing), better, true) });
  if (config.length > 1_000_000) {
    throw new CannotExport('A Secret of Kubernetes holds at most 1 MiB: take fewer robots.');
  }
  const annotations = annotationsOf(writing.robots);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(writing, Object.keys(annotations).length === 0 ? {} : { annotations }),
    type: 'kubernetes.io/dockerconfigjson',
    [field]: { '.dockerconfigjson': field === 'data' ? writing.base64(config) : config },
  };
}

const accountOf = (writing: Writing, name: string): unknown => {
  const namespace = valueOf(writing.options, 'namespace');
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    imagePullSecrets: [{ name: secretName(writing) }],
  };
};

/** What pods pull images with. */
export const kubernetesSecret: SecretFormat = {
  id: 'kubernetes-secret',
  title: 'Kubernetes Secret',
  group: 'Kubernetes',
  words: 'imagePullSecrets dockerconfigjson kubectl manifest yaml pull secret k8s service account',
  purpose: 'Lets pods pull images, from several projects with one Secret.',
  reader: 'The kubelet, for pods whose imagePullSecrets name it, in the same namespace.',
  use: [
    'kubectl apply -f FILE, then delete the file.',
    'Name it under imagePullSecrets of the pod or of its service account.',
  ],
  beware: [
    'Do not run it through envsubst: that eats what follows a $.',
    'The type of a Secret cannot be changed: delete one of another type first.',
    'A Secret is only Base64; who may read Secrets in this namespace can read it.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'harbor-pull-secret.yaml',
  options: [
    nameOption,
    namespaceOption,
    keysOption,
    {
      id: 'field',
      label: 'Written as',
      initial: 'stringData',
      choices: [
        { value: 'stringData', label: 'stringData (plain)' },
        { value: 'data', label: 'data (Base64)' },
      ],
    },
    {
      id: 'as',
      label: 'As',
      initial: 'yaml',
      choices: [
        { value: 'yaml', label: 'YAML' },
        { value: 'json', label: 'JSON' },
      ],
    },
    serviceAccount,
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const field = valueOf(writing.options, 'field') === 'data' ? 'data' : 'stringData';
    const account = valueOf(writing.options, 'serviceAccount');
    const objects = [
      pullSecret(writing, field),
      ...(account === '' ? [] : [accountOf(writing, account)]),
    ];
    if (valueOf(writing.options, 'as') === 'yaml') return yamlText(...objects);
    return jsonText(
      objects.length === 1 ? objects[0] : { apiVersion: 'v1', kind: 'List', items: objects },
    );
  },
};
