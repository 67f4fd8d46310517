import { describe, expect, test } from 'vitest';
import { NO_FACTS, parseFacts, syncFacts } from '../../../electron/sync/facts.ts';
import { createHomes } from '../../../electron/sync/homes.ts';
import { createWitness } from '../../../electron/sync/witness.ts';
import type { Robot } from '../../../shared/robots/robot.ts';

const robot = (change: Partial<Robot>): Robot => ({
  id: 1,
  name: 'robot$ci',
  level: 'project',
  projectId: null,
  projectName: '',
  description: '',
  disabled: false,
  editable: true,
  duration: -1,
  expiresAt: -1,
  createdAt: 0,
  updatedAt: 0,
  creator: { type: '', ref: 0 },
  permissions: [],
  ...change,
});

/** As the client reads a robot whose permissions name its project. */
const inNamespace = (namespace: string) => ({
  projectName: namespace,
  permissions: [{ kind: 'project', namespace, access: [] }],
});

describe('the project of a robot that does not say it', () => {
  const projects = [
    { id: 5, name: 'apps', role: 1 },
    { id: 6, name: 'web', role: 1 },
  ];
  const homes = createHomes(projects, { 70: 6, 71: 99 });

  test('is where it has permissions', () => {
    expect(homes.of(robot(inNamespace('apps')))).toEqual({ id: 5, name: 'apps' });
  });

  test('may be one this login cannot see', () => {
    expect(homes.of(robot(inNamespace('hidden')))).toEqual({ id: null, name: 'hidden' });
  });

  test('of a robot without permissions stands in its name, if there is such a project', () => {
    expect(homes.of(robot({ projectName: 'web' }))).toEqual({ id: 6, name: 'web' });
    expect(homes.of(robot({ projectName: 'gone' }))).toBeNull();
  });

  test('of a legacy robot is remembered, unless that project is gone', () => {
    expect(homes.of(robot({ id: 70 }))).toEqual({ id: 6, name: 'web' });
    expect(homes.of(robot({ id: 71 }))).toBeNull();
    expect(homes.of(robot({ id: 72 }))).toBeNull();
  });
});

describe('what robots tell about their Harbor', () => {
  test('prefix and creators', () => {
    const witness = createWitness();
    expect(witness.prefix()).toBeNull();
    witness.see(robot({ level: 'system', name: 'bot-x', creator: { type: 'local', ref: 3 } }));
    witness.see(robot({ name: 'robot$old', projectName: 'apps', editable: false }));
    expect(witness.prefix()).toBeNull();
    witness.see(robot({ name: 'bot-apps+ci', projectName: 'apps' }));
    witness.see(robot({ creator: { type: 'robot', ref: 4 } }));
    expect(witness.prefix()).toBe('bot-');
    expect([...witness.creators]).toEqual([3]);
  });
});

describe('facts', () => {
  test('survive as JSON', () => {
    const facts = syncFacts.parse({ prefix: 'bot$', homes: { 7: 1 }, readOnly: true });
    expect(parseFacts(JSON.stringify(facts))).toEqual(facts);
  });

  test.each(['', '{', 'null', '[]', '{"rights":3}'])('%j counts as none', (text) => {
    expect(parseFacts(text)).toEqual(NO_FACTS);
  });
});
