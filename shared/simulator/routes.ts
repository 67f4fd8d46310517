import {
  listAuditEvents,
  listAuditLogExts,
  listAuditLogs,
  listProjectLogExts,
  listProjectLogs,
} from './audit/audit.ts';
import { getConfigurations, updateConfigurations } from './settings/configurations.ts';
import type { Handler } from './exchange.ts';
import { FIRST_API_PATHS } from './first-api/routes.ts';
import { health, ping, pingOffers, statistics } from './general.ts';
import {
  addMember,
  deleteMember,
  getMember,
  listMembers,
  updateMember,
} from './projects/members.ts';
import { listPermissions } from './access/permissions.ts';
import type { Profile } from './profile.ts';
import {
  createProject,
  deleteProject,
  getProject,
  headProject,
  listProjects,
  projectDeletable,
  projectSummary,
} from './projects/projects.ts';
import {
  addMetadata,
  deleteMetadata,
  getMetadata,
  listMetadata,
  updateMetadata,
} from './projects/project-metadata.ts';
import { updateProject } from './projects/project-update.ts';
import { getQuota, listQuotas, updateQuota } from './projects/quotas.ts';
import { createRobotHandler } from './robots/robot-create.ts';
import { updateRobotHandler } from './robots/robot-update.ts';
import {
  deleteRobotHandler,
  getRobotHandler,
  listRobotsHandler,
  refreshSecretHandler,
} from './robots/robots.ts';
import {
  createRobotV1,
  deleteRobotV1,
  getRobotV1,
  listRobotsV1,
  updateRobotV1,
} from './robots/robots-v1.ts';
import { search } from './search.ts';
import { getCertificate, systemInfo, systemVolumes } from './settings/systeminfo.ts';
import {
  changePassword,
  createUser,
  deleteUser,
  setSysadmin,
  updateProfile,
} from './users/user-accounts.ts';
import { currentPermissions, currentUser, getUser, listUsers, searchUsers } from './users/users.ts';

/** One operation of the API: path below /api/v2.0 with `{names}`, its handler, what it produces. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: Handler;
  readonly offers: readonly string[];
}

const JSON_ONLY = ['application/json'];

function routesOf(paths: Readonly<Record<string, Readonly<Record<string, Handler>>>>): Route[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, handler]) => ({
      method,
      path,
      handler,
      offers: JSON_ONLY,
    })),
  );
}

/** Every operation that the release of the profile has. */
export function apiRoutes(profile: Profile): Route[] {
  const routes = routesOf({
    '/health': { GET: health },
    '/systeminfo': { GET: systemInfo },
    '/systeminfo/getcert': { GET: getCertificate },
    '/systeminfo/volumes': { GET: systemVolumes },
    '/statistics': { GET: statistics },
    '/quotas': { GET: listQuotas },
    '/quotas/{id}': { GET: getQuota, PUT: updateQuota },
    '/search': { GET: search },
    '/configurations': { GET: getConfigurations, PUT: updateConfigurations },
    '/robots': { GET: listRobotsHandler, POST: createRobotHandler },
    '/robots/{robot_id}': {
      GET: getRobotHandler,
      PUT: updateRobotHandler,
      PATCH: refreshSecretHandler,
      DELETE: deleteRobotHandler,
    },
    '/projects': { GET: listProjects, HEAD: headProject, POST: createProject },
    '/projects/{project}': { GET: getProject, PUT: updateProject, DELETE: deleteProject },
    '/projects/{project}/metadatas': { GET: listMetadata, POST: addMetadata },
    '/projects/{project}/metadatas/{meta}': {
      GET: getMetadata,
      PUT: updateMetadata,
      DELETE: deleteMetadata,
    },
    '/projects/{project}/_deletable': { GET: projectDeletable },
    '/projects/{project}/summary': { GET: projectSummary },
    '/projects/{project}/logs': { GET: listProjectLogs },
    '/projects/{project}/members': { GET: listMembers, POST: addMember },
    '/projects/{project}/members/{mid}': {
      GET: getMember,
      PUT: updateMember,
      DELETE: deleteMember,
    },
    '/users': { GET: listUsers, POST: createUser },
    '/users/current': { GET: currentUser },
    '/users/current/permissions': { GET: currentPermissions },
    '/users/search': { GET: searchUsers },
    '/users/{user_id}': { GET: getUser, PUT: updateProfile, DELETE: deleteUser },
    '/users/{user_id}/sysadmin': { PUT: setSysadmin },
    '/users/{user_id}/password': { PUT: changePassword },
    '/audit-logs': { GET: listAuditLogs },
    ...(profile.catalogue ? { '/permissions': { GET: listPermissions } } : {}),
    ...(profile.extendedAudit
      ? {
          '/auditlog-exts': { GET: listAuditLogExts },
          '/auditlog-exts/events': { GET: listAuditEvents },
          '/projects/{project}/auditlog-exts': { GET: listProjectLogExts },
        }
      : {}),
    ...(profile.robotsV1
      ? {
          '/projects/{project}/robots': { GET: listRobotsV1, POST: createRobotV1 },
          '/projects/{project}/robots/{robot_id}': {
            GET: getRobotV1,
            PUT: updateRobotV1,
            DELETE: deleteRobotV1,
          },
        }
      : {}),
  });
  const served = profile.firstApi
    ? routes.filter(({ path }) => !FIRST_API_PATHS.test(path))
    : routes;
  return [
    ...served,
    { method: 'GET', path: '/ping', handler: ping, offers: pingOffers(profile.pingAsJson) },
  ];
}
