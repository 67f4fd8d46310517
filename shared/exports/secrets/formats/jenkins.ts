import { onlyRobot, type SecretFormat } from '../secret-format.ts';
import { yamlText } from '../../yaml-text.ts';
import { metadataOf, nameInCluster, nameOption, namespaceOption } from './kubernetes-secret.ts';

/** A credential for Jenkins on Kubernetes. */
export const jenkins: SecretFormat = {
  id: 'jenkins',
  title: 'Jenkins credential',
  group: 'CI',
  words: 'jenkins kubernetes credentials provider usernamePassword pipeline',
  purpose: 'A user name with password that pipelines take by its id, the name of the Secret.',
  reader: 'Jenkins with the Kubernetes Credentials Provider plugin.',
  use: [
    'kubectl apply -f FILE in the namespace of Jenkins, then delete the file.',
    "In the pipeline: withCredentials([usernamePassword(credentialsId: 'NAME', usernameVariable: 'U', passwordVariable: 'P')])",
    'Below it, in single quotes: sh \'printf %s "$P" | docker login HOST -u "$U" --password-stdin\'',
  ],
  beware: ['Groovy expands $ in double quotes: keep the sh step in single ones.'],
  robots: 'one',
  holdsSecret: true,
  fileName: 'harbor-jenkins.yaml',
  options: [nameOption, namespaceOption],
  nameThere: nameInCluster,
  write: (writing) => {
    const { name, secret, registry } = onlyRobot(writing);
    const labels = { 'jenkins.io/credentials-type': 'usernamePassword' };
    const annotations = { 'jenkins.io/credentials-description': `Harbor robot for ${registry}` };
    return yamlText({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadataOf(writing, { labels, annotations }),
      type: 'Opaque',
      stringData: { username: name, password: secret },
    });
  },
};
