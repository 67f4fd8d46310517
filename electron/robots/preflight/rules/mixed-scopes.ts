import { isBefore } from '../../../../shared/permissions/releases.ts';
import { type Rule, warning } from '../../situation.ts';

/** Before Harbor 2.10 a system permission took a robot's project permissions (goharbor/harbor#19627). */
export const mixedScopes: Rule = ({ place, edit, expected }) => {
  if (edit?.permissions === undefined || expected === null) return null;
  const kinds = new Set(expected.permissions.map(({ kind }) => kind));
  if (kinds.size < 2 || !isBefore(place.version, '2.10.0')) return null;
  return warning(
    'mixed-scopes',
    `Harbor ${place.version} lets a robot with system permissions do nothing in projects.`,
    'Make two robots.',
  );
};
