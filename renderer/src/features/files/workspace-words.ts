import type { WorkspaceAdded } from '../../../../shared/contract/workspace-calls.ts';
import { counted } from '../../ui/number-words.ts';

/** What the button of the dialog says. */
export function addVerb(instances: number, parts: number): string {
  if (instances === 0) return parts === 0 ? 'Nothing to add' : 'Take these over';
  return `Add ${counted(instances, 'instance')}`;
}

/** What was taken over, in a sentence. */
export function addedWords({ instances, parts }: WorkspaceAdded): string {
  const words = [
    ...(instances > 0 ? [counted(instances, 'instance')] : []),
    ...parts
      .filter(({ count }) => count > 0)
      .map(({ count, words: [one = '', several = ''] }) => counted(count, one, several)),
  ];
  if (words.length === 0) return 'Everything of the file was here already.';
  const last = words.pop() ?? '';
  return `Added ${words.length === 0 ? last : `${words.join(', ')} and ${last}`}.${
    instances > 0 ? ' Now enter their passwords.' : ''
  }`;
}
