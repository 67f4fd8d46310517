import type { Sign } from '../../../ui/tone.ts';
import { RISK_SIGNS } from '../../risk/risk-words.ts';
import { FLAG_SIGNS, STATE_SIGNS } from '../robot-words.ts';

/** In front of the state of a robot whose warnings are put off. */
export const SNOOZE_SIGN: Sign = { tone: 'quiet', icon: 'i-lucide-bell-off', word: 'Snoozed' };

/** Icons that rows draw by reference, because a component for each would cost every scroll step. */
export const ROW_ICONS: readonly string[] = [
  ...new Set([
    'i-lucide-check',
    SNOOZE_SIGN.icon,
    ...Object.values(STATE_SIGNS).map((sign) => sign.icon),
    ...Object.values(FLAG_SIGNS).map((sign) => sign.icon),
    ...Object.values(RISK_SIGNS).map((sign) => sign.icon),
  ]),
];

/** Id of an icon's symbol. */
export const symbolId = (icon: string): string => icon.replace('i-lucide', 'sign');

/** Reference to the symbol of a sign's icon. */
export const signId = (sign: Sign): string => `#${symbolId(sign.icon)}`;
