import { refusal, type Rule } from '../../situation.ts';

/** Ids start anew where a Harbor is set up afresh; a robot keeps its time of creation for ever. */
export const otherRobot: Rule = ({ seen, fresh, place }) =>
  seen.id > 0 && seen.createdAt > 0 && fresh.createdAt > 0 && seen.createdAt !== fresh.createdAt
    ? refusal(
        'other-robot',
        `Robot ${String(fresh.id)} of ${place.instanceName} is ${fresh.name} now, another one than ${seen.name} when this was planned.`,
        'Close this plan, sync the instance and plan anew.',
      )
    : null;
