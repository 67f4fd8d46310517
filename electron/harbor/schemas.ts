import { z } from 'zod';
import { PROJECT_CREATIONS } from '../../shared/permissions/project-creation.ts';

/**
 * Harbor's answers, read tolerantly: what Go leaves out because it is empty gets its zero
 * value, what we do not need is dropped, and only what identifies a thing is required.
 */

/** RFC 3339 to epoch seconds; 0 for nothing, nonsense, and Go's year 1. */
export function secondsOf(text: string): number {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) || milliseconds < 0 ? 0 : Math.floor(milliseconds / 1_000);
}

// A default before the catch: what is missing, which is usual, then costs no failed parse.
const text = z.string().default('').catch('');
const whole = z.int().default(0).catch(0);
const flag = z.boolean().default(false).catch(false);
const time = text.transform(secondsOf);

/** `GET /systeminfo`: only `auth_mode` for strangers; `harbor_version` for them up to 2.12. */
export const systemInfo = z.object({
  auth_mode: text,
  harbor_version: text,
  external_url: text,
  registry_url: text,
  /** Where people sign in through a provider (`auth_mode` oidc_auth). */
  oidc_provider_name: text,
  read_only: flag,
  project_creation_restriction: z.enum(PROJECT_CREATIONS).nullable().default(null).catch(null),
  /** Since 2.5. */
  current_time: text,
});

export type SystemInfoBody = z.infer<typeof systemInfo>;

/** `GET /users/current`. `oidc_user_meta`, which holds a secret in clear, never gets here. */
export const currentUser = z.object({
  user_id: z.int(),
  username: z.string().min(1),
  sysadmin_flag: flag,
  admin_role_in_auth: flag,
});

export const user = z.object({ username: z.string().min(1) });

/** `GET /users`. */
export const users = z.array(z.object({ user_id: z.int(), username: z.string() }));

/** An item of `GET /projects`. Roles are those of the caller, where Harbor fills them in. */
export const project = z.object({
  project_id: z.int(),
  name: z.string().min(1),
  current_user_role_id: whole,
  current_user_role_ids: z.array(z.int()).catch([]),
});

const access = z.object({ resource: text, action: text, effect: text });

/** A robot. `permissions` is in another order with every answer. */
export const robot = z.object({
  id: z.int(),
  name: z.string().min(1),
  level: text,
  description: text,
  disable: flag,
  editable: flag,
  duration: whole,
  expires_at: whole,
  creation_time: time,
  update_time: time,
  creator_type: text,
  creator_ref: whole,
  permissions: z
    .array(z.object({ kind: text, namespace: text, access: z.array(access).catch([]) }))
    .catch([]),
});

/** `POST /robots`. */
export const madeRobot = z.object({
  id: z.int(),
  name: z.string().min(1),
  secret: text,
  creation_time: time,
});

/** `PATCH /robots/{id}`: empty where the secret that was sent was taken. */
export const refreshed = z.object({ secret: text });

export type RobotBody = z.infer<typeof robot>;

const pair = z.object({ resource: z.string(), action: z.string() });
const pairs = z
  .array(pair)
  .nullish()
  .transform((list) => list ?? []);

/** `GET /permissions` (Harbor ≥ 2.10): what may be given to robots. `system` is null for project administrators. */
export const permissions = z.object({ system: pairs, project: pairs });

/** `GET /users/current/permissions`: what the caller may do in one project. */
export const ownPermissions = z.array(pair);

/** `GET /configurations`: one of its entries. */
export const configurations = z.object({
  robot_name_prefix: z.object({ value: z.string() }).optional().catch(undefined),
});

/** `GET /configurations`: what is set for all robots; durations are days. */
export const robotConfigurations = z.object({
  robot_name_prefix: z.object({ value: z.string(), editable: z.boolean().catch(true) }),
  robot_token_duration: z.object({ value: z.number(), editable: z.boolean().catch(true) }),
});

/** `GET /auditlog-exts` and `GET /audit-logs`; the latter does not say whether it succeeded. */
export const auditRows = z.array(
  z.object({
    id: z.int(),
    op_time: time,
    username: text,
    operation: text,
    resource: text,
    resource_type: text,
    operation_result: z.boolean().catch(true),
  }),
);

const switched = z.object({ value: z.boolean() }).optional().catch(undefined);

/** `GET /configurations`: what keeps uses of robots out of the audit log, as far as a release has it. */
export const auditConfigurations = z.object({
  pull_audit_log_disable: switched,
  skip_audit_log_database: switched,
  /** Comma-separated event types (Harbor ≥ 2.13). */
  disabled_audit_log_event_types: z.object({ value: z.string() }).optional().catch(undefined),
});
