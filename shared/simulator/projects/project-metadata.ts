import { Binder } from '../binding.ts';
import { METADATA } from '../bodies.ts';
import { badRequest, conflict } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import type { Profile } from '../profile.ts';
import { findProject, projectKey, requireProject } from '../access/require-access.ts';
import type { ProjectRow } from '../state.ts';

type Metadata = Readonly<Record<string, string>>;

const SEVERITIES = new Set(['none', 'negligible', 'low', 'medium', 'high', 'critical']);
/** What Go's strconv.ParseBool takes. */
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** Switches of a project, by the releases that know them. */
const switches = (profile: Profile): string[] => [
  'public',
  'enable_content_trust',
  'prevent_vul',
  'auto_scan',
  ...(profile.accessories ? ['enable_content_trust_cosign'] : []),
  ...(profile.catalogue ? ['reuse_sys_cve_allowlist'] : []),
  ...(profile.sbomRole ? ['auto_sbom_generation'] : []),
];

/**
 * What a project's body says of metadata, without what the release does not know or leaves to
 * projects that are a proxy's cache, of which the simulator has none.
 */
export function knownMetadata(sent: Metadata | undefined, profile: Profile): Metadata {
  const known = new Set([
    ...switches(profile),
    'severity',
    'retention_id',
    'reuse_sys_cve_allowlist',
  ]);
  return Object.fromEntries(Object.entries(sent ?? {}).filter(([name]) => known.has(name)));
}

function checked(metadata: Metadata, profile: Profile): [string, string] {
  const [first, second] = Object.entries(metadata);
  if (!first || second) throw badRequest('only allow one key/value pair');
  const [key, value] = first;
  if (switches(profile).includes(key)) {
    if (!TRUE.has(value) && !FALSE.has(value)) throw badRequest(`invalid value: ${value}`);
    return [key, String(TRUE.has(value))];
  }
  if (key !== 'severity') throw badRequest(`invalid key: ${key}`);
  if (!SEVERITIES.has(value.toLowerCase())) throw badRequest(`invalid value: ${value}`);
  return [key, value.toLowerCase()];
}

function projectFor(exchange: Exchange, action: string): ProjectRow {
  const key = projectKey(exchange);
  requireProject(exchange, key, 'metadata', action);
  return findProject(exchange, key);
}

const nameIn = ({ path }: Exchange): string => path['meta'] ?? '';

/** GET /projects/{p}/metadatas: asks for `list`, which no role has but the system administrator's. */
export function listMetadata(exchange: Exchange): Reply {
  return ok(projectFor(exchange, 'list').metadata);
}

/** GET /projects/{p}/metadatas/{name}: an empty object where there is none. */
export function getMetadata(exchange: Exchange): Reply {
  const value = projectFor(exchange, 'read').metadata[nameIn(exchange)];
  return ok(value === undefined ? {} : { [nameIn(exchange)]: value });
}

function boundMetadata(exchange: Exchange): Metadata {
  const binder = new Binder(exchange);
  const body = exchange.call.hasBody ? (binder.body(METADATA) as Metadata) : {};
  binder.done();
  return body;
}

/** POST /projects/{p}/metadatas: one pair that the project does not have yet. */
export function addMetadata(exchange: Exchange): Reply {
  const body = boundMetadata(exchange);
  requireProject(exchange, projectKey(exchange), 'metadata', 'create');
  const [name, value] = checked(body, exchange.world.profile);
  const project = projectFor(exchange, 'create');
  if (name in project.metadata)
    throw conflict(`metadata ${name} already exists for project ${project.id}`);
  project.metadata[name] = value;
  return empty();
}

/** PUT /projects/{p}/metadatas/{name}: as good as done where the project has no such pair. */
export function updateMetadata(exchange: Exchange): Reply {
  const body = boundMetadata(exchange);
  requireProject(exchange, projectKey(exchange), 'metadata', 'update');
  const key = nameIn(exchange);
  const [name, value] = checked({ [key]: body[key] ?? '' }, exchange.world.profile);
  const project = projectFor(exchange, 'update');
  if (name in project.metadata) project.metadata[name] = value;
  return empty();
}

/** DELETE /projects/{p}/metadatas/{name}. */
export function deleteMetadata(exchange: Exchange): Reply {
  const project = projectFor(exchange, 'delete');
  delete project.metadata[nameIn(exchange)];
  return empty();
}
