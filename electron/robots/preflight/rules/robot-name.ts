import { isGivenName } from '../../../../shared/robots/names.ts';
import { refusal, type Rule } from '../../situation.ts';
import { definitionIn } from '../../plan/tasks.ts';

/** Characters of the column that holds `project+name` (make/migrations/postgresql/0004). */
const LONGEST = 255;

/** A name that Harbor refuses (400), or fails at because it is too long (a masked 500). */
export const robotName: Rule = ({ task, expected }) => {
  const definition = definitionIn(task);
  if (definition === null || expected === null) return null;
  const { name, level } = definition;
  if (name === '') return refusal('robot-name', 'It has no name.', 'Give it one.');
  if (!isGivenName(name)) {
    return refusal(
      'robot-name',
      `${name} is no name for a robot: Harbor takes lower-case letters and digits, with single dots, dashes or underscores between them.`,
      'Give it another name.',
    );
  }
  const stored = level === 'project' ? `${expected.projectName}+${name}` : name;
  if (stored.length <= LONGEST) return null;
  return refusal(
    'robot-name',
    `${level === 'project' ? 'Project and name together have' : 'Its name has'} ${String(stored.length)} characters, and Harbor fails with more than ${String(LONGEST)}.`,
    'Give it a shorter name.',
  );
};
