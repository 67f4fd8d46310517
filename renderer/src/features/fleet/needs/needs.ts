import type { InstanceState } from '../../../../../shared/contract/instances.ts';
import type { Need, RobotNeed, NeedsInput } from './need.ts';
import { criticalWithin, cutOffNeeds, robotNeeds } from './robot-needs.ts';
import { instanceNeed, readerNeeds, keychainNeed } from './instance-needs.ts';
import { driftNeeds, planNeeds, rotationNeeds, secretNeeds } from './plan-needs.ts';

/** Everything that wants a person, most urgent first. */
export function needsOf(input: NeedsInput): Need[] {
  const ofState = (...states: InstanceState[]): Need[] =>
    input.instances
      .filter((view) => states.includes(view.state))
      .flatMap((view) => instanceNeed(view, input.now));
  const ofRobots = (id: RobotNeed['id']): Need[] =>
    input.robots
      .filter((need) => need.id === id)
      .flatMap((need) => robotNeeds(need, (ids) => criticalWithin(ids, input)));
  return [
    ...cutOffNeeds(input, ofRobots('cut-off')),
    ...planNeeds(input.plans),
    ...secretNeeds(input.secrets),
    ...ofState('certificate-changed', 'needs-login', 'sign-in-ended'),
    ...readerNeeds(input),
    ...keychainNeed(input),
    ...ofRobots('critical'),
    ...ofRobots('expired'),
    ...rotationNeeds(input),
    ...ofState('replaced', 'failed', 'offline', 'never-synced'),
    ...ofRobots('high-risk'),
    ...ofRobots('stale-permissions'),
    ...driftNeeds(input),
    ...ofRobots('quiet'),
    ...ofRobots('unused'),
  ];
}
