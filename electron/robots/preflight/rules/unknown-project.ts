import { refusal, type Rule, warning } from '../../situation.ts';

/** Harbor answers 404 "project … not found" for a namespace that is no project. */
export const unknownProject: Rule = ({ place, edit, expected }) => {
  if (edit?.permissions === undefined || expected === null) return null;
  const named = edit.permissions
    .filter(({ kind, namespace }) => kind === 'project' && namespace !== '*')
    .map(({ namespace }) => namespace)
    // Its own project is spoken of by the rule about the place.
    .filter((name) => name !== '' && name !== expected.projectName);
  const listOf = (isMeant: (name: string) => boolean): string =>
    [...new Set(named.filter(isMeant))].sort().join(', ');
  const missing = listOf((name) => place.missing.has(name));
  if (missing !== '') {
    return refusal(
      'unknown-project',
      `${place.instanceName} has no project ${missing}, and Harbor refuses permissions for projects that are not there.`,
      'Leave that out, or create it first.',
    );
  }
  if (place.projects.size === 0) return null;
  const unknown = listOf((name) => !place.projects.has(name));
  if (unknown === '') return null;
  return warning(
    'unknown-project',
    `${place.instanceName} had no project ${unknown} when it was last read. Harbor refuses permissions for projects that are not there.`,
    'Check the names, or sync the instance.',
  );
};
