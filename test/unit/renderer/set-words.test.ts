import { expect, it } from 'vitest';
import { cellOf, modelOf } from '../../../renderer/src/features/linked/set-words.ts';
import type { HeldRobot, RobotSet } from '../../../shared/contract/linked.ts';

const robot = (
  instanceId: string,
  differs: HeldRobot['differs'] = [],
  more: Partial<HeldRobot> = {},
): HeldRobot => ({
  key: 1,
  instanceId,
  robotId: 1,
  name: 'robot$ci',
  createdAt: 1_700_000_000,
  state: 'active',
  differs,
  holdsSecret: false,
  ...more,
});

const set = (...robots: HeldRobot[]): RobotSet => ({
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

it('holds a secret where that of every robot there is kept', () => {
  const held = { holdsSecret: true };
  const all = set(robot('a', [], held), robot('b', [], held), robot('b'), robot('c'));
  expect(['a', 'b', 'c', 'd'].map((id) => cellOf(all, id).holdsSecret)).toStrictEqual([
    true,
    false,
    false,
    null,
  ]);
});

it('clones one that is as most of them are, and never a legacy robot', () => {
  const usual = robot('b', [], { key: 2 });
  expect(modelOf(set(robot('a', ['state']), usual))).toBe(usual);
  expect(modelOf(set(robot('a', [], { state: 'legacy' }), robot('b', ['state'])))?.instanceId).toBe(
    'b',
  );
  expect(modelOf(set(robot('a', [], { state: 'gone' })))).toBeNull();
});
