import { createSimulator } from '../../shared/simulator/simulator.ts';
import type { SeedRobot } from '../../shared/simulator/seed.ts';

/**
 * The Harbor of the sync bench, in a process of its own: `node sync-harbor.ts <version> <cost>`.
 * Tells its address when it listens, and the requests it has answered whenever it is asked.
 */
const [version = '2.14.4', loginCost = 'none'] = process.argv.slice(2);

/** 20 000 robots in 300 projects, `library` being one of them: a few large ones, many small. */
const PROJECTS = 299;
const SYSTEM = 216;
const sizeOf = (project: number): number =>
  project % 10 === 0 ? 250 : 46 - (project % 3 === 1 ? 1 : 0);

const YEAR_AGO = Date.now() - 365 * 86_400_000;

function robot(index: number, project?: string): SeedRobot {
  const access = [
    { resource: 'repository', action: 'pull' },
    ...(index % 2 === 0 ? [{ resource: 'repository', action: 'push' }] : []),
    ...(index % 5 === 0 ? [{ resource: 'artifact', action: 'read' }] : []),
  ];
  return {
    name: `ci-${String(index)}`,
    description: `Used by pipeline ${String(index)}`,
    duration: index % 3 === 0 ? -1 : 400 + (index % 300),
    createdAt: YEAR_AGO + index * 1_000,
    ...(project === undefined ? {} : { project }),
    permissions: [{ kind: 'project', namespace: project ?? '*', access }],
  };
}

const simulator = createSimulator({
  version,
  adminPassword: 'Harbor12345',
  pageCost: true,
  loginCost: loginCost === 'version',
});
const names = Array.from({ length: PROJECTS }, (_, index) => `team-${String(index)}`);
const seeded = simulator.seed({
  projects: names.map((name) => ({ name })),
  robots: [
    ...Array.from({ length: SYSTEM }, (_, index) => robot(index)),
    ...names.flatMap((name, project) =>
      Array.from({ length: sizeOf(project) }, (_, index) => robot(index, name)),
    ),
  ],
});
await simulator.listen();
process.on('message', () => {
  const requests = simulator.traffic.seen.map(({ method, target }) => `${method} ${target}`);
  process.send?.({ requests });
});
const pages = (items: number): number => Math.max(1, Math.ceil(items / 100));
const listings = [SYSTEM, 0, ...names.map((_, project) => sizeOf(project))];
/** Pages of projects, pages of every listing, and three requests more. */
const plan = pages(1 + PROJECTS) + listings.reduce((sum, size) => sum + pages(size), 0) + 3;
process.send?.({ url: simulator.url, robots: seeded.robots.length, plan });
