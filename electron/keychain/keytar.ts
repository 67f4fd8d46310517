/**
 * The part of keytar that Purser uses. There is no listing in it, on purpose: with libsecret it asks
 * for each entry by itself, which took two and a half times as long for 1 000 of them as reading
 * them two at a time, and it ends the process where one is locked meanwhile.
 */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Loads keytar when it is first needed. Without its system library it throws, and that must
 * cost the keychain, not the start of Purser.
 */
export const loadKeytar = async (): Promise<Keytar> => {
  const loaded: { readonly default?: Keytar } & Partial<Keytar> = await import('keytar');
  return loaded.default ?? (loaded as Keytar);
};
