import type { BodySpec } from './binding.ts';
import type { GoType } from './go/go-decode.ts';

const string: GoType = { type: 'string' };
const int64: GoType = { type: 'int64' };
const bool: GoType = { type: 'bool' };
const time: GoType = { type: 'time' };

const ACCESS: GoType = {
  type: 'struct',
  name: 'Access',
  fields: { action: string, effect: string, resource: string },
};

const ROBOT_PERMISSION: GoType = {
  type: 'struct',
  name: 'RobotPermission',
  fields: {
    access: { type: 'slice', of: ACCESS, go: '[]*models.Access' },
    kind: string,
    namespace: string,
  },
};

const PERMISSIONS: GoType = {
  type: 'slice',
  of: ROBOT_PERMISSION,
  go: '[]*models.RobotPermission',
};

/** An access entry of a body; a missing field is undefined, as is an empty one once Go has copied it. */
export interface AccessBody {
  readonly action?: string;
  readonly effect?: string;
  readonly resource?: string;
}

/** A permission entry of a body; `null` entries arrive as undefined. */
export interface PermissionBody {
  readonly access?: readonly (AccessBody | undefined)[];
  readonly kind?: string;
  readonly namespace?: string;
}

export interface RobotBody {
  readonly name?: string;
  readonly description?: string;
  readonly level?: string;
  readonly duration?: number | bigint;
  readonly disable?: boolean;
  readonly permissions?: readonly (PermissionBody | undefined)[];
}

export const ROBOT_CREATE: BodySpec = {
  name: 'robot',
  type: {
    type: 'struct',
    name: 'RobotCreate',
    fields: {
      description: string,
      disable: bool,
      duration: int64,
      level: string,
      name: string,
      permissions: PERMISSIONS,
      secret: string,
    },
  },
};

export const ROBOT_UPDATE: BodySpec = {
  name: 'robot',
  type: {
    type: 'struct',
    name: 'Robot',
    fields: {
      creation_time: time,
      creator_ref: int64,
      creator_type: string,
      description: string,
      disable: bool,
      duration: int64,
      editable: bool,
      expires_at: int64,
      id: int64,
      level: string,
      name: string,
      permissions: PERMISSIONS,
      secret: string,
      update_time: time,
    },
  },
};

export const ROBOT_SECRET: BodySpec = {
  name: 'robotSec',
  type: { type: 'struct', name: 'RobotSec', fields: { secret: string } },
};

export const ROBOT_CREATE_V1: BodySpec = {
  name: 'robot',
  type: {
    type: 'struct',
    name: 'RobotCreateV1',
    fields: {
      access: { type: 'slice', of: ACCESS, go: '[]*models.Access' },
      description: string,
      expires_at: int64,
      name: string,
    },
  },
};

/** Lengths of swagger's `maxLength`, counted in characters. */
function tooLong(limits: Readonly<Record<string, number>>) {
  return (body: Record<string, unknown>): string[] =>
    Object.entries(limits)
      .filter(([name, limit]) => [...String(body[name] ?? '')].length > limit)
      .map(([name, limit]) => `${name} in body should be at most ${limit} chars long`);
}

const METADATA_NAMES = [
  'auto_sbom_generation',
  'auto_scan',
  'enable_content_trust',
  'enable_content_trust_cosign',
  'prevent_vul',
  'proxy_speed_kb',
  'public',
  'retention_id',
  'reuse_sys_cve_allowlist',
  'severity',
];

export const PROJECT: BodySpec = {
  name: 'project',
  type: {
    type: 'struct',
    name: 'ProjectReq',
    fields: {
      cve_allowlist: { type: 'map', of: { type: 'any' }, go: 'models.CVEAllowlist' },
      metadata: {
        type: 'struct',
        name: 'ProjectMetadata',
        fields: Object.fromEntries(METADATA_NAMES.map((name) => [name, string])),
      },
      project_name: string,
      public: bool,
      registry_id: int64,
      storage_limit: int64,
    },
  },
  validate: tooLong({ project_name: 255 }),
};

/** Metadata of a project by themselves: any names. */
export const METADATA: BodySpec = {
  name: 'metadata',
  type: { type: 'map', of: string, go: 'map[string]string' },
};

export const USER_CREATION: BodySpec = {
  name: 'userReq',
  type: {
    type: 'struct',
    name: 'UserCreationReq',
    fields: {
      comment: string,
      email: string,
      password: string,
      realname: string,
      username: string,
    },
  },
  validate: tooLong({ email: 255, password: 20, username: 255 }),
};

export const SYSADMIN_FLAG: BodySpec = {
  name: 'sysadmin_flag',
  type: { type: 'struct', name: 'UserSysAdminFlag', fields: { sysadmin_flag: bool } },
};

export const USER_PROFILE: BodySpec = {
  name: 'profile',
  type: {
    type: 'struct',
    name: 'UserProfile',
    fields: { comment: string, email: string, realname: string },
  },
};

export const QUOTA_UPDATE: BodySpec = {
  name: 'hard',
  type: {
    type: 'struct',
    name: 'QuotaUpdateReq',
    fields: { hard: { type: 'map', of: int64, go: 'models.ResourceList' } },
  },
};

export const PASSWORD_CHANGE: BodySpec = {
  name: 'password',
  type: {
    type: 'struct',
    name: 'PasswordReq',
    fields: { new_password: string, old_password: string },
  },
};

export const PROJECT_MEMBER: BodySpec = {
  name: 'project_member',
  type: {
    type: 'struct',
    name: 'ProjectMember',
    fields: {
      member_group: {
        type: 'struct',
        name: 'UserGroup',
        fields: { group_name: string, group_type: int64, id: int64, ldap_group_dn: string },
      },
      member_user: {
        type: 'struct',
        name: 'UserEntity',
        fields: { user_id: int64, username: string },
      },
      role_id: int64,
    },
  },
};

export const MEMBER_ROLE: BodySpec = {
  name: 'role',
  type: { type: 'struct', name: 'RoleRequest', fields: { role_id: int64 } },
};

const SETTING_TYPES: Readonly<Record<string, GoType>> = {
  audit_log_forward_endpoint: string,
  auth_mode: string,
  banner_message: string,
  disabled_audit_log_event_types: string,
  notification_enable: bool,
  oidc_name: string,
  primary_auth_mode: bool,
  project_creation_restriction: string,
  quota_per_project_enable: bool,
  read_only: bool,
  robot_name_prefix: string,
  robot_token_duration: int64,
  scanner_skip_update_pulltime: bool,
  self_registration: bool,
  session_timeout: int64,
  skip_audit_log_database: bool,
  storage_per_project: int64,
  token_expiration: int64,
};

export const CONFIGURATIONS: BodySpec = {
  name: 'configurations',
  type: { type: 'struct', name: 'Configurations', fields: SETTING_TYPES },
};
