export { findDrifts } from './find-drifts.ts';
export * from './plan-dates.ts';
export * from './policy.ts';
export { LONGEST_LIFETIME, type Shortfall } from './shortfalls.ts';
