import fc from 'fast-check';
import type { InventoryRobot } from '../../../../shared/exports/inventory/index.ts';
import { ROBOT_STATES } from '../../../../shared/contract/robots.ts';

/** Mon 23 Nov 2026, 08:00 UTC. */
export const NOW = 1_795_420_800;

export const PROD = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'prod',
  url: 'https://harbor.example.com',
};
export const EU = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'EU; west ${x}',
  url: 'https://eu.example.com:8443',
};

/** As a file has it, in UTF-8, which has no halves of pairs. */
export const written = (text: string): string => Buffer.from(text).toString();

/** Everything that a format could trip over. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('$', '{', '%', '"', '\\', '}', 'a'), maxLength: 12 }),
  fc.constantFrom('=1+1', '-2', '@x', 'a,b;c', 'x\r\ny', '<b>&"', '| a |', 'no', '1:20', '- x: y'),
  fc.constantFrom('ünïcödé 🚢', '#x', '${path.root}', '$${x}', '%{ if true }', '* bold', "it's"),
);

const access = fc.record({
  resource: hostileText,
  action: hostileText,
  effect: fc.constantFrom('', 'allow', 'deny'),
});

export const inventoryRobots: fc.Arbitrary<InventoryRobot[]> = fc.array(
  fc
    .record({
      id: fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      instance: fc.constantFrom(PROD, EU),
      name: hostileText,
      shortName: fc.oneof(hostileText, fc.constantFrom('ci', 'CI', '9')),
      project: fc.constantFrom('', 'library', 'team_1'),
      description: hostileText,
      state: fc.constantFrom(...ROBOT_STATES),
      disabled: fc.boolean(),
      editable: fc.boolean(),
      expiresAt: fc.constantFrom(-1, NOW, 2_147_483_646 * 86_400),
      permissions: fc.array(
        fc.record({
          kind: fc.constantFrom('system', 'project'),
          namespace: hostileText,
          access: fc.array(access, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
      tags: fc.array(hostileText, { maxLength: 2 }),
    })
    .map((one): InventoryRobot => {
      const level = one.project === '' ? ('system' as const) : ('project' as const);
      const times = { createdAt: NOW - 86_400, updatedAt: NOW, expiresAt: one.expiresAt };
      const robot = {
        ...times,
        id: one.id,
        name: one.name,
        level,
        projectId: level === 'system' ? null : 7,
        projectName: one.project,
        description: one.description,
        disabled: one.disabled,
        editable: one.editable,
        duration: one.expiresAt === -1 ? -1 : 30,
        creator: { type: 'local', ref: 1 },
        permissions: one.permissions,
      };
      const row = {
        ...times,
        key: 1,
        instanceId: one.instance.id,
        id: one.id,
        name: one.name,
        prefix: 'robot$',
        shortName: one.shortName,
        level,
        project: one.project,
        state: one.state,
        flags: [],
        risk: 'none' as const,
        score: 0,
        findings: [],
        permissions: one.description,
        createdBy: one.name,
        description: one.description,
        tags: one.tags,
        snooze: null,
        owner: '',
        lastUse: { kind: 'unknown' as const, why: 'not-read' as const },
      };
      return { instance: one.instance, robot, row };
    }),
  { maxLength: 6 },
);
