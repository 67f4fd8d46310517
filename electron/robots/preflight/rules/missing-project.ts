import { refusal, type Rule } from '../../situation.ts';
import { definitionIn } from '../../plan/tasks.ts';

/** A project robot is made in a project that is there (404 "project … not found", 403 for users). */
export const missingProject: Rule = ({ task, place, expected }) => {
  if (definitionIn(task)?.level !== 'project' || expected === null) return null;
  const { projectName: project } = expected;
  if (project === '') {
    return refusal('missing-project', 'It has no project to be made in.', 'Choose a project.');
  }
  if (!place.missing.has(project)) return null;
  return refusal(
    'missing-project',
    `${place.instanceName} has no project ${project} that ${place.caller.username} can see.`,
    'Choose another project, or create it first.',
  );
};
