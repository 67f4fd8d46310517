import { expect, it, vi } from 'vitest';
import type { ProjectCreation } from '../../../shared/permissions/project-creation.ts';
import { aRobot, aStore, at, entry, PROD, readAll } from './fleet.ts';

vi.setConfig({ testTimeout: 120_000 });

it('says who can make projects, and where nobody has read it', () => {
  const store = aStore();
  const holder = aRobot(1, { permissions: [entry('system', '/', 'project:create')] });
  const robots = [
    holder,
    aRobot(2),
    aRobot(3, { level: 'project', projectId: 1, projectName: 'p' }),
  ];
  const asked = { kind: 'system', pair: 'project:create', project: null, query: '' } as const;
  const who = (projectCreation: ProjectCreation | null, harborVersion = 'v2.15.2') => {
    readAll(store, PROD, robots, { projectCreation, harborVersion });
    const { keys, reasons, unsure } = store.whoCan({ ...asked, scope: [] }, at);
    const ids = store.rows([...keys], at).map(({ id }) => id);
    return { ids: ids.sort(), because: reasons.map(({ because }) => because).sort(), unsure };
  };
  const HOLDS = 'It holds project:create on the system.';
  expect(who(null)).toEqual({ ids: [1], because: [HOLDS], unsure: [PROD] });
  expect(who('adminonly')).toEqual({ ids: [1], because: [HOLDS], unsure: [] });
  const everybody = expect.stringContaining('Everybody may make projects') as string;
  expect(who('everyone')).toEqual({ ids: [1, 2], because: [everybody, HOLDS], unsure: [] });
  expect(who('everyone', 'v2.3.5')).toEqual({ ids: [1], because: [HOLDS], unsure: [] });
});
