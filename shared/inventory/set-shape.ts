const NAMESPACE = /(?<="namespace":)"(?:[^"\\]|\\.)*"/g;
const EVERYWHERE = JSON.stringify('*');

/**
 * What is left of a permission set when its projects lose their names. Thousands of robots are made
 * alike, each for its own project: sets of one shape say the same of every permission.
 * @param entries JSON in normal form, which has each project once
 * @param project of a project robot, '' for system robots: it counts otherwise than the others
 */
export function shapeOf(entries: string, project: string): string {
  const own = JSON.stringify(project);
  return entries.replace(NAMESPACE, (name) => {
    if (name === EVERYWHERE) return '*';
    return name === own ? 'own' : 'other';
  });
}
