import { note, type Rule } from '../../situation.ts';
import { definitionIn } from '../../plan/tasks.ts';

/** Nobody is asked for a reason; that one is missing is said. */
export const noDescription: Rule = ({ task, expected }) =>
  definitionIn(task) !== null && expected?.description.trim() === ''
    ? note('no-description', 'It has no description of what it is for.')
    : null;
