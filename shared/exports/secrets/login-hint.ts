import { LOGIN_STEPS, loginText, shellOption, type LoginTool } from './formats/login-command.ts';
import type { SecretFormat } from './secret-format.ts';

/** What a program that signs in has of its own. */
interface Program extends Pick<
  SecretFormat,
  'id' | 'title' | 'words' | 'purpose' | 'reader' | 'beware' | 'fileName'
> {
  readonly tool: LoginTool;
  /** What to do once it is signed in. */
  readonly then: readonly string[];
}

/** The command that signs one program in, which asks for the secret. */
export const loginHint = ({ tool, then, ...words }: Program): SecretFormat => ({
  ...words,
  group: 'Registry tools',
  use: [...LOGIN_STEPS, ...then],
  robots: 'one',
  holdsSecret: false,
  options: [shellOption],
  write: (writing) => loginText(tool, writing),
});
