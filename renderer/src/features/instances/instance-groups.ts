import type { InstanceView } from '../../../../shared/contract/instances.ts';

/** Instances under one heading of the user's; '' is none. */
export interface InstanceGroup {
  readonly group: string;
  readonly instances: readonly InstanceView[];
}

/** The instances under their headings, headings in the order in which they first appear. */
export function inGroups(instances: readonly InstanceView[]): InstanceGroup[] {
  const found = new Map<string, InstanceView[]>();
  for (const view of instances) {
    const members = found.get(view.config.group);
    if (members) members.push(view);
    else found.set(view.config.group, [view]);
  }
  return [...found].map(([group, members]) => ({ group, instances: members }));
}
