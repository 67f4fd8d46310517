import type {
  Diagnosis,
  Verdict,
  VerdictCode,
} from '../../../../shared/contract/diagnose-calls.ts';
import type { Sign } from '../../ui/tone.ts';
import { STATE_SIGNS } from '../robots/robot-words.ts';

/** Why a robot fails, as a sign: the one of the table where it is a state. */
export const VERDICT_SIGNS: Readonly<Record<VerdictCode, Sign>> = {
  expired: STATE_SIGNS.expired,
  disabled: STATE_SIGNS.disabled,
  gone: STATE_SIGNS.gone,
  legacy: STATE_SIGNS.legacy,
  renamed: { tone: 'bad', icon: 'i-lucide-pencil', word: 'Renamed' },
  shell: { tone: 'bad', icon: 'i-lucide-terminal', word: 'Name without its project' },
  'no-project': { tone: 'bad', icon: 'i-lucide-folder', word: 'No such project' },
  'no-permission': { tone: 'bad', icon: 'i-lucide-ban', word: 'No permission' },
  healthy: { ...STATE_SIGNS.active, word: 'Nothing speaks against it' },
};

/** What can be done about the secret of a robot that nothing else speaks against: null for others. */
export const secretStep = ({
  code,
  holdsSecret,
}: Pick<Verdict, 'code' | 'holdsSecret'>): 'try-kept' | 'check-pasted' | null => {
  if (code !== 'healthy') return null;
  return holdsSecret ? 'try-kept' : 'check-pasted';
};

/** What was read out of the text, in a sentence; '' for nothing. */
export function understoodWords({ understood }: Pick<Diagnosis, 'understood'>): string {
  const { names, hosts, project, repository, action, status } = understood;
  const image = project === '' ? '' : repository === '' ? project : `${project}/${repository}`;
  const parts = [
    ...(names.length > 0 ? [names.join(', ')] : []),
    ...(hosts.length > 0 ? [`at ${hosts.join(', ')}`] : []),
    ...(action === null ? [] : [action]),
    ...(image === '' ? [] : [`image ${image}`]),
    ...(status === null ? [] : [`answer ${String(status)}`]),
  ];
  return parts.length === 0 ? '' : `Understood: ${parts.join(' · ')}.`;
}
