import { refusal, type Rule } from '../../situation.ts';

/** A secret of one's own must be there still, and meet what this Harbor asks (400 otherwise). */
export const ownSecret: Rule = ({ facts }) =>
  facts.secretProblem === ''
    ? null
    : refusal('own-secret', facts.secretProblem, 'Give the secret again, or let Purser make one.');
