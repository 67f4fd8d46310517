import { refusal, type Rule } from '../situation.ts';

/** A project robot has exactly one entry, for its own project (400 otherwise, all versions). */
export const wrongPlace: Rule = ({ fresh, edit }) => {
  if (edit?.permissions === undefined || fresh.level !== 'project') return null;
  const { permissions } = edit;
  const isOwn = permissions.every(
    ({ kind, namespace }) => kind === 'project' && namespace === fresh.projectName,
  );
  if (permissions.length === 1 && isOwn) return null;
  if (permissions.length === 0) return null;
  return refusal(
    'wrong-place',
    `It belongs to ${fresh.projectName} and can have permissions in that project alone.`,
    'Give it permissions there, or create a system robot.',
  );
};
