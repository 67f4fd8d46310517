import type { Exchange, Reply } from '../exchange.ts';
import { ok } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { notFound } from '../errors.ts';
import { requireSystem } from '../access/require-access.ts';

/** GET /systeminfo: more for those who are signed in; the version is hidden from others since 2.13. */
export function systemInfo({ world, identity, call }: Exchange): Reply {
  const { state, profile, clock } = world;
  const known = identity.kind !== 'anonymous';
  const external = world.addressFor(call);
  const shownTime = clock.now() + world.shownClockOffset * 1000;
  return ok({
    auth_mode: state.text('auth_mode'),
    banner_message: profile.bannerMessage ? state.text('banner_message') : undefined,
    current_time: known && profile.currentTime ? formatTime(shownTime) : undefined,
    external_url: known ? external : undefined,
    harbor_version: known || !profile.versionHidden ? profile.harborVersion : undefined,
    has_ca_root: known ? false : undefined,
    notification_enable: known ? state.flag('notification_enable') : undefined,
    oidc_provider_name: profile.oidcProviderName ? state.text('oidc_name') : undefined,
    primary_auth_mode: profile.primaryAuthMode ? state.flag('primary_auth_mode') : undefined,
    project_creation_restriction: known ? state.text('project_creation_restriction') : undefined,
    read_only: known ? state.flag('read_only') : undefined,
    registry_storage_provider_name: known ? 'filesystem' : undefined,
    registry_url: known ? external.replace(/^https?:\/\//, '') : undefined,
    self_registration: state.flag('self_registration'),
    with_chartmuseum: known && profile.helmCharts ? false : undefined,
    with_notary: known && profile.notary ? false : undefined,
  });
}

/** GET /systeminfo/getcert: the simulator has no CA of its own to hand out. */
export function getCertificate(): Reply {
  throw notFound('cert not found');
}

/** GET /systeminfo/volumes. */
export function systemVolumes(exchange: Exchange): Reply {
  requireSystem(exchange, 'system-volumes', 'read');
  return ok({ storage: [{ free: 50_000_000_000, total: 100_000_000_000 }] });
}
