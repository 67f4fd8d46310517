export * from './buckets.ts';
export * from './calendar.ts';
export * from './days.ts';
export * from './expiring-query.ts';
export * from './limits.ts';
export * from './snooze.ts';
export * from './state.ts';
