import { valueOf } from '../options.ts';
import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { metadataOf, nameInCluster, nameOption, namespaceOption } from './kubernetes-secret.ts';
import { pathOption, vaultPath } from './vault-command.ts';

/** A pull secret that External Secrets makes of what a store holds. */
export const externalSecrets: SecretFormat = {
  id: 'external-secrets',
  title: 'External Secrets',
  group: 'Secret stores',
  words: 'eso externalsecret operator store vault kubernetes',
  purpose: 'Makes a pull secret of what a store holds. The secret is not in it.',
  reader: 'The External Secrets operator.',
  use: [
    'Bring name and secret to the store first, for example by “Vault command”.',
    'kubectl apply -f FILE. It may go to git.',
  ],
  beware: [
    'Inside a chart of Helm, write {{ as {{ "{{" }}.',
    'The keys in the store are username and password.',
  ],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-external-secret.yaml',
  options: [
    nameOption,
    namespaceOption,
    { id: 'store', label: 'Store', initial: 'vault' },
    {
      id: 'kind',
      label: 'Kind of store',
      initial: 'ClusterSecretStore',
      choices: [
        { value: 'ClusterSecretStore', label: 'ClusterSecretStore' },
        { value: 'SecretStore', label: 'SecretStore' },
      ],
    },
    pathOption,
  ],
  nameThere: nameInCluster,
  write: (writing) => {
    const robot = onlyRobot(writing);
    const { options } = writing;
    const key = vaultPath(options, robot);
    const login = '{{ printf "%s:%s" .username .password | b64enc }}';
    const config = `{"auths":{${JSON.stringify(robot.registry)}:{"auth":"${login}"}}}`;
    const remote = (property: string): unknown => ({
      secretKey: property,
      remoteRef: { key, property },
    });
    return yamlText({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadataOf(writing),
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: valueOf(options, 'kind'), name: valueOf(options, 'store') },
        target: {
          template: {
            type: 'kubernetes.io/dockerconfigjson',
            data: { '.dockerconfigjson': config },
          },
        },
        data: [remote('username'), remote('password')],
      },
    });
  },
};
