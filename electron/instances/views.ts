import type { InstanceView } from '../../shared/contract/instances.ts';
import type { InstanceFacts, Inventory, Now } from '../../shared/inventory/inventory.ts';
import { parseFacts } from '../sync/facts.ts';
import type { SyncState } from '../sync/state.ts';
import type { Instances } from './instances.ts';

export interface ViewPorts {
  readonly instances: Instances;
  readonly inventory: Pick<Inventory, 'facts'>;
  readonly at: () => Now;
  readonly stateOf: (id: string) => SyncState;
}

const NOTHING_READ: Omit<InstanceFacts, 'instanceId'> = {
  asOf: null,
  harborVersion: null,
  clockOffset: null,
  facts: '',
  robots: 0,
  projects: 0,
  expiringSoon: 0,
  expired: 0,
  neverExpires: 0,
  replaced: false,
};

/** Every instance as the window shows it: what was entered, what was read, and how it stands. */
export const instanceViews = async (ports: ViewPorts): Promise<InstanceView[]> => {
  const facts = new Map(
    (await ports.inventory.facts(ports.at())).map((one) => [one.instanceId, one]),
  );
  return ports.instances.book.all().instances.map((config) => {
    const { facts: json, ...numbers } = facts.get(config.id) ?? NOTHING_READ;
    const { rights, unreadable, readOnly } = parseFacts(json);
    const { state, error, since, progress } = ports.stateOf(config.id);
    return {
      config,
      login: ports.instances.loginView(config.loginId),
      state,
      error: error?.toShape() ?? null,
      since,
      progress,
      asOf: numbers.asOf,
      harborVersion: numbers.harborVersion,
      clockOffset: numbers.clockOffset,
      robots: numbers.robots,
      projects: numbers.projects,
      expiringSoon: numbers.expiringSoon,
      expired: numbers.expired,
      neverExpires: numbers.neverExpires,
      rights,
      unreadable,
      readOnly,
    };
  });
};
