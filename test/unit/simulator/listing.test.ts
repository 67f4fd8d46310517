import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RobotTable } from '../../../shared/simulator/robots/robot-table.ts';
import type { RobotRow } from '../../../shared/simulator/robots/robot-table.ts';
import { compareText } from '../../../shared/simulator/listing/sql-values.ts';
import { snakeCase } from '../../../shared/simulator/listing/table.ts';
import { call, harbor } from './call.ts';

const row = (id: number, name: string, projectId: number): RobotRow => ({
  id,
  name,
  projectId,
  description: '',
  expiresAt: -1,
  disabled: false,
  visible: true,
  secret: 'x',
  salt: '',
  duration: -1,
  creatorType: 'local',
  creatorRef: 1,
  creationTime: 0,
  updateTime: 0,
  grants: [],
});

test('the table keeps its orders through whatever comes and goes', () => {
  const step = fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    project: fc.nat(2),
    remove: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const table = new RobotTable();
      let kept: RobotRow[] = [];
      for (const { name, project, remove } of steps) {
        const old = kept[0];
        if (remove && old) {
          table.remove(old);
          kept = kept.slice(1);
        } else {
          const added = row(table.nextId(), `${name}${table.nextId()}`, project);
          table.add(added);
          kept = [...kept, added];
        }
        for (const key of [0, 1, 2, 'all'] as const) {
          const mine = kept.filter((robot) => key === 'all' || robot.projectId === key);
          expect(table.byId(key)).toEqual(mine);
          expect(table.byName(key)).toEqual(mine.toSorted((a, b) => compareText(a.name, b.name)));
        }
      }
    }),
    { seed: 1, numRuns: 30 },
  );
});

test.each([
  ['ProjectID', 'project_id'],
  ['creationTime', 'creation_time'],
  ['NAME', 'name'],
  ['expiresat', 'expiresat'],
])('%s in snake case is %s', (text, snake) => {
  expect(snakeCase(text)).toBe(snake);
});

describe('filters', () => {
  const simulator = harbor('2.15.2');
  const now = simulator.clock.now();
  simulator.seed({
    robots: [
      { name: 'ci-1', duration: -1, description: '100% number one', createdAt: now - 86_400_000 },
      { name: 'ci_2', duration: 30, disabled: true, createdAt: now },
      { name: 'ci.3', duration: 90, createdAt: now + 1000 },
      { name: 'hidden', duration: -1, visible: false },
    ],
  });
  const names = async (q: string, more = '') => {
    const answer = await call(
      simulator,
      'GET',
      `/robots?q=${encodeURIComponent(encodeURIComponent(q))}${more}`,
    );
    return answer.status === 200
      ? (answer.json as { name: string }[]).map(({ name }) => name.slice('robot$'.length))
      : `${answer.status}${answer.text === '' ? ' empty' : ''}`;
  };

  test.each([
    ['name=ci-1', ['ci-1']],
    ['NAME=ci-1', ['ci-1']],
    ['Id=1', ['ci-1']],
    ['name=~CI', ['ci_2', 'ci-1', 'ci.3']],
    ['name=~_', ['ci_2']],
    ['description=~0%', ['ci-1']],
    ['name={ci-1 ci.3 nope}', ['ci-1', 'ci.3']],
    ['name={}', []],
    ['name=(ci-1)', ['ci_2', 'ci-1', 'ci.3']],
    ['duration=[1~60]', ['ci_2']],
    ['duration=~9', ['ci.3']],
    ['disabled=yes', ['ci_2']],
    ['Disabled=false', ['ci-1', 'ci.3']],
    ['Visible=false', ['ci_2', 'ci-1', 'ci.3']],
    ['visible=false', []],
    ['expires_at=-1', ['ci_2', 'ci-1', 'ci.3']],
    ['ExpiresAt=-1', ['ci-1']],
    ['expiresat=[0~]', ['ci_2', 'ci.3']],
    ['creationTime=[2000-01-01T00:00:00~2001-01-01T00:00:00]', []],
    ['secret=x', ['ci_2', 'ci-1', 'ci.3']],
    ['nonsense=1', ['ci_2', 'ci-1', 'ci.3']],
    ['name__gt=ci_2', ['ci-1', 'ci.3']],
    ['id=abc', '500'],
    ['id=99999999999', '500'],
    ['disabled=maybe', '500'],
    ['creation_time=2020', '500'],
    ['creation_time=2020-02-30', '500'],
    ['creation_time=2020-2-3', []],
    ['ExpiresAt=9223372036854775807', []],
    ['ExpiresAt=9223372036854775808', '500'],
    ['duration=[2020-01-01T00:00:00~]', '500'],
    ['Creation_time=[2020-01-01T00:00:00~]', '500 empty'],
  ])('%s', async (q, expected) => {
    expect(await names(q)).toEqual(expected);
  });

  test.each([
    ['name', ['ci_2', 'ci-1', 'ci.3']],
    ['-name', ['ci.3', 'ci-1', 'ci_2']],
    ['-duration,name', ['ci.3', 'ci_2', 'ci-1']],
    ['-id', ['ci.3', 'ci_2', 'ci-1']],
    ['nope,-CreationTime', ['ci.3', 'ci_2', 'ci-1']],
  ])('sorted by %s', async (sort, expected) => {
    expect(await names('nonsense=1', `&sort=${sort}`)).toEqual(expected);
  });

  test('a page is cut out of either order', async () => {
    expect(await names('nonsense=1', '&sort=-id&page=2&page_size=2')).toEqual(['ci-1']);
    expect(await names('nonsense=1', '&sort=-id&page=3&page_size=2')).toEqual([]);
    expect(await names('nonsense=1', '&sort=id&page_size=0')).toEqual(['ci-1', 'ci_2', 'ci.3']);
  });
});
