import { valueOf } from '../options.ts';
import { hclString } from '../../hcl-text.ts';
import type { SecretFormat } from '../secret-format.ts';
import { nameOption, namespaceOption, secretName } from './kubernetes-secret.ts';
import { isWriteOnly, stateOption, terraformVariables } from './terraform-harbor.ts';

/** A pull secret that Terraform makes. */
export const terraformKubernetes: SecretFormat = {
  id: 'terraform-kubernetes',
  title: 'Terraform: Kubernetes Secret',
  group: 'Infrastructure as code',
  words: 'terraform opentofu kubernetes_secret_v1 provider hcl pull data_wo ephemeral write-only',
  purpose: 'Lets Terraform make a pull secret in a cluster.',
  reader: 'Terraform with the provider hashicorp/kubernetes.',
  use: ['Save it as harbor-pull-secret.tf, and the values as Terraform tfvars beside it.'],
  beware: [
    'data_wo takes version 2.36 of the provider. After a new secret, raise data_wo_revision: Terraform sees no change otherwise.',
    'In a state the secret is in plain: keep that as safe as the secret.',
  ],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-pull-secret.tf',
  options: [
    nameOption,
    { ...namespaceOption, help: 'Left empty: default.', initial: 'default' },
    stateOption,
  ],
  write: (writing) => `${terraformVariables(writing.options)}
resource "kubernetes_secret_v1" "harbor_pull" {
  type = "kubernetes.io/dockerconfigjson"

  metadata {
    name      = ${hclString(secretName(writing))}
    namespace = ${hclString(valueOf(writing.options, 'namespace') || 'default')}
  }

  ${isWriteOnly(writing.options) ? 'data_wo_revision = 1\n\n  data_wo' : 'data'} = {
    ".dockerconfigjson" = jsonencode({
      auths = {
        (var.harbor_registry) = {
          username = var.harbor_username
          password = var.harbor_password
          auth     = base64encode("\${var.harbor_username}:\${var.harbor_password}")
        }
      }
    })
  }
}
`,
};
