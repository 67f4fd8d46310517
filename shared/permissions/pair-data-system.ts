import type { PairRows } from './pair-rows.ts';

/** Permissions of the system: what each lets a robot do, and the calls that ask for it. */
export const SYSTEM_PAIRS: PairRows = {
  'audit-log:list': [
    'Read who did what, in every project',
    'GET /audit-logs, GET /auditlog-exts @2.13, GET /auditlog-exts/events @2.13',
  ],
  'catalog:read': ['List the repositories of the whole registry', 'GET /v2/_catalog'],
  'configuration:read': ['Read the settings of Harbor', 'GET /configurations'],
  'configuration:update': [
    'Change the settings of Harbor, also how people sign in',
    'PUT /configurations',
  ],
  'export-cve:create': [
    'Start exports of vulnerabilities, held by system robots of Harbor 2.12.0 alone',
    'POST /export/cve',
  ],
  'export-cve:read': [
    'Read exports of vulnerabilities, held by system robots of Harbor 2.12.0 alone',
    'GET /export/cve/download/{execution_id}, GET /export/cve/execution/{execution_id}, GET /export/cve/executions',
  ],
  'garbage-collection:create': [
    'Start and schedule the deletion of unused data',
    'POST /system/gc/schedule',
  ],
  'garbage-collection:list': ['List past runs of garbage collection', 'GET /system/gc'],
  'garbage-collection:read': [
    'Read the schedule, a run and the log of garbage collection',
    'GET /system/gc/schedule, GET /system/gc/{gc_id}, GET /system/gc/{gc_id}/log',
  ],
  'garbage-collection:stop': ['Stop a run of garbage collection', 'PUT /system/gc/{gc_id}'],
  'garbage-collection:update': [
    'Change the schedule of garbage collection',
    'PUT /system/gc/schedule',
  ],
  'jobservice-monitor:list': [
    'See jobs, queues, workers and schedules',
    'GET /jobservice/jobs/{job_id}/log, GET /jobservice/pools, GET /jobservice/pools/{pool_id}/workers, GET /jobservice/queues, GET /schedules',
  ],
  'jobservice-monitor:stop': [
    'Stop jobs, pause and empty queues',
    'PUT /jobservice/jobs/{job_id}, PUT /jobservice/queues/{job_type}',
  ],
  'label:create': ['Make labels for all projects', 'POST /labels (global labels)'],
  'label:delete': ['Delete labels of all projects', 'DELETE /labels/{label_id} (global labels)'],
  'label:read': ['Read labels of all projects', 'GET /labels/{label_id} (global labels)'],
  'label:update': ['Change labels of all projects', 'PUT /labels/{label_id} (global labels)'],
  'ldap-user:create': ['Let users of the directory in', 'POST /ldap/users/import'],
  'ldap-user:list': [
    'Search users and groups of the directory',
    'GET /ldap/groups/search, GET /ldap/users/search',
  ],
  'preheat-instance:create': ['Add peer-to-peer providers', 'POST /p2p/preheat/instances'],
  'preheat-instance:delete': [
    'Remove peer-to-peer providers',
    'DELETE /p2p/preheat/instances/{preheat_instance_name}',
  ],
  'preheat-instance:list': [
    'List peer-to-peer providers',
    'GET /p2p/preheat/instances, GET /p2p/preheat/providers',
  ],
  'preheat-instance:read': [
    'Read a peer-to-peer provider and try its address',
    'GET /p2p/preheat/instances/{preheat_instance_name}, POST /p2p/preheat/instances/ping',
  ],
  'preheat-instance:update': [
    'Change peer-to-peer providers',
    'PUT /p2p/preheat/instances/{preheat_instance_name}',
  ],
  'project:create': ['Make projects', 'POST /projects'],
  'project:list': ['List all projects, also private ones', 'GET /projects'],
  'purge-audit:create': [
    'Start and schedule the deletion of the audit log',
    'POST /system/purgeaudit/schedule',
  ],
  'purge-audit:list': ['List past purges of the audit log', 'GET /system/purgeaudit'],
  'purge-audit:read': [
    'Read the schedule, a run and the log of audit purges',
    'GET /system/purgeaudit/schedule, GET /system/purgeaudit/{purge_id}, GET /system/purgeaudit/{purge_id}/log',
  ],
  'purge-audit:stop': ['Stop a purge of the audit log', 'PUT /system/purgeaudit/{purge_id}'],
  'purge-audit:update': ['Change the schedule of audit purges', 'PUT /system/purgeaudit/schedule'],
  'quota:list': ['List how much all projects store and may store', 'GET /quotas'],
  'quota:read': ['Read how much one project stores and may store', 'GET /quotas/{id}'],
  'quota:update': ['Change how much projects may store', 'PUT /quotas/{id}'],
  'registry:create': ['Add other registries with a login', 'POST /registries'],
  'registry:delete': ['Remove other registries', 'DELETE /registries/{id}'],
  'registry:list': ['List other registries', 'GET /registries'],
  'registry:read': [
    'Read another registry and try its address',
    'GET /registries/{id}, GET /registries/{id}/info, POST /registries/ping',
  ],
  'registry:update': ['Change other registries and their logins', 'PUT /registries/{id}'],
  'replication-adapter:list': [
    'List the kinds of registries that can be copied to and from',
    'GET /replication/adapterinfos, GET /replication/adapters',
  ],
  'replication-policy:create': [
    'Make rules for copying to and from other registries',
    'POST /replication/policies',
  ],
  'replication-policy:delete': ['Delete rules for copying', 'DELETE /replication/policies/{id}'],
  'replication-policy:list': ['List rules for copying', 'GET /replication/policies'],
  'replication-policy:read': ['Read a rule for copying', 'GET /replication/policies/{id}'],
  'replication-policy:update': [
    'Change rules for copying to and from other registries',
    'PUT /replication/policies/{id}',
  ],
  'replication:create': [
    'Start and stop copying to and from other registries',
    'POST /replication/executions, PUT /replication/executions/{id}',
  ],
  'replication:list': [
    'List runs of replication and their tasks',
    'GET /replication/executions, GET /replication/executions/{id}/tasks',
  ],
  'replication:read': [
    'Read a run of replication and the log of its tasks',
    'GET /replication/executions/{id}, GET /replication/executions/{id}/tasks/{task_id}/log',
  ],
  'robot:create': ['Make system robots with at most what it holds itself', 'POST /robots'],
  'robot:delete': ['Delete system robots', 'DELETE /robots/{robot_id}'],
  'robot:list': ['List system robots', 'GET /robots'],
  'robot:read': ['Read a system robot', 'GET /robots/{robot_id}'],
  'robot:update': [
    'Change system robots and refresh their secrets',
    'PUT /robots/{robot_id}, PATCH /robots/{robot_id}',
  ],
  'scan-all:create': ['Schedule the scan of everything', 'POST /system/scanAll/schedule'],
  'scan-all:read': [
    'Read the schedule and the figures of the scan of everything',
    'GET /scans/all/metrics, GET /scans/schedule/metrics, GET /system/scanAll/schedule',
  ],
  'scan-all:stop': ['Stop the scan of everything', 'POST /system/scanAll/stop'],
  'scan-all:update': [
    'Change the schedule of the scan of everything',
    'PUT /system/scanAll/schedule',
  ],
  'scanner:create': ['Add scanners', 'POST /scanners'],
  'scanner:delete': ['Remove scanners', 'DELETE /scanners/{registration_id}'],
  'scanner:list': ['List scanners', 'GET /scanners'],
  'scanner:read': [
    'Read a scanner and try its address',
    'GET /scanners/{registration_id}, GET /scanners/{registration_id}/metadata, POST /scanners/ping',
  ],
  'scanner:update': [
    'Change scanners and choose the default one',
    'PATCH /scanners/{registration_id}, PUT /scanners/{registration_id}',
  ],
  'security-hub:list': ['List vulnerabilities of all projects', 'GET /security/vul'],
  'security-hub:read': [
    'Read the summary of vulnerabilities of all projects',
    'GET /security/summary',
  ],
  'system-volumes:read': ['Read how full the storage is', 'GET /systeminfo/volumes'],
  'user-group:create': ['Make user groups', 'POST /usergroups'],
  'user-group:delete': ['Delete user groups', 'DELETE /usergroups/{group_id}'],
  'user-group:list': ['List user groups', 'GET /usergroups'],
  'user-group:read': ['Read a user group', 'GET /usergroups/{group_id}'],
  'user-group:update': ['Rename user groups', 'PUT /usergroups/{group_id}'],
  'user:create': ['Make users', 'POST /users'],
  'user:delete': ['Delete users', 'DELETE /users/{user_id}'],
  'user:list': ['List users', 'GET /users'],
  'user:read': ['Read a user', 'GET /users/{user_id}'],
  'user:update': [
    'Make anybody an administrator and set any password',
    'PUT /users/{user_id}, PUT /users/{user_id}/cli_secret, PUT /users/{user_id}/password, PUT /users/{user_id}/sysadmin',
  ],
};
