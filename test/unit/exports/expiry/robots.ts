import fc from 'fast-check';
import type { ExpiringRobot } from '../../../../shared/exports/expiry/index.ts';

/** Mon 23 Nov 2026, 08:00 UTC. */
export const NOW = 1_795_420_800;
export const DAY = 86_400;

export const aRobot = (id: number, more: Partial<ExpiringRobot> = {}): ExpiringRobot => ({
  instanceId: '11111111-1111-4111-8111-111111111111',
  instance: 'prod',
  id,
  name: `robot$team+r${id}`,
  project: 'team',
  expiresAt: NOW + id * DAY,
  createdAt: NOW - 100 * DAY,
  createdBy: 'admin',
  permissions: 'pull, push on team',
  tags: [],
  snooze: null,
  ...more,
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom('Ünïcödé 🚢'.repeat(20), 'a,b;c\\d', 'x\r\ny\nz', '=1+1', '<b>&"', '| a |'),
);

/** Robots with everything in their names that a format could trip over. */
export const robotLists = fc.uniqueArray(
  fc.record({
    snooze: fc.constant(null),
    instanceId: fc.constantFrom('a', 'b'),
    instance: fc.constantFrom('prod', 'eu; west, "x"'),
    id: fc.integer({ min: 1, max: 30 }),
    name: text,
    project: text,
    expiresAt: fc.oneof(
      fc.constant(-1),
      fc.integer({ min: NOW - 400 * DAY, max: NOW + 800 * DAY }),
      fc.constantFrom(253_402_300_799, 253_402_300_800, 2_147_483_646 * DAY),
    ),
    createdAt: fc.constantFrom(0, NOW - DAY),
    createdBy: text,
    permissions: text,
    tags: fc.array(text, { maxLength: 2 }),
  }),
  { maxLength: 12, selector: ({ instanceId, id }) => `${instanceId} ${id}` },
);
