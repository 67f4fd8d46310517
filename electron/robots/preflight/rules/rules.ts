import { withRules } from '../../../../shared/robots/changes/permission-rules.ts';
import { type Rule, warning } from '../../situation.ts';

/** What of a change of many robots cannot hold for this one. */
export const rules: Rule = ({ operation, fresh }) => {
  if (operation.kind !== 'permissions') return null;
  const { inapplicable, remaining } = withRules(fresh, operation);
  const parts = [
    ...(inapplicable.length === 0
      ? []
      : [`It cannot be given ${inapplicable.join(', ')}: it belongs elsewhere.`]),
    ...(remaining.length === 0
      ? []
      : [`It still has ${remaining.join(', ')}, because it holds that on all projects.`]),
  ];
  return parts.length === 0 ? null : warning('rules', parts.join(' '));
};
