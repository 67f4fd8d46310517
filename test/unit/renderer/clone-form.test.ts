import { describe, expect, it } from 'vitest';
import {
  clonePlaces,
  mapped,
  projectsNamed,
  withName,
} from '../../../renderer/src/features/changes/clone-form.ts';

const entry = (kind: string, namespace: string) => ({ kind, namespace, access: [] });

describe('what projects are called where robots are cloned to', () => {
  it('asks about every project that is named, once', () => {
    const robots = [
      { level: 'project' as const, project: 'b', permissionEntries: [entry('project', 'b')] },
      {
        level: 'system' as const,
        project: '',
        permissionEntries: [entry('system', '/'), entry('project', '*'), entry('project', 'a')],
      },
    ];
    expect(projectsNamed(robots)).toEqual(['a', 'b']);
  });

  it('sends only names that change', () => {
    let mapping = withName(new Map(), 'eu', 'a', ' team-a ');
    mapping = withName(mapping, 'eu', 'b', '');
    mapping = withName(mapping, 'eu', 'constructor', 'constructor');
    expect(mapped(mapping, 'eu', 'a')).toBe('team-a');
    expect(mapped(mapping, 'lab', 'a')).toBe('a');
    expect(clonePlaces(['eu', 'lab'], ['a', 'b', 'constructor'], mapping)).toEqual([
      { instanceId: 'eu', projects: { a: 'team-a' } },
      { instanceId: 'lab', projects: {} },
    ]);
  });
});
