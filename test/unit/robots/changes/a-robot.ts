import type { Robot } from '../../../../shared/robots/robot.ts';

/** Epoch seconds when the robot was made. */
export const CREATED = 1_700_000_000;

/** A robot of a project, with what a test wants otherwise. */
export const aRobot = (more: Partial<Robot> = {}): Robot => ({
  id: 7,
  name: 'robot$library+ci',
  level: 'project',
  projectId: 1,
  projectName: 'library',
  description: 'builds',
  disabled: false,
  editable: true,
  duration: 30,
  expiresAt: CREATED + 30 * 86_400,
  createdAt: CREATED,
  updatedAt: CREATED,
  creator: { type: 'local', ref: 1 },
  permissions: [],
  ...more,
});
