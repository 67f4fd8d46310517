import { yamlText } from '../../yaml-text.ts';
import { envValues } from '../env-file.ts';
import { valueOf } from '../options.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { variablePrefix } from './github-secrets.ts';

/** What Docker Compose takes for the value as it is: it expands in all quotes of YAML. */
const composeText = (text: string): string => text.replaceAll('$', '$$$$');

/** Variables inside a compose.yaml. */
export const envComposeYaml: SecretFormat = {
  id: 'env-compose-yaml',
  title: 'compose.yaml environment',
  group: 'Environment files',
  words: 'docker compose podman-compose yaml yml service environment override',
  purpose: 'Variables of a service, in a compose.yaml itself.',
  reader: 'Docker Compose, from this file beside your compose.yaml.',
  use: [
    'docker compose -f compose.yaml -f FILE up',
    'Or put what stands under environment into your own file.',
  ],
  beware: [
    'Each $ is doubled, because Compose expands it in any quotes: in .env it is not.',
    'Do not commit it. “Docker Compose .env” keeps the secret out of the YAML.',
    'Whoever may run docker inspect sees the variables of a container.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'compose.harbor.yaml',
  options: [
    {
      id: 'service',
      label: 'Service',
      help: 'As your compose.yaml calls it.',
      initial: 'app',
      rule: { pattern: /^[\w.-]+$/, sentence: 'Service: letters, digits, and . _ -' },
    },
    variablePrefix,
  ],
  write: (writing) => {
    const service = valueOf(writing.options, 'service') || 'app';
    const environment = Object.fromEntries(
      envValues(onlyRobot(writing), writing.options).map(({ name, text }) => [
        name,
        composeText(text),
      ]),
    );
    return yamlText({ services: { [service]: { environment } } });
  },
};
