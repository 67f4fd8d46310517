import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import type { RobotName } from '../../../../../shared/contract/permissions.ts';
import type { RowFace } from './grid-row.ts';

/** What stands at the head of a robot's row. */
export const faceOf = ({ name, lead }: RobotName, instance: InstanceView | undefined): RowFace => ({
  lead: name.slice(0, lead),
  name: name.slice(lead),
  title: `${name} on ${instance?.config.name ?? ''}`,
  colour: instance?.config.colour ?? '',
});
