import type { InstanceConfig, InstanceView } from '../../shared/contract/instances.ts';
import type {
  InstanceFacts,
  Inventory,
  KnownRobot,
  Now,
} from '../../shared/inventory/inventory.ts';
import { readerView } from '../reader/reader-view.ts';
import { parseFacts } from '../sync/facts.ts';
import type { SyncState } from '../sync/state.ts';
import type { Instances } from './instances.ts';

export interface ViewPorts {
  readonly instances: Instances;
  readonly inventory: Pick<Inventory, 'facts' | 'robotById'>;
  readonly at: () => Now;
  readonly stateOf: (id: string) => SyncState;
}

const NOTHING_READ: Omit<InstanceFacts, 'instanceId'> = {
  asOf: null,
  harborVersion: null,
  projectCreation: null,
  clockOffset: null,
  facts: '',
  robots: 0,
  projects: 0,
  expiringSoon: 0,
  expired: 0,
  neverExpires: 0,
  replaced: false,
};

/** What the inventory knows of the robot that reads an instance. */
const readerOf = async (
  { id, reader }: InstanceConfig,
  { inventory }: ViewPorts,
): Promise<KnownRobot | null> =>
  reader === undefined || reader.state === 'planned'
    ? null
    : inventory.robotById(id, reader.robotId);

/** Every instance as the window shows it: what was entered, what was read, and how it stands. */
export const instanceViews = async (ports: ViewPorts): Promise<InstanceView[]> => {
  const facts = new Map(
    (await ports.inventory.facts(ports.at())).map((one) => [one.instanceId, one]),
  );
  const viewOf = async (config: InstanceConfig): Promise<InstanceView> => {
    const { facts: json, ...numbers } = facts.get(config.id) ?? NOTHING_READ;
    const { rights: seen, rightsBefore, unreadable, readOnly, provider } = parseFacts(json);
    const version = numbers.harborVersion ?? '';
    const robot = await readerOf(config, ports);
    const reader = readerView(config, robot, { rights: seen, version });
    const rights = reader !== null && reader.rights !== null ? rightsBefore : seen;
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
      projectCreation: numbers.projectCreation,
      clockOffset: numbers.clockOffset,
      provider,
      robots: numbers.robots,
      projects: numbers.projects,
      expiringSoon: numbers.expiringSoon,
      expired: numbers.expired,
      neverExpires: numbers.neverExpires,
      rights,
      reader,
      unreadable,
      readOnly,
    };
  };
  return Promise.all(ports.instances.book.all().instances.map(viewOf));
};
