import type { InstanceState, InstanceView } from '../../../../shared/contract/instances.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import { absoluteTime, recentTime, relativeTime } from '../../ui/time.ts';
import type { Sign } from '../../ui/tone.ts';
import { lacksPassword, readerTrouble, usedReader } from '../reader/reader-words.ts';

/** The one thing to do about a state. */
export type WayOn =
  | 'sync'
  | 'cancel-sync'
  | 'sign-in'
  | 'provider'
  | 'reader'
  | 'look-at-certificate'
  | 'answer-replaced'
  | 'details';

/** What the window shows of a state: a sign, a sentence, and a way on. */
export interface InstanceSign extends Sign {
  readonly sentence: string;
  readonly wayOn: WayOn | null;
}

export const WAY_ON_LABELS: Readonly<Record<WayOn, string>> = {
  sync: 'Sync now',
  'cancel-sync': 'Cancel',
  'sign-in': 'Sign in again',
  provider: 'Sign in',
  reader: 'Put it right',
  'look-at-certificate': 'Look at it',
  'answer-replaced': 'Answer',
  details: 'Details',
};

type Parts = Pick<InstanceSign, 'icon' | 'tone' | 'word' | 'wayOn'>;

const PARTS: Readonly<Record<InstanceState, Parts>> = {
  'never-synced': {
    icon: 'i-lucide-circle-dashed',
    tone: 'quiet',
    word: 'Not synced yet',
    wayOn: 'sync',
  },
  fresh: { icon: 'i-lucide-circle-check', tone: 'good', word: 'Up to date', wayOn: 'sync' },
  syncing: { icon: 'i-lucide-refresh-cw', tone: 'busy', word: 'Syncing', wayOn: 'cancel-sync' },
  stale: { icon: 'i-lucide-clock', tone: 'quiet', word: 'Stale', wayOn: 'sync' },
  offline: { icon: 'i-lucide-cloud-off', tone: 'warning', word: 'Offline', wayOn: 'sync' },
  'needs-login': {
    icon: 'i-lucide-key-round',
    tone: 'bad',
    word: 'Needs login',
    wayOn: 'sign-in',
  },
  'sign-in-ended': {
    icon: 'i-lucide-log-in',
    tone: 'warning',
    word: 'Sign-in ended',
    wayOn: 'provider',
  },
  'certificate-changed': {
    icon: 'i-lucide-shield-alert',
    tone: 'bad',
    word: 'Certificate changed',
    wayOn: 'look-at-certificate',
  },
  replaced: {
    icon: 'i-lucide-circle-question-mark',
    tone: 'warning',
    word: 'Replaced',
    wayOn: 'answer-replaced',
  },
  failed: { icon: 'i-lucide-triangle-alert', tone: 'bad', word: 'Failed', wayOn: 'details' },
};

/** Sign and sentence of an instance's state. `now` in epoch seconds. */
export function signOf(view: InstanceView, now: number): InstanceSign {
  const parts = PARTS[view.state];
  const wayOn = wayOnOf(view) ?? parts.wayOn;
  const isNew = view.state === 'sign-in-ended' && view.asOf === null;
  const word = isNew ? 'Not signed in' : parts.word;
  return { ...parts, word, wayOn, sentence: sentenceOf(view, notBefore(now, view.asOf)) };
}

/** Where the cause of a state leads elsewhere than the state itself. */
function wayOnOf(view: InstanceView): WayOn | null {
  if (view.state === 'needs-login' && usedReader(view) !== null) return 'reader';
  const isCertificate = view.state === 'failed' && CERTIFICATE_CODES.has(view.error?.code ?? '');
  return isCertificate ? 'look-at-certificate' : null;
}

/** Failures that end when somebody looks at the certificate and trusts it. */
const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  'tls-untrusted',
  'tls-expired',
  'tls-wrong-host',
]);

/** The window's clock ticks once a minute, so what was just read may lie ahead of it. */
const notBefore = (now: number, asOf: number | null): number => Math.max(now, asOf ?? 0);

/** Harbor's version without the letter before it and the commit behind it: 2.15.2, 2.16.0-dev. */
export function versionWords(version: string): string {
  return version.replace(/^v/, '').replace(/-[\da-f]{7,40}$/, '');
}

/** The moment its data were last read whole: "as of 2 minutes ago", "never read". */
export function asOfWords(asOf: number | null, now: number): string {
  return asOf === null ? 'never read' : `as of ${relativeTime(asOf, notBefore(now, asOf))}`;
}

function sentenceOf(view: InstanceView, now: number): string {
  const { asOf, progress } = view;
  const since = view.since === null ? '' : ` since ${recentTime(view.since, now)}`;
  const read = asOf === null ? null : relativeTime(asOf, now);
  const kept =
    asOf === null ? 'Nothing was read yet.' : `What is shown is as of ${absoluteTime(asOf)}.`;
  switch (view.state) {
    case 'never-synced':
      return 'Its robots were not read yet.';
    case 'fresh':
      return read === null ? 'Read.' : `Read ${read}.`;
    case 'syncing':
      return progress === null ? 'Waiting to begin.' : progressWords(progress);
    case 'stale':
      return read === null ? 'Not read for a while.' : `Last read ${read}.`;
    case 'offline':
      return read === null
        ? `No answer${since}. It was never read.`
        : `No answer${since}. Last read ${read}.`;
    case 'needs-login':
      if (usedReader(view) !== null) return `${readerTrouble(view, now)} ${kept}`;
      if (lacksPassword(view.login)) {
        return `The password of ${view.login.username} is not kept, and no robot reads. ${kept}`;
      }
      if (view.login.stored === 'nowhere') {
        return `There is no password of ${view.login.username}, so nothing was asked. ${kept}`;
      }
      return since === ''
        ? `It refuses ${view.login.username}. ${kept}`
        : `It has refused ${view.login.username}${since}. ${kept}`;
    case 'sign-in-ended':
      return `Nobody is signed in there, and no robot reads. ${kept}`;
    case 'certificate-changed':
      return `It shows another certificate than the one trusted. Nothing was sent to it. ${kept}`;
    case 'replaced':
      return 'None of the robots known is there any more. Nothing was marked gone.';
    case 'failed':
      return view.error?.message ?? `The last sync failed. ${kept}`;
  }
}

/** "12 of 40 requests, 1 203 robots so far". */
export function progressWords(progress: NonNullable<InstanceView['progress']>): string {
  const { requestsDone, requestsKnown, robots } = progress;
  const done = `${grouped(requestsDone)} of ${grouped(Math.max(requestsKnown, requestsDone))} requests`;
  return robots === 0 ? done : `${done}, ${counted(robots, 'robot')} so far`;
}

/** Percent of what is known to be asked for that was read of instances, rounded down. */
export function progressShare(views: readonly InstanceView[]): number {
  const sum = (of: (progress: NonNullable<InstanceView['progress']>) => number): number =>
    views.reduce((all, { progress }) => all + (progress === null ? 0 : of(progress)), 0);
  const known = sum(({ requestsKnown }) => requestsKnown);
  if (known === 0) return 0;
  return Math.min(100, Math.floor((100 * sum(({ requestsDone }) => requestsDone)) / known));
}

/** Something that holds beside the state, with its own sign. */
export interface InstanceMark extends Sign {
  readonly id: 'locked' | 'read-only' | 'limited' | 'session-only' | 'plain-http' | 'clock';
  readonly sentence: string;
}

/** Seconds by which a server's clock may differ before it is worth a word. */
const CLOCK_TOLERANCE = 120;

/**
 * All marks of an instance, most important first. How a simulated one keeps its password and
 * how it is reached says nothing, so that is left out in the demo.
 */
export function marksOf(view: InstanceView, isDemo: boolean): InstanceMark[] {
  const marks: (InstanceMark | null)[] = [
    lockedMark(view),
    readOnlyMark(view),
    limitedMark(view),
    isDemo ? null : passwordMark(view),
    isDemo ? null : plainHttpMark(view),
    clockMark(view),
  ];
  return marks.filter((mark) => mark !== null);
}

function lockedMark(view: InstanceView): InstanceMark | null {
  if (!view.config.locked) return null;
  return {
    id: 'locked',
    icon: 'i-lucide-lock',
    tone: 'quiet',
    word: 'Locked here',
    sentence: 'You locked it: Purser reads it and changes nothing.',
  };
}

function readOnlyMark(view: InstanceView): InstanceMark | null {
  if (!view.readOnly) return null;
  return {
    id: 'read-only',
    icon: 'i-lucide-book-lock',
    tone: 'warning',
    word: 'Harbor is read-only',
    sentence: 'An administrator has put this Harbor into read-only mode. It refuses every change.',
  };
}

function limitedMark(view: InstanceView): InstanceMark | null {
  const reasons = [...unreadableWords(view.unreadable), ...(view.rights?.cannot ?? [])];
  if (reasons.length === 0) return null;
  return {
    id: 'limited',
    icon: 'i-lucide-eye-off',
    tone: view.unreadable.length > 0 ? 'warning' : 'quiet',
    word: 'Limited',
    sentence: reasons.join(' '),
  };
}

function passwordMark(view: InstanceView): InstanceMark | null {
  if (view.login.stored === 'keychain' || view.login.asked === true) return null;
  // It is never anywhere else, and its end has a state of its own.
  if (view.login.kind === 'oidc') return null;
  const isKept = view.login.stored === 'session';
  return {
    id: 'session-only',
    icon: 'i-lucide-hourglass',
    tone: isKept ? 'quiet' : 'warning',
    word: isKept ? 'This session only' : 'No password',
    sentence: isKept
      ? `The password of ${view.login.username} is kept until Purser quits.`
      : `The password of ${view.login.username} is not in the keychain.`,
  };
}

function plainHttpMark(view: InstanceView): InstanceMark | null {
  if (!view.config.url.startsWith('http://')) return null;
  return {
    id: 'plain-http',
    icon: 'i-lucide-shield-off',
    tone: 'warning',
    word: 'Plain http',
    sentence: `The ${view.login.kind === 'oidc' ? 'session' : 'password'} and everything else travel unencrypted.`,
  };
}

function clockMark(view: InstanceView): InstanceMark | null {
  const offset = view.clockOffset;
  if (offset === null || Math.abs(offset) < CLOCK_TOLERANCE) return null;
  const minutes = Math.round(Math.abs(offset) / 60);
  return {
    id: 'clock',
    icon: 'i-lucide-clock-alert',
    tone: 'warning',
    word: 'Clock differs',
    sentence: `Its clock is ${counted(minutes, 'minute')} ${offset > 0 ? 'ahead of' : 'behind'} this computer's. Expiry is counted on its clock.`,
  };
}

/** What could not be read, one sentence each, at most three projects by name. */
export function unreadableWords(unreadable: InstanceView['unreadable']): string[] {
  const projects = unreadable.filter((entry) => entry.project !== '');
  const words: string[] = [];
  if (projects.length < unreadable.length) words.push('The system robots could not be read.');
  if (projects.length > 0) {
    const names = projects.slice(0, 3).map((entry) => entry.project);
    const rest = projects.length - names.length;
    const list = rest === 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more`;
    words.push(`${counted(projects.length, 'project')} could not be read: ${list}.`);
  }
  return words;
}
