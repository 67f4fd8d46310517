import { describe, expect, it } from 'vitest';
import {
  moveGroup,
  moveInstance,
  putInPlaceOf,
} from '../../../renderer/src/features/instances/instance-order.ts';
import { aView } from './an-instance.ts';

const list = ['a', 'b', 'x@eu', 'c', 'y@eu'].map((word) => {
  const [id = '', group = ''] = word.split('@');
  return aView({ id, group });
});
const ids = (views: typeof list | readonly (typeof list)[number][]): string =>
  views.map((view) => view.config.id).join('');

describe('order of instances', () => {
  it('moves an instance among those of its group', () => {
    expect(ids(moveInstance(list, 'c', -1))).toBe('acbxy');
    expect(ids(moveInstance(list, 'x', 1))).toBe('abcyx');
  });

  it('stops at either end and loses nobody', () => {
    expect(ids(moveInstance(list, 'a', -9))).toBe('abcxy');
    expect(ids(moveInstance(list, 'a', 9))).toBe('bcaxy');
    expect(ids(moveInstance(list, 'gone', 1))).toBe('abcxy');
  });

  it('puts one in the place of another of its group, and of no other group', () => {
    expect(ids(putInPlaceOf(list, 'a', 'c'))).toBe('bcaxy');
    expect(ids(putInPlaceOf(list, 'c', 'a'))).toBe('cabxy');
    expect(putInPlaceOf(list, 'a', 'x')).toBe(list);
  });

  it('moves a group with all its instances', () => {
    expect(ids(moveGroup(list, 'eu', -1))).toBe('xyabc');
    expect(ids(moveGroup(list, 'eu', 1))).toBe('abcxy');
  });
});
