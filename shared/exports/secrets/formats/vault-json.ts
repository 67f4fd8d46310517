import { jsonText } from '../docker-auths.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** What Vault's kv put reads from a file or from its standard input. */
export const vaultJson: SecretFormat = {
  id: 'vault-json',
  title: 'Vault JSON',
  group: 'Secret stores',
  words: 'hashicorp vault openbao kv json',
  purpose: 'Name and secret as the value of a key-value store.',
  reader: 'vault kv put, from a file or its standard input.',
  use: [
    'vault kv put -mount=secret harbor/PATH - < FILE, then delete the file.',
    'Or copy it, and paste it into: vault kv put -mount=secret harbor/PATH -',
  ],
  beware: ['kv put replaces all keys at this path: take kv patch to keep others.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-vault.json',
  options: [],
  write: (writing) => {
    const { url, registry, name, secret } = onlyRobot(writing);
    return jsonText({ username: name, password: secret, registry, url });
  },
};
