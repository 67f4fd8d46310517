import type { SecretFormat } from '../secret-format.ts';

/** The variables that `terraform-tfvars` fills. */
export const TERRAFORM_VARIABLES = `variable "harbor_url" {
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
}
`;

/** The provider that manages Harbor itself. */
export const terraformHarbor: SecretFormat = {
  id: 'terraform-harbor',
  title: 'Terraform: harbor provider',
  group: 'Infrastructure as code',
  words: 'terraform opentofu goharbor provider hcl',
  purpose: 'Lets Terraform change a Harbor as this robot.',
  reader: 'Terraform with the provider goharbor/harbor.',
  use: ['Save it as harbor.tf, and the values as Terraform tfvars beside it.'],
  beware: ['What Terraform may change is what the robot may: see its permissions.'],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor.tf',
  options: [],
  write: () => `terraform {
  required_providers {
    harbor = {
      source = "goharbor/harbor"
    }
  }
}

${TERRAFORM_VARIABLES}
provider "harbor" {
  url      = var.harbor_url
  username = var.harbor_username
  password = var.harbor_password
}
`,
};
