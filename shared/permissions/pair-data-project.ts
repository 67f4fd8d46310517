import type { PairRows } from './pair-rows.ts';

/** Permissions in a project: what each lets a robot do, and the calls that ask for it. */
export const PROJECT_PAIRS: PairRows = {
  'accessory:list': [
    'List signatures, SBOMs and other things attached to images',
    'GET {artifact}/accessories @2.5',
  ],
  'artifact-addition:read': [
    'Read vulnerabilities, build history and other additions of images',
    'GET {artifact}/additions/vulnerabilities, GET {artifact}/additions/{addition}',
  ],
  'artifact-label:create': ['Put labels on images', 'POST {artifact}/labels'],
  'artifact-label:delete': ['Take labels off images', 'DELETE {artifact}/labels/{label_id}'],
  'artifact:create': ['Copy images into the project', 'POST {repository}/artifacts'],
  'artifact:delete': ['Delete images', 'DELETE {artifact}'],
  'artifact:list': ['List images', 'GET {project}/artifacts, GET {repository}/artifacts'],
  'artifact:read': [
    "Read an image's details, and copy it elsewhere",
    'GET {artifact}, POST {repository}/artifacts',
  ],
  'export-cve:create': ['Start exports of vulnerabilities as a file', 'POST /export/cve'],
  'export-cve:read': [
    'Follow and download exports of vulnerabilities',
    'GET /export/cve/download/{execution_id}, GET /export/cve/execution/{execution_id}, GET /export/cve/executions',
  ],
  'helm-chart-version-label:create': [
    'Put labels on Helm charts, up to Harbor 2.7',
    'POST /chartrepo/{project_name}/charts/{name}/{version}/labels',
  ],
  'helm-chart-version-label:delete': [
    'Take labels off Helm charts, up to Harbor 2.7',
    'DELETE /chartrepo/{project_name}/charts/{name}/{version}/labels/{label_id}',
  ],
  'helm-chart-version:create': [
    'Upload Helm charts, up to Harbor 2.7',
    'POST /chartrepo/{project_name}/charts',
  ],
  'helm-chart-version:delete': [
    'Delete versions of Helm charts, up to Harbor 2.7',
    'DELETE /chartrepo/{project_name}/charts/{name}/{version}',
  ],
  'helm-chart-version:list': [
    'List versions of Helm charts, up to Harbor 2.7',
    'GET /chartrepo/{project_name}/charts/{name}',
  ],
  'helm-chart-version:read': [
    'Read a version of a Helm chart, up to Harbor 2.7',
    'GET /chartrepo/{project_name}/charts/{name}/{version}',
  ],
  'helm-chart:list': ['List Helm charts, up to Harbor 2.7', 'GET /chartrepo/{project_name}/charts'],
  'helm-chart:read': [
    'Download Helm charts, up to Harbor 2.7',
    'GET /chartrepo/{project_name}/index.yaml',
  ],
  'immutable-tag:create': ['Protect tags by rules', 'POST {project}/immutabletagrules'],
  'immutable-tag:delete': [
    'Lift the protection of tags',
    'DELETE {project}/immutabletagrules/{immutable_rule_id}',
  ],
  'immutable-tag:list': ['List the rules that protect tags', 'GET {project}/immutabletagrules'],
  'immutable-tag:update': [
    'Change and switch off the rules that protect tags',
    'PUT {project}/immutabletagrules/{immutable_rule_id}',
  ],
  'label:create': ['Make labels of the project', 'POST /labels (project labels)'],
  'label:delete': ['Delete labels of the project', 'DELETE /labels/{label_id} (project labels)'],
  'label:list': ['List labels of the project', 'GET /labels'],
  'label:read': ['Read a label of the project', 'GET /labels/{label_id} (project labels)'],
  'label:update': ['Change labels of the project', 'PUT /labels/{label_id} (project labels)'],
  'log:list': [
    'Read who did what in the project',
    'GET {named}/auditlog-exts @2.13, GET {named}/logs',
  ],
  'member:create': ['Add members, also as administrators of the project', 'POST {project}/members'],
  'member:delete': ['Take members out of the project', 'DELETE {project}/members/{mid}'],
  'member:list': ['List the members of the project', 'GET {project}/members'],
  'member:read': ['Read one member of the project', 'GET {project}/members/{mid}'],
  'member:update': [
    'Change the role of members, also to administrator of the project',
    'PUT {project}/members/{mid}',
  ],
  'metadata:create': [
    'Add settings of the project, such as being public',
    'POST {project}/metadatas/',
  ],
  'metadata:delete': ['Remove settings of the project', 'DELETE {project}/metadatas/{meta_name}'],
  'metadata:list': ['List the settings of the project', 'GET {project}/metadatas/'],
  'metadata:read': ['Read one setting of the project', 'GET {project}/metadatas/{meta_name}'],
  'metadata:update': [
    'Change settings of the project, such as being public',
    'PUT {project}/metadatas/{meta_name}',
  ],
  'notification-policy:create': ['Make webhooks to any address', 'POST {project}/webhook/policies'],
  'notification-policy:delete': [
    'Delete webhooks',
    'DELETE {project}/webhook/policies/{webhook_policy_id}',
  ],
  'notification-policy:list': [
    'List webhooks and what they sent',
    'GET {project}/webhook/jobs, GET {project}/webhook/policies',
  ],
  'notification-policy:read': [
    'Read a webhook, what it sent and its logs',
    'GET {project}/webhook/events, GET {project}/webhook/lasttrigger, GET {project}/webhook/policies/{webhook_policy_id}, GET {project}/webhook/policies/{webhook_policy_id}/executions, GET {project}/webhook/policies/{webhook_policy_id}/executions/{execution_id}/tasks, GET {project}/webhook/policies/{webhook_policy_id}/executions/{execution_id}/tasks/{task_id}/log',
  ],
  'notification-policy:update': [
    'Change webhooks and their addresses',
    'PUT {project}/webhook/policies/{webhook_policy_id}',
  ],
  'preheat-policy:create': [
    'Make rules for handing images to peer-to-peer providers',
    'POST {named}/preheat/policies',
  ],
  'preheat-policy:delete': [
    'Delete rules for peer-to-peer providers',
    'DELETE {named}/preheat/policies/{preheat_policy_name}',
  ],
  'preheat-policy:list': [
    'List rules, runs and providers of peer-to-peer distribution',
    'GET {named}/preheat/policies, GET {named}/preheat/policies/{preheat_policy_name}/executions, GET {named}/preheat/policies/{preheat_policy_name}/executions/{execution_id}/tasks, GET {named}/preheat/providers',
  ],
  'preheat-policy:read': [
    'Read a rule of peer-to-peer distribution, and run it',
    'GET {named}/preheat/policies/{preheat_policy_name}, GET {named}/preheat/policies/{preheat_policy_name}/executions/{execution_id}, GET {named}/preheat/policies/{preheat_policy_name}/executions/{execution_id}/tasks/{task_id}/logs, POST {named}/preheat/policies/{preheat_policy_name}',
  ],
  'preheat-policy:update': [
    'Change rules of peer-to-peer distribution and stop runs',
    'PATCH {named}/preheat/policies/{preheat_policy_name}/executions/{execution_id}, PUT {named}/preheat/policies/{preheat_policy_name}',
  ],
  'project:delete': ['Delete the project', 'DELETE {project}, GET {project}/_deletable'],
  'project:read': ['Read the project and its summary', 'GET {project}, GET {project}/summary'],
  'project:update': ['Change the project and its limits', 'PUT {project}'],
  'quota:read': [
    'Read the storage limit in the summary of the project',
    'GET {project}/summary (quota part)',
  ],
  'repository:delete': ['Delete repositories with all their images', 'DELETE {repository}'],
  'repository:list': ['List repositories', 'GET {named}/repositories'],
  'repository:pull': [
    'Pull images, also of private projects',
    'GET /v2/{repository_name}/manifests/{reference}, GET /v2/{repository_name}/blobs/{digest}',
  ],
  'repository:push': [
    'Push images, also over existing tags',
    'POST /v2/{repository_name}/blobs/uploads/, PUT /v2/{repository_name}/manifests/{reference}',
  ],
  'repository:read': ['Read a repository', 'GET {repository}'],
  'repository:update': ['Change the description of a repository', 'PUT {repository}'],
  'robot:create': ['Make robots of the project with at most what it holds itself', 'POST /robots'],
  'robot:delete': ['Delete robots of the project', 'DELETE /robots/{robot_id}'],
  'robot:list': ['List robots of the project', 'GET /robots'],
  'robot:read': ['Read a robot of the project', 'GET /robots/{robot_id}'],
  'robot:update': [
    'Change robots of the project and refresh their secrets',
    'PUT /robots/{robot_id}, PATCH /robots/{robot_id}',
  ],
  'sbom:create': ['Make SBOMs of images', 'POST {artifact}/scan (scan_type sbom)'],
  'sbom:read': ['Nothing: Harbor asks for it nowhere', ''],
  'sbom:stop': ['Stop the making of SBOMs', 'POST {artifact}/scan/stop (scan_type sbom)'],
  'scan:create': ['Scan images', 'POST {artifact}/scan (scan_type vulnerability)'],
  'scan:read': ['Read the log of a scan', 'GET {artifact}/scan/{report_id}/log'],
  'scan:stop': ['Stop scans', 'POST {artifact}/scan/stop (scan_type vulnerability)'],
  'scanner:create': [
    'Choose the scanner of the project',
    'GET {project}/scanner/candidates, PUT {project}/scanner',
  ],
  'scanner:read': ['See the scanner of the project', 'GET {project}/scanner'],
  'tag-retention:create': ['Make rules that delete old images', 'POST /retentions'],
  'tag-retention:delete': ['Delete the rules for old images', 'DELETE /retentions/{id}'],
  'tag-retention:list': [
    'List runs of the rules for old images and their tasks',
    'GET /retentions/{id}/executions, GET /retentions/{id}/executions/{eid}/tasks',
  ],
  'tag-retention:read': [
    'Read the rules for old images and the log of a task',
    'GET /retentions/{id}, GET /retentions/{id}/executions/{eid}/tasks/{tid}',
  ],
  'tag-retention:update': [
    'Change and run the rules that delete old images',
    'PATCH /retentions/{id}/executions/{eid}, POST /retentions/{id}/executions, PUT /retentions/{id}',
  ],
  'tag:create': ['Tag images', 'POST {artifact}/tags'],
  'tag:delete': ['Take tags off images', 'DELETE {artifact}/tags/{tag_name}'],
  'tag:list': ['List tags', 'GET {artifact}/tags'],
};
