import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/robots/query/index.ts';
import { cutName } from '../../../renderer/src/features/changes/target-words.ts';
import type { Command } from '../../../renderer/src/features/palette/commands.ts';
import { entriesFor } from '../../../renderer/src/features/palette/entries.ts';
import { matches, rank } from '../../../renderer/src/features/palette/match.ts';

const command = (label: string, group: Command['group'] = 'Actions', words = ''): Command => ({
  id: label,
  label,
  icon: 'i-lucide-plus',
  group,
  words,
  run: () => undefined,
});
const COMMANDS = [
  command('Sync all instances', 'Actions', 'refresh'),
  command('Add an instance'),
  command('Instances', 'Pages'),
  command('Show only prod', 'Instances'),
];
const NOTHING = { robots: [], projects: [] };

describe('the palette', () => {
  it('finds commands by every word, in any order', () => {
    expect(matches({ label: 'Sync all instances', words: 'refresh' }, 'inst REFRESH')).toBe(true);
    expect(matches({ label: 'Sync all instances' }, 'inst robots')).toBe(false);
  });

  it('puts labels that start with the text first', () => {
    expect(rank(COMMANDS, 'inst').map(({ label }) => label)).toEqual([
      'Instances',
      'Sync all instances',
      'Add an instance',
    ]);
  });

  it('lists all commands before anything is typed, and no way to the table', () => {
    const groups = entriesFor('', COMMANDS, NOTHING, () => '');
    expect(groups.map(({ label }) => label)).toEqual(['Actions', 'Pages', 'Instances']);
  });

  it('says which robot a command is about, and does not find it by that name', () => {
    const renew = { ...command('Renew'), about: 'robot$shipper on prod' };
    const [actions] = entriesFor('ren', [renew], NOTHING, () => '');
    expect(actions?.entries[0]?.about).toBe('robot$shipper on prod');
    expect(rank([renew], 'shipper')).toEqual([]);
  });

  it('cuts a long name in its middle', () => {
    expect(cutName('robot$team+ci')).toBe('robot$team+ci');
    const cut = cutName(`robot$${'long-project-'.repeat(9)}+deploy`);
    expect(cut).toMatch(/^robot\$long-project-.*….*\+deploy$/);
    expect(cut).toHaveLength(40);
  });

  it('leads projects to their robots, whatever they are called', () => {
    const name = 'a "b", c';
    const groups = entriesFor(
      'a',
      [],
      { robots: [], projects: [{ instanceId: 'i', name, robots: 3 }] },
      () => 'prod',
    );
    const to = groups.find(({ label }) => label === 'Projects')?.entries[0]?.to;
    const query = typeof to === 'object' ? String(to.query?.['q']) : '';
    const parsed = parseQuery(query);
    expect(parsed.errors).toEqual([]);
    expect(parsed.query.terms[0]?.values).toEqual([{ operator: 'is', value: name }]);
  });

  it('always offers the whole table for a text, however it is written', () => {
    const groups = entriesFor('state:x "', [], NOTHING, () => '');
    const to = groups.at(-1)?.entries[0]?.to;
    const query = typeof to === 'object' ? String(to.query?.['q']) : '';
    expect(parseQuery(query).query.terms).toEqual([
      { kind: 'text', negated: false, values: ['state:x "'] },
    ]);
  });
});
