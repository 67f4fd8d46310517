import { useInstances } from './instances-store.ts';

/**
 * How a robot is called where nothing beside it says whose it is: with its instance, where there
 * are several.
 */
export function useRobotTitle(): (robotName: string, instanceId: string) => string {
  const store = useInstances();
  return (robotName, instanceId) => {
    const name = store.byId.get(instanceId)?.config.name;
    return store.instances.length > 1 && name !== undefined ? `${robotName} on ${name}` : robotName;
  };
}
