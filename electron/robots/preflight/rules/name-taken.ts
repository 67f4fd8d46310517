import { refusal, type Rule } from '../../situation.ts';

/** One name, one robot at a place (409 "robot account … already exists", all versions). */
export const nameTaken: Rule = ({ task, facts, expected, place }) => {
  if (task.kind !== 'create' || expected === null) return null;
  if (facts.taken !== null) {
    const id = String(facts.taken.id);
    return refusal(
      'name-taken',
      `${place.instanceName} has a robot ${facts.taken.name} already (id ${id}), so Harbor would refuse another one.`,
      'Give it another name, or change the robot that is there.',
    );
  }
  if (!facts.isTwin) return null;
  return refusal(
    'name-taken',
    `This plan makes more than one robot ${expected.name} on ${place.instanceName}.`,
    'Give each its own name.',
  );
};
