import { note, type Rule } from '../../situation.ts';

/** There is no second secret: the old one ends with the request. When it was last used is not known. */
export const cutOver: Rule = ({ task, fresh }) =>
  task.kind === 'refresh' && !fresh.disabled
    ? note(
        'cut-over',
        'Its old secret stops working at once, also where it was used minutes ago: Harbor has no second one.',
      )
    : null;
