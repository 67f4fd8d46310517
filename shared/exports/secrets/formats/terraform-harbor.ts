import { type FormatOption, type OptionValues, valueOf } from '../options.ts';
import type { SecretFormat } from '../secret-format.ts';

/** Whether the secret gets into Terraform's state. */
export const stateOption: FormatOption = {
  id: 'state',
  label: 'Secret in Terraform’s state',
  initial: 'no',
  choices: [
    { value: 'no', label: 'No (Terraform or OpenTofu 1.11)' },
    { value: 'yes', label: 'Yes (older ones)' },
  ],
};

/** The secret stays out of the state: ephemeral variables, and arguments that end in `_wo`. */
export const isWriteOnly = (options: OptionValues): boolean => valueOf(options, 'state') === 'no';

/** The variables that `terraform-tfvars` fills. */
export const terraformVariables = (options: OptionValues): string => `variable "harbor_url" {
  type = string
}

variable "harbor_registry" {
  type = string
}

variable "harbor_username" {
  type = string
}

variable "harbor_password" {
  type      = string
  sensitive = true
${isWriteOnly(options) ? '  ephemeral = true\n' : ''}}
`;

/** The provider that manages Harbor itself. */
export const terraformHarbor: SecretFormat = {
  id: 'terraform-harbor',
  title: 'Terraform: harbor provider',
  group: 'Infrastructure as code',
  words: 'terraform opentofu goharbor provider hcl ephemeral secret_wo write-only',
  purpose: 'Lets Terraform change a Harbor as this robot.',
  reader: 'Terraform with the provider goharbor/harbor.',
  use: [
    'Save it as harbor.tf, and the values as Terraform tfvars beside it.',
    'To give a robot this secret: secret_wo = var.harbor_password and secret_wo_version = 1 in its harbor_robot_account.',
  ],
  beware: [
    'After a new secret, raise secret_wo_version: Terraform sees no change otherwise.',
    'What Terraform may change is what the robot may: see its permissions.',
  ],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor.tf',
  options: [stateOption],
  write: ({ options }) => `terraform {
  required_providers {
    harbor = {
      source = "goharbor/harbor"
    }
  }
}

${terraformVariables(options)}
provider "harbor" {
  url      = var.harbor_url
  username = var.harbor_username
  password = var.harbor_password
}
`,
};
