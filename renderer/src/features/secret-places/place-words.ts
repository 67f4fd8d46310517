import type { PlaceOfSecrets } from '../../../../shared/contract/secret-places.ts';
import type { Sign } from '../../ui/tone.ts';

/**
 * Whether a place has the secret that is here, as far as is known; null where nothing is, and where
 * a place that was noted by hand needs nobody.
 */
export function placeSign({
  repeats,
  isBehind,
}: Pick<PlaceOfSecrets, 'repeats' | 'isBehind'>): Sign | null {
  if (isBehind === null) return null;
  if (!repeats) {
    return isBehind ? { tone: 'quiet', icon: 'i-lucide-hand', word: 'Bring it there' } : null;
  }
  return isBehind
    ? { tone: 'warning', icon: 'i-lucide-triangle-alert', word: 'Has an older one' }
    : { tone: 'good', icon: 'i-lucide-check', word: 'Up to date' };
}
