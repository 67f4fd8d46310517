import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readAddress } from '../../shared/contract/address.ts';
import {
  type InstanceConfig,
  instanceConfig,
  type Login,
  login,
  proxy,
} from '../../shared/contract/instances.ts';
import type { StoredInstances } from '../../shared/inventory/inventory.ts';
import { proxyProblem } from '../instances/draft.ts';
import { addressOf } from '../robots/plan/open-plan.ts';

/** As the form of an instance takes it: nothing that cannot be reached, no password in it. */
const filedUrl = z
  .string()
  .max(2_000)
  .transform((text, context) => {
    const { url, problem } = readAddress(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: text });
    return url;
  });

const filedProxy = proxy.superRefine((one, context) => {
  const problem = proxyProblem(one);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: one });
});

/**
 * An instance as a file has it: with its login's name, without any password. The robot that it is
 * read with is not in it, because its secret stays in the keychain of this computer.
 */
export const filedInstance = instanceConfig
  .omit({ loginId: true, reader: true, readerDeclined: true })
  .extend({ url: filedUrl, proxy: filedProxy, login });

export type FiledInstance = z.infer<typeof filedInstance>;

/** The instances that there are, as a file has them. */
export const filedInstances = ({ instances, logins }: StoredInstances): FiledInstance[] =>
  instances.flatMap(({ loginId, reader: _reader, readerDeclined: _declined, ...config }) => {
    const own = logins.find(({ id }) => id === loginId);
    return own === undefined ? [] : [{ ...config, login: own }];
  });

const isAt = (url: string, one: { readonly url: string }): boolean =>
  addressOf(one.url) === addressOf(url);

/** The instance here that one of a file is; null for one that is not here. */
export function findHere(
  filed: FiledInstance,
  here: readonly InstanceConfig[],
): InstanceConfig | null {
  const same = here.filter((one) => isAt(filed.url, one));
  return (
    same.find(({ id }) => id === filed.id) ??
    same.find(({ name }) => name === filed.name) ??
    same[0] ??
    null
  );
}

/** A name that no other instance has: "prod", "prod 2". */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const wish = count === 1 ? name : `${name.slice(0, 90)} ${String(count)}`;
    if (!taken.has(wish.toLocaleLowerCase())) return wish;
  }
}

/**
 * What is stored once instances of a file are added. Their logins are always new ones: a password
 * that is kept here is never sent to an address that came in a file. Instances that share a login
 * in the file share it here too.
 *
 * @param isOfOtherAddress whether secrets are kept of an instance of this id that was elsewhere
 */
export function withFiled(
  stored: StoredInstances,
  filed: readonly FiledInstance[],
  isOfOtherAddress: (id: string, url: string) => boolean,
): { readonly next: StoredInstances; readonly added: ReadonlyMap<string, string> } {
  const instances = [...stored.instances];
  const logins: Login[] = [...stored.logins];
  const added = new Map<string, string>();
  const newLogins = new Map<string, string>();
  const loginFor = ({ id, ...rest }: Login): string => {
    // Sharing is by name and kind as well, so that one id cannot stand for two people.
    const key = JSON.stringify([id, rest.kind, rest.username]);
    const known = newLogins.get(key);
    if (known !== undefined) return known;
    const own = randomUUID();
    newLogins.set(key, own);
    logins.push({ ...rest, id: own });
    return own;
  };
  for (const { login: filedLogin, ...config } of filed) {
    const taken = new Set(instances.map(({ name }) => name.toLocaleLowerCase()));
    // The same id as on the other computer, so that tags and records of it stay its own.
    const isFree =
      !instances.some(({ id }) => id === config.id) && !isOfOtherAddress(config.id, config.url);
    const id = isFree ? config.id : randomUUID();
    instances.push({
      ...config,
      id,
      name: freeName(config.name, taken),
      loginId: loginFor(filedLogin),
    });
    added.set(config.id, id);
  }
  return { next: { instances, logins }, added };
}
