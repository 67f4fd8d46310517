import type { KeptElsewhere } from '../../shared/contract/check-calls.ts';
import { isObject } from '../../shared/exports/secrets/json-there.ts';

// They become part of a command that people run, and the file may be anybody's.
const PROGRAM = /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/;
const REGISTRY = /^[A-Za-z0-9[][A-Za-z0-9.:/_[\]-]{0,300}$/;

const keysOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

/**
 * Logins that docker's configuration leaves to programs: `credHelpers` for a registry each, where
 * an empty name stands for the file, and `credsStore` for all others.
 */
export function inStores(config: unknown): KeptElsewhere[] {
  if (!isObject(config)) return [];
  const { auths, credsStore, credHelpers } = config;
  const stores = new Map<string, string[]>();
  const add = (program: unknown, registries: readonly string[]): void => {
    if (typeof program !== 'string' || !PROGRAM.test(program)) return;
    const known = stores.get(program) ?? [];
    stores.set(program, [...known, ...registries.filter((one) => REGISTRY.test(one))]);
  };
  const helped = isObject(credHelpers) ? credHelpers : {};
  for (const [registry, program] of Object.entries(helped)) add(program, [registry]);
  add(
    credsStore,
    keysOf(auths).filter((key) => !Object.hasOwn(helped, key)),
  );
  return [...stores].map(([program, registries]) => ({ program, registries }));
}
