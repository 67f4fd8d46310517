import type { DangerLevel } from '../../../../shared/permissions/dangers.ts';
import type { Sign } from '../../ui/tone.ts';
import { DANGER_WORDS } from './matrix.ts';

/** Sign of a danger: each level has its own shape. */
export const DANGER_SIGNS: Readonly<Record<DangerLevel, Sign>> = {
  critical: { tone: 'bad', icon: 'i-lucide-skull', word: DANGER_WORDS.critical },
  high: { tone: 'bad', icon: 'i-lucide-flame', word: DANGER_WORDS.high },
  medium: { tone: 'warning', icon: 'i-lucide-circle-alert', word: DANGER_WORDS.medium },
};
