import { normalForm } from '../../permissions/sets.ts';
import type { Access, PermissionEntry } from '../../robots/robot.ts';
import { manyProblems } from '../file-problems.ts';
import { readYaml } from '../read-yaml.ts';
import type { DefinedLife, DefinedRobot, Definitions } from './defined-robot.ts';
import { definitionFile, type FiledPermission, type FiledRobot } from './definition-file.ts';
import { looksLikeHarborCli, readHarborCli } from './harbor-cli.ts';
import { splitPair } from './pair-text.ts';

const withEffect =
  (effect: string) =>
  (pair: string): Access => ({ ...splitPair(pair), effect });

const entryOf = (filed: FiledPermission): PermissionEntry => ({
  kind: filed.system === true ? 'system' : 'project',
  namespace: filed.project ?? '/',
  access: [
    ...(filed.allow ?? []).map(withEffect('')),
    ...(filed.deny ?? []).map(withEffect('deny')),
    ...(filed.other ?? []),
  ],
});

function lifeOf({ expires, duration }: FiledRobot): DefinedLife {
  if (duration !== undefined) return { kind: 'days', days: duration };
  if (expires === undefined || expires === 'never') return { kind: 'never' };
  return { kind: 'date', at: Math.floor(Date.parse(expires) / 1_000) };
}

const nameOf = ({ instance, project, name }: DefinedRobot): string =>
  `${project === '' ? '' : `${project}+`}${name}${instance === '' ? '' : ` on ${instance}`}`;

/** Throws for a robot that is defined twice: nobody could say which counts. */
function requireOnce(robots: readonly DefinedRobot[]): void {
  const lines = new Map<string, number>();
  const twice: { readonly line: number; readonly words: string }[] = [];
  for (const robot of robots) {
    const key = JSON.stringify([robot.instance, robot.project, robot.name]);
    const before = lines.get(key);
    if (before === undefined) lines.set(key, robot.line);
    else {
      const words = `Line ${String(robot.line)}: ${nameOf(robot)} is defined already in line ${String(before)}.`;
      twice.push({ line: robot.line, words });
    }
  }
  const [first] = twice;
  if (first === undefined) return;
  throw manyProblems(
    twice.map(({ words }) => words),
    { line: first.line },
  );
}

/**
 * Reads a file of definitions: Purser's own, or harbor-cli's robot file. Throws AppError
 * `file-invalid` with the lines of what is wrong.
 * @param fileName '' for a text that is of no file
 */
export function readDefinitions(text: string, fileName = ''): Definitions {
  if (looksLikeHarborCli(text)) {
    const definitions = readHarborCli(text, fileName);
    requireOnce(definitions.robots);
    return definitions;
  }
  const { value, lineOf } = readYaml(text, definitionFile, {
    what: 'a file of definitions',
    name: fileName,
  });
  const robots = value.robots.map((filed, place): DefinedRobot => ({
    instance: filed.instance,
    project: filed.project ?? '',
    name: filed.name,
    description: filed.description ?? null,
    disabled: filed.disabled ?? null,
    life: lifeOf(filed),
    permissions: normalForm(filed.permissions.map(entryOf)),
    line: lineOf(['robots', place]),
  }));
  requireOnce(robots);
  return { kind: 'purser', instances: value.instances, robots, remarks: [] };
}
