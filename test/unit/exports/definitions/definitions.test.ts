import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { AppError } from '../../../../shared/contract/errors.ts';
import {
  compareRobots,
  definitionFor,
  editTo,
} from '../../../../shared/exports/definitions/compare.ts';
import type { DefinedRobot } from '../../../../shared/exports/definitions/defined-robot.ts';
import { harborCliText } from '../../../../shared/exports/definitions/harbor-cli.ts';
import { readDefinitions } from '../../../../shared/exports/definitions/read.ts';
import { inventoryDefinitions } from '../../../../shared/exports/definitions/write.ts';
import { whyNotDefinable } from '../../../../shared/exports/inventory/definable.ts';
import type { InventoryRobot } from '../../../../shared/exports/inventory/index.ts';
import { expectedAfter } from '../../../../shared/robots/changes/expected.ts';
import { wantedRobot } from '../../../../shared/robots/changes/wanted.ts';
import { written } from '../inventory/robots.ts';
import { robotsAndNames } from './robots.ts';

const PROD = { id: 'p', name: 'prod', url: 'https://harbor.example.com' };
const DAY = 86_400;

function fileOf(robots: readonly InventoryRobot[]): string {
  const text = inventoryDefinitions({
    now: 0,
    restsOn: ['a # b\nc'],
    instances: [PROD],
    robots: 1,
  });
  return written(`${text.head}${robots.map(text.robot).join('')}${text.foot()}`);
}

const problemOf = (text: string): string => {
  try {
    readDefinitions(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-invalid') return error.message;
    throw error;
  }
  return '';
};

const HEAD = 'format: purser-robots\nversion: 1\ninstances: {prod: https://h.example}\nrobots:\n';
const ROBOT = `  - instance: prod
    name: ci
    expires: never
    permissions:
      - project: library
        allow: [repository:pull]
`;

describe('a file of definitions', () => {
  it('compared with the robots that it was written of finds nothing to do', () => {
    fc.assert(
      fc.property(robotsAndNames(PROD), (robots) => {
        const read = readDefinitions(fileOf(robots));
        const fit = robots.filter((one) => whyNotDefinable(one) === '');
        expect(read.robots).toHaveLength(fit.length);
        const compared = compareRobots(read.robots, fit, 'robot$');
        expect(compared.map(({ kind }) => kind)).toEqual(fit.map(() => 'same'));
      }),
    );
  });

  it('makes of any robot the one that it defines, and finds nothing to do afterwards', () => {
    fc.assert(
      fc.property(robotsAndNames(PROD), robotsAndNames(PROD), (wanted, others) => {
        const { robots } = readDefinitions(fileOf(wanted));
        for (const defined of robots) {
          for (const { robot } of others) {
            expect(editTo(expectedAfter(robot, editTo(robot, defined)), defined)).toEqual({});
          }
          const at = { project: defined.project, projectId: 1, prefix: 'robot$', now: 2 * DAY };
          const isPast = defined.life.kind === 'date' && defined.life.at <= at.now;
          const made = wantedRobot(definitionFor(defined), at);
          if (!isPast) expect(editTo(made, defined)).toEqual({});
        }
      }),
    );
  });

  it('says all that is wrong, in the order of the lines, and counts what is too much', () => {
    const wrong = ROBOT.replace('name: ci', 'name: 12').replace(/expires: .*/, 'expires: soon');
    expect(problemOf(`${HEAD}${wrong}${wrong}`).split('\n')).toEqual([
      expect.stringMatching(/^Line 6, column 11: robots\.0\.name: /),
      expect.stringMatching(/^Line 7, column 14: robots\.0\.expires: /),
      expect.stringMatching(/^Line \d+, column 11: robots\.1\.name: /),
      expect.stringMatching(/^Line \d+, column 14: robots\.1\.expires: /),
    ]);
    const lines = problemOf(`${HEAD}${wrong.repeat(8)}`).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('And 6 more.');
    const twice = problemOf(`${HEAD}${ROBOT.repeat(3)}`).split('\n');
    expect(twice).toHaveLength(2);
  });

  it('says line and column of what is wrong', () => {
    const cases: readonly [string, RegExp][] = [
      ['', /Line 1, column 1/],
      ['format: [', /^Line 1, column \d+: /],
      ['format: purser-robots\nversion: 2\nrobots: []', /^Line 2, column 10: version: .*version 1/],
      [
        `${HEAD}${ROBOT.replace('never', 'tomorrow')}`,
        /^Line 7, column 14: robots\.0\.expires: .*2026-12-31/,
      ],
      [
        `${HEAD}${ROBOT.replace('never', '2026-02-31')}`,
        /^Line 7, column 14: .*There is no such date/,
      ],
      [
        `${HEAD}${ROBOT.replace('    name', '    nmae')}`,
        /^Line 6, column 11: robots\.0: “nmae” is not known/m,
      ],
      [`${HEAD}${ROBOT}    durration: 3\n`, /“durration” is not known/],
      [`${HEAD}${ROBOT.replace('repository:pull', 'pull')}`, /resource:action/],
      [`${HEAD}${ROBOT.replace('project: library', 'allow: []')}`, /^Line \d+/],
      [`${HEAD}${ROBOT}${ROBOT}`, /^Line 11: ci on prod is defined already in line 5/],
      [`${HEAD}${ROBOT.replace('name: ci', 'name: 12')}`, /^Line 6, column 11: robots\.0\.name: /],
      [
        `${HEAD}${ROBOT.replace('name: ci', 'name: &a ci')}    description: *a\n`,
        /^Line 11, column 18: .*alias/,
      ],
      [`${HEAD}${ROBOT}    name: again\n`, /^Line \d+, column \d+: Map keys must be unique/],
      [`${HEAD}${ROBOT.replace('name: ci', 'name: !!js/function ci')}`, /^Line 6, column \d+: /],
    ];
    for (const [text, words] of cases) expect(problemOf(text)).toMatch(words);
    expect(problemOf(`${HEAD}${ROBOT}`)).toBe('');
  });

  it('is never stopped by a hostile one', () => {
    expect(problemOf('['.repeat(200_000))).toMatch(/^Line 1, column 65: .*64 levels/);
    expect(problemOf('{a: '.repeat(50_000))).toMatch(/64 levels/);
    expect(problemOf('- '.repeat(50_000))).toMatch(/^Line 1.*64 levels/);
    const stairs = Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`);
    expect(problemOf(stairs.join('\n'))).toMatch(/^Line \d+, column \d+: .*64 levels/);
    expect(problemOf('x'.repeat(8_000_001))).toMatch(/9 MB, and 8 MB/);
    const bombs = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`,
    );
    expect(problemOf(`a0: &a0 [1]\n${bombs.join('\n')}`)).toMatch(/^Line 2, column \d+: .*alias/);
    const keys = Array.from({ length: 50_000 }, (_, n) => `k${n}: 1`).join('\n');
    expect(problemOf(keys)).toMatch(/“k0”, “k1”, “k2”, “k3”, “k4” and 49995 more are not known/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        problemOf(text);
        problemOf(`${HEAD}${text}`);
      }),
    );
  });
});

describe('the robot file of harbor-cli', () => {
  const TEXT = `name: ci
description: text
duration: 90
level: project
permissions:
  - kind: project
    namespace: demo
    access:
      - resource: repository
        actions: [pull, push]
      - resources: [tag, artifact]
        actions: ["*"]
      - resource: nothing
        actions: [fly]
`;

  it('is read as harbor-cli reads it', () => {
    const { robots, remarks, kind } = readDefinitions(TEXT);
    expect(kind).toBe('harbor-cli');
    expect(remarks).toEqual([expect.stringContaining('nothing:fly') as string]);
    expect(robots).toMatchObject([
      { name: 'ci', project: 'demo', life: { kind: 'days', days: 90 }, instance: '' },
    ]);
    const pairs = robots[0]?.permissions[0]?.access.map(
      ({ resource, action }) => `${resource}:${action}`,
    );
    expect(pairs).toContain('repository:push');
    expect(pairs).toContain('tag:delete');
    expect(pairs).toContain('artifact:read');
    expect(pairs).not.toContain('nothing:fly');
    expect(readDefinitions(JSON.stringify(parseYaml(TEXT))).robots).toEqual(robots);
    const [silent] = readDefinitions(TEXT.replace('description: text\n', '')).robots;
    expect(silent?.description).toBeNull();
  });

  it('may stand beside others in one file, each with its own lines', () => {
    const other = TEXT.replace('name: ci', 'name: cd').replace(
      '      - resource: nothing\n        actions: [fly]\n',
      '',
    );
    const file = `# two of them\n---\n${TEXT}--- # the other\n${other}`;
    const { robots, remarks } = readDefinitions(file);
    expect(robots.map(({ name, line }) => [name, line])).toEqual([
      ['ci', 3],
      ['cd', TEXT.split('\n').length + 3],
    ]);
    expect(file.split('\n')[(robots[1]?.line ?? 0) - 1]).toBe('name: cd');
    expect(remarks.at(-1)).toContain('reads only the first of the 2 robots');
    const bad = file.replace('name: cd', 'name: [cd]');
    expect(() => readDefinitions(bad)).toThrow(
      `Line ${String(TEXT.split('\n').length + 3)}, column 7: name`,
    );
    expect(() => readDefinitions(`${TEXT}---\n${TEXT}`)).toThrow('defined already in line 1');
  });

  it('gives back what it was written of', () => {
    fc.assert(
      fc.property(robotsAndNames(PROD), (robots) => {
        for (const one of robots) {
          const isPlain = one.robot.permissions.every(({ access }) =>
            access.every(({ effect }) => effect !== 'deny'),
          );
          if (!isPlain || whyNotDefinable(one) !== '') {
            expect(() => harborCliText(one)).toThrow(AppError);
            continue;
          }
          const [defined] = readDefinitions(written(harborCliText(one))).robots;
          expect(editTo(one.robot, defined as DefinedRobot)).toEqual({});
        }
      }),
    );
  });
});
