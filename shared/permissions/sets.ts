import type { Access, PermissionEntry } from '../robots/robot.ts';

/**
 * A robot's permissions in the one order in which equal sets are equal lists. Harbor answers them
 * in random order (a Go map, src/controller/robot/controller.go) and takes entries of the same
 * place as one.
 */

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** `resource:action` of an access. */
export const pairOf = ({ resource, action }: Pick<Access, 'resource' | 'action'>): string =>
  `${resource}:${action}`;

const accessKey = (access: Access): string => JSON.stringify([pairOf(access), access.effect]);

/** Entries by place, each place once, each access once, everything sorted. Effects are kept. */
export function normalForm(entries: readonly PermissionEntry[]): PermissionEntry[] {
  const places = new Map<string, { entry: PermissionEntry; access: Map<string, Access> }>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.kind, entry.namespace]);
    const place = places.get(key) ?? { entry, access: new Map<string, Access>() };
    places.set(key, place);
    for (const { resource, action, effect } of entry.access) {
      const access = { resource, action, effect };
      place.access.set(accessKey(access), access);
    }
  }
  return [...places.entries()]
    .sort(([left], [right]) => byText(left, right))
    .map(([, { entry, access }]) => ({
      kind: entry.kind,
      namespace: entry.namespace,
      access: [...access.entries()]
        .sort(([left], [right]) => byText(left, right))
        .map(([, one]) => one),
    }));
}

/** What a robot may do at one place, wildcards of old Harbors included. */
export interface Grant {
  readonly kind: string;
  readonly namespace: string;
  readonly resource: string;
  readonly action: string;
}

interface Denial extends Grant {
  /** It stands for all projects, so it holds in each of them. */
  readonly everywhere: boolean;
}

function isDenied(grant: Grant, denials: readonly Denial[]): boolean {
  return denials.some(
    ({ kind, namespace, resource, action, everywhere }) =>
      kind === grant.kind &&
      (everywhere || namespace === grant.namespace) &&
      (resource === '*' || resource === grant.resource) &&
      (action === '*' || action === grant.action),
  );
}

/**
 * What a set really grants, each pair once per place: '' and 'allow' grant, a 'deny' of the pair at
 * the same place or at `*` takes it back, any other effect grants nothing (`some(allow) &&
 * !some(deny)`, src/pkg/permission/evaluator/rbac/casbin.go). Wildcards that only robots of Harbor
 * ≤ 2.9 hold are kept as they are, also where one of the pairs they stand for is denied.
 */
export function grantsOf(entries: readonly PermissionEntry[]): Grant[] {
  const denials: Denial[] = [];
  const grants = new Map<string, Grant>();
  for (const { kind, namespace, access } of entries) {
    for (const { resource, action, effect } of access) {
      const grant: Grant = { kind, namespace, resource, action };
      if (effect === 'deny') {
        denials.push({ ...grant, everywhere: kind === 'project' && namespace === '*' });
      } else if (effect === '' || effect === 'allow') {
        grants.set(JSON.stringify([kind, namespace, resource, action]), grant);
      }
    }
  }
  return [...grants.values()].filter((grant) => !isDenied(grant, denials));
}
