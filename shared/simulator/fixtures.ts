import { recordAudit } from './audit/audit-trail.ts';
import { robotName } from './users/identity.ts';
import type { RobotRow } from './robots/robot-table.ts';
import type { World } from './world.ts';

/** The steps of a recording that change a Harbor behind the back of its API. */
export type FixtureStep =
  | {
      readonly fixture: 'legacy-robot';
      readonly project: string;
      readonly name: string;
      readonly id: number;
    }
  | { readonly fixture: 'age-robot'; readonly id: number; readonly days: number }
  | {
      readonly fixture: 'grant';
      readonly id: number;
      readonly scope: string;
      readonly resource: string;
      readonly action: string;
      readonly effect?: string;
    }
  | {
      /** A robot pulls, pushes (`create`) or deletes an artifact, as the registry would log it. */
      readonly fixture: 'use-robot';
      readonly id: number;
      readonly operation: 'pull' | 'create' | 'delete';
      /** `project/repository:tag`. */
      readonly artifact: string;
      /** How long ago; now when absent. */
      readonly secondsAgo?: number;
    };

const DAY = 86_400_000;
/** 2100-01-01, epoch seconds. */
const FAR_EXPIRY = 4_102_444_800;

function robot(world: World, id: unknown): RobotRow {
  const row = world.state.robots.get(Number(id));
  if (!row) throw new Error(`no robot ${String(id)}`);
  return row;
}

/** A robot as Harbor 2.1 left it: no secret, no permissions, stored under its literal name. */
function legacyRobot(world: World, step: FixtureStep & { fixture: 'legacy-robot' }): void {
  const project = world.state.projectsByName.get(step.project);
  if (!project) throw new Error(`no project ${step.project}`);
  const now = world.stamp();
  const row: RobotRow = {
    id: Number(step.id),
    name: step.name,
    description: 'from before',
    projectId: project.id,
    expiresAt: FAR_EXPIRY,
    disabled: false,
    visible: true,
    secret: '',
    salt: '',
    duration: 0,
    creatorType: '',
    creatorRef: 0,
    creationTime: now,
    updateTime: now,
    grants: [],
  };
  world.state.robots.add(row, true);
}

/** Applies a fixture step; throws an Error that says what it lacks. */
export function applyFixture(world: World, step: FixtureStep): void {
  switch (step.fixture) {
    case 'legacy-robot':
      legacyRobot(world, step);
      return;
    case 'age-robot': {
      const row = robot(world, step.id);
      row.creationTime -= Number(step.days) * DAY;
      row.updateTime = world.stamp();
      return;
    }
    case 'grant': {
      const { scope, resource, action, effect = '' } = step;
      const row = robot(world, step.id);
      row.grants = [...row.grants, { scope, resource, action, effect }];
      return;
    }
    case 'use-robot': {
      const row = robot(world, step.id);
      const project = world.state.projectsByName.get(step.artifact.split('/')[0] ?? '');
      if (world.state.flag('pull_audit_log_disable') && step.operation === 'pull') return;
      recordAudit(world, robotName(world, row), {
        projectId: project?.id ?? 0,
        operation: step.operation,
        type: 'artifact',
        resource: step.artifact,
        ...(step.secondsAgo === undefined ? {} : { at: world.stamp() - step.secondsAgo * 1_000 }),
      });
      return;
    }
    default:
      throw new Error(`no fixture ${JSON.stringify((step as { fixture?: unknown }).fixture)}`);
  }
}
