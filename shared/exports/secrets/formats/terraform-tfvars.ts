import { hclString } from '../../hcl-text.ts';
import { CannotExport } from '../cannot-export.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** Values of Terraform's variables. */
export const terraformTfvars: SecretFormat = {
  id: 'terraform-tfvars',
  title: 'Terraform tfvars',
  group: 'Infrastructure as code',
  words: 'terraform opentofu hcl variables auto.tfvars write-only',
  purpose: 'Values for the variables of a Terraform configuration.',
  reader: 'Terraform and OpenTofu, in the folder of the configuration.',
  use: [
    'Save it beside the configuration and name *.tfvars in .gitignore.',
    'Or set TF_VAR_harbor_password in the environment instead.',
  ],
  beware: [
    'What Terraform writes with a secret is in its state, but for arguments that end in _wo.',
    'Declare the password as sensitive and ephemeral, as “Terraform: harbor provider” does.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor.auto.tfvars',
  options: [],
  write: (writing) => {
    const { url, registry, name, secret } = onlyRobot(writing);
    // Terraform composes what Unicode writes in two ways (cty, NFC), so the secret would be another.
    if (`${name} ${secret}`.normalize('NFC') !== `${name} ${secret}`) {
      const message = `Terraform would change signs in the name or the secret of ${name}.`;
      throw new CannotExport(message, ['env-sh', 'vault-json']);
    }
    return [
      `harbor_url      = ${hclString(url)}`,
      `harbor_registry = ${hclString(registry)}`,
      `harbor_username = ${hclString(name)}`,
      `harbor_password = ${hclString(secret)}`,
      '',
    ].join('\n');
  },
};
