import { createSimulator } from '../../shared/simulator/simulator.ts';

/** A simulated Harbor with so many robots. Ends with the process that started it. */
const [count = '0'] = process.argv.slice(2);
const simulator = createSimulator({
  version: '2.14.4',
  adminPassword: 'Harbor12345',
  pageCost: true,
  seed: 5,
});
const access = ['pull', 'push', 'list'].map((action) => ({ resource: 'repository', action }));
const { robots } = simulator.seed({
  robots: Array.from({ length: Number(count) }, (_, index) => ({
    name: `robot-${String(index)}`,
    createdAt: Date.UTC(2026, 0, 1) + index * 1_000,
    duration: 90,
    permissions: [{ kind: 'project' as const, namespace: '*', access }],
  })),
});
await simulator.listen();
process.send?.({ url: simulator.url, ids: robots.map(({ id }) => id) });
process.on('disconnect', () => process.exit());
