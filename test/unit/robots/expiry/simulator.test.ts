import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  durationUntil,
  expiryAfter,
  isExpired,
  MAX_DURATION,
  SECONDS_PER_DAY,
} from '../../../../shared/robots/expiry/index.ts';
import { call, createRobot, harbor, login, systemPermission } from '../../simulator/call.ts';

const SEED = { seed: 20_261_128, numRuns: 25 };
const permissions = [systemPermission('project:list')];

interface Told {
  readonly name: string;
  readonly description: string;
  readonly expires_at: number;
  readonly creation_time: string;
}

const days = fc.oneof(
  fc.constantFrom(-1, 1, 30, 365, 366, 1_461, MAX_DURATION),
  fc.integer({ min: 1, max: 4_000 }),
);

it.each(['2.8.6', '2.12.4', '2.15.2'])(
  'reckons every expiry as a Harbor %s does, new and renewed',
  async (version) => {
    await fc.assert(
      fc.asyncProperty(days, fc.nat(800), days, async (first, later, wanted) => {
        const simulator = harbor(version);
        const made = await createRobot(simulator, { name: 'r', duration: first, permissions });
        const read = async (): Promise<Told> =>
          (await call(simulator, 'GET', `/robots/${made.id}`)).json as Told;
        const told = await read();
        const createdAt = Math.floor(Date.parse(told.creation_time) / 1_000);
        expect(told.expires_at).toBe(expiryAfter(createdAt, first));

        simulator.clock.advance(later * SECONDS_PER_DAY + 4_321);
        const now = simulator.clock.seconds();
        const target = wanted === -1 ? -1 : now + Math.min(wanted, 4_000) * SECONDS_PER_DAY;
        const duration = durationUntil(createdAt, target);
        const body = { ...told, level: 'system', disable: false, duration, permissions };
        expect((await call(simulator, 'PUT', `/robots/${made.id}`, { body })).status).toBe(200);
        const renewed = await read();
        expect(renewed.expires_at).toBe(expiryAfter(createdAt, duration));
        if (target !== -1) {
          expect(renewed.expires_at).toBeGreaterThanOrEqual(target);
          expect(renewed.expires_at - target).toBeLessThan(SECONDS_PER_DAY);
        }
      }),
      SEED,
    );
  },
  60_000,
);

it('lets a robot in until the second before its expiry', async () => {
  const simulator = harbor('2.15.2');
  const made = await createRobot(simulator, { name: 'r', duration: 2, permissions });
  // Robots are told that they are no users (412); whoever may not in, nothing (401).
  const status = async (): Promise<number> =>
    (await call(simulator, 'GET', '/users/current', { as: login(made) })).status;
  for (const left of [SECONDS_PER_DAY, 1, 0]) {
    simulator.clock.advance(made.expires_at - left - simulator.clock.seconds());
    const now = simulator.clock.seconds();
    expect((await status()) === 401, `${left} s left`).toBe(isExpired(made.expires_at, now));
  }
});
