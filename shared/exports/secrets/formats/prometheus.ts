import { yamlText } from '../../yaml-text.ts';
import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** A login for probes of Harbor’s API. */
export const prometheus: SecretFormat = {
  id: 'prometheus',
  title: 'Prometheus basic_auth',
  group: 'Infrastructure as code',
  words: 'prometheus blackbox exporter scrape monitoring probe basic_auth yaml',
  purpose: 'Signs a scrape or a probe in at Harbor.',
  reader: 'Prometheus in scrape_configs; the Blackbox exporter in an http module.',
  use: ['Put basic_auth into the scrape configuration, or below http: in the module.'],
  beware: [
    'Harbor’s own /metrics asks for no login.',
    'Prometheus can read the secret from a file of its own instead: password_file.',
  ],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-basic-auth.yaml',
  options: [],
  write: (writing) => {
    const { name, secret } = onlyRobot(writing);
    return yamlText({ basic_auth: { username: name, password: secret } });
  },
};
