import { jsonText } from '../docker-auths.ts';
import { valueOf } from '../options.ts';
import { defaultName } from '../names.ts';
import { onlyRobot, type SecretFormat, type Writing } from '../secret-format.ts';

const nameOf = (writing: Writing): string =>
  valueOf(writing.options, 'name') || defaultName(onlyRobot(writing));

/** A service connection of Azure DevOps. */
export const azureDevops: SecretFormat = {
  id: 'azure-devops',
  title: 'Azure DevOps service connection',
  group: 'CI',
  words: 'azure pipelines docker registry service connection endpoint az',
  purpose: 'Lets Azure Pipelines push and pull with the Docker task.',
  reader: 'The az command with the azure-devops extension.',
  use: [
    'az devops service-endpoint create --service-endpoint-configuration FILE --project PROJECT',
    'In the pipeline: task Docker@2 with containerRegistry: NAME.',
  ],
  beware: ['Delete the file once the connection is there.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-azure.json',
  options: [
    {
      id: 'name',
      label: 'Name of the connection',
      help: 'Left empty: made of the robot.',
      initial: '',
    },
  ],
  nameThere: nameOf,
  write: (writing) => {
    const robot = onlyRobot(writing);
    const registry = `https://${robot.registry}`;
    return jsonText({
      name: nameOf(writing),
      type: 'dockerregistry',
      url: registry,
      owner: 'library',
      data: { registrytype: 'Others' },
      authorization: {
        scheme: 'UsernamePassword',
        parameters: { registry, username: robot.name, password: robot.secret, email: '' },
      },
    });
  },
};
