import { type Rule, warning } from '../situation.ts';

/** Harbor answers 404 "project … not found" for a namespace that is no project. */
export const unknownProject: Rule = ({ place, edit }) => {
  if (edit?.permissions === undefined || place.projects.size === 0) return null;
  const unknown = edit.permissions
    .filter(({ kind, namespace }) => kind === 'project' && namespace !== '*')
    .map(({ namespace }) => namespace)
    .filter((name) => !place.projects.has(name));
  if (unknown.length === 0) return null;
  return warning(
    'unknown-project',
    `${place.instanceName} had no project ${[...new Set(unknown)].join(', ')} when it was last read. Harbor refuses permissions for projects that are not there.`,
    'Check the names, or sync the instance.',
  );
};
