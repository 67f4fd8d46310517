import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { yamlText } from '../../yaml-text.ts';

/** Values for charts that make their own pull secret. */
export const helmValues: SecretFormat = {
  id: 'helm-values',
  title: 'Helm values',
  group: 'Kubernetes',
  words: 'helm chart imageCredentials values.yaml',
  purpose: 'For charts that make a pull secret of imageCredentials.',
  reader: 'helm install or upgrade, with --values.',
  use: ['helm upgrade RELEASE CHART --values FILE'],
  beware: [
    'Helm keeps values in the cluster with each release: a Secret made beforehand is better.',
    'Charts call these values differently; imageCredentials is what Helm’s own guide takes.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-values.yaml',
  options: [],
  write: (writing) => {
    const { registry, name, secret } = onlyRobot(writing);
    return yamlText({ imageCredentials: { registry, username: name, password: secret } });
  },
};
