import type { PlaceOfSecrets } from '../../../../shared/contract/secret-places.ts';
import type { Sign } from '../../ui/tone.ts';

/** Whether a place has the secret that is here, as far as Purser brought it there. */
export function placeSign({
  repeats,
  isBehind,
}: Pick<PlaceOfSecrets, 'repeats' | 'isBehind'>): Sign {
  if (!repeats) return { tone: 'quiet', icon: 'i-lucide-hand', word: 'Bring it there' };
  return isBehind
    ? { tone: 'warning', icon: 'i-lucide-triangle-alert', word: 'Has an older one' }
    : { tone: 'good', icon: 'i-lucide-check', word: 'Up to date' };
}
