import { expect, it } from 'vitest';
import { cellOf } from '../../../renderer/src/features/linked/set-words.ts';
import type { LinkedRobot, RobotSet } from '../../../shared/contract/linked.ts';

const robot = (instanceId: string, differs: LinkedRobot['differs'] = []): LinkedRobot => ({
  key: 1,
  instanceId,
  robotId: 1,
  state: 'active',
  differs,
});

const set = (...robots: LinkedRobot[]): RobotSet => ({
  key: 1,
  shortName: 'ci',
  level: 'system',
  project: '',
  byHand: false,
  robots,
});

it('says how a robot stands to the others of its set', () => {
  const all = set(robot('a'), robot('b'), robot('c', ['permissions', 'state']));
  expect(cellOf(all, 'a')).toMatchObject({ kind: 'same', words: 'Same' });
  expect(cellOf(all, 'c')).toMatchObject({ kind: 'differs', words: 'Other permissions, state' });
  expect(cellOf(all, 'd')).toMatchObject({ kind: 'missing', words: 'Missing' });
});

it('misses nothing of a robot that is on one instance alone', () => {
  expect(cellOf(set(robot('a')), 'a')).toMatchObject({ kind: 'alone', words: 'Only here' });
  expect(cellOf(set(robot('a')), 'b')).toMatchObject({ kind: 'none', words: 'Not here' });
});

it('counts robots that were linked on the same instance', () => {
  const linked = set(robot('a'), robot('a', ['state']), robot('b'));
  expect(cellOf(linked, 'a').words).toBe('2 robots, other state');
});
