import fc from 'fast-check';
import { CATALOGUES } from '../../../../shared/permissions/catalogue.ts';
import type { InventoryRobot, NamedInstance } from '../../../../shared/exports/inventory/index.ts';
import { expiryAfter } from '../../../../shared/robots/expiry/index.ts';
import { joinName } from '../../../../shared/robots/names.ts';
import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { hostileText, written } from '../inventory/robots.ts';

const pairsOf = (kind: 'system' | 'project') => CATALOGUES.at(-1)?.[kind] ?? [];
const CREATED = 1_700_000_000;

const entry = (kind: 'system' | 'project', namespace: string): fc.Arbitrary<PermissionEntry> =>
  fc
    .uniqueArray(
      fc.record({
        pair: fc.constantFrom(...pairsOf(kind)),
        effect: fc.constantFrom('', '', '', 'allow', 'deny'),
      }),
      { maxLength: 4, selector: ({ pair }) => pair },
    )
    .map((access) => ({
      kind,
      namespace,
      access: access.map(({ pair, effect }) => {
        const [resource = '', action = ''] = pair.split(':');
        return { resource, action, effect };
      }),
    }));

/** Robots of one instance as a Harbor could hold them, each of its own name. */
export const robotsAndNames = (instance: NamedInstance): fc.Arbitrary<InventoryRobot[]> =>
  fc.uniqueArray(
    fc
      .record({
        project: fc.constantFrom('', 'library', '007', 'no'),
        shortName: fc.constantFrom('ci', 'on', '12', 'a.b-c_d', '1e3'),
        description: hostileText.map(written),
        disabled: fc.boolean(),
        editable: fc.constantFrom(true, true, true, false),
        isGone: fc.constantFrom(false, false, false, true),
        duration: fc.oneof(fc.constantFrom(-1, 1, 2_147_483_646), fc.integer({ min: 1, max: 900 })),
      })
      .chain((one) => {
        const permissions =
          one.project === ''
            ? fc.tuple(entry('system', '/'), entry('project', '*'), entry('project', 'no'))
            : fc.tuple(entry('project', one.project));
        return permissions.map((entries): InventoryRobot => {
          const level = one.project === '' ? ('system' as const) : ('project' as const);
          const name = joinName('robot$', one.project, one.shortName);
          const times = {
            createdAt: CREATED,
            updatedAt: CREATED,
            expiresAt: expiryAfter(CREATED, one.duration),
          };
          const { description, disabled, editable, duration, shortName } = one;
          const about = { id: 1, name, level, description };
          return {
            instance,
            robot: {
              ...about,
              ...times,
              projectId: level === 'system' ? null : 1,
              projectName: one.project,
              disabled,
              editable,
              duration,
              creator: { type: 'local', ref: 1 },
              permissions: entries,
            },
            row: {
              ...about,
              ...times,
              key: 1,
              instanceId: instance.id,
              shortName,
              project: one.project,
              state: one.isGone ? 'gone' : 'active',
              flags: [],
              risk: 'none',
              score: 0,
              findings: [],
              permissions: '',
              createdBy: '',
              tags: [],
              snooze: null,
              owner: '',
              lastUse: { kind: 'unknown' as const, why: 'not-read' as const },
            },
          };
        });
      }),
    { maxLength: 4, selector: ({ robot }) => robot.name },
  );
