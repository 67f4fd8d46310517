import { CannotExport } from './cannot-export.ts';
import type { RobotCredential } from './credential.ts';
import { prefixOf, variablePrefix } from './formats/github-secrets.ts';
import type { OptionValues } from './options.ts';
import type { EnvValue } from './quoting/env-values.ts';
import { onlyRobot, type SecretFormat } from './secret-format.ts';

/** What one dialect of environment files has of its own. */
interface Dialect extends Pick<
  SecretFormat,
  'id' | 'title' | 'words' | 'purpose' | 'reader' | 'use' | 'beware' | 'fileName'
> {
  readonly value: EnvValue;
  /** A line that sets a variable; `NAME=value` where the dialect has no other. */
  readonly assign?: (name: string, value: string) => string;
  /** Formats to take for what this dialect cannot write. */
  readonly better: readonly string[];
}

/** The variables of a robot: where Harbor is, the name, the secret; `what` is for people. */
export function envValues(
  { url, registry, name, secret }: RobotCredential,
  options: OptionValues,
): { readonly name: string; readonly text: string; readonly what: string }[] {
  const prefix = prefixOf(options);
  return [
    { name: `${prefix}_URL`, text: url, what: 'the address' },
    { name: `${prefix}_REGISTRY`, text: registry, what: 'the registry' },
    { name: `${prefix}_USERNAME`, text: name, what: 'the name' },
    { name: `${prefix}_PASSWORD`, text: secret, what: 'the secret' },
  ];
}

/** A file of environment variables in one dialect. */
export const envFile = ({
  value,
  assign = (name, text) => `${name}=${text}`,
  better,
  ...words
}: Dialect): SecretFormat => ({
  ...words,
  group: 'Environment files',
  robots: 'one',
  holdsSecret: true,
  options: [variablePrefix],
  write: (writing) => {
    const robot = onlyRobot(writing);
    return envValues(robot, writing.options)
      .map(({ name, text, what }) => {
        const written = value(text);
        if (written !== null) return `${assign(name, written)}\n`;
        const message = `${words.title} cannot write ${what} of ${robot.name}: it has no escape for its signs.`;
        throw new CannotExport(message, better);
      })
      .join('');
  },
});
