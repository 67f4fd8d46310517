import { describe, expect, it } from 'vitest';
import { ownerMessage, ofOwner } from '../../../shared/robots/owner-message.ts';
import { ownerInDescription, ownerOf, type OwnerRule } from '../../../shared/robots/owners.ts';
import { parseQuery } from '../../../shared/robots/query/index.ts';

const rule = (owner: string, change: Partial<OwnerRule> = {}): OwnerRule => ({
  owner,
  instanceId: null,
  project: '',
  name: '',
  creator: '',
  ...change,
});
const robot = {
  instanceId: 'prod',
  project: 'team-web',
  name: 'robot$team-web+ci',
  shortName: 'ci',
  creator: 'admin',
  description: '',
  owner: null,
};

describe('the owner in a description', () => {
  it.each([
    ['Builds the shop, owner=team-web', 'team-web'],
    ['owner: carol', 'carol'],
    ['Owner="Team Web", since 2025', 'Team Web'],
    ['(owner=über@example.com)', 'über@example.com'],
    ['line one\nowner=x;y', 'x'],
    ['coowner=x', ''],
    ['no owner', ''],
    ['owner=', ''],
    ['owner=""', ''],
  ])('%s', (description, owner) => {
    expect(ownerInDescription(description)).toBe(owner);
  });
});

describe('who answers for a robot', () => {
  const rules = [
    rule('elsewhere', { instanceId: 'eu' }),
    rule('web', { project: 'TEAM-*', name: 'c?' }),
    rule('everybody'),
  ];

  it('is said by hand, by its description, or by the first rule that fits', () => {
    expect(ownerOf({ ...robot, owner: 'bob', description: 'owner=x' }, rules)).toEqual({
      name: 'bob',
      source: 'hand',
    });
    expect(ownerOf({ ...robot, description: 'owner=x' }, rules).name).toBe('x');
    expect(ownerOf(robot, rules)).toEqual({ name: 'web', source: 'rule' });
    expect(ownerOf({ ...robot, shortName: 'deploy', name: 'robot$deploy' }, rules).name).toBe(
      'everybody',
    );
    expect(ownerOf(robot, [])).toEqual({ name: '', source: 'none' });
  });

  it('fits by full name and by who made it as well', () => {
    expect(ownerOf(robot, [rule('a', { name: 'robot$team-*' })]).name).toBe('a');
    expect(ownerOf(robot, [rule('a', { creator: 'adm?n' })]).name).toBe('a');
    expect(ownerOf(robot, [rule('a', { creator: 'root' })]).name).toBe('');
  });

  it('is a query of its own, whatever the name', () => {
    for (const name of ['web', 'Team "A", b', '', '<x>', '~y']) {
      const { query, errors } = parseQuery(ofOwner(name, 'state:expiring'));
      expect(errors).toEqual([]);
      expect(query.terms[0]).toMatchObject({ field: 'owner', values: [{ value: name }] });
    }
  });
});

it('a message says which robots, when, and what to do', () => {
  const { subject, text } = ownerMessage('web', [
    {
      name: 'robot$team-web+ci',
      instance: 'prod',
      date: '2026-11-27 14:02 +01:00',
      left: '2 days ago',
      isExpired: true,
      use: 'last seen 2 days ago',
    },
    {
      name: 'robot$team-web+scan',
      instance: 'eu',
      date: '2026-12-02 14:02 +01:00',
      left: 'in 3 days',
      isExpired: false,
      use: '',
    },
  ]);
  expect(subject).toBe('Robot accounts: 1 robot account expired, 1 will expire soon');
  expect(text).toContain(
    '- robot$team-web+ci on prod: expired 2 days ago (2026-11-27 14:02 +01:00), last seen 2 days ago\n' +
      '- robot$team-web+scan on eu: expires in 3 days (2026-12-02 14:02 +01:00)\n',
  );
});
