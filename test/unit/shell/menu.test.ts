import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { contextTemplate, menuTemplate } from '../../../electron/shell/menu.ts';

const entries = (platform: NodeJS.Platform, development = false) => {
  const ran: string[] = [];
  const template = menuTemplate({ platform, development, run: (command) => ran.push(command) });
  const all = template.flatMap((menu) =>
    Array.isArray(menu.submenu) ? menu.submenu : [menu as MenuItemConstructorOptions],
  );
  return { all, ran };
};

const click = (item: MenuItemConstructorOptions): void => {
  (item.click as (() => void) | undefined)?.();
};

it.each(['linux', 'win32', 'darwin'] as const)('offers every command once on %s', (platform) => {
  const { all, ran } = entries(platform);
  all.forEach(click);
  expect(ran.sort()).toStrictEqual(['keys', 'new-instance', 'palette', 'settings', 'sync']);
});

it('takes keys itself only where the menu sees them before the page', () => {
  const registered = (platform: NodeJS.Platform): boolean[] =>
    entries(platform).all.flatMap((item) => item.registerAccelerator ?? []);
  expect(registered('linux').every((is) => !is)).toBe(true);
  expect(registered('win32').every((is) => !is)).toBe(true);
  expect(registered('darwin').every((is) => is)).toBe(true);
});

it.each(['linux', 'darwin'] as const)('never reloads the page on %s', (platform) => {
  const roles = entries(platform, true).all.map((item) => item.role);
  expect(roles).not.toContain('reload');
  expect(roles).not.toContain('forceReload');
});

it('has developer tools in development alone', () => {
  const hasTools = (development: boolean): boolean =>
    entries('linux', development).all.some((item) => item.role === 'toggleDevTools');
  expect([hasTools(true), hasTools(false)]).toStrictEqual([true, false]);
});

it('offers on a right click what can be done there', () => {
  const roles = (isEditable: boolean, selectionText: string) =>
    contextTemplate({ isEditable, selectionText }).map((item) => item.role);
  expect(roles(true, '')).toStrictEqual(['cut', 'copy', 'paste', 'selectAll']);
  expect(roles(false, 'robot$ci')).toStrictEqual(['copy']);
  expect(roles(false, ' ')).toStrictEqual([]);
});
