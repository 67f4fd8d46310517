import { changesNothing, note, type Rule } from '../../situation.ts';

export const nothingToChange: Rule = ({ fresh, edit }) =>
  changesNothing(fresh, edit)
    ? note('nothing-to-change', 'It is so already; nothing is sent.')
    : null;
