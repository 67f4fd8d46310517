import type { Finding } from '../../../../shared/contract/plans.ts';
import { PROJECT_ADMIN, refusal, type Situation, warning } from '../../situation.ts';

/** Users change the robots of projects that they administer, and no system robots. */
export const userRights = ({
  place,
  fresh,
}: Pick<Situation, 'place' | 'fresh'>): Finding | null => {
  const { caller, instanceName } = place;
  if (caller.kind !== 'user') return null;
  if (fresh.level === 'system') {
    return refusal(
      'user-rights',
      `${caller.username} is not a system administrator of ${instanceName}, and only those may make or change system robots.`,
      'Use the login of a system administrator.',
    );
  }
  const role = caller.roles.get(fresh.projectName) ?? 0;
  if (role === PROJECT_ADMIN) return null;
  if (role === 0) {
    return warning(
      'user-rights',
      `Harbor does not say which role ${caller.username} has in ${fresh.projectName}. Only its administrators may make or change robots there.`,
    );
  }
  return refusal(
    'user-rights',
    `${caller.username} may see, but not make or change, the robots of ${fresh.projectName}: only its administrators may.`,
    'Ask for the role Project Admin there, or use another login.',
  );
};
