import { createHash } from 'node:crypto';
import { atLeast, hasChange, parseRelease } from './version.ts';
import type { ReleaseNumber } from './version.ts';

/** Everything in which Harbor releases differ, derived by rule from the version string. */
export interface Profile {
  readonly release: ReleaseNumber;
  /** What `harbor_version` of GET /systeminfo shows, `v2.15.2-1a2b3c4d`. */
  readonly harborVersion: string;
  /** Users, members, settings and statistics are still answered by the first API (up to 2.2). */
  readonly firstApi: boolean;
  /** The `sort` query parameter exists (2.3). */
  readonly sortParameter: boolean;
  /** Query keys may be written in any case that snake-cases into a column (2.3, src/lib/orm/metadata.go). */
  readonly snakeCaseKeys: boolean;
  /** Retention policies of projects are set by their own call alone (2.4.3, 2.5.2, 2.6). */
  readonly guardedRetention: boolean;
  /** A query that cannot be decoded is refused before all else (2.4.3, 2.5.2, 2.6, goharbor/harbor#17073). */
  readonly checkedQuery: boolean;
  /** GET /users/current tells a robot 412 (2.3) instead of 500. */
  readonly robotHasNoCurrentUser: boolean;
  /** Robots make projects and list those of their permissions (2.4, goharbor/harbor#15461 and #14314). */
  readonly robotsSeeProjects: boolean;
  /** PUT on a robot of Harbor 2.1 or older may change its description and disabled flag (2.2, 2.3). */
  readonly legacyRobotWritable: boolean;
  /** PUT checks that a project robot stays in its project (2.5.2, and 2.5.4 for every robot but system ones). */
  readonly updateProjectCheck: 'none' | 'all' | 'project-robots';
  /** PUT asks for the right at the robot's own level (2.12); before, at the level that the body names. */
  readonly updateByOwnLevel: boolean;
  /** A project name that does not exist gives the system administrator 404 (2.7, goharbor/harbor#17586) instead of 403. */
  readonly missingProjectIs404: boolean;
  /** A generated secret always satisfies the secret rule (2.6, goharbor/harbor#16137). */
  readonly generatedSecretObeysRule: boolean;
  /** Audit logs can be sent elsewhere, and then be kept out of the database (2.6). */
  readonly forwardsAuditLog: boolean;
  /** Numbers of PUT /configurations are bounded (2.7, goharbor/harbor#17890). */
  readonly boundedSettings: boolean;
  /** PUT works on a robot that has no permission rows (2.8). */
  readonly updateWithoutRows: boolean;
  /** `chart_count` of a project, and helm rights in roles (up to 2.7). */
  readonly helmCharts: boolean;
  readonly notary: boolean;
  readonly exportCveRole: boolean;
  /** Since 2.6 (goharbor/harbor#16514). */
  readonly developerTagRetention: boolean;
  /** Scans can be stopped (2.4). */
  readonly scanStop: boolean;
  /** Artifacts have accessories (2.5). */
  readonly accessories: boolean;
  readonly primaryAuthMode: boolean;
  /** A chosen secret is 8 to 128 bytes (2.9); before, 8 or more. */
  readonly secretUpperBound: boolean;
  readonly bannerMessage: boolean;
  /** Until GHSA-hw28-333w-qxp3 was fixed in 2.9.5, 2.10.3 and 2.11.0. */
  readonly maintainerWritesMetadata: boolean;
  /** Since 2.9.2 and 2.10.1 (goharbor/harbor#19709). */
  readonly limitedGuestReadsRepository: boolean;
  /** Rights that GET /users/current/permissions knows for the system: the job monitor (2.7), the security hub (2.9). */
  readonly jobMonitor: boolean;
  readonly securityHub: boolean;
  /** Permissions are checked against a catalogue and GET /permissions exists (2.10). */
  readonly catalogue: boolean;
  /** System and project permissions of one robot both count (2.10, goharbor/harbor#19627). */
  readonly mixedScopes: boolean;
  /** `project:read` of a project permission means the project itself (2.10). */
  readonly projectSelfResource: boolean;
  readonly oidcProviderName: boolean;
  /** User names are checked for characters (2.10). */
  readonly checkedUserNames: boolean;
  /** `duration` 0 or absent is refused on POST and keeps the old one on PUT (2.11). */
  readonly explicitDuration: boolean;
  /** GET /permissions tells a robot 403 (2.11) instead of 404. */
  readonly permissionsForbidRobots: boolean;
  readonly pingAsJson: boolean;
  readonly sbomRole: boolean;
  /** gorilla/csrf 1.7.2 (2.11) names a missing token; 1.6.2 calls it invalid. */
  readonly namesMissingCsrfToken: boolean;
  /** creator_type and creator_ref, subset rule, robot audit entries (2.12). */
  readonly robotCreators: boolean;
  /** A 403 about users carries the caller's name, as any other of the system (2.12). */
  readonly usersNameTheCaller: boolean;
  /** A creator's `*` entry covers a named project (2.12.1, goharbor/harbor#21251). */
  readonly starCoversNamed: boolean;
  /** The creating robot is looked up in its own project (2.14.1, goharbor/harbor#21406). */
  readonly creatorLookupFixed: boolean;
  /** `Level=system` lists system robots only and ProjectID must be positive (2.13, goharbor/harbor#21118). */
  readonly strictLevel: boolean;
  readonly secretFilterable: boolean;
  /** Only a few operators may follow `__` in a query key (2.13.2). */
  readonly limitedOperators: boolean;
  readonly versionHidden: boolean;
  /** The new audit log (2.13); the old one then stays empty. */
  readonly extendedAudit: boolean;
  /** Changes of members are logged (2.16, goharbor/harbor#23228). */
  readonly memberAudit: boolean;
  /** /projects/{p}/robots (up to 2.12). */
  readonly robotsV1: boolean;
  readonly membersReadLog: boolean;
  readonly maintainerReadsNotificationPolicy: boolean;
  /** Robot ids up to 2^53-1 (2.16). */
  readonly bigRobotIds: boolean;
  /** Patterns in Level and `null` permissions answer 400 (2.16) instead of a panic. */
  readonly panicsFixed: boolean;
  readonly checkedPrefix: boolean;
  readonly currentTime: boolean;
  /** Milliseconds that checking one user's password takes (PBKDF2, 600 000 rounds since 2.15.2). */
  readonly passwordCost: number;
}

function shownVersion(version: string, release: ReleaseNumber): string {
  if (!/^v?\d+\.\d+(\.\d+)?$/.test(version)) return version;
  const plain = `v${release.major}.${release.minor}.${release.patch}`;
  return `${plain}-${createHash('sha256').update(plain).digest('hex').slice(0, 8)}`;
}

/** The behaviour of the Harbor that calls itself `version`; every string gives a profile. */
export function profileOf(version: string): Profile {
  const release = parseRelease(version);
  const since = (floor: string): boolean => atLeast(release, floor);
  return {
    release,
    harborVersion: shownVersion(version, release),
    firstApi: !since('2.3.0'),
    sortParameter: since('2.3.0'),
    snakeCaseKeys: since('2.3.0'),
    robotHasNoCurrentUser: since('2.3.0'),
    robotsSeeProjects: since('2.4.0'),
    legacyRobotWritable: !since('2.4.0'),
    updateProjectCheck: since('2.5.4') ? 'project-robots' : since('2.5.2') ? 'all' : 'none',
    checkedQuery: hasChange(release, ['2.4.3', '2.5.2', '2.6.0']),
    guardedRetention: hasChange(release, ['2.4.3', '2.5.2', '2.6.0']),
    scanStop: since('2.4.0'),
    accessories: since('2.5.0'),
    currentTime: since('2.5.0'),
    missingProjectIs404: since('2.7.0'),
    generatedSecretObeysRule: since('2.6.0'),
    exportCveRole: since('2.6.0'),
    developerTagRetention: since('2.6.0'),
    forwardsAuditLog: since('2.6.0'),
    boundedSettings: since('2.7.0'),
    jobMonitor: since('2.7.0'),
    updateWithoutRows: since('2.8.0'),
    helmCharts: !since('2.8.0'),
    primaryAuthMode: since('2.8.0'),
    securityHub: since('2.9.0'),
    notary: !since('2.9.0'),
    secretUpperBound: since('2.9.0'),
    bannerMessage: since('2.9.0'),
    maintainerWritesMetadata: !hasChange(release, ['2.9.5', '2.10.3', '2.11.0']),
    limitedGuestReadsRepository: hasChange(release, ['2.9.2', '2.10.1']),
    catalogue: since('2.10.0'),
    mixedScopes: since('2.10.0'),
    projectSelfResource: since('2.10.0'),
    oidcProviderName: since('2.10.0'),
    checkedUserNames: since('2.10.0'),
    explicitDuration: since('2.11.0'),
    permissionsForbidRobots: since('2.11.0'),
    pingAsJson: since('2.11.0'),
    sbomRole: since('2.11.0'),
    namesMissingCsrfToken: since('2.11.0'),
    robotCreators: since('2.12.0'),
    updateByOwnLevel: since('2.12.0'),
    usersNameTheCaller: since('2.12.0'),
    starCoversNamed: since('2.12.1'),
    strictLevel: since('2.13.0'),
    secretFilterable: !since('2.13.0'),
    versionHidden: since('2.13.0'),
    extendedAudit: since('2.13.0'),
    robotsV1: !since('2.13.0'),
    membersReadLog: !since('2.13.0'),
    limitedOperators: since('2.13.2'),
    maintainerReadsNotificationPolicy: since('2.14.0'),
    creatorLookupFixed: since('2.14.1'),
    passwordCost: since('2.15.2') ? 400 : 10,
    memberAudit: since('2.16.0'),
    bigRobotIds: since('2.16.0'),
    panicsFixed: since('2.16.0'),
    checkedPrefix: since('2.16.0'),
  };
}
