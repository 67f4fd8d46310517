import { isBefore } from '../../../../shared/permissions/releases.ts';

/**
 * Whether robots that Harbor 2.1 or older made still sign in at a Harbor of this version, and can
 * be switched off and described there: before 2.4 (goharbor/harbor commit f7a4401dcb).
 */
export const legacyWorks = (harborVersion: string): boolean => isBefore(harborVersion, '2.4.0');
