import { expect, test } from 'vitest';
import { cloneOf } from '../../../../shared/robots/changes/clone.ts';
import { definitionOf } from '../../../../shared/robots/changes/definition.ts';
import { wantedRobot } from '../../../../shared/robots/changes/wanted.ts';
import type { Robot } from '../../../../shared/robots/robot.ts';

const DAY = 86_400;
const pull = (effect = '') => [{ resource: 'repository', action: 'pull', effect }];
const named = (namespace: string, effect = '') => ({
  kind: 'project',
  namespace,
  access: pull(effect),
});

const ROBOT: Robot = {
  id: 5,
  name: 'bot-team+ci',
  level: 'project',
  projectId: 7,
  projectName: 'team',
  description: 'builds',
  disabled: true,
  editable: true,
  duration: 30,
  expiresAt: 100 * DAY,
  createdAt: 70 * DAY,
  updatedAt: 70 * DAY,
  creator: { type: 'local', ref: 1 },
  permissions: [named('team', 'allow')],
};

test('a robot as a definition, and made again elsewhere', () => {
  const definition = definitionOf(ROBOT, 'bot-');
  expect(definition).toEqual({
    name: 'ci',
    level: 'project',
    description: 'builds',
    until: { kind: 'date', at: 100 * DAY },
    disabled: true,
    permissions: [named('team', 'allow')],
  });
  expect(
    wantedRobot(definition, { project: 'team', projectId: 7, prefix: 'bot-', now: 80.5 * DAY }),
  ).toEqual({
    ...ROBOT,
    id: 0,
    duration: 20,
    expiresAt: 100.5 * DAY,
    createdAt: 80.5 * DAY,
    updatedAt: 80.5 * DAY,
    creator: { type: '', ref: 0 },
  });
});

test('a clone in a project of another name keeps effects', () => {
  const wish = { projects: { team: 'crew' }, name: null, until: { kind: 'never' } as const };
  expect(cloneOf(ROBOT, 'bot-', wish)).toMatchObject({
    project: 'crew',
    definition: { name: 'ci', until: { kind: 'never' }, permissions: [named('crew', 'allow')] },
  });
});

test('projects that get one name become one entry; all projects stay', () => {
  const robot: Robot = {
    ...ROBOT,
    name: 'bot-ci',
    level: 'system',
    projectId: null,
    projectName: '',
    permissions: [named('a'), named('b'), named('*'), { ...named('/'), kind: 'system' }],
  };
  const { definition, project } = cloneOf(robot, 'bot-', {
    projects: { a: 'c', b: 'c', '*': 'never', '/': 'never' },
    name: 'cd',
    until: null,
  });
  expect(project).toBe('');
  expect(definition.name).toBe('cd');
  expect(definition.permissions).toEqual([
    named('*'),
    named('c'),
    { ...named('/'), kind: 'system' },
  ]);
});

test('a project may be called like what every object has', () => {
  const robot = { ...ROBOT, projectName: 'constructor', permissions: [named('constructor')] };
  const { project } = cloneOf(robot, 'bot-', { projects: {}, name: null, until: null });
  expect(project).toBe('constructor');
});
