import { describe, expect, it } from 'vitest';
import { findShortcut } from '../../../renderer/src/features/frame/shortcuts.ts';
import type { KeyContext, Shortcut } from '../../../renderer/src/features/frame/shortcuts.ts';

/** What is asked of a key event. */
const press = (key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, altKey: false, ctrlKey: false, metaKey: false, target: null, ...more }) as KeyboardEvent;

const run = (): void => undefined;
const KEYS: readonly Shortcut[] = [
  { keys: 'mod+k', label: 'Palette', group: 'Everywhere', run },
  { keys: '/', label: 'Filter', group: 'Table of robots', run },
  { keys: 'space', label: 'Select', group: 'Table of robots' },
];
const find = (event: KeyboardEvent, context: Partial<KeyContext> = {}): string | undefined =>
  findShortcut(event, KEYS, { singleKeys: true, isTyping: false, isOnTop: false, ...context })
    ?.label;

describe('shortcuts', () => {
  it('finds keys with and without the command key', () => {
    expect(find(press('k', { ctrlKey: true }))).toBe('Palette');
    expect(find(press('/'))).toBe('Filter');
    expect(find(press('k'))).toBeUndefined();
  });

  it.each([{ singleKeys: false }, { isTyping: true }])(
    'leaves single keys alone with %o, but not the others',
    (context) => {
      expect(find(press('/'), context)).toBeUndefined();
      expect(find(press('k', { ctrlKey: true }), context)).toBe('Palette');
    },
  );

  it('leaves all keys to dialogs and menus', () => {
    expect(find(press('k', { ctrlKey: true }), { isOnTop: true })).toBeUndefined();
  });

  it('leaves keys alone that somebody has handled or that belong to the system', () => {
    expect(find(press('/', { defaultPrevented: true }))).toBeUndefined();
    expect(find(press('/', { altKey: true }))).toBeUndefined();
    expect(find(press('/', { metaKey: true }))).toBeUndefined();
  });

  it('runs nothing for keys that are only listed', () => {
    expect(find(press('space'))).toBeUndefined();
  });
});
