import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import {
  INVENTORY_FORMATS,
  INVENTORY_FORMAT_WORDS,
  INVENTORY_WRITERS,
  type InventoryFormat,
  type InventoryRobot,
} from '../../../../shared/exports/inventory/index.ts';
import { robotData } from '../../../../shared/exports/inventory/robot-data.ts';
import { readCsv } from '../csv.ts';
import { type HclBlock, readHcl } from '../hcl.ts';
import { EU, inventoryRobots, NOW, PROD, written } from './robots.ts';

const RESTS_ON = ['eu as of Fri 18:02', '2 projects # unreadable'];

function fileOf(format: InventoryFormat, robots: readonly InventoryRobot[]): string {
  const text = INVENTORY_WRITERS[format]({
    now: NOW,
    restsOn: RESTS_ON,
    instances: [PROD, EU],
    robots: robots.length,
  });
  return `${text.head}${robots.map(text.robot).join('')}${text.foot()}`;
}

const asWritten = <T>(value: T): T => JSON.parse(written(JSON.stringify(value))) as T;

it('gives back in JSON and YAML, of either version, exactly what is known', () => {
  fc.assert(
    fc.property(inventoryRobots, (robots) => {
      const data = asWritten(robots.map(robotData));
      const json: unknown = JSON.parse(written(fileOf('json', robots)));
      expect(json).toMatchObject({ format: 'purser-inventory', restsOn: RESTS_ON, robots: data });
      for (const version of ['1.1', '1.2'] as const) {
        const yaml: unknown = parseYaml(written(fileOf('yaml', robots)), { version });
        expect(yaml).toMatchObject({ count: robots.length, robots: data });
      }
    }),
  );
});

it('writes no cell that a spreadsheet would run, and keeps the lines whole', () => {
  fc.assert(
    fc.property(inventoryRobots, (robots) => {
      const [head = [], ...rows] = readCsv(fileOf('csv', robots));
      expect(rows).toHaveLength(robots.length);
      rows.forEach((cells, place) => {
        expect(cells).toHaveLength(head.length);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        const { robot } = robots[place] as InventoryRobot;
        expect(cells[head.indexOf('description')]?.replace(/^'/, '')).toBe(
          robot.description.replace(/^'/, ''),
        );
      });
    }),
  );
});

it('writes tables whose cells hold no mark-up of their own', () => {
  fc.assert(
    fc.property(inventoryRobots, (robots) => {
      const rows = fileOf('md', robots)
        .split('\n')
        .filter((line) => line.startsWith('| '));
      const bars = rows.map((row) => row.replace(/\\./g, '').split('|').length);
      expect(bars).toEqual(Array.from({ length: robots.length + 2 }, () => 9));
      const html = fileOf('html', robots);
      expect(html).toContain(
        robots.length === 1 ? ' · 1 robot · ' : ` · ${robots.length} robots · `,
      );
      const body = html.slice(html.indexOf('<tbody>'));
      expect(body.match(/<tr>/g) ?? []).toHaveLength(robots.length);
      expect(body.replace(/<\/?(tr|td|tbody|table|body|html)>/g, '')).not.toMatch(/[<>"']/);
    }),
  );
});

const part = (block: HclBlock, type: string): readonly HclBlock[] =>
  block.blocks.filter((one) => one.type === type);

it('writes HCL that a strict reader takes, with a resource and an import for each robot', () => {
  fc.assert(
    fc.property(inventoryRobots, (robots) => {
      const blocks = readHcl(written(fileOf('tf', robots)));
      const resources = blocks.filter(({ type }) => type === 'resource');
      const imports = blocks.filter(({ type }) => type === 'import');
      const fit = robots.filter(
        ({ robot, row }) =>
          robot.editable &&
          row.state !== 'gone' &&
          robot.permissions.some(({ access }) => access.length > 0),
      );
      expect(resources).toHaveLength(fit.length);
      const names = resources.map(({ labels }) => labels[1]);
      expect(new Set(names).size).toBe(names.length);
      fit.forEach(({ robot, row }, place) => {
        const { attributes, ...block } = resources[place] as HclBlock;
        expect(attributes).toMatchObject(
          asWritten({
            name: row.shortName,
            description: robot.description,
            disable: robot.disabled,
            duration: robot.duration,
            level: robot.level,
          }),
        );
        expect(imports[place]?.attributes).toMatchObject({
          to: { traversal: `harbor_robot_account.${String(names[place])}` },
          id: `/robots/${String(robot.id)}`,
        });
        const permissions = part({ ...block, attributes }, 'permissions').map((entry) => ({
          kind: entry.attributes['kind'],
          namespace: entry.attributes['namespace'],
          access: part(entry, 'access').map((one) => ({ effect: '', ...one.attributes })),
        }));
        const held = robot.permissions.filter(({ access }) => access.length > 0);
        expect(permissions).toEqual(asWritten(held));
      });
      const used = new Set(fit.map(({ instance }) => instance.url));
      const providers = blocks.filter(({ type }) => type === 'provider');
      expect(new Set(providers.map(({ attributes }) => attributes['url']))).toEqual(used);
    }),
  );
});

it('writes every format for none as for many', () => {
  for (const format of INVENTORY_FORMATS) {
    const { isForOne = false } = INVENTORY_FORMAT_WORDS[format];
    expect(fileOf(format, []) === '').toBe(isForOne);
  }
  expect(parseYaml(fileOf('yaml', []))).toMatchObject({ robots: [] });
  expect(JSON.parse(fileOf('json', []))).toMatchObject({ robots: [] });
});
