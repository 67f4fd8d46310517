/** Lists that both sides need, without the schemas that are made of them. */

/** Colours an instance can be marked with; the theme decides the shade. */
export const INSTANCE_COLOURS = [
  'slate',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;

/** The steps of a connection test, in the order in which they are taken. */
export const TEST_STEPS = [
  'address',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'harbor',
  'login',
  'rights',
] as const;
