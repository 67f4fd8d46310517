import type { RobotRule } from './rule.ts';

/** Off unless somebody wants it: where secrets live elsewhere, it would hold for every robot. */
export const secretNowhere: RobotRule = {
  id: 'secret-nowhere',
  about: 'robot',
  title: 'Secret kept nowhere',
  why: 'If those who use it lose its secret, it has to get a new one, and everything that uses it stops.',
  found:
    'Purser keeps no secret of it in the keychain of this computer. Other places are not seen.',
  fix: 'Give it a new secret and keep it here, or hand in the one it has.',
  repair: { kind: 'change', change: 'refresh' },
  severity: 'off',
  limit: null,
  missing: '',
  judge: ({ isSecretKept }) => !isSecretKept,
  say: () => 'Its secret is not kept by Purser.',
};
