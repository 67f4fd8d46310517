export * from './bridge.ts';
export * from './calls.ts';
export * from './envelope.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './instances.ts';
export * from './robots.ts';
export * from './settings.ts';
