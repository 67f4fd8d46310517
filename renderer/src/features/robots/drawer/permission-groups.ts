import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import { standingOf } from '../../../../../shared/permissions/standing.ts';
import type { AcceptedPairs, Standing } from '../../../../../shared/permissions/standing.ts';

type Entry = RobotDetail['permissionEntries'][number];

/** One action on a resource, with what is odd about it. */
export interface ActionView {
  readonly action: string;
  readonly isDenied: boolean;
  /** What its Harbor makes of it. */
  readonly standing: Standing;
}

export interface ResourceView {
  readonly resource: string;
  readonly actions: readonly ActionView[];
}

/** Places of one kind that hold the very same permissions. */
export interface PermissionGroup {
  /** 'system', 'project', or whatever a newer Harbor calls it. */
  readonly kind: string;
  /** '/' for the system, '*' for all projects, else names; sorted. */
  readonly namespaces: readonly string[];
  readonly resources: readonly ResourceView[];
}

function resourcesOf(entry: Entry, accepted: AcceptedPairs): ResourceView[] {
  const found = new Map<string, Map<string, ActionView>>();
  for (const { resource, action, effect } of entry.access) {
    const actions = found.get(resource) ?? new Map<string, ActionView>();
    found.set(resource, actions);
    const isDenied = effect === 'deny';
    actions.set(`${action} ${isDenied ? 'deny' : 'allow'}`, {
      action,
      isDenied,
      standing: standingOf(entry.kind, `${resource}:${action}`, accepted),
    });
  }
  return [...found]
    .map(([resource, actions]) => ({
      resource,
      actions: [...actions.values()].sort((a, b) => a.action.localeCompare(b.action)),
    }))
    .sort((a, b) => a.resource.localeCompare(b.resource));
}

const RANK: Readonly<Record<string, number>> = { system: 0, project: 1 };

/**
 * The permissions of a robot by kind and place. Places with the same permissions stand together,
 * so that a robot with 300 projects is one group and not 300.
 * @param accepted what its Harbor accepts
 */
export function groupPermissions(
  entries: readonly Entry[],
  accepted: AcceptedPairs,
): PermissionGroup[] {
  const groups = new Map<
    string,
    { kind: string; namespaces: string[]; resources: ResourceView[] }
  >();
  for (const entry of entries) {
    const resources = resourcesOf(entry, accepted);
    const id = JSON.stringify([entry.kind, resources]);
    const known = groups.get(id);
    if (known) known.namespaces.push(entry.namespace);
    else groups.set(id, { kind: entry.kind, namespaces: [entry.namespace], resources });
  }
  for (const group of groups.values()) group.namespaces.sort((a, b) => a.localeCompare(b));
  return [...groups.values()].sort(
    (a, b) =>
      (RANK[a.kind] ?? 2) - (RANK[b.kind] ?? 2) || b.namespaces.length - a.namespaces.length,
  );
}

/** Where a group holds: "System", "All projects", "Project team", "3 projects". */
export function placeOfGroup({ kind, namespaces }: PermissionGroup): string {
  if (kind === 'system') return 'System';
  const [first] = namespaces;
  if (namespaces.includes('*')) return 'All projects';
  const noun = kind === 'project' ? 'project' : kind;
  if (namespaces.length === 1) return `${noun === 'project' ? 'Project' : noun} ${first ?? ''}`;
  return `${namespaces.length} ${noun}s`;
}
