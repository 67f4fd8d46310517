/** `resource:action` taken apart at its last colon: actions have none. */
export function splitPair(pair: string): { readonly resource: string; readonly action: string } {
  const colon = pair.lastIndexOf(':');
  return { resource: pair.slice(0, colon), action: pair.slice(colon + 1) };
}
