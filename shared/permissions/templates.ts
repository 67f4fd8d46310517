import type { Template } from '../contract/templates.ts';

type Entries = Template['permissions'];

const entry = (kind: string, namespace: string, ...pairs: string[]): Entries[number] => ({
  kind,
  namespace,
  access: pairs.flatMap((pair) => {
    const [resource = '', actions = ''] = pair.split(':');
    return actions.split(' ').map((action) => ({ resource, action, effect: '' }));
  }),
});

/** In the project, or the projects, that the robot is made for. */
const here = (...pairs: string[]): Entries[number] => entry('project', '', ...pairs);
const everywhere = (...pairs: string[]): Entries[number] => entry('project', '*', ...pairs);
const system = (...pairs: string[]): Entries[number] => entry('system', '/', ...pairs);

const builtIn = (
  id: string,
  name: string,
  about: string,
  level: Template['level'],
  ...permissions: Entries
): Template => ({
  id: `built-in:${id}`,
  name,
  about,
  level,
  permissions,
  days: null,
  description: '',
  builtIn: true,
});

/**
 * The templates that come with Purser. They name what the newest catalogue has; an older Harbor
 * may lack some of it, which is named when a robot is made after them.
 */
export const BUILT_IN_TEMPLATES: readonly Template[] = [
  builtIn('pull', 'Pull', 'Fetches images and nothing else.', 'project', here('repository:pull')),
  builtIn(
    'push-and-pull',
    'Push and pull',
    'Fetches and uploads images.',
    'project',
    here('repository:pull push'),
  ),
  builtIn(
    'ci',
    'CI',
    'Builds: uploads images, tags them and looks at what is there.',
    'project',
    here('repository:list pull push', 'artifact:list read', 'tag:create list'),
  ),
  builtIn(
    'scanner',
    'Scanner',
    'Starts scans and reads what they found.',
    'project',
    here(
      'repository:list pull',
      'artifact:list read',
      'artifact-addition:read',
      'scan:create read stop',
      'sbom:create read stop',
    ),
  ),
  builtIn(
    'replicator',
    'Replicator',
    'The other end of a replication: copies images in and out, and makes projects for them.',
    'system',
    system('project:create list'),
    here(
      'project:read',
      'repository:list pull push read',
      'artifact:create list read',
      'tag:create list',
      'label:list read',
    ),
  ),
  builtIn(
    'project-automation',
    'Project automation',
    'Looks after a project: its members, labels, settings and rules for tags.',
    'project',
    here(
      'project:read update',
      'metadata:create list read update',
      'member:create delete list read update',
      'label:create delete list read update',
      'tag-retention:create list read update',
      'immutable-tag:create list update',
      'quota:read',
      'log:list',
    ),
  ),
  builtIn(
    'auditor',
    'Read-only auditor',
    'Sees everything that can be listed and changes nothing.',
    'system',
    system(
      'audit-log:list',
      'project:list',
      'robot:list read',
      'quota:list read',
      'security-hub:list read',
      'scanner:list read',
      'registry:list read',
      'replication-policy:list read',
      'user:list read',
      'user-group:list read',
    ),
    everywhere(
      'project:read',
      'repository:list read',
      'artifact:list read',
      'artifact-addition:read',
      'member:list read',
      'robot:list read',
      'metadata:list read',
      'tag-retention:list read',
      'immutable-tag:list',
      'scan:read',
      'quota:read',
      'log:list',
    ),
  ),
];
