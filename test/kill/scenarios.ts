import type { Services } from '../../electron/services.ts';
import type { InstanceDraft } from '../../shared/contract/instances.ts';
import type { Operation, RobotWish } from '../../shared/contract/operations.ts';
import type { EncryptionAhead } from '../../shared/contract/secret-exports.ts';
import type { Seed } from '../../shared/simulator/seed.ts';
import { plainInstance } from '../plain-instance.ts';

/** What a plan is made of, and what must be there when it is over. */
export interface Scenario {
  readonly name: string;
  readonly versions: readonly string[];
  readonly login: {
    readonly kind: 'user' | 'robot';
    readonly username: string;
    readonly password: string;
  };
  readonly seed: Seed;
  /** Stored names of the robots at Harbor afterwards, each once. */
  readonly robots: readonly string[];
  /** Stored names of those whose secret this plan makes. */
  readonly changed: readonly string[];
  /** Plans on an inventory that was just read, or makes ready what `act` is about. */
  readonly plan: (services: Services, instanceId: string) => Promise<unknown>;
  /** The file that the secrets of this plan go to, with what is in it before; null for nothing. */
  readonly exported?: { readonly name: string; readonly before: string | null };
  /** Takes each so many-th moment alone, unless the whole matrix is wanted; 1 when absent. */
  readonly every?: number;
  /** Done instead of carrying a plan out; what a kill leaves of it is settled at the next start. */
  readonly act?: (services: Services) => Promise<void>;
  /** Plans what follows once a plan is finished; answers whether anything does. */
  readonly goOn?: (services: Services) => Promise<boolean>;
}

const VERSIONS = ['2.8.6', '2.12.4', '2.14.0', '2.15.2'];
export const PASSWORD = 'Harbor12345';
/** Nobody has its identity. */
const RECIPIENT = 'age16kmj33magreh5j747f2k77swrwf8mt9mguepye8yawe5k525zyds72k7gm';
/** The folder of a lane that exports go to. */
export const OUT = 'out';
const AGO = Date.UTC(2026, 0, 1);
const ADMIN = { kind: 'user', username: 'admin', password: PASSWORD } as const;
const MAKER = 'Maker-Secret-1';
const KEPT = 'Kept-Secret-of-the-first-1';

const pull = [{ resource: 'repository', action: 'pull', effect: '' }];
const robot = (name: string, more: Partial<NonNullable<Seed['robots']>[number]> = {}) => ({
  name,
  createdAt: AGO,
  duration: -1,
  secret: `Old-Secret-of-${name}-1`,
  permissions: [{ kind: 'project' as const, namespace: '*', access: pull }],
  ...more,
});

const keysOf = async ({ inventory }: Services, query: string): Promise<number[]> => {
  const sort = { column: 'name', descending: false } as const;
  const now = { now: Math.floor(Date.now() / 1_000), criticalDays: 7, soonDays: 30 };
  return [...(await inventory.query({ query, scope: [], sort }, now)).keys];
};

const making =
  (operation: Operation) =>
  async (services: Services): Promise<unknown> =>
    services.commands.make(operation, await keysOf(services, 'ci'));

const definition = {
  name: 'new',
  level: 'system' as const,
  description: 'made here',
  until: { kind: 'days' as const, days: 30 },
  disabled: false,
  permissions: [{ kind: 'project', namespace: '*', access: pull }],
};

const wishes = (instanceId: string): RobotWish[] => [
  { definition, places: [{ instanceId, project: '' }], secret: { kind: 'generate' } },
];
const creating = ({ commands }: Services, instanceId: string): Promise<unknown> =>
  commands.create(wishes(instanceId), 'new');

const exporting =
  (format: string, encryption: EncryptionAhead = { kind: 'none' }) =>
  async ({ commands, secretExports }: Services, instanceId: string): Promise<unknown> => {
    const robots = wishes(instanceId);
    const wish = { format, options: {}, encryption };
    const place = await secretExports.ahead.place(wish, await commands.ahead(robots));
    return commands.create(robots, 'new', null, place?.id);
  };

const generate = { kind: 'generate' } as const;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'refresh',
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci'],
    changed: ['ci'],
    plan: making({ kind: 'refresh', secret: generate, until: null }),
  },
  {
    name: 'refresh and renew two with one secret',
    versions: VERSIONS,
    login: ADMIN,
    seed: {
      projects: [{ name: 'team' }],
      robots: [
        robot('ci'),
        robot('ci', {
          project: 'team',
          permissions: [{ kind: 'project', namespace: 'team', access: pull }],
        }),
      ],
    },
    robots: ['ci', 'team+ci'],
    changed: ['ci', 'team+ci'],
    plan: making({
      kind: 'refresh',
      secret: { kind: 'one' },
      until: { kind: 'date', at: Date.UTC(2040, 0, 1) / 1_000 },
    }),
  },
  {
    name: 'create',
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci', 'new'],
    changed: ['new'],
    plan: creating,
  },
  {
    name: 'create and export to a new file',
    versions: ['2.8.6', '2.15.2'],
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci', 'new'],
    changed: ['new'],
    plan: exporting('list-json'),
    exported: { name: 'secrets.json', before: null },
  },
  {
    name: 'create and export into a file that is there',
    versions: ['2.12.4', '2.15.2'],
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci', 'new'],
    changed: ['new'],
    plan: exporting('docker-config'),
    exported: { name: 'config.json', before: '{"auths":{"ghcr.io":{"auth":"eDp5"}}}' },
  },
  {
    name: 'create as a robot',
    versions: VERSIONS.slice(1),
    login: { kind: 'robot', username: 'robot$maker', password: MAKER },
    seed: {
      robots: [
        robot('ci'),
        robot('maker', {
          secret: MAKER,
          permissions: [
            {
              kind: 'system',
              namespace: '/',
              access: ['create', 'delete', 'list', 'read'].map((action) => ({
                resource: 'robot',
                action,
              })),
            },
            { kind: 'project', namespace: '*', access: pull },
          ],
        }),
      ],
    },
    robots: ['ci', 'maker', 'new'],
    changed: ['new'],
    plan: creating,
  },
  {
    name: 'clone with the same secret',
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci', { secret: KEPT })] },
    robots: ['ci', 'twin'],
    changed: ['ci', 'twin'],
    async plan(services, instanceId) {
      const { commands, secrets, inventory } = services;
      const keys = await keysOf(services, 'ci');
      const [source] = await inventory.robotsByKeys(keys);
      const robotId = source?.robot.id ?? 0;
      const robotName = source?.robot.name ?? '';
      const wish = { instanceId, robotId, robotName, planId: instanceId, step: 0 };
      const handle = await secrets.begin(wish, KEPT);
      await secrets.promote(handle, { verified: true, at: Date.now() / 1_000 });
      return commands.clone({
        keys,
        places: [{ instanceId, projects: {} }],
        name: 'twin',
        secret: { kind: 'kept' },
        until: null,
        leaveOut: false,
      });
    },
  },
  {
    name: 'twin rotation',
    every: 6,
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci-2'],
    changed: ['ci-2'],
    async plan(services) {
      const [key = 0] = await keysOf(services, 'ci');
      return services.rotations.begin({ key, name: 'ci-2', secret: generate, until: null });
    },
    async goOn({ rotations }) {
      const [one] = await rotations.list();
      if (one === undefined || one.stage === 'done') return false;
      await rotations.next(one.id);
      return true;
    },
  },
  {
    name: 'activate a prepared secret',
    every: 6,
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci'],
    changed: ['ci'],
    async plan(services) {
      const keys = await keysOf(services, 'ci');
      await services.commands.prepare(keys, generate, false);
      const secret = { kind: 'prepared' } as const;
      return services.commands.make({ kind: 'refresh', secret, until: null }, keys);
    },
  },
  {
    name: 'forget kept secrets',
    versions: ['2.15.2'],
    login: ADMIN,
    seed: { robots: [robot('ci'), robot('ci-a'), robot('ci-b')] },
    robots: ['ci', 'ci-a', 'ci-b'],
    changed: [],
    async plan(services, instanceId) {
      const { inventory, secrets } = services;
      const keys = await keysOf(services, 'ci');
      for (const { robot: one } of await inventory.robotsByKeys(keys)) {
        const wish = { instanceId, robotId: one.id, robotName: one.name, planId: null, step: null };
        const handle = await secrets.begin(wish, KEPT);
        await secrets.promote(handle, { verified: true, at: Date.now() / 1_000 });
      }
    },
    act: ({ secrets }) => secrets.forget(secrets.list({}).handles, true),
  },
  {
    name: 'recreate',
    versions: VERSIONS,
    login: ADMIN,
    seed: { robots: [robot('ci')] },
    robots: ['ci'],
    changed: ['ci'],
    plan: making({ kind: 'recreate', secret: generate, until: null }),
  },
];

/** What is left of it cannot be carried on without somebody who looks. */
export const ENCRYPTED: Scenario = {
  name: 'create and export encrypted',
  versions: ['2.15.2'],
  login: ADMIN,
  seed: { robots: [robot('ci')] },
  robots: ['ci', 'new'],
  changed: ['new'],
  plan: exporting('list-json', { kind: 'recipients', recipients: [RECIPIENT] }),
  exported: { name: 'secrets.json.age', before: null },
};

export function scenarioOf(name: string): Scenario {
  const scenario = [...SCENARIOS, ENCRYPTED].find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  return scenario;
}

/** What the form sends for the instance that a plan is made on. */
export const draftOf = (
  url: string,
  { kind, username, password }: Scenario['login'],
): InstanceDraft => ({
  config: { ...plainInstance('prod', url), allowHttp: true, parallel: 1 },
  login: { kind, username },
  secrets: { password },
});
