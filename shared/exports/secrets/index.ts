import { ansible } from './formats/ansible.ts';
import { argoCd } from './formats/argo-cd.ts';
import { azureDevops } from './formats/azure-devops.ts';
import { containerd } from './formats/containerd.ts';
import { containersAuth } from './formats/containers-auth.ts';
import { containerdHosts } from './formats/containerd-hosts.ts';
import { cosignLogin } from './formats/cosign-login.ts';
import { craneLogin } from './formats/crane-login.ts';
import { crictl } from './formats/crictl.ts';
import { criO } from './formats/cri-o.ts';
import { dockerConfig } from './formats/docker-config.ts';
import { envCompose } from './formats/env-compose.ts';
import { envComposeYaml } from './formats/env-compose-yaml.ts';
import { envDockerRun } from './formats/env-docker-run.ts';
import { envDotenv } from './formats/env-dotenv.ts';
import { envDotenvExpand } from './formats/env-dotenv-expand.ts';
import { envMake } from './formats/env-make.ts';
import { envSh } from './formats/env-sh.ts';
import { envSystemd } from './formats/env-systemd.ts';
import { externalSecrets } from './formats/external-secrets.ts';
import { flux } from './formats/flux.ts';
import { githubSecrets } from './formats/github-secrets.ts';
import { githubWorkflow } from './formats/github-workflow.ts';
import { gitlabDockerAuth } from './formats/gitlab-docker-auth.ts';
import { gitlabVariables } from './formats/gitlab-variables.ts';
import { harborPortal } from './formats/harbor-portal.ts';
import { harborapi } from './formats/harborapi.ts';
import { helmConfig } from './formats/helm-config.ts';
import { helmValues } from './formats/helm-values.ts';
import { jenkins } from './formats/jenkins.ts';
import { k3s } from './formats/k3s.ts';
import { kubernetesSecret } from './formats/kubernetes-secret.ts';
import { listCsv } from './formats/list-csv.ts';
import { listJson } from './formats/list-json.ts';
import { loginCommand } from './formats/login-command.ts';
import { netrc } from './formats/netrc.ts';
import { orasLogin } from './formats/oras-login.ts';
import { prometheus } from './formats/prometheus.ts';
import { renovate } from './formats/renovate.ts';
import { sealedSecrets } from './formats/sealed-secrets.ts';
import { skopeoLogin } from './formats/skopeo-login.ts';
import { tekton } from './formats/tekton.ts';
import { terraformHarbor } from './formats/terraform-harbor.ts';
import { terraformKubernetes } from './formats/terraform-kubernetes.ts';
import { terraformTfvars } from './formats/terraform-tfvars.ts';
import { trivy } from './formats/trivy.ts';
import { trivyLogin } from './formats/trivy-login.ts';
import { vaultCommand } from './formats/vault-command.ts';
import { vaultJson } from './formats/vault-json.ts';
import type { SecretFormat } from './secret-format.ts';

export { CannotExport, type OtherChoice } from './cannot-export.ts';
export { whyNoLogin, type RobotCredential } from './credential.ts';
export { optionProblem, readOptions, type FormatOption, type OptionValues } from './options.ts';
export { maskedText, nameThere, secretText } from './secret-text.ts';
export { FORMAT_GROUPS, modeOf, type Merged, type SecretFormat } from './secret-format.ts';

/** Every shape in which secrets leave Purser; menus, filters and tests derive from this list. */
export const SECRET_FORMATS: readonly SecretFormat[] = [
  dockerConfig,
  loginCommand,
  containersAuth,
  craneLogin,
  orasLogin,
  skopeoLogin,
  cosignLogin,
  trivyLogin,
  trivy,
  kubernetesSecret,
  helmConfig,
  helmValues,
  containerd,
  containerdHosts,
  k3s,
  criO,
  crictl,
  githubSecrets,
  githubWorkflow,
  gitlabVariables,
  gitlabDockerAuth,
  jenkins,
  azureDevops,
  renovate,
  argoCd,
  flux,
  tekton,
  sealedSecrets,
  envSh,
  envCompose,
  envComposeYaml,
  envDotenv,
  envDotenvExpand,
  envDockerRun,
  envSystemd,
  envMake,
  terraformTfvars,
  terraformHarbor,
  terraformKubernetes,
  ansible,
  prometheus,
  vaultCommand,
  vaultJson,
  externalSecrets,
  harborapi,
  harborPortal,
  listCsv,
  listJson,
  netrc,
];

/** The format of this id; null where there is none. */
export const secretFormat = (id: string): SecretFormat | null =>
  SECRET_FORMATS.find((format) => format.id === id) ?? null;
