/** Length of a secret in bytes that every Harbor from 2.9 takes (8 and more before). */
const SHORTEST = 8;
const LONGEST = 128;

/** Length of the secrets made here, as Harbor's own ones. */
export const SECRET_LENGTH = 32;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A rule that a secret has to keep, and whether it does. */
export interface SecretRule {
  /** After "needs": "a digit". */
  readonly words: string;
  readonly isKept: boolean;
}

/**
 * Harbor's rules for a chosen secret, to be ticked off while one is typed: 8 to 128 bytes with an
 * upper-case and a lower-case letter and a digit (Harbor ≥ 2.9; before, no upper limit, which is
 * not made use of here).
 */
export function secretRules(secret: string): readonly [SecretRule, ...SecretRule[]] {
  const bytes = new TextEncoder().encode(secret).length;
  return [
    {
      words: `${String(SHORTEST)} to ${String(LONGEST)} characters`,
      isKept: bytes >= SHORTEST && bytes <= LONGEST,
    },
    { words: 'a lower-case letter', isKept: /[a-z]/.test(secret) },
    { words: 'an upper-case letter', isKept: /[A-Z]/.test(secret) },
    { words: 'a digit', isKept: /[0-9]/.test(secret) },
  ];
}

/** What is wrong with a chosen secret, in words; null if nothing is. */
export function secretProblem(secret: string): string | null {
  const bytes = new TextEncoder().encode(secret).length;
  if (bytes < SHORTEST) return `A secret needs at least ${String(SHORTEST)} characters.`;
  if (bytes > LONGEST) {
    return `A secret may have ${String(LONGEST)} bytes at most; this one has ${String(bytes)}.`;
  }
  const [, ...content] = secretRules(secret);
  const missing = content.filter(({ isKept }) => !isKept).map(({ words }) => words);
  return missing.length === 0 ? null : `A secret needs ${missing.join(' and ')}.`;
}

/**
 * A secret of 32 letters and digits that meets the policy.
 * @param randomInt cryptographic random: an integer from 0 to below its argument
 */
export function makeSecret(randomInt: (below: number) => number): string {
  for (;;) {
    const secret = Array.from(
      { length: SECRET_LENGTH },
      () => ALPHABET[randomInt(ALPHABET.length)],
    ).join('');
    if (secretProblem(secret) === null) return secret;
  }
}
