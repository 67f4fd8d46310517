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

/**
 * What a set really grants: '' and 'allow' grant, a 'deny' of the same pair at the same place or
 * at `*` takes it back, any other effect grants nothing (`some(allow) && !some(deny)`,
 * src/pkg/permission/evaluator/rbac/casbin.go).
 */
export function grantsOf(entries: readonly PermissionEntry[]): Grant[] {
  const denied = new Set<string>();
  const at = (kind: string, namespace: string, access: Access): string =>
    JSON.stringify([kind, namespace, pairOf(access)]);
  for (const { kind, namespace, access } of entries) {
    for (const one of access) {
      if (one.effect === 'deny') denied.add(at(kind, namespace, one));
    }
  }
  const grants = new Map<string, Grant>();
  for (const { kind, namespace, access } of entries) {
    for (const one of access) {
      if (one.effect !== '' && one.effect !== 'allow') continue;
      const here = at(kind, namespace, one);
      if (denied.has(here) || (kind === 'project' && denied.has(at(kind, '*', one)))) continue;
      grants.set(here, { kind, namespace, resource: one.resource, action: one.action });
    }
  }
  return [...grants.values()];
}
