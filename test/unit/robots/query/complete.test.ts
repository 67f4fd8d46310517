import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completions } from '../../../../shared/robots/query/complete.ts';
import { FIELD_NAMES } from '../../../../shared/robots/query/fields.ts';

const KNOWN = {
  project: ['library', 'team a', 'team-b'],
  instance: ['prod'],
  can: ['repository:push', 'repository:pull'],
};

/** The line after each completion at the mark `|`. */
function completed(marked: string): string[] {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, options } = completions(text, cursor, KNOWN);
  return options.map(({ insert }) => text.slice(0, from) + insert + text.slice(to));
}

describe('completion', () => {
  it('offers every field where a term may begin', () => {
    expect(completed('|')).toEqual(FIELD_NAMES.map((field) => `${field}:`));
    expect(completed('ci |')).toHaveLength(FIELD_NAMES.length);
  });

  it.each([
    ['cre|', ['creator:', 'created:']],
    ['-in|', ['-instance:', '-instance-tag:', '-finding:', '-reminder:']],
    ['pro|:lib', ['project:lib']],
    ['level:|', ['level:system', 'level:project']],
    ['state:dis|', ['state:disabled']],
    ['state:gone,exp| ci', ['state:gone,expiring ci', 'state:gone,expired ci']],
    ['project:te|', ['project:"team a"', 'project:team-b']],
    ['project:"te|', ['project:"team a"', 'project:team-b']],
    ['project:~te|', ['project:~"team a"', 'project:~team-b']],
    ['can:repository:|', ['can:repository:push', 'can:repository:pull']],
    ['can:pul|', ['can:repository:pull']],
    ['expires:n|', ['expires:never']],
    ['tag:|', []],
    ['nope:|', []],
    ['"quoted|', []],
    ['a,b|', []],
  ])('%s', (marked, expected) => {
    expect(completed(marked)).toEqual(expected);
  });

  it('takes any text and any place', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(30), (text, place) => {
        const cursor = Math.min(place, text.length);
        const { from, to } = completions(text, cursor, KNOWN);
        expect(from).toBeLessThanOrEqual(cursor);
        expect(to).toBeGreaterThanOrEqual(cursor);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
      { seed: 20_261_128, numRuns: 1_000 },
    );
  });
});
