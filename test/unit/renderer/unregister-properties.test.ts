import { expect, it } from 'vitest';
import { unregisterProperties } from '../../../renderer/unregister-properties.ts';

it('resets properties that were registered without an initial value', () => {
  const css = `@layer theme,base;@property --tw-blur{syntax:"*";inherits:false}
@property --tw-ring-inset {
  syntax: "*";
  inherits: false;
}
.a{filter:var(--tw-blur,);box-shadow:var(--tw-ring-inset, ) 0 0 0 1px}`;
  const changed = unregisterProperties(css);
  expect(changed).not.toContain('@property');
  expect(changed).toContain('::backdrop{--tw-blur:initial;--tw-ring-inset:initial}');
  expect(changed).toContain('.a{filter:var(--tw-blur,)');
});

it('leaves registrations alone that have an initial value, or no use with an empty fallback', () => {
  const css =
    '@property --tw-leading{syntax:"*";inherits:false}.a{line-height:var(--tw-leading,1)}@property --tw-ring-shadow{syntax:"*";inherits:false;initial-value:0 0 #0000}';
  expect(unregisterProperties(css)).toBe(css);
});
