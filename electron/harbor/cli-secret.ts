/** The part of a user that holds the CLI secret in clear (`GET /users/current`, users of a provider). */
const HOLDER = 'oidc_user_meta';

/**
 * Takes the CLI secret out of an answer where it enters, before anything else reads it. What is
 * not JSON loses everything from there on.
 */
export function withoutCliSecret(text: string): string {
  const at = text.indexOf(HOLDER);
  if (at === -1) return text;
  try {
    return JSON.stringify(
      JSON.parse(text, (key, value: unknown) => (key === HOLDER ? undefined : value)),
    );
  } catch {
    return text.slice(0, at);
  }
}
