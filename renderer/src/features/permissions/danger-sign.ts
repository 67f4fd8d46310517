import type { PairInfo } from '../../../../shared/permissions/pairs.ts';
import type { Sign } from '../../ui/tone.ts';
import { DANGER_SIGNS } from '../permissions-edit/danger-signs.ts';

const LOW: Sign = { tone: 'quiet', icon: 'i-lucide-circle', word: 'Low' };
const UNKNOWN: Sign = { tone: 'warning', icon: 'i-lucide-circle-question-mark', word: 'Unknown' };
const SHORT = { critical: 'Critical', high: 'High', medium: 'Medium' } as const;

/** Sign of how dangerous a permission is, in one word; null for one that nobody knows. */
export function dangerSign(danger: PairInfo['danger'] | null): Sign {
  if (danger === null) return UNKNOWN;
  return danger === 'low' ? LOW : { ...DANGER_SIGNS[danger], word: SHORT[danger] };
}
