import { CannotExport } from './cannot-export.ts';
import { prefixOf, variablePrefix } from './formats/github-secrets.ts';
import type { EnvValue } from './quoting/env-values.ts';
import { onlyRobot, type SecretFormat } from './secret-format.ts';

/** What one dialect of environment files has of its own. */
interface Dialect extends Pick<
  SecretFormat,
  'id' | 'title' | 'words' | 'purpose' | 'reader' | 'use' | 'beware' | 'fileName'
> {
  readonly value: EnvValue;
  /** Formats to take for what this dialect cannot write. */
  readonly better: readonly string[];
}

/** A file of environment variables in one dialect: where Harbor is, the name, the secret. */
export const envFile = ({ value, better, ...words }: Dialect): SecretFormat => ({
  ...words,
  group: 'Environment files',
  robots: 'one',
  holdsSecret: true,
  options: [variablePrefix],
  write: (writing) => {
    const { url, registry, name, secret } = onlyRobot(writing);
    const prefix = prefixOf(writing.options);
    const line = (key: string, text: string, what: string): string => {
      const written = value(text);
      if (written !== null) return `${prefix}_${key}=${written}\n`;
      const message = `${words.title} cannot write ${what} of ${name}: it has no escape for its signs.`;
      throw new CannotExport(message, better);
    };
    return [
      line('URL', url, 'the address'),
      line('REGISTRY', registry, 'the registry'),
      line('USERNAME', name, 'the name'),
      line('PASSWORD', secret, 'the secret'),
    ].join('');
  },
});
