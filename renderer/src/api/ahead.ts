/** What was asked for before the page that wants it had its code, for that page to take. */
const kept = new Map<string, unknown>();

/** Keeps something under a name until it is taken, or until the first page stands. */
export function keepAhead(name: string, value: unknown): void {
  kept.set(name, value);
}

/** Takes what was kept under a name, once; undefined where there is nothing. */
export function takeAhead(name: string): unknown {
  const value = kept.get(name);
  kept.delete(name);
  return value;
}

/** Nothing is kept any longer: what a later page asks, it asks anew. */
export function forgetAhead(): void {
  kept.clear();
}
