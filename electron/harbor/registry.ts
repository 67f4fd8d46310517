import type { SystemInfoBody } from './schemas.ts';

/**
 * Host and port of the registry as names of images have them: Harbor answers its external address
 * without the scheme (src/controller/systeminfo/controller.go), and a port that is the scheme's
 * own stays if an administrator wrote it. '' where neither is told.
 */
export const registryOf = ({
  registry_url: registry,
  external_url: external,
}: Pick<SystemInfoBody, 'registry_url' | 'external_url'>): string =>
  (registry || external).replace(/^https?:\/\//i, '').replace(/\/.*$/s, '');
