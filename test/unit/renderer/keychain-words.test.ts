import { describe, expect, it } from 'vitest';
import { keychainWords } from '../../../renderer/src/features/settings/keychain-words.ts';
import { passwordPlace } from '../../../renderer/src/features/instances/login-words.ts';
import type { KeychainStatus } from '../../../shared/contract/settings.ts';

const status = (state: KeychainStatus['state'], sessionOnly = false): KeychainStatus => ({
  state,
  cause: '',
  sessionOnly,
});

describe('keychainWords', () => {
  it('has a sign and a sentence of its own for every state', () => {
    const all = [
      keychainWords(status('ready'), 'linux'),
      keychainWords(status('locked'), 'linux'),
      keychainWords(status('none'), 'linux'),
      keychainWords(status('none', true), 'linux'),
    ];
    expect(new Set(all.map((words) => words.sign.word)).size).toBe(4);
    expect(new Set(all.map((words) => words.sentence)).size).toBe(4);
  });

  it('says on every platform how to mend it', () => {
    for (const platform of ['linux', 'darwin', 'win32', 'other'] as const) {
      expect(keychainWords(status('locked'), platform).steps.length).toBeGreaterThan(0);
      expect(keychainWords(status('none'), platform).steps.length).toBeGreaterThan(0);
      expect(keychainWords(status('ready'), platform).steps).toEqual([]);
    }
    expect(keychainWords(status('none'), 'linux').command).toContain('gnome-keyring');
  });
});

it('says at the field where a password will be', () => {
  expect(passwordPlace(status('ready'))).toContain('keychain');
  expect(passwordPlace(status('locked'))).toContain('not ready');
  expect(passwordPlace(status('none', true))).toContain('until Purser quits');
});
