import { createPinia, setActivePinia } from 'pinia';
import { describe, expect, it } from 'vitest';
import { effectScope, ref } from 'vue';
import { parseQuery } from '../../../shared/robots/query/index.ts';
import { cutName } from '../../../renderer/src/features/changes/target-words.ts';
import { useCommands, type Command } from '../../../renderer/src/features/palette/commands.ts';
import { entriesFor } from '../../../renderer/src/features/palette/entries.ts';
import { matches, rank } from '../../../renderer/src/features/palette/match.ts';
import { useSecretExports } from '../../../renderer/src/features/secret-exports/secret-exports-store.ts';
import { useExportCommands } from '../../../renderer/src/features/secret-exports/use-export-commands.ts';
import { secretFormat } from '../../../shared/exports/secrets/index.ts';

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

  it.each([
    ['trivy', 'Export as Trivy login'],
    ['make', 'Export as Make variables'],
    ['crictl', 'Export as crictl auth'],
    ['oras', 'Export as ORAS login'],
    ['buildx', 'Export as Docker config.json'],
    ['export as compose.yaml', 'Export as compose.yaml environment'],
  ])('finds the format that %s reads, and does not list formats unasked', (typed, label) => {
    const scope = effectScope();
    scope.run(() => {
      setActivePinia(createPinia());
      useExportCommands(ref([7]), ref('robot$shipper on prod'));
    });
    const commands = useCommands().value;
    const [first] = entriesFor(typed, commands, NOTHING, () => '').filter(
      (group) => group.label === 'Formats',
    );
    expect(first?.entries[0]).toMatchObject({ label, about: 'robot$shipper on prod' });
    const labels = entriesFor('', commands, NOTHING, () => '').map((group) => group.label);
    expect(labels).toEqual(['Actions']);
    first?.entries[0]?.run?.();
    const { asked } = useSecretExports();
    expect(asked).toMatchObject({ keys: [7] });
    expect(`Export as ${secretFormat(asked?.format ?? '')?.title ?? ''}`).toBe(label);
    scope.stop();
    expect(useCommands().value).toEqual([]);
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

  it('offers to look into a name or an image that begins as those of an instance do', () => {
    const known = { prefixes: ['svc.'], hosts: ['registry'] };
    const labels = (text: string): string[] =>
      entriesFor(text, [], NOTHING, () => '', known).map(({ label }) => label);
    expect(labels('svc.ci')).toContain('Diagnose');
    expect(labels('registry/lib/app')).toContain('Diagnose');
    expect(labels('ci')).not.toContain('Diagnose');
    expect(entriesFor('svc.ci', [], NOTHING, () => '').map(({ label }) => label)).toEqual([
      'Table',
    ]);
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
