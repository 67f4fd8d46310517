import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivePrefix, joinName, splitName } from '../../../shared/robots/names.ts';

const SEED = { seed: 20_261_128 };

const given = fc.stringMatching(/^[a-z0-9]+([._-][a-z0-9]+)*$/);
const project = fc.stringMatching(/^[a-z0-9]+([._-][a-z0-9]+)*$/);
const prefix = fc.constantFrom('robot$', 'bot-', 'r+', 'R2.', '$', 'robot$team');

describe('a full name', () => {
  it('is its three parts', () => {
    fc.assert(
      fc.property(prefix, fc.option(project), given, (front, projectName, short) => {
        const name = joinName(front, projectName ?? '', short);
        const level = projectName === null ? 'system' : 'project';
        expect(splitName(name, level, projectName ?? '', front, true)).toEqual({
          prefix: front,
          project: projectName === null ? '' : `${projectName}+`,
          shortName: short,
        });
      }),
      SEED,
    );
  });

  it('is never changed by taking it apart', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.boolean(),
        (name, own, front, editable) => {
          const parts = splitName(name, 'project', own, front, editable);
          expect(parts.prefix + parts.project + parts.shortName).toBe(name);
        },
      ),
      SEED,
    );
  });

  it('keeps an unknown prefix, and the old one of legacy robots', () => {
    expect(splitName('x$ci', 'system', '', 'robot$', true)).toEqual({
      prefix: '',
      project: '',
      shortName: 'x$ci',
    });
    expect(splitName('robot$old', 'project', 'library', 'bot-', false)).toEqual({
      prefix: 'robot$',
      project: '',
      shortName: 'old',
    });
  });
});

describe('the prefix', () => {
  const named = (name: string, projectName: string, editable = true) => ({
    name,
    projectName,
    level: projectName === '' ? ('system' as const) : ('project' as const),
    editable,
  });

  it('stands in front of the project', () => {
    fc.assert(
      fc.property(prefix, project, given, (front, projectName, short) => {
        const robots = [named(joinName(front, projectName, short), projectName)];
        expect(derivePrefix(robots)).toBe(front);
      }),
      SEED,
    );
  });

  it('is Harbor’s own where no robot tells', () => {
    expect(derivePrefix([])).toBe('robot$');
    expect(derivePrefix([named('bot-ci', ''), named('robot$old', 'library', false)])).toBe(
      'robot$',
    );
    expect(derivePrefix([named('nothing', 'library'), named('bot-other+ci', 'library')])).toBe(
      'robot$',
    );
  });

  it('is what most robots say', () => {
    const robots = [named('a-p+x', 'p'), named('b-p+y', 'p'), named('b-q+z', 'q')];
    expect(derivePrefix(robots)).toBe('b-');
  });
});
