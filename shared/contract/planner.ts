import { z } from 'zod';
import { DRIFTS, LONGEST_LIFETIME } from '../robots/expiry/planner/index.ts';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { plan } from './plans.ts';
import { robotKey } from './robots.ts';

const perDay = z.int().min(1).max(100_000).nullable();

/** When which robots shall expire, as people keep it under a name. */
export const expiryPolicy = z
  .object({
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    /** Which robots, as a query line; disabled and legacy ones never. */
    query: z.string().max(4_000),
    scope: z.array(instanceId).max(200),
    /** Those that stay as they are beside the excepted ones, as a query line; '' for none. */
    keep: z.string().max(4_000),
    lifetimeDays: z.int().min(2).max(LONGEST_LIFETIME),
    renewWithin: z.int().min(1).max(LONGEST_LIFETIME),
    weekdays: z.array(z.int().min(0).max(6)).max(7),
    /** Days of the calendar, as numbers of `shared/robots/expiry/calendar.ts`. */
    dates: z.array(z.object({ from: z.int(), to: z.int() })).max(200),
    perDay,
    perProject: perDay,
    spread: z.boolean(),
  })
  .refine(({ renewWithin, lifetimeDays }) => renewWithin < lifetimeDays, {
    path: ['renewWithin'],
    message: 'has to be less than the lifetime',
  });

export type ExpiryPolicy = z.infer<typeof expiryPolicy>;

const range = { from: z.int(), to: z.int() };

/** What cannot be met, as `Shortfall` in shared/robots/expiry/planner. */
const shortfall = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-days'), robots: z.int(), ...range }),
  z.object({
    kind: z.enum(['per-day', 'per-project']),
    robots: z.int(),
    limit: z.int(),
    needs: z.int(),
    days: z.int(),
    /** Name of the project; '' for the limit of all. */
    project: z.string(),
    lifetime: z.int().nullable(),
    ...range,
  }),
  z.object({ kind: z.literal('no-place'), robots: z.int() }),
  z.object({ kind: z.literal('no-birth'), robots: z.int() }),
]);

/** Robots by when they expire: each day in reach, and what lies outside. */
const spread = z.object({
  /** From today on. */
  days: z.array(z.int()),
  expired: z.int(),
  later: z.int(),
  never: z.int(),
});

export type DateSpread = z.infer<typeof spread>;

/** What a policy would make of its robots, as of one moment. Nothing is changed by it. */
export const simulation = z.object({
  id: z.uuid(),
  /** Epoch seconds, our clock; and its day. */
  at: z.int(),
  today: z.int(),
  /** Days that the policy chooses from. */
  days: z.int(),
  robots: z.int(),
  kept: z.int(),
  stays: z.int(),
  /** Robots that get another date, and those that drifted but find none. */
  moves: z.int(),
  unplaced: z.int(),
  /** Both of these by why. */
  drifts: z.record(z.enum(DRIFTS), z.int()),
  before: spread,
  after: spread,
  shortfalls: z.array(shortfall),
});

export type Simulation = z.infer<typeof simulation>;

/** How many robots drifted from a policy: those that its simulation gives another date, or none. */
export const policyDrifts = z.object({
  id: expiryPolicy.shape.id,
  name: expiryPolicy.shape.name,
  scope: expiryPolicy.shape.scope,
  robots: z.int(),
});

export type PolicyDrifts = z.infer<typeof policyDrifts>;

/** One robot that drifted. */
export const simulatedMove = z.object({
  key: robotKey,
  drift: z.enum(DRIFTS),
  /** Epoch seconds on our clock; null where no day has room for it. */
  to: z.int().nullable(),
});

export type SimulatedMove = z.infer<typeof simulatedMove>;

const simulationId = z.object({ id: z.uuid() });

/** What the window asks about when robots shall expire. */
export const plannerCalls = {
  /** Policies that were kept, by name. */
  'planner.policies': call(nothing, z.array(expiryPolicy)),
  /** Adds a policy, or replaces the one of its id. */
  'planner.save': call(expiryPolicy, z.array(expiryPolicy)),
  'planner.remove': call(simulationId, z.array(expiryPolicy)),
  'planner.drifted': call(nothing, z.array(policyDrifts)),
  /** What a policy would make of its robots now. Throws `query-invalid`. */
  'planner.simulate': call(expiryPolicy, simulation),
  /** Robots that drifted, soonest new date first, those without one last. */
  'planner.moves': call(
    simulationId.extend({
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      /** Only those that drifted so; null for all. */
      only: z.enum(DRIFTS).nullable().default(null),
    }),
    z.object({ moves: z.array(simulatedMove), total: z.int() }),
  ),
  /**
   * A plan with the dates of a simulation, checked like any other. Throws `unknown-item` where
   * the simulation is too long ago.
   */
  'planner.plan': call(simulationId, plan),
} as const;
