import { z } from 'zod';
import { AppError } from '../../contract/app-error.ts';
import { CATALOGUES } from '../../permissions/catalogue.ts';
import { normalForm } from '../../permissions/sets.ts';
import { MAX_DURATION } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES, type Access, type PermissionEntry } from '../../robots/robot.ts';
import { whyNotDefinable } from '../inventory/definable.ts';
import type { InventoryRobot, InventoryText } from '../inventory/inventory-text.ts';
import { readYaml } from '../read-yaml.ts';
import { type YamlDocument, yamlDocuments } from '../yaml-documents.ts';
import { yamlText } from '../yaml-text.ts';
import type { DefinedRobot, Definitions } from './defined-robot.ts';
import { splitPair } from './pair-text.ts';

/**
 * The robot file of goharbor/harbor-cli (`harbor robot create --robot-config-file`, 2026): one
 * robot, whose permissions name resources and actions apart. Of a file with several documents it
 * reads the first (`LoadRobotConfigFromYAMLorJSON`); here all of them are read.
 */

const access = z.object({
  resource: z.string().min(1).exactOptional(),
  resources: z.array(z.string().min(1)).exactOptional(),
  actions: z.array(z.string().min(1)).min(1),
});

const robotFile = z.object({
  name: z.string().min(1).max(255),
  description: z.string().max(10_000).exactOptional(),
  duration: z
    .int()
    .max(MAX_DURATION)
    .refine((days) => days === NEVER_EXPIRES || days > 0, 'This should be days, or -1 for never.'),
  level: z.enum(['system', 'project']).default('project'),
  permissions: z
    .array(
      z.object({
        kind: z.enum(['system', 'project']),
        namespace: z.string().min(1),
        access: z.array(access).min(1),
      }),
    )
    .min(1),
});

type Filed = z.infer<typeof robotFile>;

/** Whether a text looks like a robot file, and not like a file of Purser. */
export const looksLikeHarborCli = (text: string): boolean =>
  !text.includes('purser-robots') &&
  /"?permissions"?\s*:/.test(text) &&
  /"?namespace"?\s*:/.test(text);

/** Pairs that some Harbor accepts; the last edition is the newest. */
const newest = (kind: Filed['level']): readonly string[] => CATALOGUES.at(-1)?.[kind] ?? [];
const known = (kind: Filed['level']): ReadonlySet<string> =>
  new Set(CATALOGUES.flatMap((catalogue) => catalogue[kind]));

/** What a wildcard stands for: harbor-cli asks the Harbor, this takes the newest one. */
function pairsOf(kind: Filed['level'], { resource, resources, actions }: z.infer<typeof access>) {
  const named = [...(resource === undefined ? [] : [resource]), ...(resources ?? [])];
  const isWild = (list: readonly string[]): boolean => list.includes('*');
  if (!isWild(named) && !isWild(actions)) {
    return named.flatMap((one) => actions.map((action) => `${one}:${action}`));
  }
  return newest(kind).filter((pair) => {
    const split = splitPair(pair);
    return (
      (isWild(named) || named.includes(split.resource)) &&
      (isWild(actions) || actions.includes(split.action))
    );
  });
}

function readRobot(
  { text, linesBefore }: YamlDocument,
  fileName: string,
  skipped: Set<string>,
): DefinedRobot {
  const what = 'a robot file of harbor-cli';
  const { value, lineOf } = readYaml(text, robotFile, { what, name: fileName, linesBefore });
  const permissions = value.permissions.map((entry): PermissionEntry => {
    const pairs = entry.access.flatMap((one) => pairsOf(entry.kind, one));
    const fine = known(entry.kind);
    for (const pair of pairs) if (!fine.has(pair)) skipped.add(pair);
    return {
      kind: entry.kind,
      namespace: entry.namespace,
      access: pairs
        .filter((pair) => fine.has(pair))
        .map((pair): Access => ({ ...splitPair(pair), effect: '' })),
    };
  });
  const project = value.level === 'project' ? (value.permissions[0]?.namespace ?? '') : '';
  if (value.level === 'project' && value.permissions.length > 1) {
    const line = lineOf(['permissions', 1]);
    throw new AppError(
      'file-invalid',
      `Line ${String(line)}: A robot of a project has permissions in that project alone. For several projects its level is system.`,
      { details: { line } },
    );
  }
  const { name, description, duration } = value;
  return {
    instance: '',
    project,
    name,
    // A robot that is there keeps what a file is silent about.
    description: description ?? null,
    disabled: null,
    life: duration === NEVER_EXPIRES ? { kind: 'never' } : { kind: 'days', days: duration },
    permissions: normalForm(permissions).filter((entry) => entry.access.length > 0),
    line: lineOf(['name']),
  };
}

/**
 * Reads a robot file, or several in one. It names no instance: whoever opens it chooses one. What
 * harbor-cli would skip, because no Harbor knows it, is skipped and said. Throws AppError
 * `file-invalid`.
 */
export function readHarborCli(text: string, fileName: string): Definitions {
  const skipped = new Set<string>();
  const robots = yamlDocuments(text).map((document) => readRobot(document, fileName, skipped));
  return {
    kind: 'harbor-cli',
    instances: {},
    robots,
    remarks: [
      ...(skipped.size === 0
        ? []
        : [`No Harbor knows ${[...skipped].join(', ')}, so this is left out, as harbor-cli does.`]),
      ...(robots.length === 1
        ? []
        : [`harbor-cli itself reads only the first of the ${String(robots.length)} robots here.`]),
    ],
  };
}

const cannot = ({ robot }: InventoryRobot, why: string): AppError =>
  new AppError('not-allowed', `No file of harbor-cli can hold ${robot.name}: ${why}.`, {
    details: { why },
  });

/**
 * A robot as harbor-cli makes it. Throws AppError `not-allowed` where its file cannot say it:
 * denials, and robots that cannot be defined at all.
 */
export function harborCliText(one: InventoryRobot): string {
  const { robot, row } = one;
  const why = whyNotDefinable(one);
  if (why !== '') throw cannot(one, why);
  const filled = normalForm(robot.permissions).filter((entry) => entry.access.length > 0);
  const permissions = filled.map(({ kind, namespace, access: held }) => {
    const byResource = new Map<string, string[]>();
    for (const { resource, action, effect } of held) {
      if (effect !== '' && effect !== 'allow')
        throw cannot(one, 'it has permissions with an effect');
      const actions = byResource.get(resource) ?? [];
      if (!actions.includes(action)) byResource.set(resource, [...actions, action]);
    }
    return {
      kind,
      namespace,
      access: [...byResource].map(([resource, actions]) => ({ resource, actions })),
    };
  });
  return yamlText({
    name: row.shortName,
    description: robot.description,
    duration: robot.duration,
    level: robot.level,
    permissions,
  });
}

/** The file of one robot. */
export const harborCliFile = (): InventoryText => ({
  head: '',
  robot: harborCliText,
  foot: () => '',
});
