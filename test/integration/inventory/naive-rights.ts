import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { cellOf, placeLevel } from '../../../shared/permissions/cells.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import { pairsInForce, type Place } from '../../../shared/permissions/effective.ts';
import { judge, rulesOf } from '../../../shared/permissions/judge.ts';
import { isMeantAt } from '../../../shared/permissions/may.ts';
import { isOffered, upgradeEffect, type KindPair } from '../../../shared/permissions/upgrade.ts';
import type { Access } from '../../../shared/robots/robot.ts';
import type { PlainRobot } from './naive.ts';

/** What fields of the query line about rights say of one robot, told robot by robot. */

export function can({ robot: { permissions } }: PlainRobot, value: string): boolean {
  const [pair = '', place] = value.split('@');
  const [resource = '', action = ''] = pair.split(':');
  const denied = (kind: string, namespace: string, one: Access): boolean =>
    permissions.some(
      (entry) =>
        entry.kind === kind &&
        (entry.namespace === namespace || (kind === 'project' && entry.namespace === '*')) &&
        entry.access.some(
          (other) =>
            other.effect === 'deny' &&
            [one.resource, '*'].includes(other.resource) &&
            [one.action, '*'].includes(other.action),
        ),
    );
  return permissions.some(({ kind, namespace, access }) => {
    if (place === '/' && kind !== 'system') return false;
    if (place === '*' && (kind !== 'project' || namespace !== '*')) return false;
    if (place === '?' && kind !== 'project') return false;
    if (place !== undefined && place !== '/' && place !== '*' && place !== '?') {
      if (kind !== 'project' || ![place, '*'].includes(namespace)) return false;
    }
    return access.some(
      (one) =>
        ['', 'allow'].includes(one.effect) &&
        !denied(kind, namespace, one) &&
        (one.resource === '*' || resource === '*' || one.resource === resource) &&
        (one.action === '*' || action === '*' || one.action === action),
    );
  });
}

/** What Harbor lets it do, asked place by place. */
export function may(
  { robot, harborVersion, projectCreation, projects: there }: PlainRobot,
  value: string,
): boolean {
  const [pair = '', place = ''] = value.split('@');
  const [resource = '', action = ''] = pair.split(':');
  const named = robot.permissions.flatMap(({ kind, namespace }) =>
    kind === 'project' ? [namespace] : [],
  );
  const projects = ['a-project-that-nobody-names', robot.projectName, ...named].filter(
    (name) => name !== '' && name !== '*',
  );
  const system: Place = { kind: 'system' };
  const inProjects = projects.map((name): Place => ({ kind: 'project', name }));
  const asked: Readonly<Record<string, readonly Place[]>> = {
    '': [system, ...inProjects],
    '/': [system],
    '?': inProjects,
    '*': inProjects.slice(0, 1),
  };
  const set = compileSet(robot.permissions);
  const rules = rulesOf(harborVersion, projectCreation);
  if (asked[place] === undefined && ![...there, ...named].includes(place)) return false;
  return (asked[place] ?? [{ kind: 'project', name: place }]).some((at) => {
    if (!pair.includes('*')) {
      return isMeantAt(set, at, pair) && judge(set, robot, at, pair, rules).state === 'allowed';
    }
    return pairsInForce(set, robot, at, rules).some((one) => {
      const [ofOne, actionOfOne] = one.split(':');
      return [ofOne, '*'].includes(resource) && [actionOfOne, '*'].includes(action);
    });
  });
}

/** How it has one permission, cell by cell. */
export function isHow(
  { robot, harborVersion, projectCreation }: PlainRobot,
  value: string,
): boolean {
  const [cell = '', kind = '', pair = ''] = value.split(/[@/]/);
  const of = kind === 'system' ? 'system' : 'project';
  const { system, project } = catalogueOf(harborVersion) ?? { system: null, project: null };
  const accepted = { system: system && new Set(system), project: project && new Set(project) };
  const context = { version: harborVersion, accepted, projectCreation };
  return cellOf(compileSet(robot.permissions), robot, of, pair, context) === cell;
}

/** How far it reaches in one project that is there or that it names. */
export function isReach({ robot, harborVersion, projects }: PlainRobot, value: string): boolean {
  const [level = '', name = ''] = value.split('@');
  const isNamed = robot.permissions.some(
    ({ kind, namespace }) => kind === 'project' && namespace === name,
  );
  if (!isNamed && !projects.includes(name)) return false;
  return placeLevel(compileSet(robot.permissions), robot, name, harborVersion) === level;
}

export function isUpgrade({ robot, harborVersion }: PlainRobot, value: string): boolean {
  const [word = '', version = '', wanted] = value.split('@');
  const effect = upgradeEffect(compileSet(robot.permissions), robot, harborVersion, version);
  const isWanted = ({ kind, pair }: KindPair): boolean =>
    wanted === undefined || wanted === `${kind}/${pair}`;
  if (word === 'refused') return effect.refused.some(isWanted);
  if (word === 'lost') return effect.lost.some(isWanted);
  return effect.gained.some((one) => isWanted(one) && isOffered(one, version));
}
