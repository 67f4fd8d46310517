import { describe, expect, it } from 'vitest';
import type { Now } from '../../../shared/inventory/inventory.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { RISKS, type RuleId } from '../../../shared/permissions/lint/rule-ids.ts';
import { exceptionOf, keyOf } from './exceptions.ts';
import { aRobot, aStore, at, DAY, entry, EU, namesOf, NOW, PROD, readAll } from './fleet.ts';

const byName = { column: 'name', descending: false } as const;

const findingsOf = (store: Store, id: number, now: Now = at): readonly RuleId[] =>
  store.rows([keyOf(store, id)], now)[0]?.findings ?? [];

describe('findings', () => {
  it('are told by robot, with the points that make its score', () => {
    const store = aStore();
    const wide = [entry('project', '*', 'repository:push', 'repository:pull')];
    readAll(store, PROD, [aRobot(1, { name: 'robot$tmp', permissions: wide }), aRobot(2)]);
    const [risk] = store.robotRisks([keyOf(store, 1)], at);
    expect(risk).toMatchObject({ risk: 'high', score: 30 + 30 + 8 + 8 });
    expect(risk?.lines.map(({ rule, points }) => [rule, points])).toEqual([
      ['push-everywhere', 30],
      ['test-name', 30],
      ['all-projects', 8],
      ['never-expires', 8],
    ]);
    expect(risk?.unjudged).toEqual(['unused', 'no-owner']);
    expect(namesOf(store, 'risk:high')).toEqual(['robot$tmp']);
    expect(namesOf(store, 'finding:never-expires -finding:test-name')).toEqual(['robot$r2']);
  });

  it('name the places of each of the robots that are made alike', () => {
    const store = aStore();
    const push = (project: string) => entry('project', project, 'repository:push');
    readAll(store, PROD, [
      aRobot(1, { permissions: [push('team-a')] }),
      aRobot(2, { permissions: [push('team-b')] }),
    ]);
    const told = store.robotRisks([keyOf(store, 1), keyOf(store, 2)], at);
    const details = told.flatMap(({ lines }) => lines.map(({ detail }) => detail));
    expect(details).toContain('It may push to team-a and not pull there.');
    expect(details).toContain('It may push to team-b and not pull there.');
  });

  it('know the project of a project robot from another that its permissions name', () => {
    const store = aStore();
    const permissions = [entry('project', 'team-a', 'robot:create')];
    const ofProject = (id: number, projectName: string) =>
      aRobot(id, { level: 'project', projectId: id, projectName, permissions });
    readAll(store, PROD, [ofProject(1, 'team-b'), ofProject(2, 'team-a'), ofProject(3, 'team-c')]);
    const makers = [1, 2, 3].filter((id) => findingsOf(store, id).includes('makes-robots'));
    expect(makers).toEqual([2]);
  });

  it('of equal rights tell the groups, and lead to exactly the robots of each', () => {
    const store = aStore();
    const now = { ...at, risk: { 'equal-rights': { limit: 2 } } };
    const push = [entry('project', 'team-a', 'repository:push')];
    const pull = [entry('project', 'team-a', 'repository:pull')];
    readAll(store, PROD, [
      ...[1, 2, 3].map((id) => aRobot(id, { permissions: push })),
      ...[4, 5].map((id) => aRobot(id, { permissions: pull })),
      aRobot(6, { permissions: [...push, ...pull] }),
    ]);
    readAll(store, EU, [aRobot(1, { permissions: push }), aRobot(2, { permissions: push })]);
    const { total, groups } = store.equalGroups({ query: '', scope: [] }, now);
    expect(groups.map(({ instanceId, robots }) => [instanceId, robots])).toEqual([
      [PROD, 3],
      [PROD, 2],
      [EU, 2],
    ]);
    expect(total).toBe(3);
    for (const { instanceId, robotId, robots } of groups) {
      const query = `equal:${robotId}@${instanceId}`;
      expect(store.query({ query, scope: [], sort: byName }, now).keys).toHaveLength(robots);
    }
    expect(namesOf(store, `equal:2@${PROD}`)).toEqual(['robot$r1', 'robot$r2', 'robot$r3']);
    expect(namesOf(store, `equal:6@${PROD}`)).toEqual(['robot$r6']);
    expect(namesOf(store, 'equal:2@nowhere')).toEqual([]);
    expect(store.equalGroups({ query: '', scope: [EU] }, now).total).toBe(1);
    store.saveRiskExceptions([4, 5].map((id) => exceptionOf(store, id, 'equal-rights', NOW + DAY)));
    expect(store.equalGroups({ query: '', scope: [PROD] }, now).total).toBe(1);
  });

  it('are not told of robots that are gone', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1), aRobot(2)]);
    const key = keyOf(store, 1);
    expect(store.robotRisks([key], at)).toHaveLength(1);
    store.markGone(PROD, 1, NOW);
    expect(store.robotRisks([key], at)).toEqual([]);
    expect(store.rows([key], at)).toMatchObject([{ risk: 'none', score: 0, findings: [] }]);
    expect(namesOf(store, 'state:gone risk:none')).toEqual([]);
  });

  it('follow the settings at once', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1)]);
    expect(findingsOf(store, 1)).toEqual(['never-expires']);
    const off = { ...at, risk: { 'never-expires': { severity: 'off' as const } } };
    expect(findingsOf(store, 1, off)).toEqual([]);
    const critical = { ...at, risk: { 'never-expires': { severity: 'critical' as const } } };
    expect(store.rows([keyOf(store, 1)], critical)).toMatchObject([
      { risk: 'critical', score: 100 },
    ]);
  });

  it('tell of makers who left, and nothing where nobody knows', () => {
    const store = aStore();
    const robots = [
      aRobot(1, { expiresAt: NOW + DAY }),
      aRobot(2, { expiresAt: NOW + DAY, creator: { type: 'robot', ref: 1 }, permissions: [] }),
    ];
    readAll(store, PROD, robots, { userNames: {} });
    expect(store.robotRisks([keyOf(store, 1)], at)[0]?.unjudged).toContain('creator-left');
    readAll(store, PROD, robots, { userNames: { 1: '' } });
    expect(findingsOf(store, 1)).toEqual(['creator-left']);
    expect(findingsOf(store, 2)).toEqual(['no-permissions']);
    store.markGone(PROD, 1, NOW);
    expect(findingsOf(store, 2)).toEqual(['creator-robot-gone', 'no-permissions']);
  });
});

describe('what changes without the robot', () => {
  it('is what its Harbor is known to accept', () => {
    const store = aStore();
    const unjudged = () => store.robotRisks([keyOf(store, 1)], at)[0]?.unjudged;
    readAll(store, PROD, [aRobot(1)], { harborVersion: 'v2.8.6' });
    expect(unjudged()).not.toContain('stale-permissions');
    readAll(store, PROD, [aRobot(1)], { harborVersion: 'dev' });
    expect(unjudged()).toContain('stale-permissions');
  });

  it('is whether its secret is kept', () => {
    const store = aStore();
    const now = { ...at, risk: { 'secret-nowhere': { severity: 'low' as const } } };
    readAll(store, PROD, [aRobot(1)]);
    const secret = { handle: 'h', instanceId: PROD, robotId: 1 };
    expect(findingsOf(store, 1, now)).toContain('secret-nowhere');
    store.changeSecrets([{ ...secret, data: '{"state":"kept"}' }], []);
    expect(findingsOf(store, 1, now)).not.toContain('secret-nowhere');
    store.changeSecrets([{ ...secret, data: '{"state":"outdated"}' }], []);
    expect(findingsOf(store, 1, now)).toContain('secret-nowhere');
    const { createdAt } = aRobot(1);
    const of = (robotCreatedAt: number) => ({
      ...secret,
      data: JSON.stringify({ state: 'kept', robotCreatedAt }),
    });
    // Its id was another robot's before.
    store.changeSecrets([of(createdAt - 3_600)], []);
    expect(findingsOf(store, 1, now)).toContain('secret-nowhere');
    store.changeSecrets([of(createdAt + 1)], []);
    expect(findingsOf(store, 1, now)).not.toContain('secret-nowhere');
    store.changeSecrets([of(createdAt - 3_600)], []);
    expect(findingsOf(store, 1, now)).toContain('secret-nowhere');
  });
});

describe('an owner', () => {
  it('is missed as soon as others have one, and not before', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1), aRobot(2)]);
    const unjudged = () => store.robotRisks([keyOf(store, 1)], at)[0]?.unjudged;
    expect(findingsOf(store, 1)).not.toContain('no-owner');
    expect(unjudged()).toContain('no-owner');
    store.assignOwner([keyOf(store, 2)], 'Kim');
    expect(findingsOf(store, 1)).toContain('no-owner');
    expect(findingsOf(store, 2)).not.toContain('no-owner');
    expect(unjudged()).not.toContain('no-owner');
    store.assignOwner([keyOf(store, 2)], null);
    expect(findingsOf(store, 1)).not.toContain('no-owner');
    const nobody = { owner: 'Ops', instanceId: null, project: 'none', name: '', creator: '' };
    store.saveOwnerRules([{ ...nobody, id: '00000000-0000-4000-8000-000000000001' }]);
    expect(findingsOf(store, 1)).toContain('no-owner');
  });
});

describe('an exception', () => {
  it('takes a finding out of the score until it ends, and is listed before and after', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1)]);
    const exception = exceptionOf(store, 1, 'never-expires', NOW + DAY);
    store.saveRiskExceptions([exception]);
    expect(findingsOf(store, 1)).toEqual([]);
    expect(store.robotRisks([keyOf(store, 1)], at)).toMatchObject([
      { risk: 'none', score: 0, lines: [{ rule: 'never-expires', points: 8, exception }] },
    ]);
    const later = { ...at, now: NOW + DAY };
    expect(findingsOf(store, 1, later)).toEqual(['never-expires']);
    expect(store.robotRisks([keyOf(store, 1)], later)[0]?.lines).toMatchObject([
      { exception: null },
    ]);
    expect(store.riskExceptions()).toEqual([exception]);
  });

  it('is one for each robot and rule, outlives the cache, and goes with its instance', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1)]);
    store.saveRiskExceptions([exceptionOf(store, 1, 'never-expires', NOW + DAY)]);
    const longer = exceptionOf(store, 1, 'never-expires', NOW + 9 * DAY);
    store.saveRiskExceptions([longer]);
    expect(store.riskExceptions()).toEqual([longer]);
    store.clearCache();
    expect(store.riskExceptions()).toEqual([{ ...longer, key: null }]);
    readAll(store, PROD, [aRobot(1)]);
    expect(findingsOf(store, 1)).toEqual([]);
    store.forgetInstance(PROD);
    expect(store.riskExceptions()).toEqual([]);
  });
});

it('follows exceptions that come in a workspace file', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1)]);
  store.saveRiskExceptions([exceptionOf(store, 1, 'never-expires', NOW + DAY)]);
  const rows = store.portableRows('exceptions');
  expect(rows).toHaveLength(1);
  const other = aStore();
  readAll(other, PROD, [aRobot(1)]);
  expect(findingsOf(other, 1)).toEqual(['never-expires']);
  other.addPortableRows('exceptions', rows);
  expect(findingsOf(other, 1)).toEqual([]);
});

it('sums up what the rules find, to the very numbers that their queries find', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1), aRobot(2), aRobot(3, { permissions: [] })]);
  readAll(store, EU, [aRobot(1, { permissions: [entry('project', '*', 'tag:delete')] })]);
  store.saveRiskExceptions([exceptionOf(store, 1, 'never-expires', NOW + DAY)]);
  const { robots, rules, instances } = store.riskSummary({ query: '', scope: [] }, at);
  expect(robots).toBe(4);
  const count = (query: string, scope: string[] = []): number =>
    store.query({ query, scope, sort: byName }, at).keys.length;
  for (const one of rules) {
    expect(one.robots, one.rule).toBe(count(`finding:${one.rule}`));
    expect(one.excepted, one.rule).toBe(count(`excepted:${one.rule}`));
    expect(one.unjudged, one.rule).toBe(count(`unjudged:${one.rule}`));
    for (const { id, robots: found } of one.instances) {
      expect(found).toBe(count(`finding:${one.rule}`, [id]));
    }
  }
  expect(rules.find((one) => one.rule === 'never-expires')).toMatchObject({
    robots: 3,
    excepted: 1,
  });
  expect(rules.find((one) => one.rule === 'unused')).toMatchObject({ robots: 0, unjudged: 4 });
  for (const { id, score, risks } of instances) {
    RISKS.forEach((risk, place) => expect(risks[place]).toBe(count(`risk:${risk}`, [id])));
    const lines = rules.map((one) => {
      const found = one.instances.find((place) => place.id === id)?.robots ?? 0;
      return found * one.points;
    });
    expect(score).toBe(lines.reduce((sum, points) => sum + points, 0));
  }
  const scoped = store.riskSummary({ query: '', scope: [EU] }, at);
  expect(scoped.instances.map(({ id }) => id)).toEqual([EU]);
});
