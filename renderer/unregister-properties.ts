import type { Plugin } from 'vite';

/** A registration without an initial value, as Tailwind writes one for optional parts. */
const REGISTRATION =
  /@property\s+(--tw-[\w-]+)\s*\{\s*syntax:\s*["']\*["'];\s*inherits:\s*false;?\s*\}/g;

/** A use that stands for nothing where the property was not set. */
const EMPTY_FALLBACK = /var\((--tw-[\w-]+),\s*\)/g;

/**
 * Takes registrations of properties that are used with an empty fallback out of the style sheet,
 * and resets these properties on every element instead. Chromium 114 drops `var(--registered, )`: an empty
 * fallback does not count for a registered property there, and with it go the rings of inputs and
 * buttons, filters, and figures of equal width.
 */
export function unregisterProperties(css: string): string {
  const used = new Set([...css.matchAll(EMPTY_FALLBACK)].map(([, name]) => name));
  const names = [...css.matchAll(REGISTRATION)].map(([, name]) => name);
  const taken = names.filter((name) => used.has(name));
  if (taken.length === 0) return css;
  const resets = taken.map((name) => `${name ?? ''}:initial`).join(';');
  const rest = css.replace(REGISTRATION, (rule: string, name: string) =>
    used.has(name) ? '' : rule,
  );
  return `@layer properties{*,::before,::after,::backdrop{${resets}}}${rest}`;
}

/** The same as a step of the build, after Tailwind and before the style sheet is packed. */
export function unregisteredProperties(): Plugin {
  return {
    name: 'purser:unregistered-properties',
    transform(code, id) {
      return /\.css(?:\?|$)/.test(id) ? { code: unregisterProperties(code), map: null } : null;
    },
  };
}
