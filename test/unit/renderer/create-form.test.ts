import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  descriptionOf,
  emptyForm,
  projectsOf,
} from '../../../renderer/src/features/create/create-form.ts';
import type { CreateForm } from '../../../renderer/src/features/create/create-form.ts';
import { listed, sentenceOf } from '../../../renderer/src/features/create/create-words.ts';
import { problemsOf } from '../../../renderer/src/features/create/form-problems.ts';
import { groupFindings } from '../../../renderer/src/features/create/preview-groups.ts';
import {
  leftOut,
  robotsIn,
  unknownProjects,
  wishesOf,
} from '../../../renderer/src/features/create/wishes.ts';
import {
  setPairs,
  withProjects,
} from '../../../renderer/src/features/permissions-edit/permission-draft.ts';

const NOW = Date.UTC(2026, 10, 23, 8, 50) / 1_000;
const ALL = { kind: 'projects', names: 'all' } as const;
const GENERATE = { kind: 'generate' } as const;
const LIFE = { kind: 'days', days: 90 } as const;
const everywhere = () => null;

function aForm(change: Partial<CreateForm> = {}, projects: string[] = ['team-a']): CreateForm {
  const form = { ...emptyForm(['prod'], NOW), name: 'ci', ...change };
  const draft = setPairs(withProjects(form.draft, projects), ALL, ['repository:pull'], true);
  return { ...form, draft: change.draft ?? draft };
}

describe('what is wrong with a form', () => {
  it('is nothing when all is there', () => {
    expect(problemsOf(aForm(), NOW)).toEqual({});
  });

  it('is said at every field of an empty one', () => {
    expect(Object.keys(problemsOf(emptyForm([], NOW), NOW))).toEqual([
      'name',
      'instances',
      'projects',
      'permissions',
    ]);
  });

  it.each(['CI', 'ci-', '-ci', 'c i', 'ci..x', 'ci$', 'é', '🤖'])('is the name %s', (name) => {
    expect(problemsOf(aForm({ name }), NOW).name).toMatch(/^Lower-case/);
  });

  it('is a name that is too long together with its project', () => {
    const project = 'p'.repeat(200);
    const name = 'n'.repeat(54);
    expect(problemsOf(aForm({ name }, [project]), NOW)).toEqual({});
    expect(problemsOf(aForm({ name: `${name}n` }, [project]), NOW).name).toContain('256');
    expect(problemsOf(aForm({ name: 'n'.repeat(256), level: 'system' }), NOW).name).toContain(
      '256',
    );
    expect(problemsOf(aForm({ name: 'n'.repeat(255), level: 'system' }), NOW)).toEqual({});
  });

  it('is a project that holds nothing, by name', () => {
    const form = aForm();
    const draft = withProjects(
      setPairs(form.draft, { kind: 'projects', names: ['team-a'] }, ['tag:list'], true),
      ['team-a'],
    );
    const two = { ...draft, projects: new Map(draft.projects).set('team-b', new Map()) };
    expect(problemsOf(aForm({ draft: two }), NOW).permissions).toMatch(/^team-b has no permission/);
  });

  it('is never without a reason, which becomes part of the description', () => {
    const never = aForm({ until: { kind: 'never', days: '', date: '' } });
    expect(problemsOf(never, NOW).reason).toBeDefined();
    const told = { ...never, description: 'Pulls.', reason: 'an appliance' };
    expect(problemsOf(told, NOW)).toEqual({});
    expect(descriptionOf(told)).toBe('Pulls.\nNever expires: an appliance');
  });

  it.each(['0', '-1', '1.5', '2147483647', 'x', ''])('is to live for %s days', (days) => {
    expect(problemsOf(aForm({ until: { kind: 'days', days, date: '' } }), NOW).until).toBeDefined();
  });

  it('is a day that is over, or none', () => {
    const on = (date: string) =>
      problemsOf(aForm({ until: { kind: 'date', days: '', date } }), NOW);
    expect(on('2020-01-01').until).toMatch(/over/);
    expect(on('2027-02-31x').until).toMatch(/A date/);
    expect(on('2027-03-31')).toEqual({});
  });

  it('is a description that Harbor cannot store', () => {
    expect(problemsOf(aForm({ description: 'x'.repeat(1_025) }), NOW).description).toContain(
      '1025',
    );
  });

  it('is a secret that breaks the policy', () => {
    const own = (text: string) => problemsOf(aForm({ secret: { kind: 'own', text } }), NOW).secret;
    expect(own('')).toBeDefined();
    expect(own('alllowercase1')).toContain('upper-case');
    expect(own('Harbor12345')).toBeUndefined();
  });
});

describe('the robots that a form asks for', () => {
  it('are one in each project of each instance', () => {
    const form = aForm({ instances: ['prod', 'eu'] }, ['team-a', 'team-b']);
    const wishes = wishesOf(form, LIFE, GENERATE, everywhere);
    expect(wishes).toHaveLength(1);
    expect(robotsIn(wishes)).toBe(4);
    expect(wishes[0]?.definition.permissions).toEqual([
      {
        kind: 'project',
        namespace: '',
        access: [{ resource: 'repository', action: 'pull', effect: '' }],
      },
    ]);
  });

  it('hold what their own project says', () => {
    const form = aForm({}, ['a', 'b', 'c']);
    const draft = setPairs(form.draft, { kind: 'projects', names: ['b'] }, ['tag:list'], true);
    const wishes = wishesOf({ ...form, draft }, LIFE, GENERATE, everywhere);
    expect(wishes.map(({ places }) => places.map(({ project }) => project))).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });

  it('name the projects that their instance has, and no others', () => {
    const has: Record<string, string[]> = { prod: ['a', 'b'], eu: ['a'] };
    const known = (id: string) => new Set(has[id]);
    const form = aForm({ level: 'system', instances: ['prod', 'eu'] }, ['a', 'b', 'nowhere']);
    const wishes = wishesOf(form, LIFE, GENERATE, known);
    const named = wishes.map(({ definition, places }) => [
      places.map(({ instanceId }) => instanceId),
      definition.permissions.map(({ namespace }) => namespace),
    ]);
    expect(named).toEqual([
      [['prod'], ['a', 'b', 'nowhere']],
      [['eu'], ['a', 'nowhere']],
    ]);
    expect(leftOut(form, known)).toEqual([{ project: 'b', instances: ['eu'] }]);
    expect(unknownProjects(form, known)).toEqual(['nowhere']);
  });

  it('are one definition where all instances are alike', () => {
    const form = aForm({ level: 'system', instances: ['prod', 'eu'] });
    const covered = {
      ...form,
      draft: setPairs(form.draft, { kind: 'everywhere' }, ['tag:list'], true),
    };
    const [wish, ...others] = wishesOf(covered, LIFE, GENERATE, everywhere);
    expect(others).toEqual([]);
    expect(wish?.places).toHaveLength(2);
    expect(wish?.definition.permissions.map(({ namespace }) => namespace)).toEqual(['*', 'team-a']);
  });

  it('leave no chosen project out', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
        fc.dictionary(fc.constantFrom('prod', 'eu'), fc.array(fc.constantFrom('a', 'b', 'x'))),
        (projects, has) => {
          const form = aForm({ instances: ['prod', 'eu'] }, projects);
          const known = (id: string) => (has[id] ? new Set(has[id]) : null);
          const wishes = wishesOf(form, LIFE, GENERATE, known);
          const made = new Set(
            wishes.flatMap(({ places }) => places.map(({ project }) => project)),
          );
          expect([...made].sort()).toEqual([...projectsOf(form)].sort());
        },
      ),
      { seed: 7 },
    );
  });
});

describe('a form in one sentence', () => {
  const say = (form: CreateForm, names = ['prod']) =>
    sentenceOf(form, wishesOf(form, LIFE, GENERATE, everywhere), names, NOW);

  it('says what, where, what it may, until when, and the secret', () => {
    expect(say(aForm())).toMatch(
      /^A project robot called ci in team-a on prod that may pull there and expires .*2027.*, with a new secret\.$/,
    );
  });

  it('counts several', () => {
    const form = aForm({ instances: ['1', '2'], secret: { kind: 'one', text: '' } }, [
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(say(form, ['prod', 'eu'])).toMatch(
      /^8 project robots called ci in 4 projects on prod and eu that may pull there and expire .*, all with one new secret\.$/,
    );
  });

  it('leaves out what is not there yet', () => {
    const empty = { ...emptyForm([], NOW), until: { kind: 'days', days: '', date: '' } as const };
    expect(say(empty, [])).toBe('A project robot, with a new secret.');
  });

  it('says what a system robot may in the system', () => {
    const form = aForm({ level: 'system' }, []);
    const draft = setPairs(form.draft, { kind: 'everywhere' }, ['repository:pull'], true);
    expect(say({ ...form, draft })).toContain('may pull on all projects');
  });

  it('lists names', () => {
    expect(listed([])).toBe('');
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
  });
});

describe('what Harbor would say', () => {
  it('is said once for all that share it, refusals first', () => {
    const one = (project: string, severity: 'refusal' | 'warning', rule: string) => ({
      instanceId: 'prod',
      project,
      robotName: `robot$${project}+ci`,
      finding: { severity, rule, message: rule, wayOut: '' },
    });
    const groups = groupFindings([
      one('a', 'warning', 'push'),
      one('b', 'warning', 'push'),
      one('b', 'refusal', 'taken'),
    ]);
    expect(groups.map(({ finding, of }) => [finding.rule, of.length])).toEqual([
      ['taken', 1],
      ['push', 2],
    ]);
  });
});
