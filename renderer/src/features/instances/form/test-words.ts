import type { ErrorShape } from '../../../../../shared/contract/errors.ts';
import type { Rights, TestStep, TestStepName } from '../../../../../shared/contract/instances.ts';
import type { Sign } from '../../../ui/tone.ts';
import { signInVerb } from '../login-words.ts';

/** What each step of the connection test is called, in the order in which they are taken. */
export const STEP_LABELS: Readonly<Record<TestStepName, string>> = {
  address: 'Address',
  dns: 'Name lookup',
  tcp: 'Connection',
  proxy: 'Proxy',
  tls: 'Certificate',
  harbor: 'A Harbor',
  login: 'Login',
  rights: 'Rights',
};

/** The sign of a step, by how it stands. */
export const STEP_SIGNS: Readonly<Record<TestStep['status'] | 'waiting', Sign>> = {
  waiting: { icon: 'i-lucide-circle', tone: 'quiet', word: 'not reached' },
  running: { icon: 'i-lucide-loader-circle', tone: 'busy', word: 'running' },
  passed: { icon: 'i-lucide-circle-check', tone: 'good', word: 'passed' },
  failed: { icon: 'i-lucide-circle-x', tone: 'bad', word: 'failed' },
  skipped: { icon: 'i-lucide-circle-minus', tone: 'quiet', word: 'not needed' },
};

/** A field the page can lead to, or a dialog it can open, where a test failed. */
export type TestRemedy =
  | { readonly kind: 'field'; readonly field: string; readonly label: string }
  | { readonly kind: 'certificate'; readonly label: string }
  | { readonly kind: 'again'; readonly label: string }
  | { readonly kind: 'sign-in'; readonly label: string }
  /** Another kind of login is what works there. */
  | { readonly kind: 'login-kind'; readonly login: 'user' | 'oidc'; readonly label: string }
  | { readonly kind: 'address'; readonly url: string; readonly label: string };

const field = (name: string, label: string): TestRemedy => ({ kind: 'field', field: name, label });

/**
 * The one way on that the page offers for a failed step; null where only people elsewhere can
 * help. The error's own sentence says what happened and why.
 */
export function remedyOf({
  code,
  details,
}: Pick<ErrorShape, 'code' | 'details'>): TestRemedy | null {
  switch (code) {
    case 'sign-in-ended':
      return { kind: 'sign-in', label: signInVerb(String(details['provider'] ?? '')) };
    case 'sign-in-failed':
      return signInRemedy(details);
    case 'address-invalid':
    case 'dns-failed':
    case 'connection-refused':
    case 'redirected':
    case 'tls-failed':
    case 'not-harbor':
      return field('url', 'Change the address');
    case 'tls-untrusted':
    case 'tls-expired':
    case 'tls-wrong-host':
    case 'tls-changed':
      return { kind: 'certificate', label: 'Look at the certificate' };
    case 'tls-client-certificate-needed':
    case 'tls-client-certificate-bad':
      return field('certificateFile', 'Choose a client certificate');
    case 'proxy-failed':
    case 'proxy-login-needed':
      return field('proxy', 'Change the proxy');
    case 'login-refused':
      if (details['authMode'] === 'oidc_auth' && details['kind'] === 'user') {
        return { kind: 'login-kind', login: 'oidc', label: 'Sign in through the provider' };
      }
      return field('password', 'Enter the password again');
    case 'login-needed':
    case 'login-stopped':
      return field('password', 'Enter the password again');
    case 'keychain-locked':
    case 'keychain-missing':
    case 'keychain-failed':
      return field('password', 'Enter the password for this test');
    case 'timeout':
    case 'connection-failed':
    case 'harbor-unavailable':
    case 'harbor-too-many-requests':
    case 'harbor-internal':
    case 'cancelled':
      return { kind: 'again', label: 'Test again' };
    default:
      return null;
  }
}

/** The way on after a sign-in that came to nothing. */
function signInRemedy({ reason, origin }: ErrorShape['details']): TestRemedy {
  if (reason === 'other-host' && typeof origin === 'string') {
    return { kind: 'address', url: origin, label: `Use ${origin}` };
  }
  if (reason === 'not-by-provider') {
    return { kind: 'login-kind', login: 'user', label: 'Use a user name and a password' };
  }
  if (reason === 'certificate') return field('trust', 'Change what is trusted');
  return { kind: 'sign-in', label: 'Sign in again…' };
}

/** Who this login is, as a heading over what it can and cannot do. */
export function identitySentence(rights: Rights): string {
  const who = rights.username === '' ? 'This login' : rights.username;
  switch (rights.identity) {
    case 'system-admin':
      return `${who} is a system administrator.`;
    case 'project-admin':
      return rights.adminOfProjects === 1
        ? `${who} administers 1 project.`
        : `${who} administers ${rights.adminOfProjects} projects.`;
    case 'user':
      return `${who} is a user without administration of any project.`;
    case 'robot':
      return `${who} is a robot.`;
    case 'unknown':
      return `What ${who === 'This login' ? 'this login' : who} may do is not known.`;
  }
}

/** A fingerprint in groups of four, so that two people can read it to each other. */
export function groupFingerprint(sha256: string): string {
  return (sha256.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
