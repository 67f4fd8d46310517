import { dockerAuths, jsonText } from '../docker-auths.ts';
import { mergeAuths } from '../merge-auths.ts';
import type { SecretFormat } from '../secret-format.ts';

/** Helm's own file of logins to OCI registries. */
export const helmConfig: SecretFormat = {
  id: 'helm-config',
  title: 'Helm registry config.json',
  group: 'Kubernetes',
  words: 'helm oci charts registry login',
  purpose: 'Lets helm pull and push charts in an OCI registry.',
  reader:
    'Helm 3.8 and newer: ~/.config/helm/registry/config.json, on macOS ~/Library/Preferences/helm/registry, on Windows %APPDATA%\\helm\\registry.',
  use: [
    'Save it there; what is in that file stays.',
    'Or point to it: helm --registry-config, or HELM_REGISTRY_CONFIG.',
  ],
  beware: [
    'Helm knows one login for a host.',
    'Charts are at oci://HOST/PROJECT: ChartMuseum went with Harbor 2.8.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'config.json',
  options: [],
  write: (writing) =>
    jsonText({ auths: dockerAuths(writing, 'host', ['kubernetes-secret', 'login-command']) }),
  login: 'helm',
  merge: (before, text) => mergeAuths(before, text, { program: 'Helm', hasStore: true }),
};
