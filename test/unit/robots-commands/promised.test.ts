import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeStep } from '../../../electron/robots/preflight/judge-step.ts';
import { creationStep } from '../../../electron/robots/plan/creation-steps.ts';
import { newStep, type StepTask } from '../../../electron/robots/plan-record.ts';
import { changesNothing, type Place } from '../../../electron/robots/situation.ts';
import { expectedOf } from '../../../electron/robots/plan/step-view.ts';
import { makingOf, taskOf } from '../../../electron/robots/plan/tasks.ts';
import { readRobot } from '../../../electron/harbor/robot.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { createBody } from '../../../shared/robots/changes/create-body.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import { updateBody } from '../../../shared/robots/changes/update-body.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { entriesAt, operations, seeded, seedOf, SYSTEM_PLACES, untils } from '../../any-change.ts';
import { call, harbor } from '../simulator/call.ts';

const VERSIONS = ['2.5.6', '2.8.6', '2.12.4', '2.14.0', '2.15.2'];
const RUNS = 60;

const nowAt = (simulator: Simulator): number => Math.floor(simulator.clock.now() / 1_000);

function placeOf(version: string): Place {
  const known = catalogueOf(version);
  return {
    instanceId: 'one',
    instanceName: 'prod',
    version,
    editsLegacy: false,
    readOnly: false,
    locked: false,
    clockOffset: 0,
    caller: { kind: 'admin', username: 'admin' },
    accepted: known && { system: new Set(known.system), project: new Set(known.project) },
    projects: new Set(['library', 'team']),
    projectIds: new Map(),
    missing: new Set(['gone']),
    prefix: 'robot$',
    knownPrefix: 'robot$',
  };
}

async function read(simulator: Simulator, id: number, robot: Partial<Robot>): Promise<Robot> {
  const { json } = await call(simulator, 'GET', `/robots/${String(id)}`);
  const found = readRobot(json, { level: 'system' });
  if (found === null) throw new Error('the robot cannot be read');
  return { ...found.robot, ...robot };
}

describe.each(VERSIONS)('Harbor %s holds what the plan promised', (version) => {
  const place = placeOf(version);

  test('of a robot that was changed', async () => {
    const now = nowAt(harbor(version));
    const change = seeded.chain((robot) =>
      fc.record({ robot: fc.constant(robot), operation: operations(now, robot.isProject) }),
    );
    await fc.assert(
      fc.asyncProperty(change, async ({ robot, operation }) => {
        const simulator = harbor(version);
        const { isProject } = robot;
        const planted = simulator.seed({
          projects: [{ name: 'team' }],
          robots: [seedOf(robot, 'ci', simulator.clock.now())],
        });
        const id = planted.robots[0]?.id ?? 0;
        const whose = {
          projectId: isProject ? (planted.projects.get('team') ?? 0) : null,
          projectName: isProject ? 'team' : '',
        };
        const fresh = await read(simulator, id, whose);
        const task = taskOf(operation, fresh, 'robot$');
        const start = { index: 0, instanceId: 'one', key: 1, given: null, task };
        const step = newStep({ ...start, seen: fresh });
        judgeStep(step, fresh, { operation, place, now: nowAt(simulator) });
        if (step.status === 'blocked' || step.edit === null) return;
        if (changesNothing(fresh, step.edit)) return;
        const body = updateBody(fresh, step.edit);
        const answer = await call(simulator, 'PUT', `/robots/${String(id)}`, { body });
        const isWarned = step.findings.some(({ rule }) => rule === 'no-permissions');
        if (isWarned && answer.status === 404) return;
        expect(answer.text).toBe('');
        expect(answer.status).toBe(200);
        const expected = expectedOf(step);
        const found = await read(simulator, id, whose);
        expect(expected && differences(found, expected)).toEqual([]);
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });

  test('of a robot that was made', async () => {
    const now = nowAt(harbor(version));
    const name = fc.oneof(
      fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/),
      fc.string({ maxLength: 5 }),
      fc.constant('x'.repeat(252)),
    );
    const definition = fc.boolean().chain((isProject) =>
      fc.record({
        name,
        level: fc.constant(isProject ? ('project' as const) : ('system' as const)),
        description: fc.oneof(fc.string({ maxLength: 30 }), fc.constant('x'.repeat(1_025))),
        until: untils(now),
        disabled: fc.boolean(),
        permissions: entriesAt(isProject ? ['', '', 'library'] : [...SYSTEM_PLACES, 'gone']),
      }),
    );
    await fc.assert(
      fc.asyncProperty(definition, fc.boolean(), async (wished, leaveOut) => {
        const simulator = harbor(version);
        const planted = simulator.seed({ projects: [{ name: 'team' }] });
        const project = wished.level === 'project' ? 'team' : '';
        const task: StepTask = {
          kind: 'create',
          definition: wished,
          place: { instanceId: 'one', project },
          choice: { kind: 'generate' },
          copyOf: null,
          leaveOut,
        };
        const at = nowAt(simulator);
        const step = creationStep(0, task, { prefix: 'robot$', now: at });
        const operation = { kind: 'create', source: 'new' } as const;
        const projectIds = planted.projects;
        judgeStep(step, null, { operation, place: { ...place, projectIds }, now: at });
        const making = makingOf(step);
        if (step.status === 'blocked' || making === null) return;
        const body = createBody(making.definition, making.place.project, nowAt(simulator));
        const answer = await call(simulator, 'POST', '/robots', { body });
        expect([answer.status, answer.text]).toEqual([201, answer.text]);
        const { id } = answer.json as { id: number };
        const whose = { projectId: step.wanted?.projectId ?? null, projectName: project };
        const made = await read(simulator, id, whose);
        if (making.definition.disabled) {
          const off = updateBody(made, { disabled: true });
          const switched = await call(simulator, 'PUT', `/robots/${String(id)}`, { body: off });
          expect(switched.status).toBe(200);
        }
        const found = await read(simulator, id, whose);
        expect(step.wanted && differences(found, step.wanted)).toEqual([]);
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });
});
