import { type Rule, warning } from '../../situation.ts';

/** What making a robot again means for whoever uses it. */
export const remade: Rule = ({ task, edit }) =>
  task.kind === 'recreate' && edit === null
    ? warning(
        'remade',
        'It is deleted first, so its old secret stops working at once, also where it was used minutes ago. The new robot has the same name and another id.',
      )
    : null;
